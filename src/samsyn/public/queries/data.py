"""How is a data set written as JSON, CSV and JSON Schema?"""

import csv
import datetime as dt
import io
import json
from typing import Any

from samsyn.public.queries.datasets import Column, Dataset
from samsyn.regions.schema import Region

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so; such a text gets an apostrophe before it in CSV."""


def as_json(dataset: Dataset, county: Region, on: dt.date, *, schema: str) -> str:
    """The rows with what they are, for which county, and the day that they were written."""
    return json.dumps(
        {
            "dataset": dataset.key,
            "title": dataset.title,
            "county": {"code": county.code, "name": county.name, "number": county.county_code},
            "generated": on.isoformat(),
            "licence": dataset.licence,
            "schema": schema,
            "rows": [dict(row) for row in dataset.rows(county, on)],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_csv(dataset: Dataset, county: Region, on: dt.date) -> str:
    """RFC 4180 in UTF-8: comma, header, lists with `; ` between. County and day on each row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["county", "generated", *(column.name for column in dataset.columns)])
    for row in dataset.rows(county, on):
        values = [_cell(row[column.name]) for column in dataset.columns]
        writer.writerow([county.code, on.isoformat(), *values])
    return out.getvalue()


def as_schema(dataset: Dataset, *, address: str) -> str:
    """JSON Schema (2020-12) of the JSON form."""
    return json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": address,
            "title": dataset.title,
            "description": dataset.text,
            "type": "object",
            "required": ["dataset", "title", "county", "generated", "licence", "rows"],
            "properties": {
                "dataset": {"const": dataset.key},
                "title": {"type": "string"},
                "county": {
                    "type": "object",
                    "required": ["code", "name"],
                    "properties": {name: {"type": "string"} for name in ("code", "name", "number")},
                },
                "generated": {"type": "string", "format": "date"},
                "licence": {"type": "string", "format": "uri"},
                "schema": {"type": "string", "format": "uri"},
                "rows": {"type": "array", "items": _row_schema(dataset)},
            },
        },
        ensure_ascii=False,
        indent=1,
    )


def _row_schema(dataset: Dataset) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [column.name for column in dataset.columns],
        "properties": {column.name: _column_schema(column) for column in dataset.columns},
    }


def _column_schema(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"description": column.text}
    if column.kind == "list":
        return found | {"type": "array", "items": {"type": "string"}}
    kind = "string" if column.kind == "date" else column.kind
    if column.kind == "date":
        found["format"] = "date"
    return found | {"type": [kind, "null"] if column.may_be_empty else kind}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value}"
    text = "; ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
