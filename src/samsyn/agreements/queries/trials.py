"""What would a version's changes do to the county on the day that it begins?"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import translation

from samsyn.regions.checks import Gap, Overlap
from samsyn.regions.schema import Region
from samsyn.responsibilities.engine import Change, Difference, read_change, try_change
from samsyn.responsibilities.queries import county
from samsyn.responsibilities.queries.wording import findings, short_name
from samsyn.responsibilities.rules import label

Json = dict[str, Any]


def trial_of(code: str, changes: Sequence[Json], on: dt.date) -> Json:
    """Counts and Swedish sentences, as they are kept with the version.

    Raises ``LookupError`` for what does not exist on the day, ``ValueError`` for what is no change.
    """
    before = county(code, on)
    found = try_change(before, [read_change(row) for row in changes], on)
    with translation.override("sv"):
        words = _words(before, found)
    broken = sum(row.breaks for row in found.examples)
    return {
        "on": on.isoformat(),
        "changes": list(changes),
        "gaps_opened": len(words["gaps_opened"]),
        "gaps_closed": len(words["gaps_closed"]),
        "overlaps_opened": len(words["overlaps_opened"]),
        "overlaps_closed": len(words["overlaps_closed"]),
        "examples_broken": broken,
        "examples_mended": len(found.examples) - broken,
        "words": words,
    }


def is_tried(changes: Sequence[Json], trial: Mapping[str, Any] | None, on: dt.date) -> bool:
    """Whether exactly these changes have been tried for the day; nothing needs no trial."""
    if not changes:
        return True
    if trial is None:
        return False
    return bool(trial["changes"] == list(changes) and trial["on"] == on.isoformat())


def needs_reason(trial: Mapping[str, Any]) -> bool:
    """Whether the changes open gaps or break worked examples."""
    return bool(trial["gaps_opened"] or trial["examples_broken"])


def _words(before: Region, found: Difference) -> dict[str, list[str]]:
    def told(rows: tuple[Gap | Overlap, ...]) -> list[str]:
        return [
            f"{row.level}, {row.ages}: {row.needs.lower()} ({row.extents})"
            + (f". {row.operations}" if row.operations and not row.is_gap else "")
            for row in findings(found.region, rows, "sv")
        ]

    return {
        "gaps_opened": told(found.gaps_opened),
        "gaps_closed": told(found.gaps_closed),
        "overlaps_opened": told(found.overlaps_opened),
        "overlaps_closed": told(found.overlaps_closed),
        "examples": [
            f"{short_name(before.operation(row.example.operation), 'sv')},"
            f" {row.example.age_text.replace('.', ',')} år,"
            f" {label(row.example.need, 'sv').lower()}: "
            + ("svarar inte längre som i exemplet" if row.breaks else "svarar nu som i exemplet")
            for row in found.examples
        ],
    }


def read_changes(changes: Sequence[Json]) -> list[Change]:
    """The changes of a version."""
    return [read_change(row) for row in changes]
