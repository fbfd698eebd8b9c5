"""Which arenas have a mandate that holds on a day?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.foundation.dates import dated
from samsyn.governance import rules
from samsyn.governance.models import Arena, MandateText
from samsyn.governance.rules import MandateFact, MandateState, Succession
from samsyn.regions import region as region_package

Texts = Mapping[uuid.UUID, list[MandateText]]


@dataclass(frozen=True)
class ArenaMandate:
    """An arena and what can be said of its mandate on a day."""

    arena_id: uuid.UUID
    arena: str
    name: str
    kind: str
    state: MandateState
    since: dt.date
    precision: str
    anchored: bool = True
    text_id: uuid.UUID | None = None
    title: str = ""
    anchored_in: tuple[str, ...] = ()
    anchored_names: tuple[str, ...] = ()
    adopted_by: str = ""
    paragraph: str = ""
    review_by: dt.date | None = None
    note: str = ""
    source: str = ""
    earlier_name: str = ""

    @property
    def state_label(self) -> str:
        """Gällande, Inaktuell, Saknas."""
        return self.state.label(get_language())

    @property
    def kind_label(self) -> str:
        """Political or of officials."""
        return rules.ArenaKind(self.kind).label(get_language())

    @property
    def since_text(self) -> str:
        """Since when, as exactly as it is known."""
        return dated(self.since, self.precision)

    def as_dict(self) -> dict[str, Any]:
        """For the command line and for scripts."""
        return {
            "arena": self.arena,
            "name": self.name,
            "kind": self.kind,
            "state": self.state.value,
            "since": self.since.isoformat(),
            "precision": self.precision,
            "title": self.title,
            "anchored_in": list(self.anchored_in),
            "review_by": self.review_by.isoformat() if self.review_by else None,
            "source": self.source,
        }


@dataclass(frozen=True)
class MandatesPage:
    """Every arena of a day with its mandate, and how many of each."""

    region: str
    on: dt.date
    rows: tuple[ArenaMandate, ...]

    def _count(self, state: MandateState) -> int:
        return sum(row.state is state for row in self.rows)

    @property
    def valid(self) -> int:
        """How many hold."""
        return self._count(MandateState.VALID)

    @property
    def outdated(self) -> int:
        """How many are out of date."""
        return self._count(MandateState.OUTDATED)

    @property
    def missing(self) -> int:
        """How many arenas have none."""
        return self._count(MandateState.MISSING)

    @property
    def unanchored(self) -> int:
        """How many have a text that no arena is known to have agreed to."""
        return sum(row.text_id is not None and not row.anchored for row in self.rows)


def mandates_page(actor: Actor, on: dt.date) -> MandatesPage:
    """The page that an auditor reads, on a day."""
    return MandatesPage(actor.region, on, mandates_on(actor.region, on))


def mandates_on(region: str, on: dt.date) -> tuple[ArenaMandate, ...]:
    """Each arena in force that day with the state of its mandate; political ones first, by name."""
    arenas, texts = county_arenas(region), adopted_texts(region)
    there = [arena for arena in arenas.values() if in_force(arena, on)]
    there.sort(key=lambda arena: arena.kind != rules.ArenaKind.POLITICAL)
    return tuple(mandate_of(arena, arenas, texts, on) for arena in there)


def mandate_of(
    arena: Arena, arenas: Mapping[uuid.UUID, Arena], texts: Texts, on: dt.date
) -> ArenaMandate:
    """What can be said of one arena's mandate. A text from before a change of name goes along."""
    line = [arena, *earlier(arena, arenas)]
    facts = [(_fact(text), text) for row in line for text in texts.get(row.pk, ())]
    verdict = rules.mandate_on((fact for fact, _text in facts), on, arena.valid_from)
    text = next((text for fact, text in facts if fact is verdict.fact), None)
    head = (arena.pk, arena.code, arena.name, arena.kind, verdict.state, verdict.since)
    if text is None:
        return ArenaMandate(*head, precision=arena.precision)
    names = {row.code: row.name for row in arenas.values()}
    return ArenaMandate(
        *head, precision=_precision(text, verdict.since), anchored=verdict.anchored,
        text_id=text.pk, title=text.title, anchored_in=tuple(text.anchored_in),
        anchored_names=tuple(names.get(code, code) for code in text.anchored_in),
        adopted_by=text.adopted_by, paragraph=text.adopted_paragraph, review_by=text.review_by,
        note=text.note, source=text.source,
        earlier_name="" if text.arena_id == arena.pk else arenas[text.arena_id].name,
    )  # fmt: skip


def county_name(region: str) -> str:
    """What the county is called, in the language of the moment."""
    county = region_package(region)
    return county.name_en if (get_language() or "").startswith("en") else county.name


def county_arenas(region: str) -> dict[uuid.UUID, Arena]:
    """Every arena of the county, also those that are no more. One statement."""
    rows = Arena.objects.filter(region=region).select_related("local_party")
    return {row.pk: row for row in rows.order_by(swedish("name"), "valid_from")}


def swedish(path: str) -> Func:
    """To order by a name as Swedish does, å, ä and ö last."""
    return Func(F(path), function="swedish_order")


def adopted_texts(region: str) -> Texts:
    """The county's adopted mandates by arena, oldest first. One statement."""
    rows = MandateText.objects.filter(arena__region=region, state=rules.TextState.ADOPTED.value)
    rows = rows.defer(*(part for part, _sv, _en in rules.MANDATE_PARTS))
    found: dict[uuid.UUID, list[MandateText]] = {}
    for row in rows.order_by("valid_from", "number"):
        found.setdefault(row.arena_id, []).append(row)
    return found


def in_force(arena: Arena, on: dt.date) -> bool:
    """Whether the arena is there on a day."""
    return arena.valid_from <= on and (arena.valid_to is None or arena.valid_to > on)


def earlier(arena: Arena, arenas: Mapping[uuid.UUID, Arena]) -> list[Arena]:
    """The same arena under earlier names, latest first."""
    found: list[Arena] = []
    todo = [arena.pk]
    while todo:
        now = todo.pop()
        for row in arenas.values():
            if row.became_id == now and row.became_how == Succession.RENAMED and row not in found:
                found.append(row)
                todo.append(row.pk)
    return sorted(found, key=lambda row: row.valid_from, reverse=True)


def _fact(text: MandateText) -> MandateFact:
    return MandateFact(
        adopted=True, valid_from=text.valid_from or dt.date.min, valid_to=text.valid_to,
        review_by=text.review_by, outdated_from=text.outdated_from,
        anchored=bool(text.anchored_in),
    )  # fmt: skip


def _precision(text: MandateText, since: dt.date) -> str:
    """How exactly the day is known, by where it comes from."""
    if since == text.valid_from:
        return text.precision
    return text.outdated_precision if since == text.outdated_from else "day"
