"""Does what is agreed in the product become the county's data from its day, and only then?"""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.access.rules import Actor
from samsyn.foundation import wall
from samsyn.foundation.refusals import Denied
from samsyn.regions import region
from samsyn.regions.schema import Age, AgeInterval, DeadlineKey, Extent, LadderKind, Need
from samsyn.responsibilities.engine import (
    ChangeAges,
    ChangeDeadline,
    ChangeDuty,
    ChangeRung,
    RemoveDuty,
    change_as_dict,
    read_change,
)
from samsyn.responsibilities.models import AdoptedChange
from samsyn.responsibilities.operations import adopt_change, end_changes
from samsyn.responsibilities.queries import county

CODE = "jamtland-harjedalen"
START = dt.date(2027, 1, 1)
BEFORE, AFTER = START - dt.timedelta(days=1), START + dt.timedelta(days=400)
SYSTEM = Actor.system(CODE)


def to(start, end):
    return AgeInterval(Age.parse(start), Age.parse(end))


def adopt(change, day=START, origin=None):
    return adopt_change(
        change, valid_from=day, origin=origin or uuid.uuid4(), source="JämtBus, ny", actor=SYSTEM
    )


@pytest.mark.django_db
class TestCounty:
    def test_without_changes_it_is_the_package(self):
        assert county(CODE, START) is region(CODE).on(START)

    def test_a_change_holds_from_its_day(self):
        adopt(ChangeAges("bup", to("0", "20")))
        assert county(CODE, BEFORE).operation("bup").ages == to("0", "18")
        assert county(CODE, START).operation("bup").ages == to("0", "20")
        assert county(CODE, AFTER).operation("bup").ages == to("0", "20")

    def test_a_rung_of_the_ladder_gets_days(self):
        adopt(ChangeRung("brist-i-samverkan", "narmaste-chef", 14))
        for day, days in ((BEFORE, None), (START, 14)):
            ladder = county(CODE, day).ladder(LadderKind.SHORTCOMING, day)
            assert ladder.rungs[0].deadline_days == days
            assert ladder.rungs[1].deadline_days is None

    def test_is_the_same_object_until_something_is_agreed(self):
        adopt(ChangeAges("bup", to("0", "20")))
        first = county(CODE, START)
        assert county(CODE, START) is first
        adopt(ChangeDeadline(DeadlineKey.CALL_REPLY, 10))
        assert county(CODE, START) is not first

    def test_the_later_change_of_the_same_thing_holds(self):
        adopt(ChangeAges("bup", to("0", "20")))
        adopt(ChangeAges("bup", to("0", "21")), START + dt.timedelta(days=30))
        assert county(CODE, START).operation("bup").ages == to("0", "20")
        assert county(CODE, AFTER).operation("bup").ages == to("0", "21")

    def test_a_deadline_can_be_decided(self):
        adopt(ChangeDeadline(DeadlineKey.CALL_REPLY, 10))
        assert county(CODE, BEFORE).deadline("call_reply_days", BEFORE) is None
        assert county(CODE, START).deadline("call_reply_days", START) == 10

    def test_an_ended_version_takes_its_changes_with_it_and_leaves_others(self):
        one = uuid.uuid4()
        adopt(ChangeAges("bup", to("0", "20")), origin=one)
        adopt(ChangeDeadline(DeadlineKey.CALL_REPLY, 10))
        end_changes([one], on=AFTER, source="JämtBus", actor=SYSTEM)
        assert county(CODE, AFTER - dt.timedelta(days=1)).operation("bup").ages == to("0", "20")
        assert county(CODE, AFTER).operation("bup").ages == to("0", "18")
        assert county(CODE, AFTER).deadline("call_reply_days", AFTER) == 10

    def test_a_younger_row_of_the_package_stands_over_it(self):
        adopt(ChangeAges("bup", to("0", "20")), dt.date(2010, 1, 1))
        assert county(CODE, START).operation("bup").ages == to("0", "18")

    def test_a_change_about_nothing_is_left_out_and_logged(self, caplog):
        adopt(RemoveDuty("bup", "finns-inte"))
        adopt(ChangeAges("bup", to("0", "20")))
        assert county(CODE, START).operation("bup").ages == to("0", "20")
        assert "does not apply" in caplog.text

    def test_another_county_is_another_matter(self):
        adopt(ChangeAges("bup", to("0", "20")))
        assert county("fjordlanda", START) is region("fjordlanda").on(START)

    def test_costs_one_statement(self, statements):
        adopt(ChangeAges("bup", to("0", "20")))
        with statements:
            county(CODE, START)
        assert len(statements) == 1

    def test_the_open_site_may_read_it(self):
        adopt(ChangeAges("bup", to("0", "20")))
        with wall.as_open_site():
            assert county(CODE, START).operation("bup").ages == to("0", "20")

    def test_nobody_without_the_right_changes_the_county(self):
        with pytest.raises(Denied):
            adopt_change(
                ChangeDeadline(DeadlineKey.CALL_REPLY, 1), valid_from=START, origin=uuid.uuid4(),
                source="", actor=Actor(region=CODE),
            )  # fmt: skip
        assert not AdoptedChange.objects.exists()


ages = st.builds(
    AgeInterval,
    st.sampled_from([None, Age.parse("28w"), Age.parse("0"), Age.parse("6.5")]),
    st.sampled_from([None, Age.parse("16"), Age.parse("17.99"), Age.parse("21")]),
)
changes = st.one_of(
    st.builds(ChangeAges, st.just("bup"), ages),
    st.builds(
        ChangeDuty, st.just("bup"), st.just("d"),
        st.none() | st.frozensets(st.sampled_from(Need)),
        st.none() | st.frozensets(st.sampled_from(Extent)),
    ),
    st.builds(RemoveDuty, st.just("bup"), st.just("d")),
    st.builds(ChangeDeadline, st.sampled_from(DeadlineKey), st.none() | st.integers(0, 400)),
)  # fmt: skip


class TestWritten:
    @given(changes)
    def test_is_read_back_as_it_was(self, change):
        assert read_change(change_as_dict(change)) == change

    @pytest.mark.parametrize(
        "data",
        [{}, {"kind": "annat"}, {"kind": "ages", "operation": "bup", "from": "x", "to": "1"}],
    )
    def test_nonsense_is_refused(self, data):
        with pytest.raises(ValueError, match="is not a change"):
            read_change(data)
