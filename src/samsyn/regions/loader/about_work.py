"""How are the operations of a package, and what is promised of them, read?"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from samsyn.regions.loader.table import Table
from samsyn.regions.schema import (
    AgeInterval,
    Basis,
    Duty,
    Expectation,
    Extent,
    Level,
    Need,
    Operation,
    Part,
    PartyKind,
    Principle,
    RiskGroup,
    Setting,
    Sharing,
    WorkedExample,
)

INHERITED = ("valid_from", "valid_to", "precision", "source")


def read_operation(table: Table) -> Operation | None:
    """An operation with its duties, which take date and source from it unless they have own."""
    ages = table.table("ages")
    interval = ages.interval()
    levels = tuple(sorted(table.words("levels", Level), key=list(Level).index))
    if not levels and not table.is_broken:
        table.fault("Verksamheten saknar nivå (levels).", 'Skriv levels = ["general"].')
    values: dict[str, Any] = {
        "code": table.text("code"),
        "name": table.text("name"),
        "name_en": table.text("name_en"),
        "short_name": table.text("short_name"),
        "levels": levels,
        "ages": interval,
        "ages_text": ages.text("text"),
        "ages_basis": ages.word("basis", Basis),
        "ages_note": ages.text("note", ""),
        "huvudman": tuple(sorted(table.words("huvudman", PartyKind))),
        "huvudman_basis": table.word("huvudman_basis", Basis),
        **table.dated(),
    }
    ages.finish()
    duties = _duties(table, interval, levels)
    table.is_broken = table.is_broken or ages.is_broken or None in duties
    return table.build(Operation, **values, duties=tuple(duties))


def _duties(table: Table, ages: AgeInterval, levels: tuple[Level, ...]) -> list[Duty | None]:
    inherited = {key: table.data[key] for key in INHERITED if key in table.data}
    rows = []
    for row in table.tables("duties"):
        rows.append(read_duty(replace(row, defaults={**row.defaults, **inherited}), ages, levels))
    for level in levels:
        if not any(row is None or row.level == level for row in rows):
            table.fault(
                f"Ingen uppgift ligger på nivån ”{level}”.",
                "Lägg till en uppgift där eller ta bort nivån.",
                "levels",
            )
    return rows


def read_duty(table: Table, ages: AgeInterval, levels: tuple[Level, ...]) -> Duty | None:
    """A duty; its ages are the operation's unless it has own."""
    own = table.table("ages")
    interval = own.interval() if own.data else ages
    own.finish()
    needs = table.words("needs", Need)
    level = table.word("level", Level)
    if levels and level not in levels:
        table.fault(
            f"Verksamheten finns inte på nivån ”{level}”.", "Rätta level eller levels.", "level"
        )
    if own.data and ages.overlap(interval) != interval:
        table.fault("Uppgiftens åldrar går utanför verksamhetens.", "Rätta ages.", "ages")
    values: dict[str, Any] = {
        "key": table.text("key"),
        "text": table.text("text"),
        "text_en": table.text("text_en"),
        "level": level,
        "ages": interval,
        "needs": needs,
        "extents": table.words("extents", Extent, every=True),
        "settings": table.words("settings", Setting),
        "basis": table.word("basis", Basis, None if needs else Basis.STATED),
        "part": table.word("part", Part, Part.RESPONSIBLE),
        "note": table.text("note", ""),
        **table.dated(),
    }
    table.is_broken = table.is_broken or own.is_broken
    return table.build(Duty, **values)


def read_expectation(table: Table) -> Expectation | None:
    """What the agreement promises that somebody does on a level."""
    ages = table.table("ages")
    values: dict[str, Any] = {
        "level": table.word("level", Level),
        "ages": ages.interval(),
        "needs": table.words("needs", Need),
        "extents": table.words("extents", Extent, every=True),
        "basis": table.word("basis", Basis),
        "note": table.text("note", ""),
        **table.dated(),
    }
    ages.finish()
    table.is_broken = table.is_broken or ages.is_broken
    return table.build(Expectation, **values)


def read_sharing(table: Table) -> Sharing | None:
    """Operations that are meant to answer side by side."""
    return table.build(
        Sharing,
        level=table.word("level", Level),
        text=table.text("text"),
        text_en=table.text("text_en"),
        basis=table.word("basis", Basis),
        operations=frozenset(_codes(table, "operations", "operations", "verksamhet")),
        **table.dated(),
    )


def read_principle(table: Table) -> Principle | None:
    """A rule that always holds."""
    return table.build(
        Principle,
        key=table.text("key"),
        text=table.text("text"),
        text_en=table.text("text_en"),
        settings=table.words("settings", Setting),
        levels=table.words("levels", Level),
        **table.dated(),
    )


def read_risk_group(table: Table) -> RiskGroup | None:
    """Children to notice in particular."""
    return table.build(
        RiskGroup,
        key=table.text("key"),
        text=table.text("text"),
        text_en=table.text("text_en"),
        **table.dated(),
    )


def read_example(table: Table) -> WorkedExample | None:
    """A worked example; its setting may be left out."""
    setting = table.word("setting", Setting) if "setting" in table.data else None
    operation = table.reference("operation", "operations", "verksamhet")
    age = table.age("age")
    if age is None or operation is None:
        table.fault("Exemplet saknar ålder eller verksamhet.", "Skriv age och operation.")
    return table.build(
        WorkedExample,
        key=table.text("key"),
        operation=operation,
        age=age,
        setting=setting,
        age_text=str(table.data.get("age", "")),
        level=table.word("level", Level),
        need=table.word("need", Need),
        extent=table.word("extent", Extent),
        is_responsible=table.flag("responsible"),
        note=table.text("note", ""),
        **table.dated(),
    )


def _codes(table: Table, key: str, section: str, what: str) -> Iterable[str]:
    table.taken.add(key)
    codes = table.data.get(key, [])
    if not isinstance(codes, list):
        table.fault(f"”{key}” ska vara en lista.", f'Skriv {key} = ["…"].', key)
        return
    for code in map(str, codes):
        if code not in table.book.codes.get(section, ()):
            table.fault(f"Det finns inget {what} med koden ”{code}”.", "Rätta koden.", key)
        yield code
