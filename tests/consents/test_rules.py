"""Who may consent for whom, and when does a consent hold?"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.consents.rules import Answer, Barrier, ChildStance, Giver, State, barrier, consent_state

YES = ChildStance.CONSENTS


def of(*answers, age=10, stance=YES, note=""):
    return barrier([Answer(g, y) for g, y in answers], age=age, stance=stance, maturity_note=note)


@pytest.mark.parametrize(
    ("answers", "more", "expected"),
    [
        ([], {}, Barrier.NOBODY),
        ([(Giver.GUARDIAN, True)], {}, None),
        ([(Giver.GUARDIAN, True), (Giver.GUARDIAN, False)], {}, None),
        ([(Giver.OTHER, True)], {}, Barrier.NOT_ENTITLED),
        ([(Giver.GOD_MAN, True)], {}, None),
        ([(Giver.CHILD, True)], {"age": 14}, Barrier.TOO_YOUNG_ALONE),
        ([(Giver.CHILD, True)], {"age": 14, "note": "Förstår väl"}, None),
        ([(Giver.CHILD, False)], {"age": 9}, None),
        ([(Giver.CHILD, True)], {"age": 15}, None),
        ([(Giver.GUARDIAN, True)], {"age": 18}, Barrier.ADULT_DECIDES),
        ([(Giver.CHILD, True)], {"age": 18}, None),
        (
            [(Giver.GUARDIAN, True)],
            {"age": 15, "stance": ChildStance.OPPOSES},
            Barrier.CHILD_OPPOSES,
        ),
        ([(Giver.GUARDIAN, True)], {"age": 14, "stance": ChildStance.OPPOSES}, None),
        ([(Giver.GUARDIAN, False)], {"age": 16, "stance": ChildStance.OPPOSES}, None),
    ],
)
def test_barriers(answers, more, expected):
    assert of(*answers, **more) is expected


@given(
    answers=st.lists(st.booleans(), max_size=4),
    withdrawn=st.booleans(),
    left=st.integers(-400, 400),
)
def test_a_consent_holds_only_when_all_say_yes_nobody_withdrew_and_it_has_not_ended(
    answers, withdrawn, left
):
    today = dt.date(2026, 11, 22)
    state = consent_state(
        answers,
        withdrawn_on=today if withdrawn else None,
        valid_until=today + dt.timedelta(days=left),
        today=today,
    )
    holds = bool(answers) and all(answers) and not withdrawn and left >= 0
    assert (state is State.GIVEN) == holds
