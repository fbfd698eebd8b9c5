"""From need to followed-up plan, across four units in two parties, in both counties."""

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.steps import Way
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def way_of(visitor: Visitor, land: World, years: int = 10, others: int = 3) -> Way:
    crew = land.fitting(years, others + 1)
    assert len({actor.party_id for actor in crew}) >= 2
    return Way(visitor, land, crew[0], crew[1:], years)


def test_from_need_to_followed_up_plan(visitor: Visitor, land: World):
    way = way_of(visitor, land)
    way.record_need()
    way.family_says("yes")
    way.call()
    for actor in way.others:
        way.answer(actor)
    way.meet()
    way.write()
    for actor in [way.owner, *way.others]:
        way.agree(actor)
    visitor.sees("Planen gäller nu")
    way.follow_up("continue")
    visitor.sees("Uppföljningen är sparad").sees("Det är roligare nu")
    visitor.open(way.child_path)


def test_consent_refused_shares_nothing(visitor: Visitor, land: World):
    way = way_of(visitor, land)
    way.record_need()
    way.family_says("no")
    visitor.sees("Familjens nej är noterat")
    for actor in way.others:
        visitor.leave().be(actor, land)
        visitor.does_not_see("Barnsson").open("/barn/").does_not_see("Barnsson")
        visitor.page.goto(visitor.base + way.child_path)
        assert "Barnsson" not in visitor.page.content()
