"""Which arenas has a county had, with seats and mandates? One statement, then questions to it."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from samsyn.followup import rules
from samsyn.followup.queries import adapters, days
from samsyn.followup.queries.sources import documents_of, named
from samsyn.followup.rules import Source
from samsyn.governance.models import Arena, MandateText, Seat, SeatHolder
from samsyn.governance.rules import (
    ArenaKind,
    MandateFact,
    MandateState,
    MandateVerdict,
    TextState,
    mandate_on,
)


def _rows(queryset: Any, *names: str, **more: Any) -> ArraySubquery:
    values = {name: name for name in names}
    return ArraySubquery(queryset.values(row=JSONObject(**values, **more)))


def county_arenas(region: str) -> "CountyArenas":
    """All arenas that the county has had, in one statement."""
    seats = Seat.objects.filter(arena=OuterRef("pk")).order_by("place", "title")
    holders = SeatHolder.objects.filter(seat=OuterRef("pk")).order_by("valid_from")
    texts = MandateText.objects.filter(arena=OuterRef("pk"), state=TextState.ADOPTED.value)
    through = Arena.prepares_for.through.objects.filter(from_arena=OuterRef("pk"))
    rows = Arena.objects.filter(region=region).annotate(
        seat_rows=_rows(
            seats, "title", "kind", "is_chair", "valid_from", "valid_to",
            held=_rows(holders, "valid_from", "valid_to"),
        ),
        mandate_rows=_rows(
            texts.order_by("valid_from", "number"),
            "title", "valid_from", "valid_to", "precision", "review_by", "outdated_from",
            "anchored_in", "source", "adopted_by",
        ),
        prepares=ArraySubquery(through.order_by("to_arena").values("to_arena_id")),
    )  # fmt: skip
    return CountyArenas(tuple(rows.order_by("kind", "name", "valid_from")))


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _overlaps(row: dict[str, Any], start: dt.date, end: dt.date) -> bool:
    begins, ends = _day(row["valid_from"]), _day(row["valid_to"])
    return (begins is None or begins <= end) and (ends is None or ends > start)


@dataclass(frozen=True)
class CountyArenas:
    """The arenas of a county, loaded."""

    rows: tuple[Any, ...]

    @cached_property
    def by_id(self) -> dict[uuid.UUID, Any]:
        """Each arena by its identity."""
        return {row.pk: row for row in self.rows}

    def on(self, day: dt.date) -> list[Any]:
        """Those that existed on the day."""
        return [
            row
            for row in self.rows
            if row.valid_from <= day and (row.valid_to is None or row.valid_to > day)
        ]

    def line_of(self, arena_id: uuid.UUID) -> set[uuid.UUID]:
        """The arena and those that it was before a rename or a merger."""
        line, added = {arena_id}, True
        while added:
            before = {row.pk for row in self.rows if row.became_id in line}
            added = not before <= line
            line |= before
        return line

    def codes(self, ids: Collection[uuid.UUID]) -> list[str]:
        """Codes of the arenas."""
        return [self.by_id[key].code for key in ids]

    def name(self, code: str) -> str:
        """An arena's name by its code; the code itself when it is unknown."""
        return next((row.name for row in self.rows if row.code == code), code)

    def verdict(self, arena: Any, day: dt.date) -> tuple[MandateVerdict, dict[str, Any] | None]:
        """What holds of the arena's mandate on a day, and the row that it rests on."""
        texts = {}
        for row in arena.mandate_rows:
            begins = _day(row["valid_from"])
            if begins is not None:
                texts[
                    MandateFact(
                        adopted=True,
                        valid_from=begins,
                        valid_to=_day(row["valid_to"]),
                        review_by=_day(row["review_by"]),
                        outdated_from=_day(row["outdated_from"]),
                        anchored=bool(row["anchored_in"]),
                    )
                ] = row
        verdict = mandate_on(texts, day, arena.valid_from)
        return verdict, texts.get(verdict.fact) if verdict.fact else None

    def since(self, arena: Any, verdict: MandateVerdict, row: dict[str, Any] | None) -> str:
        """Since when the verdict holds, as exactly as it is known."""
        if verdict.state is MandateState.VALID and row is not None:
            return days.known(verdict.since, row["precision"])
        if verdict.state is MandateState.MISSING:
            return days.known(verdict.since, arena.precision)
        return days.long_day(verdict.since)

    def fact(self, arena_id: uuid.UUID, on: dt.date) -> rules.ArenaFact:
        """The arena as a report needs it; its mandate on the day `on`."""
        arena = self.by_id[arena_id]
        verdict, row = self.verdict(arena, on)
        line = self.line_of(arena_id)
        label = named(arena.source, documents_of(arena.region)) or f"Samsyn, {arena.name}"
        around = [other for other in self.rows if other.pk != arena_id and other.valid_from <= on]
        return rules.ArenaFact(
            name=arena.name,
            kind=ArenaKind(arena.kind).value,
            power=arena.power,
            since=days.known(arena.valid_from, arena.precision),
            about=arena.about,
            note=arena.note,
            parent=self.by_id[arena.parent_id].name if arena.parent_id in self.by_id else "",
            prepared_by=tuple(o.name for o in around if arena_id in o.prepares),
            prepares_for=tuple(o.name for o in around if o.pk in arena.prepares),
            meetings_per_year=arena.meetings_per_year,
            earlier_names=tuple(
                row.name for row in self.rows if row.pk in line and row.pk != arena_id
            ),
            mandate=verdict.state.value,
            mandate_since=self.since(arena, verdict, row),
            mandate_title=row["title"] if row else "",
            sources=(Source(label, adapters.address("governance:arena", arena_id)),),
        )

    def seats(self, arena_id: uuid.UUID, start: dt.date, end: dt.date) -> tuple[Any, ...]:
        """Seats that existed within the period, alike ones counted together."""
        found: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
        for row in self.by_id[arena_id].seat_rows:
            if _overlaps(row, start, end):
                key = (row["title"], row["kind"], row["is_chair"])
                found.setdefault(key, []).append(row)
        named = any(row["held"] for rows in found.values() for row in rows)
        return tuple(
            rules.SeatFact(
                title=title,
                kind=kind,
                is_chair=is_chair,
                count=len(rows),
                vacant=sum(not _is_held(row, end) for row in rows) if named else 0,
            )
            for (title, kind, is_chair), rows in found.items()
        )


def _is_held(seat: dict[str, Any], on: dt.date) -> bool:
    return any(_overlaps(held, on, on) for held in seat["held"])
