"""Does every order of steps keep a case lawful?"""

from hypothesis import given
from hypothesis import strategies as st

from samsyn.cases.rules import (
    LIFECYCLE,
    State,
    SummonsKind,
    Taking,
    Turn,
    child_is_represented,
    summons_kind,
)
from samsyn.foundation.refusals import NotPossible

ACTIONS = sorted({action for _state, action in LIFECYCLE.moves})


@given(st.lists(st.sampled_from(ACTIONS), max_size=30))
def test_whatever_the_order_a_case_always_has_a_turn_and_never_shares_without_a_yes(actions):
    state, said_yes = LIFECYCLE.first, False
    for action in actions:
        try:
            state = LIFECYCLE.advance(state, action, refusal="nej")
        except NotPossible:
            continue
        said_yes = {"consent": True, "decline": False, "withdraw": False, "reopen": False}.get(
            action, said_yes
        )
        assert Turn(LIFECYCLE.owners[state])
        if state in (State.CALLED, State.ANSWERED, State.MET, State.PLANNING, State.IN_FORCE):
            assert said_yes


def test_huvudman_are_called_and_others_invited():
    assert summons_kind("municipality") is SummonsKind.CALLED
    assert summons_kind("region") is SummonsKind.CALLED
    assert summons_kind("association") is SummonsKind.CALLED
    assert summons_kind("independent") is SummonsKind.INVITED


def test_a_child_that_is_absent_is_spoken_for():
    assert not child_is_represented(Taking.NOT, " ", "")
    assert child_is_represented(Taking.NOT, "Kuratorn", "")
    assert child_is_represented(Taking.NOT, "", "Jag vill sova")
    assert child_is_represented(Taking.PHONE, "", "")
