"""What is one thing in a county package? Frozen rows, each dated and sourced."""

from dataclasses import dataclass
from datetime import date

from samsyn.regions.schema.ages import Age, AgeInterval
from samsyn.regions.schema.vocabulary import (
    Basis,
    Extent,
    Level,
    Need,
    Part,
    PartyKind,
    Precision,
    Setting,
)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Valid from ``valid_from`` until the day before ``valid_to``, as a source says.

    ``source`` is the code of a document in the package, ``clause`` the place in it.
    ``precision`` says how exactly the source gives ``valid_from``.
    """

    valid_from: date
    valid_to: date | None = None
    precision: Precision = Precision.DAY
    source: str
    clause: str

    def is_valid_on(self, on: date) -> bool:
        """Whether this holds on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Document:
    """Where something is written."""

    code: str
    title: str
    dated: str


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A numbered part of a document, summed up in our own words."""

    document: str
    id: str
    heading: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class Duty(Dated):
    """What an operation answers for on one level.

    Without ``needs`` it goes with every need but makes nobody responsible for any.
    Without ``settings`` it holds wherever the child is. ``note`` says how we have read the text.
    """

    key: str
    text: str
    text_en: str
    level: Level
    ages: AgeInterval
    needs: frozenset[Need]
    extents: frozenset[Extent]
    settings: frozenset[Setting]
    basis: Basis
    part: Part
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Operation(Dated):
    """A kind of unit that meets children: preschool, BUP, the social authority."""

    code: str
    name: str
    name_en: str
    short_name: str
    levels: tuple[Level, ...]
    ages: AgeInterval
    ages_text: str
    ages_basis: Basis
    ages_note: str = ""
    huvudman: tuple[PartyKind, ...]
    huvudman_basis: Basis
    duties: tuple[Duty, ...]


@dataclass(frozen=True, kw_only=True)
class Expectation(Dated):
    """What the agreement promises that somebody does: the ground for calling silence a gap."""

    level: Level
    ages: AgeInterval
    needs: frozenset[Need]
    extents: frozenset[Extent]
    basis: Basis
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Sharing(Dated):
    """Operations that the agreement means to be responsible side by side.

    Without ``operations`` it holds for all on the level.
    """

    level: Level
    operations: frozenset[str]
    basis: Basis
    text: str
    text_en: str


@dataclass(frozen=True, kw_only=True)
class Principle(Dated):
    """A rule that always holds, for some settings and levels only where those are given."""

    key: str
    text: str
    text_en: str
    settings: frozenset[Setting] = frozenset()
    levels: frozenset[Level] = frozenset()


@dataclass(frozen=True, kw_only=True)
class RiskGroup(Dated):
    """Children whom every operation shall notice in particular."""

    key: str
    text: str
    text_en: str


@dataclass(frozen=True, kw_only=True)
class WorkedExample(Dated):
    """An answer read out of the agreement by a person, that the computed one must equal."""

    key: str
    operation: str
    level: Level
    age: Age
    age_text: str
    need: Need
    extent: Extent
    setting: Setting | None
    is_responsible: bool
    note: str = ""
