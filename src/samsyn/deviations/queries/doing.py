"""What may this actor do with a deviation now? Derived from the same checks as the operations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.access.rules import Actor
from samsyn.deviations import access, rules
from samsyn.deviations.models import Deviation, Place
from samsyn.foundation.refusals import Denied


@dataclass(frozen=True)
class Doing:
    """Yes or no for each thing that can be done on the page."""

    answer: bool = False
    agree: bool = False
    refuse: bool = False
    take: bool = False
    disown: bool = False
    follow_up: bool = False
    close: bool = False
    lift: bool = False
    talk: bool = False
    withdraw: bool = False
    reopen: bool = False
    new_ladder: bool = False
    hide: bool = False

    @property
    def is_main(self) -> bool:
        """Whether something stands under the turn line."""
        return self.answer or self.agree or self.close or self.follow_up

    @property
    def is_more(self) -> bool:
        """Whether something stands beside the page."""
        return self.follow_up or self.lift or self.reopen or self.withdraw


def allowed(check: Callable[..., Any], *args: Any) -> bool:
    """Whether a check lets it pass."""
    try:
        check(*args)
    except Denied:
        return False
    return True


def doing_for(
    deviation: Deviation, actor: Actor, places: Sequence[Place], *, has_new_ladder: bool
) -> Doing:
    """What the actor may do; `places` are the open ones."""
    state, can = rules.State(deviation.state), rules.LIFECYCLE.can
    has_turn = bool(places) and allowed(access.check_has_turn, deviation, actor)
    stance = next((p.stance for p in places if p.unit_id == actor.unit_id), "")
    is_waiting, is_proposed = state is rules.State.WAITING, state is rules.State.PROPOSED
    has_above = deviation.rung < rules.Steps.from_json(deviation.ladder).top
    is_reporter = allowed(access.check_is_reporter, deviation, actor)
    has_measure = deviation.measure_due is not None
    follows_up = allowed(access.check_may_follow_up, deviation, actor)
    may_lift = allowed(access.check_may_lift, deviation, actor)
    talks = allowed(access.check_may_talk, deviation, actor)
    return Doing(
        answer=is_waiting and has_turn,
        agree=is_proposed and has_turn and stance != rules.Stance.YES,
        refuse=is_proposed and has_turn and stance != rules.Stance.YES,
        take=is_waiting and has_turn and len(places) > 1 and stance != rules.Stance.OURS,
        disown=is_waiting and has_turn and stance != rules.Stance.NOT_OURS,
        follow_up=can(state, "follow_up") and has_measure and follows_up,
        close=can(state, "close") and not has_measure and is_reporter,
        lift=can(state, "lift") and has_above and may_lift,
        talk=can(state, "talk") and talks,
        withdraw=can(state, "withdraw") and is_reporter,
        reopen=can(state, "reopen") and allowed(access.check_may_reopen, deviation, actor),
        new_ladder=has_new_ladder and can(state, "move") and may_lift,
        hide=talks,
    )
