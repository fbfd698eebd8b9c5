"""Whatever happens to people's assignments, open work has a living owner or is on the list."""

import random
import uuid

import pytest

from samsyn.access.rules import Actor
from samsyn.administration import operations, rules
from samsyn.administration.queries.turns import administration_turns
from samsyn.administration.queries.work import leaving, open_work, ownerless, workers_in
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Refused
from samsyn.organisations.models import Assignment, Unit
from samsyn.organisations.operations import end_assignment
from tests.administration.conftest import Office
from tests.administration.test_units import sibling

STEPS = 12


def check_never_ownerless(office: Office) -> None:
    """Each open thing has somebody who lives and may, or a line on both administrators' Min tur."""
    wall.bind(office.party)
    units = list(Unit.objects.filter(party=office.unit.party).values_list("pk", flat=True))
    rows = open_work(units, office.party)
    workers = workers_in(units, clock.today())
    left = {
        (o.unit_id, row.thing, row.kind) for o in ownerless(units, office.party) for row in o.rows
    }
    for row in rows:
        assert rules.has_owner(row, workers) or (row.unit_id, row.thing, row.kind) in left
    lines = [
        t for t in administration_turns(office.party) if "Ta hand" in t.what or "Se till" in t.what
    ]
    told = sum(int(line.about.split()[0]) for line in lines)
    assert told == len(left), (lines, left)


@pytest.mark.parametrize("seed", range(4))
def test_random_endings_leave_nothing_without_an_owner(office: Office, seed: int):
    die = random.Random(seed)
    office.tale.to_plan_in_force() if die.random() < 0.5 else office.tale.need()
    system = Actor.system(office.world.code)
    sibling(office)
    people = [office.tale.owner, office.colleague(), office.colleague(role="teacher")]
    for _step in range(STEPS):
        move = die.choice(["hire", "leave", "vanish", "shut", "collect"])
        one = die.choice(people)
        try:
            if move == "hire":
                role = die.choice(["coordinator", "teacher", "administrator", "unit_manager"])
                people.append(office.colleague(role=role, valid_from=clock.today()))
            elif move == "leave":
                wall.bind(office.own)
                row = Assignment.objects.select_related("user", "unit").get(pk=one.assignment_id)
                left = leaving(row, office.own).left
                takers = {
                    x.count.kind: uuid.UUID(die.choice(x.choices)[0]) for x in left if x.choices
                }
                operations.end_and_hand_over(
                    one.own_assignment, last_day=None, takers=takers, actor=office.own
                )
            elif move == "vanish":
                end_assignment(one.own_assignment, on=clock.today(), actor=system)
            elif move == "shut":
                operations.shut_out_person(one.own_user, actor=office.party)
            else:
                collect(office, die)
        except Refused:
            pass
        check_never_ownerless(office)


def collect(office: Office, die: random.Random) -> None:
    """An administrator hands over what somebody has left."""
    wall.bind(office.own)
    for one in ownerless([office.unit.pk], office.own):
        workers = workers_in([office.unit.pk], clock.today())
        takers = {}
        for row in one.rows:
            able = rules.takers([row], workers)
            if able:
                takers[row.kind] = die.choice(able).assignment_id
        operations.hand_over_left(
            office.unit.pk, person_id=one.user_id, takers=takers, actor=office.own
        )
