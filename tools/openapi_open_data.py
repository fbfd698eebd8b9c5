"""The open data's addresses as OpenAPI 3.1, written from the data sets; `--check` compares."""

import json
import os
import sys
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[1]
FILE = HOME / "docs/utveckling/openapi-open-data.json"


def description() -> dict[str, Any]:
    """Every open file: data sets of each county, their schemas, the catalogue, calendar, feeds."""
    from samsyn.public.queries.data import as_schema
    from samsyn.public.queries.datasets import DATASETS

    paths: dict[str, Any] = {}
    for dataset in DATASETS:
        schema = json.loads(as_schema(dataset, address=""))
        del schema["$schema"], schema["$id"]
        paths[f"/data/{{county}}/{dataset.key}.json"] = _get(
            f"{dataset.title} (JSON)", {"application/json": schema}, [_county()]
        )
        paths[f"/data/{{county}}/{dataset.key}.csv"] = _get(
            f"{dataset.title} (CSV)", {"text/csv": {"type": "string"}}, [_county()]
        )
        paths[f"/data/schema/{dataset.key}.json"] = _get(
            f"{dataset.title} (schema)", {"application/schema+json": {"type": "object"}}
        )
    for ending, kind in (("ttl", "text/turtle"), ("rdf", "application/rdf+xml"),
                         ("jsonld", "application/ld+json")):  # fmt: skip
        paths[f"/data/katalog.{ending}"] = _get("The catalogue", {kind: {}})
    for path, kind in (
        ("/arenor/{county}/kalender.ics", "text/calendar"),
        ("/arenor/{county}/protokoll.atom", "application/atom+xml"),
        ("/uppfoljning/{county}/rapporter.atom", "application/atom+xml"),
    ):
        paths[path] = _get("What is new", {kind: {"type": "string"}}, [_county()])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Samsyn: open data",
            "version": "1",
            "description": "Alike for everybody, without cookies. See open-data.md.",
        },
        "paths": paths,
    }


def _county() -> dict[str, Any]:
    return {
        "name": "county",
        "in": "path",
        "required": True,
        "description": "the code of a county package",
        "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
        "example": "jamtland-harjedalen",
    }


def _get(
    summary: str, kinds: dict[str, Any], parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    page = {"text/html": {"schema": {"type": "string"}}}
    answers = {
        "200": {
            "description": summary,
            "content": {k: {"schema": schema} if schema else {} for k, schema in kinds.items()},
        },
        "304": {"description": "not changed since"},
        "400": {"description": "cannot be read", "content": page},
        "404": {"description": "no such county", "content": page},
        "429": {"description": "too often; see Retry-After", "content": page},
    }
    return {"get": {"summary": summary, "parameters": parameters or [], "responses": answers}}


def text() -> str:
    """The file's text."""
    return json.dumps(description(), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write, or with `--check` compare."""
    os.environ.setdefault("SAMSYN_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
    import django

    django.setup()
    if "--check" in arguments:
        is_same = FILE.is_file() and FILE.read_text(encoding="utf-8") == text()
        print("" if is_same else f"{FILE.name} is not what the code says: run without --check")
        return 0 if is_same else 1
    FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
