"""Arenas to meet in: one that recommends, officials that prepare for it, and one that decides."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.governance import operations, rules
from samsyn.governance.models import Arena, Matter, Meeting, Seat, SeatHolder
from samsyn.governance.operations.matters import MatterText
from samsyn.governance.operations.meetings import Present
from samsyn.governance.operations.minutes import ItemMinutes
from samsyn.governance.queries import meeting_page
from tests.remembered import remembered
from tests.steering import Steering

LONG_AGO = dt.date(2010, 1, 1)


def at(days: int, hour: int = 10) -> dt.datetime:
    """A moment so many days from today."""
    day = clock.today() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


@dataclass
class Chambers:
    """The arenas and seats of a county for these tests."""

    world: Steering
    quorum: int | None = None

    @remembered
    def __post_init__(self) -> None:
        self.secretary: Actor = self.world.secretary
        self.main = self.arena("stora", "Stora arenan", rules.Power.RECOMMEND, quorum=self.quorum)
        self.officials = self.arena(
            "beredarna", "Beredarna", rules.Power.PREPARE, kind=rules.ArenaKind.OFFICIAL
        )
        self.officials.prepares_for.add(self.main)
        self.deciders = self.arena("beslutarna", "Beslutarna", rules.Power.DECIDE)
        self.seats = [
            self.seat(self.main, "Ordförande, socialnämnd", rules.SeatKind.PRESIDIUM, 1, True),
            self.seat(self.main, "Ledamot, barnnämnd", rules.SeatKind.OFFICE, 2),
            self.seat(self.main, "Ledamot, regionen", rules.SeatKind.OFFICE, 3),
            self.seat(self.main, "Skolhandläggare", rules.SeatKind.OFFICIAL, 4),
        ]
        SeatHolder.objects.create(seat=self.seats[0], name="Robin Alm", valid_from=LONG_AGO)

    def arena(
        self, code: str, name: str, power: rules.Power, *,
        kind: rules.ArenaKind = rules.ArenaKind.POLITICAL, **more: Any,
    ) -> Arena:  # fmt: skip
        values = {"meetings_per_year": 4, "valid_from": LONG_AGO} | more
        return Arena.objects.create(
            region=self.world.code, code=code, name=name, kind=kind.value, power=power.value,
            **values,
        )  # fmt: skip

    def seat(
        self, arena: Arena, title: str, kind: rules.SeatKind, place: int, is_chair: bool = False
    ) -> Seat:
        return Seat.objects.create(
            arena=arena, title=title, kind=kind.value, place=place, is_chair=is_chair,
            valid_from=LONG_AGO,
        )  # fmt: skip

    def matter(
        self, title: str = "Gemensam rutin", arena: Arena | None = None, **more: Any
    ) -> Matter:
        text = {
            "title": title, "kind": rules.MatterKind.DECISION, "what": "Ta ställning till rutinen.",
            "why": "Barn väntar olika länge.", "for_children": "Barn får hjälp i samma tid.",
            "proposal": "Arenan rekommenderar parterna att anta rutinen.",
        } | more  # fmt: skip
        actor = text.pop("actor", self.secretary)
        return operations.record_matter(
            MatterText(**text), arena_id=(arena or self.main).pk, actor=actor
        )

    def meeting(self, days: int, arena: Arena | None = None) -> Meeting:
        return operations.plan_meeting(
            (arena or self.main).pk, starts_at=at(days), place="Sal 1", actor=self.secretary
        )

    def held(self, *matters: Matter, days: int = -1, there: int = 3) -> Meeting:
        """A meeting of the main arena that was held, with these matters on its agenda."""
        meeting = self.meeting(days)
        for matter in matters:
            operations.list_matter(meeting.pk, matter.pk, actor=self.secretary)
        if not matters:
            operations.add_item(meeting.pk, title="Övriga frågor", actor=self.secretary)
        rows = [
            Present(seat.pk, rules.Presence.PRESENT if nth < there else rules.Presence.ABSENT)
            for nth, seat in enumerate(self.seats[:3])
        ]
        operations.hold_meeting(meeting.pk, attendance=rows, actor=self.secretary)
        return meeting

    def minute(self, meeting: Meeting, *outcomes: rules.Outcome, **more: Any) -> Meeting:
        """Minutes of every item, as proposed, and ready for approval."""
        page = meeting_page(self.secretary, meeting.pk)
        rows = [
            ItemMinutes(
                item.id, outcome=outcomes[nth] if nth < len(outcomes) else rules.Outcome.NOTED,
                as_proposed=True, **more,
            )
            for nth, item in enumerate(page.items)
        ]  # fmt: skip
        operations.take_minutes(meeting.pk, rows, actor=self.secretary)
        return operations.write_minutes(meeting.pk, actor=self.secretary)

    def approve(self, meeting: Meeting) -> list[str]:
        return operations.approve_minutes(
            meeting.pk, adjusters="Ordföranden och en ledamot", approved_on=clock.today(),
            actor=self.secretary,
        )  # fmt: skip
