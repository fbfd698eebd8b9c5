"""Does the turn say who, since when and until when, in words that fit the state?"""

import datetime as dt

import pytest

from samsyn.cases.queries.turns import due_on, turn_of
from samsyn.cases.rules import State
from samsyn.foundation import clock
from samsyn.regions import region

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("state", "due", "words"),
    [
        (State.CALLED, dt.date(2026, 12, 4), "svar senast fredag 4 december"),
        (State.CALLED, dt.date(2026, 11, 20), "skulle ha svarat senast fredag 20 november"),
        (State.IN_FORCE, dt.date(2026, 12, 4), "uppföljning senast fredag 4 december"),
        (State.IN_FORCE, dt.date(2026, 11, 20), "skulle ha följts upp senast fredag 20 november"),
        (State.NEED, None, ""),
    ],
)
def test_until_when(state, due, words):
    with clock.held(NOW):
        line = turn_of(
            state,
            since=NOW - dt.timedelta(days=6),
            owner="Skolan",
            waiting=["BUP"],
            mine=False,
            due=due,
        )
    assert line.due_text == words
    waited = {State.IN_FORCE: 2 if line.late else None}
    assert line.since_days == waited.get(state, 6)
    assert line.who == ("Skolan" if state is State.NEED else "BUP")


def test_a_county_that_has_decided_no_deadline_has_none():
    assert due_on(region("jamtland-harjedalen"), State.CALLED, NOW) is None


def test_a_county_that_has_decided_one_has_it():
    assert due_on(region("fjordlanda"), State.CALLED, NOW) == NOW.date() + dt.timedelta(days=10)
