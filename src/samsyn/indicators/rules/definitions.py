"""Which measures does every county begin with, and what do they mean? Pure; from a file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samsyn.indicators.rules.suppression import DEFAULT_THRESHOLD
from samsyn.indicators.rules.words import Direction, Kind, MeasureUnit

#: Measures of how the things of another measure went. They are told for the whole county only and
#: are hidden together: for each party, what is told of one would give the others away.
RESTS_ON: Mapping[str, str] = {
    "deviations.answered_share": "deviations",
    "deviations.days_to_answer": "deviations",
}


@dataclass(frozen=True)
class Definition:
    """A measure in both languages. `needs` is what is missing before it can be counted."""

    key: str
    name: str
    name_en: str
    definition: str
    definition_en: str
    unit: MeasureUnit
    kind: Kind
    source: str
    direction: Direction
    threshold: int
    is_sensitive: bool
    needs: str
    needs_en: str


@cache
def definitions() -> Mapping[str, Definition]:
    """All by key, in the order of the file; raises KeyError or ValueError when it is malformed."""
    file = Path(__file__).parent / "definitions.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["measure"]
    return {row["key"]: _read(row) for row in rows}


def _read(row: Mapping[str, Any]) -> Definition:
    return Definition(
        key=str(row["key"]),
        name=str(row["name"]),
        name_en=str(row["name_en"]),
        definition=str(row["definition"]),
        definition_en=str(row["definition_en"]),
        unit=MeasureUnit(row["unit"]),
        kind=Kind(row["kind"]),
        source=str(row["source"]),
        direction=Direction(row["direction"]),
        threshold=int(row.get("threshold", DEFAULT_THRESHOLD)),
        is_sensitive=bool(row.get("sensitive", False)),
        needs=str(row.get("needs", "")),
        needs_en=str(row.get("needs_en", "")),
    )
