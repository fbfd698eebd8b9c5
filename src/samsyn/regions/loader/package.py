"""How does a folder of TOML files become a Region?"""

import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from samsyn.regions.loader import about_governing, about_plans, about_steering, about_work
from samsyn.regions.loader.lines import Lines
from samsyn.regions.loader.problems import Problem, RegionError
from samsyn.regions.loader.table import Book, Table
from samsyn.regions.schema import Region

Reader = Callable[[Table], Any]
SECTIONS: dict[str, tuple[Reader, str | None]] = {
    "documents": (about_steering.read_document, "code"),
    "clauses": (about_steering.read_clause, None),
    "parties": (about_steering.read_party, "code"),
    "operations": (about_work.read_operation, "code"),
    "expectations": (about_work.read_expectation, None),
    "sharings": (about_work.read_sharing, None),
    "principles": (about_work.read_principle, "key"),
    "risk_groups": (about_work.read_risk_group, "key"),
    "arenas": (about_steering.read_arena, "code"),
    "ladders": (about_steering.read_ladder, "code"),
    "deadlines": (about_steering.read_deadline, "key"),
    "agreements": (about_steering.read_agreement, "code"),
    "seats": (about_governing.read_seat, None),
    "mandate_texts": (about_governing.read_mandate_text, "arena"),
    "treatments": (about_governing.read_treatment, None),
    "passages": (about_governing.read_passage, None),
    "strategies": (about_plans.read_strategy, "code"),
    "action_plans": (about_plans.read_action_plan, "code"),
    "matters": (about_governing.read_matter, "key"),
    "findings": (about_governing.read_finding, "key"),
    "trainings": (about_governing.read_training, None),
    "examples": (about_work.read_example, "key"),
}
NEEDED = ("documents", "parties", "operations", "agreements")
DEFAULTS = {"valid_from", "valid_to", "precision", "source"}
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def load_region(path: Path | str) -> Region:
    """Read a folder. Raises ``RegionError`` with every fault, its file, its line and advice."""
    folder = Path(path)
    if not folder.is_dir():
        raise RegionError(
            [Problem(str(folder), 1, "Mappen finns inte.", "Ange en mapp med ett läns TOML-filer.")]
        )
    book = Book()
    read = (_read(path, book) for path in sorted(folder.glob("*.toml")))
    files = [file for file in read if file is not None]
    _collect_codes(files, book)
    values = _read_all(files, book)
    head = _read_head(files, book, folder)
    if book.problems:
        raise RegionError(book.problems)
    return Region(**head, **values)


def _read(path: Path, book: Book) -> Table | None:
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        book.problems.append(Problem(path.name, 1, "Filen är inte UTF-8.", "Spara den som UTF-8."))
        return None
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found[1]) if found else max(text.count("\n"), 1)
        book.problems.append(
            Problem(
                path.name, line, f"Filen går inte att läsa: {error}.", "Rätta TOML-koden på raden."
            )
        )
        return None
    table = Table(book, path.name, Lines(text), (), data, {})
    defaults = table.table("defaults")
    defaults.taken.update(DEFAULTS)
    defaults.finish()
    table.defaults = defaults.data
    return table


def _collect_codes(files: list[Table], book: Book) -> None:
    for file in files:
        for section, (_, name) in SECTIONS.items():
            for row in file.tables(section):
                if name and isinstance(row.data.get(name), str):
                    book.codes.setdefault(section, set()).add(row.data[name])
                if section == "clauses":
                    document, number = row.data.get("document"), row.data.get("id")
                    book.clauses.setdefault(str(document), set()).add(str(number))
                if section == "agreements":
                    labels = _inside(row, "versions", "label")
                    book.versions.setdefault(str(row.data.get("code")), set()).update(labels)
                if section == "strategies":
                    goals = book.codes.setdefault("strategies.goals", set())
                    goals.update(_inside(row, "goals", "key"))


def _inside(table: Table, key: str, name: str) -> set[str]:
    rows = table.data.get(key)
    found = rows if isinstance(rows, list) else []
    return {str(row[name]) for row in found if isinstance(row, dict) and name in row}


def _read_all(files: list[Table], book: Book) -> dict[str, Any]:
    values = {}
    for section, (reader, name) in SECTIONS.items():
        rows = [(table, reader(table)) for file in files for table in file.tables(section)]
        good = [(table, row) for table, row in rows if row is not None]
        if name:
            _refuse_doubles(good, name)
        if section == "operations":
            for table, row in good:
                _refuse_double_duties(table, row)
        values[section] = tuple(row for _, row in good)
    for file in files:
        file.taken.add("region")
        file.finish()
    return values


def _refuse_doubles(rows: list[tuple[Table, Any]], name: str) -> None:
    seen: dict[str, list[Any]] = {}
    for table, row in rows:
        code = getattr(row, name)
        if any(_meet(row, other) for other in seen.get(code, ())):
            table.fault(
                f"”{code}” finns redan för samma tid.",
                "Avsluta den tidigare raden med valid_to eller ta bort en av dem.",
                name,
            )
        seen.setdefault(code, []).append(row)


def _refuse_double_duties(table: Table, operation: Any) -> None:
    _refuse_doubles(list(zip(table.tables("duties"), operation.duties, strict=True)), "key")


def _meet(row: Any, other: Any) -> bool:
    if not hasattr(row, "valid_from"):
        return True
    starts_before = other.valid_to is None or row.valid_from < other.valid_to
    return starts_before and (row.valid_to is None or other.valid_from < row.valid_to)


def _read_head(files: list[Table], book: Book, folder: Path) -> dict[str, Any]:
    heads = [file for file in files if "region" in file.data]
    missing = [section for section in NEEDED if not any(section in file.data for file in files)]
    if files and not heads:
        missing.insert(0, "region")
    for section in missing or ([] if files else ["region"]):
        book.problems.append(
            Problem(
                folder.name,
                1,
                f"Paketet saknar [[{section}]].",
                "Se docs/utveckling/region-packages.md.",
            )
        )
    if not heads:
        return {}
    table = heads[0].table("region")
    group = table.table("target_group")
    head = {
        "code": table.text("code"),
        "name": table.text("name"),
        "name_en": table.text("name_en"),
        "county_code": table.text("county_code"),
        "target_group": group.interval(),
        "target_group_text": group.text("text"),
    }
    group.finish()
    table.finish()
    return head
