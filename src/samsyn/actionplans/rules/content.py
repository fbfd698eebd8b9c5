"""What does a version of a plan say? The matrix as one document that freezes well."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

#: More measures of one goal than this are not a measure any longer.
MOST_MEASURES = 4


@dataclass(frozen=True)
class Measure:
    """A measure in words, and the key of a figure where there is one."""

    text: str
    indicator: str = ""


@dataclass(frozen=True)
class Signatory:
    """An office that signs; never a person."""

    id: str
    office: str
    organisation: str


@dataclass(frozen=True)
class Row:
    """A row of the matrix: area, operations, goal, measures, activity, done, in that order.

    `party` is the code of the party that answers for it, where one does. `lifted` rows have left
    the matrix and are still followed; `lifted_on` is an ISO date.
    """

    id: str
    area: str
    operations: tuple[str, ...] = ()
    goal: str = ""
    measures: tuple[Measure, ...] = ()
    activity: str = ""
    done: str = ""
    responsible: str = ""
    party: str = ""
    background: str = ""
    agreements: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    lifted: bool = False
    lifted_on: str = ""
    lifted_precision: str = "day"
    lifted_why: str = ""
    lifted_from: str = ""

    def as_json(self) -> dict[str, Any]:
        """A plain dictionary for storage."""
        plain = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
        }
        return {**plain, "measures": [vars(measure) for measure in self.measures]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Row":
        """Read a stored dictionary; unknown keys are left out, missing ones are empty."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        for name in ("operations", "agreements", "goals"):
            known[name] = tuple(known.get(name, ()))
        known["measures"] = tuple(
            Measure(m.get("text", ""), m.get("indicator", "")) for m in data.get("measures", ())
        )
        return cls(**known)


@dataclass(frozen=True)
class Content:
    """All that a version says."""

    target_group: str = ""
    introduction: str = ""
    rows: tuple[Row, ...] = ()
    signatories: tuple[Signatory, ...] = ()

    @property
    def matrix(self) -> tuple[Row, ...]:
        """Rows that stand in the matrix."""
        return tuple(row for row in self.rows if not row.lifted)

    @property
    def lifted(self) -> tuple[Row, ...]:
        """Rows that were lifted out and are still followed."""
        return tuple(row for row in self.rows if row.lifted)

    def arranged(self) -> "Content":
        """The same with the matrix first and what was lifted out after it."""
        return replace(self, rows=(*self.matrix, *self.lifted))

    def row(self, row_id: str) -> Row | None:
        """One row, in the matrix or lifted out of it."""
        return next((row for row in self.rows if row.id == row_id), None)

    def as_json(self) -> dict[str, Any]:
        """A plain dictionary for storage."""
        return {
            "target_group": self.target_group,
            "introduction": self.introduction,
            "rows": [row.as_json() for row in self.rows],
            "signatories": [vars(signatory) for signatory in self.signatories],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Content":
        """Read a stored dictionary."""
        return cls(
            target_group=data.get("target_group", ""),
            introduction=data.get("introduction", ""),
            rows=tuple(Row.from_json(row) for row in data.get("rows", ())),
            signatories=tuple(
                Signatory(s["id"], s.get("office", ""), s.get("organisation", ""))
                for s in data.get("signatories", ())
            ),
        )


def new_id() -> str:
    """An identity for a row or a signatory within a plan."""
    return uuid.uuid4().hex[:8]
