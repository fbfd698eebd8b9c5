"""What does an answer to "who does what?" hold, and how is it written as JSON?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samsyn.regions.checks import Gap, Overlap
from samsyn.regions.schema import (
    Age,
    Basis,
    Duty,
    Extent,
    Level,
    Need,
    Operation,
    Part,
    Principle,
    Region,
    Setting,
)
from samsyn.responsibilities.rules import NEED_ADJECTIVES, span_words


@dataclass(frozen=True)
class Charged:
    """An operation in an answer. ``needs`` are those asked about that it answers for."""

    operation: Operation
    part: Part
    level: Level
    needs: tuple[Need, ...]
    duties: tuple[Duty, ...]

    @property
    def is_responsible(self) -> bool:
        return self.part == Part.RESPONSIBLE

    @property
    def is_interpreted(self) -> bool:
        """Whether no duty that makes it answer is in the agreement's own words."""
        return all(duty.basis == Basis.INTERPRETED for duty in self.duties if duty.needs)

    def reason(self, language: str = "sv") -> str:
        """Why it stands in the answer, in one sentence."""
        words = [NEED_ADJECTIVES[need][language[:2]] for need in self.needs]
        span = span_words(self.operation.ages, language)
        clause = self.operation.clause
        if language.startswith("en"):
            verb = "Responsible for" if self.is_responsible else "Supports in"
            return f"{verb} {_listed(words, 'and')} needs, {span} ({clause})."
        verb = "Ansvarar för" if self.is_responsible else "Stöder vid"
        return f"{verb} {_listed(words, 'och')} behov, {span} ({clause})."

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "operation": self.operation.code,
            "name": self.operation.name,
            "part": self.part.value,
            "ages": self.operation.ages.as_list(),
            "reason": self.reason(),
            "duties": [duty_as_dict(duty) for duty in self.duties],
        }


@dataclass(frozen=True)
class Answer:
    """Who is responsible and who supports on each level, and what the agreement leaves open."""

    region: Region
    on: date
    age: Age
    needs: tuple[Need, ...]
    extent: Extent
    setting: Setting | None
    is_in_target_group: bool
    levels: dict[Level, tuple[Charged, ...]]
    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    principles: tuple[Principle, ...]

    def responsible(self, level: Level) -> tuple[Charged, ...]:
        """Operations responsible on the level, those named by the agreement first."""
        return tuple(row for row in self.levels[level] if row.is_responsible)

    def supporting(self, level: Level) -> tuple[Charged, ...]:
        """Operations that support on the level without being responsible."""
        return tuple(row for row in self.levels[level] if not row.is_responsible)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: levels with operations, ages and duties; gaps and overlaps."""
        return {
            "region": self.region.code,
            "on": self.on.isoformat(),
            "age": self.age.number,
            "needs": [need.value for need in self.needs],
            "extent": self.extent.value,
            "setting": self.setting.value if self.setting else None,
            "in_target_group": self.is_in_target_group,
            "levels": {
                level.value: [row.as_dict() for row in rows] for level, rows in self.levels.items()
            },
            "gaps": [gap_as_dict(gap) for gap in self.gaps],
            "overlaps": [overlap_as_dict(overlap) for overlap in self.overlaps],
            "principles": [{"text": row.text, "clause": row.clause} for row in self.principles],
        }


def duty_as_dict(duty: Duty) -> dict[str, Any]:
    """For JSON."""
    return {
        "text": duty.text,
        "clause": duty.clause,
        "basis": duty.basis.value,
        "ages": duty.ages.as_list(),
        "part": duty.part.value,
    }


def gap_as_dict(gap: Gap) -> dict[str, Any]:
    """For JSON."""
    return {**_finding(gap), "operations": list(gap.operations), "basis": gap.basis.value}


def overlap_as_dict(overlap: Overlap) -> dict[str, Any]:
    """For JSON."""
    return {
        **_finding(overlap),
        "operations": list(overlap.operations),
        "intended": overlap.is_intended,
    }


def _finding(row: Gap | Overlap) -> dict[str, Any]:
    return {
        "level": row.level.value,
        "need": row.need.value,
        "extent": row.extent.value,
        "ages": row.ages.as_list(),
        "clause": row.clause,
        "reason": row.reason,
    }


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
