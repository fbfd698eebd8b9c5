"""Who has agreed, where do they meet, and how does a question climb? Frozen rows."""

from dataclasses import dataclass
from datetime import date

from samsyn.regions.schema.ages import AgeInterval
from samsyn.regions.schema.items import Dated
from samsyn.regions.schema.vocabulary import (
    AdoptionRecord,
    ArenaKind,
    DeadlineKey,
    LadderKind,
    Mandate,
    PartyKind,
    Precision,
    RungOwner,
)


@dataclass(frozen=True, kw_only=True)
class Party(Dated):
    """Someone who has signed: a region, a municipality, an association of municipalities."""

    code: str
    name: str
    kind: PartyKind
    municipality_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Arena(Dated):
    """Where the parties meet. ``renamed_from`` is the arena that it was before.

    ``prepares_for`` are arenas whose matters it prepares.
    """

    code: str
    name: str
    kind: ArenaKind
    parent: str | None
    mandate: Mandate
    meetings_per_year: int | None = None
    renamed_from: str | None = None
    prepares_for: tuple[str, ...] = ()
    about: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A step of a ladder. Without ``deadline_days`` the county has not decided how long."""

    code: str
    name: str
    name_en: str
    owner: RungOwner
    arena: str | None
    deadline_days: int | None
    clause: str


@dataclass(frozen=True, kw_only=True)
class Ladder(Dated):
    """The way that a question climbs when it cannot be settled where it arose."""

    code: str
    name: str
    name_en: str
    kind: LadderKind
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, kw_only=True)
class Deadline(Dated):
    """How many days something may take; None means that the county has not decided."""

    key: DeadlineKey
    days: int | None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Version:
    """An edition of an agreement. ``adoption``: whether the sources tell when parties adopted."""

    label: str
    valid_from: date
    precision: Precision
    recommended_on: date | None
    recommended_by: str | None
    clause: str
    adoption: AdoptionRecord = AdoptionRecord.UNKNOWN
    paragraph: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Agreement(Dated):
    """An agreement, or one under it (``parent``), with the ages that it concerns."""

    code: str
    name: str
    parent: str | None
    ages: AgeInterval | None
    owner: str | None
    versions: tuple[Version, ...]
    note: str = ""
