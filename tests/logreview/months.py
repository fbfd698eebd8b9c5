"""A month that is over, with events in a unit, and those who review it."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from django.db import transaction

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.children.models import Protection
from samsyn.children.rules import Kind, Source
from samsyn.foundation import clock, wall
from samsyn.logreview import operations, queries
from samsyn.logreview.rules.hits import ZONE
from samsyn.logreview.rules.review import Judgement, month_after, month_of
from tests.remembered import remembered
from tests.world import Tale, World


@dataclass
class Month:
    """The month before this one, in the unit of a child that it works with."""

    world: World
    tale: Tale
    reviewer: Actor
    stranger: Actor
    first: dt.date

    @property
    def unit(self) -> Actor:
        return self.tale.owner

    def at(self, day: int = 10, hour: int = 10, minute: int = 0) -> dt.datetime:
        return dt.datetime.combine(self.first.replace(day=day), dt.time(hour, minute), ZONE)

    def read(self, when: dt.datetime | None = None, *, actor: Actor | None = None,
             child: uuid.UUID | None = None, action: str = "child.read", ground: str = "") -> int:  # fmt: skip
        """Somebody reads; gives the event's number."""
        from samsyn.audit.models import Event

        actor = actor or self.unit
        with clock.held(when or self.at()), transaction.atomic():
            wall.bind(actor)
            record(
                action, "child", actor=actor, child_id=child or self.tale.child_id, ground=ground
            )
            return Event.objects.order_by("-id").values_list("id", flat=True)[0]

    def own(self, reviewer: Actor | None = None) -> int:
        """The reviewer itself reads, when at work in the unit; gives the event's number."""
        person = (reviewer or self.reviewer).user_id
        return self.read(actor=replace(self.unit, user_id=person))

    def protect(self, kind: Kind = Kind.REGISTERED) -> None:
        """The child's data are protected."""
        with transaction.atomic():
            wall.bind(self.unit)
            Protection.objects.create(
                child_id=self.tale.child_id, kind=kind.value, source=Source.REGISTER.value,
                holds_from=clock.today(), recorded_by_unit_id=self.unit.unit_id,
                recorded_at=clock.now(),
            )  # fmt: skip

    def second(self) -> Actor:
        """Another reviewer of the same party."""
        party = self.world.units[self.unit.operation].party
        return self.world.add_unit("", party, "andra", "log_reviewer")

    def open(self, actor: Actor | None = None):
        return operations.open_review(self.unit.own_unit, self.first, actor=actor or self.reviewer)

    def page(self, review_id: uuid.UUID, actor: Actor | None = None):
        actor = actor or self.reviewer
        with transaction.atomic():
            wall.bind(actor)
            return queries.review_page(actor, review_id)

    def judge_all(self, page, judgement: Judgement = Judgement.IN_ORDER) -> None:
        for item in page.items:
            operations.judge(item.id, judgement=judgement, note="Så var det", actor=self.reviewer)


@remembered
def a_month(world: World) -> Month:
    """A child since long, the party's reviewer in an office, and another party's reviewer."""
    with clock.held(clock.now() - dt.timedelta(days=120)):
        tale = world.tale(others=2)
    parties = {actor.party_id: world.units[key].party for key, actor in world.actors.items()}
    own = parties.pop(tale.owner.party_id)
    other = next(iter(parties.values()))
    return Month(
        world, tale,
        world.add_unit("", own, "granskaren", "log_reviewer"),
        world.add_unit("", other, "annan", "log_reviewer"),
        month_after(month_of(clock.today()), -1),
    )  # fmt: skip
