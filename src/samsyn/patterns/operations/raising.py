"""What recurs becomes a matter in an arena, with a basis that points at nobody."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.deviations import rules as deviation_rules
from samsyn.deviations.models import Deviation
from samsyn.deviations.operations.wording import check_words
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import operations as governance
from samsyn.governance.operations.matters import MatterText
from samsyn.governance.rules import MatterKind
from samsyn.patterns import rules
from samsyn.patterns.access import check_may_follow
from samsyn.patterns.models import Member, Pattern
from samsyn.patterns.operations.steps import advance, locked_pattern, note_step
from samsyn.patterns.queries.base import counted_deviations
from samsyn.patterns.queries.names import Names, names_of, pair_ids


@dataclass(frozen=True)
class Raising:
    """What the arena is asked. All texts are looked through: all who steer read them."""

    title: str
    what: str
    kind: MatterKind = MatterKind.DECISION
    why: str = ""
    for_children: str = ""
    proposal: str = ""
    has_cost: bool = False
    changes_responsibility: bool = False
    meant_for: uuid.UUID | None = None


@operation
def raise_matter(
    pattern_id: uuid.UUID,
    raising: Raising,
    *,
    arena_id: uuid.UUID,
    actor: Actor,
    looked: bool = False,
) -> Pattern:
    """Let an arena deal with a recorded pattern: a matter that carries the de-identified basis.

    Refused at the text that may point at somebody, until `looked` says that it has been read.
    """
    pattern = locked_pattern(pattern_id, actor)
    if not rules.LIFECYCLE.can(rules.State(pattern.state), "raise"):
        raise NotPossible(
            _("Mönstret är redan hos en arena, eller har avförts."),
            _("På mönstrets sida står vad som händer nu."),
        )
    return _raise(pattern, raising, arena_id, actor, looked=looked)


@operation
def raise_deviation(
    deviation_id: uuid.UUID,
    raising: Raising,
    *,
    arena_id: uuid.UUID,
    actor: Actor,
    looked: bool = False,
) -> Pattern:
    """Let an arena deal with one deviation that has climbed to the top of its ladder.

    Nothing of its texts goes along: only the kind, what it was against, between whom, the rung
    and the days.
    """
    check_may_follow(actor)
    deviation = counted_deviations(actor).select_for_update().filter(pk=deviation_id).first()
    if deviation is None:
        raise NotPossible(
            _("Avvikelsen finns inte i länet, eller är återtagen."), _("Se listan över avvikelser.")
        )
    steps = deviation_rules.Steps.from_json(deviation.ladder)
    if deviation.state == deviation_rules.State.CLOSED or deviation.rung != steps.top:
        raise NotPossible(
            _("Bara en öppen avvikelse på trappans översta steg kan bli ett eget ärende."),
            _("Lyft den först, eller vänta på svaret där den ligger."),
        )
    open_states = [state.value for state in rules.OPEN]
    if Member.objects.filter(deviation=deviation, pattern__state__in=open_states).exists():
        raise NotPossible(
            _("Avvikelsen hör redan till ett mönster."), _("Ta upp mönstret i stället.")
        )
    pattern = _single(deviation, names_of(actor.region), actor)
    return _raise(pattern, raising, arena_id, actor, looked=looked)


def _raise(
    pattern: Pattern, raising: Raising, arena_id: uuid.UUID, actor: Actor, *, looked: bool
) -> Pattern:
    texts = {name: getattr(raising, name).strip() for name in _TEXTS}
    for field, question in (("title", _("Skriv en rubrik.")), ("what", _("Skriv vad det gäller."))):
        if not texts[field]:
            raise Refused(question, field=field)
    # What the product itself has proposed was made of what everybody may read.
    proposed = (pattern.title, " ".join(pattern.reasons))
    for field, text in texts.items():
        if text not in proposed:
            check_words(text, field=field, actor=actor, looked=looked)
    matter = governance.record_matter(
        MatterText(
            **texts, kind=raising.kind, has_cost=raising.has_cost,
            changes_responsibility=raising.changes_responsibility, meant_for=raising.meant_for,
        ),
        arena_id=arena_id,
        actor=actor,
    )  # fmt: skip
    governance.add_document(
        matter.pk, title="Underlag ur avvikelserna", text=pattern.basis,
        link=reverse("patterns:show", args=[pattern.pk]), actor=actor,
    )  # fmt: skip
    pattern.matter = matter
    advance(pattern, "raise", actor=actor, also=["matter"])
    record("pattern.raised", pattern, actor=actor)
    return pattern


_TEXTS = ("title", "what", "why", "for_children", "proposal")


def _single(deviation: Deviation, names: Names, actor: Actor) -> Pattern:
    pair = rules.pair_of(str(deviation.party_id), str(deviation.about_party_id))
    ground = rules.Ground.of(deviation.against, deviation.document, deviation.clause)
    shape, kind = rules.Shape(deviation.kind, ground, pair), deviation_rules.Kind(deviation.kind)
    reported, today = timezone.localdate(deviation.reported_at), clock.today()
    rung = deviation_rules.Steps.from_json(deviation.ladder).rungs[deviation.rung]
    between = names.between(pair)
    facts = (
        ("Det gäller", names.ground(ground)),
        ("Vad som har hänt", kind.sv),
        ("Var", between),
        ("Steg på trappan", rung.name),
        ("Dagar sedan den anmäldes", str((today - reported).days)),
        ("Dagar på steget", str((today - timezone.localdate(deviation.rung_since)).days)),
    )
    party_a, party_b = pair_ids(pair)
    pattern = Pattern.objects.create(
        region=actor.region,
        key=shape.key,
        is_single=True,
        title=rules.title_of_one(kind, between),
        kind=kind.value,
        against=ground.against,
        document=ground.document,
        clause=ground.clause,
        party_a_id=party_a,
        party_b_id=party_b,
        period_from=reported,
        period_to=today + dt.timedelta(days=1),
        reasons=["Avvikelsen har gått hela trappan utan att bli löst."],
        basis=rules.basis_of(facts, ()),
        state=rules.LIFECYCLE.first.value,
        state_since=clock.now(),
        found_on=today,
    )
    note_step(pattern, "keep", "", actor=actor)
    Member.objects.create(pattern=pattern, deviation=deviation)
    return pattern
