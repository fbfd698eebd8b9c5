"""What a party keeps of its own: units and people, the log's reviews, lists of what is to go."""

import datetime as dt
from typing import Any

from samsyn.accounts.models import IdentityKind, User
from samsyn.cases.operations import close_case
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment, Unit
from samsyn.organisations.operations import give_outside_name, take_leave
from samsyn.retention.operations import place_hold
from samsyn.retention.rules import What
from tests.administration.conftest import office_of
from tests.isolation.things import unit_of
from tests.logreview.months import a_month
from tests.retention.conftest import Archive
from tests.world import World

Known = dict[str, Any]


def administration(world: World) -> tuple[Unit, Known]:
    """A unit with somebody in it who is away and has a log-in of its own."""
    office = office_of(world)
    colleague = office.colleague()
    person = User.objects.get(pk=colleague.own_user)
    identity = give_outside_name(
        person, kind=IdentityKind.EPPN, value="a@b.example", actor=office.own
    )
    assignment = Assignment.objects.get(pk=colleague.assignment_id)
    leave = take_leave(
        assignment, away_from=clock.today(), back_on=clock.today() + dt.timedelta(days=9),
        actor=office.own,
    )  # fmt: skip
    return office.unit, {
        "unit_id": office.unit.pk, "person_id": colleague.user_id, "assignment_id": assignment.pk,
        "identity_id": identity.pk, "leave_id": leave.pk,
    }  # fmt: skip


def logreview(world: World) -> tuple[Unit, Known]:
    """A month's review that has been opened, with something in it."""
    month = a_month(world)
    for day in (3, 10, 17):
        month.read(month.at(day, 23))
    review = month.open()
    item = month.page(review.pk).items[0]
    return unit_of(month.unit), {
        "unit_id": month.unit.own_unit, "year": month.first.year, "month": month.first.month,
        "review_id": review.pk, "item_id": item.id,
    }  # fmt: skip


def retention(world: World) -> tuple[Unit, Known]:
    """A list that has been proposed, and something that has been stopped."""
    tale = world.tale()
    tale.need()
    close_case(tale.case_id, why="Klart", actor=tale.owner)
    archive = Archive(world, tale)
    with clock.held(dt.datetime(2037, 6, 15, 11, tzinfo=dt.UTC)):
        archive.decide()
        run = archive.propose()
        hold = place_hold(
            What.CASE, tale.case_id, tale.owner.own_unit, why="Tvist", actor=archive.archivist
        )
    return archive.unit, {
        "run_id": run.pk, "hold_id": hold.pk, "what": "case", "thing_id": tale.case_id,
        "unit_id": tale.owner.own_unit,
    }  # fmt: skip


BUILDERS = {"administration": administration, "logreview": logreview, "retention": retention}


class Kept:
    """A party's own, another party's unit in the county, and one in another county."""

    def __init__(self, space: str) -> None:
        county, elsewhere = World("jamtland-harjedalen"), World("fjordlanda")
        own, self.known = BUILDERS[space](county)
        other = next(u for u in county.units.values() if u.party_id != own.party_id)
        far = next(iter(elsewhere.units.values()))
        self.units = {
            "own": Unit.objects.select_related("party").get(pk=own.pk),
            "none": other,
            "other county": far,
        }

    def known_to(self, _relation: str) -> Known:
        """The ids are the same for all."""
        return self.known
