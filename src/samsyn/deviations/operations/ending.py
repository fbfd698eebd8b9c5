"""Follow up what was decided, withdraw, reopen, and read the answer."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.deviations import rules
from samsyn.deviations.access import (
    check_is_reporter,
    check_may_follow_up,
    check_may_reopen,
)
from samsyn.deviations.models import Answer, Deviation, Origin
from samsyn.deviations.operations.steps import advance, locked_deviation
from samsyn.deviations.operations.wording import add_words, needed
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused


@dataclass(frozen=True)
class FollowedUp:
    """How a measure went. Partly done needs a new day."""

    result: rules.Result
    text: str
    new_due: dt.date | None = None


@operation
def follow_up_measure(
    deviation_id: uuid.UUID, followed: FollowedUp, *, actor: Actor, looked: bool = False
) -> Deviation:
    """Say how the measure went. Done closes; partly gets a new day; not done goes back.

    Done by who has the turn, or where it was reported.
    """
    deviation = locked_deviation(deviation_id, actor)
    check_may_follow_up(deviation, actor)
    answer = _answer_in_force(deviation)
    needed(followed.text, _("Skriv kort hur det gick."), "text")
    add_words(
        deviation, rules.Part.FOLLOW_UP, followed.text, actor=actor, looked=looked, answer=answer
    )
    answer.result, answer.followed_up_on = followed.result.value, clock.today()
    changed = ["result", "followed_up_on"]
    if followed.result is rules.Result.PARTLY:
        if followed.new_due is None or followed.new_due < clock.today():
            raise Refused(_("Välj en ny dag när resten ska vara gjort."), field="new_due")
        answer.due_on = deviation.measure_due = followed.new_due
        changed.append("due_on")
    answer.save(update_fields=changed)
    if followed.result is rules.Result.PARTLY:
        return advance(deviation, "follow_up", actor=actor, also=["measure_due"])
    if followed.result is rules.Result.NOT_DONE:
        return advance(deviation, "return", actor=actor, to_rung=deviation.rung)
    return advance(deviation, "close", actor=actor)


@operation
def withdraw_deviation(
    deviation_id: uuid.UUID, *, why: str, actor: Actor, looked: bool = False
) -> Deviation:
    """Take back a report that has not been answered. It stays to be counted and read."""
    deviation = locked_deviation(deviation_id, actor)
    check_is_reporter(deviation, actor)
    needed(why, _("Skriv varför avvikelsen tas tillbaka."), "why")
    add_words(deviation, rules.Part.WITHDRAWAL, why, actor=actor, looked=looked, field="why")
    return advance(deviation, "withdraw", actor=actor)


@operation
def reopen_deviation(
    deviation_id: uuid.UUID, *, why: str, actor: Actor, looked: bool = False
) -> Deviation:
    """Open a closed deviation again on the rung where it ended. Its answers stay to be read."""
    deviation = locked_deviation(deviation_id, actor)
    check_may_reopen(deviation, actor)
    needed(why, _("Skriv varför avvikelsen öppnas igen."), "why")
    add_words(deviation, rules.Part.REOPENING, why, actor=actor, looked=looked, field="why")
    return advance(deviation, "reopen", actor=actor, to_rung=deviation.rung)


@operation
def close_answered(deviation_id: uuid.UUID, *, actor: Actor) -> Deviation:
    """Close a deviation whose answer came to no measure: where it was reported, when it is read."""
    deviation = locked_deviation(deviation_id, actor)
    check_is_reporter(deviation, actor)
    if deviation.measure_due is not None:
        raise NotPossible(
            _("Åtgärden ska följas upp innan avvikelsen avslutas."),
            _("Skriv hur det gick när dagen kommer."),
        )
    return advance(deviation, "close", actor=actor)


@operation
def read_answer(deviation_id: uuid.UUID, *, actor: Actor) -> Deviation:
    """Say, where it was reported, that the answer has been read."""
    deviation = locked_deviation(deviation_id, actor)
    check_is_reporter(deviation, actor)
    Origin.objects.filter(deviation=deviation).update(answer_read_at=clock.now())
    record("deviation.answer_read", deviation, actor=actor)
    return deviation


def _answer_in_force(deviation: Deviation) -> Answer:
    rows = deviation.answers.filter(agreed_at__isnull=False)
    answer = rows.order_by("-agreed_at", "-pk").first()
    if deviation.state != rules.State.ANSWERED.value or answer is None:
        raise NotPossible(
            _("Det finns ingen åtgärd att följa upp nu."),
            _("Läs avvikelsen igen och se vems tur det är."),
        )
    return answer
