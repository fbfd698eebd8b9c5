"""Which times and exceptions hold on a day? Data in terms.toml."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from samsyn.retention.rules.words import Sphere


@dataclass(frozen=True, kw_only=True)
class Term:
    """How long the documents of a sphere are kept. `years` None: the party says."""

    sphere: Sphere
    statute: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    years: int | None = None
    counted_from: str
    needs_decision: bool
    least: int
    least_working_copy: int
    note: str


@dataclass(frozen=True, kw_only=True)
class Exception_:
    """What stops something from going, whatever time has passed."""

    key: str
    spheres: tuple[Sphere, ...]
    statute: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    closed_from: dt.date | None = None
    until_age: int | None = None
    birth_days: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    note: str
    note_en: str
    confirmed: bool

    def said(self, language: str | None) -> str:
        """The reason in Swedish or English."""
        return self.note_en if (language or "").startswith("en") else self.note


def terms_on(day: dt.date) -> dict[Sphere, Term]:
    """The time of each sphere."""
    return {term.sphere: term for term in _table()[0] if _holds(term, day)}


def all_terms() -> tuple[Term, ...]:
    """Every term there has been or will be, each with its days."""
    return _table()[0]


def exceptions_on(day: dt.date) -> tuple[Exception_, ...]:
    """What is excepted that day."""
    return tuple(one for one in _table()[1] if _holds(one, day))


def all_exceptions() -> tuple[Exception_, ...]:
    """Every exception there has been or will be, each with its days."""
    return _table()[1]


def _holds(row: Term | Exception_, day: dt.date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


@cache
def _table() -> tuple[tuple[Term, ...], tuple[Exception_, ...]]:
    text = resources.files("samsyn.retention.rules").joinpath("terms.toml").read_text("utf-8")
    data = tomllib.loads(text)
    terms = tuple(Term(**{**row, "sphere": Sphere(row["sphere"])}) for row in data["term"])
    return terms, tuple(_exception(row) for row in data["exception"])


def _exception(row: dict[str, Any]) -> Exception_:
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    lists["spheres"] = tuple(Sphere(code) for code in row["spheres"])
    return Exception_(**{**row, **lists})
