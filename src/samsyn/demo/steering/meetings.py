"""Two years of meetings in the demo: planned, called, held, minuted, approved and published."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from samsyn.access.rules import Actor
from samsyn.demo.people import data
from samsyn.demo.steering.crew import Crew, weeks_away
from samsyn.foundation import clock
from samsyn.governance import rules
from samsyn.governance.models import AgendaItem, Arena, BalanceEntry, Matter, Meeting, Seat
from samsyn.governance.operations import (
    add_document,
    approve_minutes,
    call_meeting,
    close_entry,
    close_matter,
    fill_seat,
    hand_over,
    hold_meeting,
    list_matter,
    plan_meeting,
    publish_minutes,
    record_matter,
    take_minutes,
    write_minutes,
)
from samsyn.governance.operations.matters import MatterText
from samsyn.governance.operations.meetings import Present
from samsyn.governance.operations.minutes import ItemMinutes, Task

#: Weeks from now of Barnarenan's meetings; the last one is still to come.
WEEKS = (-59, -46, -42, -28, -11, 2)
SAMREKO_BEFORE = 3
#: Every so many seats is left without holder, so that the demo shows what that looks like.
EMPTY_SEAT = 7


def fill_seats(crew: Crew) -> int:
    """Invented people in the seats of a county, some left empty; how many were filled."""
    names = data("steering")["names"]
    seats = Seat.objects.filter(arena__region=crew.region, arena__valid_to__isnull=True)
    filled = 0
    for number, seat in enumerate(seats.order_by("arena__code", "place", "title")):
        if number % EMPTY_SEAT == EMPTY_SEAT - 1:
            continue
        given = names["given"][number * 5 % len(names["given"])]
        family = names["family"][number * 3 % len(names["family"])]
        start = max(seat.valid_from, dt.date(2023, 1, 1))
        fill_seat(
            seat.pk, name=f"{given} {family}", valid_from=min(start, clock.today()),
            actor=crew.secretary,
        )  # fmt: skip
        filled += 1
    return filled


def tell_meetings(crew: Crew, versions: dict[str, UUID]) -> dict[str, Matter]:
    """The matters of steering.toml through their meetings; the matters by key.

    `versions`: the version that a matter about an agreement concerns, by the agreement's code.
    """
    arenas = {arena.code: arena for arena in Arena.objects.filter(region=crew.region)}
    rows = data("steering")["matter"]
    matters: dict[str, Matter] = {}
    for weeks in WEEKS:
        due = [row for row in rows if row["weeks"] == weeks or (weeks > 0 and row["weeks"] == 0)]
        matters |= _prepare(crew, arenas, due, weeks, versions)
        meet(crew, arenas["barnarenan"], due, matters, weeks)
    return matters


def _prepare(
    crew: Crew,
    arenas: dict[str, Arena],
    rows: Iterable[dict[str, Any]],
    weeks: int,
    versions: dict[str, UUID],
) -> dict[str, Matter]:
    """Record and prepare what the meeting will treat, a month or so before."""
    made = {}
    for row in rows:
        with crew.at(weeks_away(weeks - 7)) as actor:
            text = MatterText(
                title=row["title"],
                kind=rules.MatterKind(row["kind"]),
                what=row["what"],
                why=row["why"],
                for_children=row["children"],
                proposal=row.get("proposal") or row.get("decision") or "",
                has_cost=row.get("has_cost", False),
                version=versions.get(row.get("agreement", "")),
                is_public=weeks < 0,
            )
            matter = record_matter(text, arena_id=arenas[row["origin"]].pk, actor=actor)
        for way in filter(None, [row.get("through"), row["arena"]]):
            if arenas[way].pk == arenas[row["origin"]].pk:
                continue
            with crew.at(weeks_away(weeks - SAMREKO_BEFORE - (way != row["arena"]))) as actor:
                hand_over(matter.pk, arena_id=arenas[way].pk, why="Beredd", actor=actor)
        if row["key"] == "uppdragsbeskrivning":
            with crew.at(weeks_away(weeks - SAMREKO_BEFORE)) as actor:
                add_document(
                    matter.pk,
                    title="Vad revisorerna frågade",
                    text="Vilka samverkansarenor har ett gällande uppdrag, var är det förankrat"
                    " och när ska det ses över?",
                    actor=actor,
                )
        made[row["key"]] = matter
    return made


def meet(
    crew: Crew,
    arena: Arena,
    rows: list[dict[str, Any]],
    matters: dict[str, Matter],
    weeks: int,
    *,
    ends: bool = True,
) -> None:
    """A meeting with its matters; with `ends` they are closed when the minutes are published."""
    with crew.at(min(weeks_away(weeks - 30), clock.now())) as actor:
        meeting = plan_meeting(
            arena.pk, starts_at=weeks_away(weeks, 13), minutes=150, place="Regionens hus",
            actor=actor,
        )  # fmt: skip
    listed = [row for row in rows if row["arena"] == arena.code]
    with crew.at(min(weeks_away(weeks - 3), clock.now())) as actor:
        for row in listed:
            list_matter(
                meeting.pk, matters[row["key"]].pk, presenter="Beredande arena", actor=actor
            )
        if weeks < 0:
            call_meeting(meeting.pk, actor=actor)
    if weeks < 0:
        _hold(crew, meeting, listed, matters if ends else {}, weeks)


def _hold(
    crew: Crew,
    meeting: Meeting,
    rows: list[dict[str, Any]],
    matters: dict[str, Matter],
    weeks: int,
) -> None:
    seats = Seat.objects.filter(arena=meeting.arena).order_by("place", "title")
    there = [
        Present(seat.pk, rules.Presence.ABSENT if number % 6 == 5 else rules.Presence.PRESENT)
        for number, seat in enumerate(seats)
    ]
    with crew.at(weeks_away(weeks, 16)) as actor:
        hold_meeting(
            meeting.pk, attendance=there, opening="Ordföranden hälsar välkommen.",
            quorum_note="Alla parter som berörs är på plats.", actor=actor,
        )  # fmt: skip
        take_minutes(meeting.pk, _written(meeting, rows), actor=actor)
    is_last = weeks == WEEKS[-2]
    with crew.at(weeks_away(weeks + 1)) as actor:
        write_minutes(meeting.pk, actor=actor)
        _answer_old_tasks(rows, actor)
    if is_last:
        return
    with crew.at(weeks_away(weeks + 2)) as actor:
        approve_minutes(
            meeting.pk, adjusters="Ordföranden och en ledamot", approved_on=clock.today(),
            actor=actor,
        )  # fmt: skip
        publish_minutes(meeting.pk, actor=actor)
        for row in rows:
            if row["key"] != "revidering" and row["key"] in matters:
                close_matter(matters[row["key"]].pk, outcome=row["decision"], actor=actor)


def _written(meeting: Meeting, rows: list[dict[str, Any]]) -> list[ItemMinutes]:
    by_title = {row["title"]: row for row in rows}
    written = []
    for item in AgendaItem.objects.filter(meeting=meeting).order_by("place"):
        row = by_title.get(item.title)
        if row is None:
            written.append(
                ItemMinutes(item.pk, rules.Outcome.NOTED, decision="Protokollet justeras.")
            )
            continue
        tasks: tuple[Task, ...] = ()
        if "task" in row:
            due = weeks_away(row["task_weeks"]).date()
            tasks = (Task(row["task"], row["task_owner"], due),)
        written.append(
            ItemMinutes(
                item.pk,
                rules.Outcome(row["outcome"]),
                decision=row["decision"],
                reservation=row.get("reservation", ""),
                tasks=tasks,
            )
        )
    return written


def _answer_old_tasks(rows: list[dict[str, Any]], actor: Actor) -> None:
    for row in rows:
        if "task_done" in row:
            entry = BalanceEntry.objects.filter(what=row["task"]).first()
            if entry is not None:
                close_entry(
                    entry.pk, state=rules.BalanceState.DONE, outcome=row["task_done"], actor=actor
                )
