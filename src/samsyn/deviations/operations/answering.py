"""Take it, say that it is not ours, answer, and say yes or no to the other side's answer."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.deviations import rules
from samsyn.deviations.access import check_has_turn, open_places
from samsyn.deviations.models import Answer, Deviation, Place
from samsyn.deviations.operations.steps import advance, locked_deviation, steps_of
from samsyn.deviations.operations.wording import add_words, check_words, needed
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused


@dataclass(frozen=True)
class Answering:
    """An answer: what is decided, in words, by when and who answers for it, by office."""

    decision: rules.Decision
    text: str
    responsible: str = ""
    due_on: dt.date | None = None


@operation
def take_deviation(deviation_id: uuid.UUID, *, actor: Actor) -> Deviation:
    """Say that this side takes it. The place stays open until it has been answered."""
    deviation = locked_deviation(deviation_id, actor)
    mine = check_has_turn(deviation, actor)
    _stand(mine, rules.Stance.OURS)
    return advance(deviation, "take", actor=actor)


@operation
def disown_deviation(
    deviation_id: uuid.UUID, *, why: str, actor: Actor, looked: bool = False
) -> Deviation:
    """Say that it is not this side's. It stays here until somebody takes it.

    When everybody on the rung says so, the rung cannot settle it and it is lifted by itself; on the
    top rung it stays with all of them.
    """
    deviation = locked_deviation(deviation_id, actor)
    mine = check_has_turn(deviation, actor)
    needed(why, _("Skriv varför det inte är ert ansvar, och vems ni tror att det är."), "why")
    add_words(deviation, rules.Part.NOT_OURS, why, actor=actor, looked=looked, field="why")
    _stand(mine, rules.Stance.NOT_OURS)
    advance(deviation, "disown", actor=actor)
    stances = [place.stance for place in open_places(deviation)]
    if rules.is_disowned(stances) and deviation.rung < steps_of(deviation).top:
        advance(deviation, "lift", actor=actor, to_rung=deviation.rung + 1)
    return deviation


@operation
def answer_deviation(
    deviation_id: uuid.UUID, answering: Answering, *, actor: Actor, looked: bool = False
) -> Answer:
    """Answer for the rung. With others on it, they are asked for their yes first."""
    deviation = locked_deviation(deviation_id, actor)
    mine = check_has_turn(deviation, actor)
    _check(answering, deviation, actor, looked=looked)
    answer = Answer.objects.create(
        deviation=deviation, rung=deviation.rung, by_unit_id=actor.own_unit,
        by_party_id=actor.own_party, decision=answering.decision.value,
        responsible=answering.responsible.strip(), due_on=answering.due_on, given_at=clock.now(),
    )  # fmt: skip
    add_words(
        deviation, rules.Part.ANSWER, answering.text, actor=actor, looked=looked, answer=answer
    )
    others = [p for p in open_places(deviation) if p.pk != mine.pk]
    for place in others:
        _stand(place, rules.Stance.NONE)
    _stand(mine, rules.Stance.YES)
    if others:
        advance(deviation, "propose", actor=actor)
    else:
        _settle(deviation, answer, actor)
    return answer


@operation
def agree_answer(deviation_id: uuid.UUID, *, actor: Actor) -> Deviation:
    """Say yes to the answer that the other side has proposed."""
    deviation = locked_deviation(deviation_id, actor)
    mine, answer = _proposed_to(deviation, actor)
    _stand(mine, rules.Stance.YES)
    if rules.is_agreed(place.stance for place in open_places(deviation)):
        return _settle(deviation, answer, actor)
    return advance(deviation, "agree", actor=actor)


@operation
def refuse_answer(
    deviation_id: uuid.UUID, *, why: str, actor: Actor, looked: bool = False
) -> Deviation:
    """Say no to the proposed answer. It stays on the rung; either side answers anew or lifts."""
    deviation = locked_deviation(deviation_id, actor)
    mine, answer = _proposed_to(deviation, actor)
    needed(why, _("Skriv varför ni säger nej, så att ni kan mötas."), "why")
    add_words(
        deviation, rules.Part.REFUSAL, why, actor=actor, looked=looked, field="why", answer=answer
    )
    _stand(mine, rules.Stance.NO)
    return advance(deviation, "refuse", actor=actor)


def _proposed_to(deviation: Deviation, actor: Actor) -> tuple[Place, Answer]:
    mine = check_has_turn(deviation, actor)
    if deviation.state != rules.State.PROPOSED.value:
        raise NotPossible(
            _("Det finns inget föreslaget svar att säga ja eller nej till."),
            _("Läs avvikelsen igen. Någon kan ha svarat eller lyft den."),
        )
    if mine.stance == rules.Stance.YES.value:
        raise NotPossible(
            _("Ni har redan sagt ja."), _("Den andra sidan svarar nu. Lyft om det dröjer.")
        )
    answer = deviation.answers.order_by("-given_at", "-pk").first()
    if answer is None:
        raise NotPossible(
            _("Det finns inget föreslaget svar att säga ja eller nej till."),
            _("Läs avvikelsen igen. Någon kan ha svarat eller lyft den."),
        )
    return mine, answer


def _settle(deviation: Deviation, answer: Answer, actor: Actor) -> Deviation:
    """The answer holds: the reporter has it, and what was decided is followed up."""
    answer.agreed_at = clock.now()
    answer.save(update_fields=["agreed_at"])
    deviation.measure_due = answer.due_on
    return advance(deviation, "answer", actor=actor, also=["measure_due"])


def _stand(place: Place, stance: rules.Stance) -> None:
    place.stance = stance.value
    place.stance_at = clock.now() if stance.value else None
    place.save(update_fields=["stance", "stance_at"])


def _check(answering: Answering, deviation: Deviation, actor: Actor, *, looked: bool) -> None:
    needed(answering.text, _("Skriv svaret till den som anmälde."), "text")
    disputes = (rules.Decision.SPLIT, rules.Decision.RESPONSIBLE)
    if deviation.branch == rules.Branch.SHORTCOMING.value and answering.decision in disputes:
        raise Refused(
            _("Det här är en brist, inte en fråga om ansvar eller kostnad."),
            _("Välj en åtgärd, eller skriv varför ingen behövs."),
            field="decision",
        )
    if not answering.decision.is_followed_up:
        return
    if answering.due_on is None:
        raise Refused(_("Välj när det ska vara gjort."), field="due_on")
    if answering.due_on < clock.today():
        raise Refused(_("Dagen har redan passerat."), field="due_on")
    needed(
        answering.responsible,
        _("Skriv vem som ansvarar: en befattning, inte ett namn."),
        "responsible",
    )
    check_words(answering.responsible, field="responsible", actor=actor, looked=looked)
