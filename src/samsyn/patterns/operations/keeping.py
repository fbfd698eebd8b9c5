"""A pattern is recorded as it was found, or put aside with the reason, or ended."""

import uuid

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.deviations.operations.wording import check_words, needed
from samsyn.deviations.rules import Kind
from samsyn.foundation import clock, dates
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible
from samsyn.patterns import rules
from samsyn.patterns.access import check_may_follow
from samsyn.patterns.models import Member, Pattern
from samsyn.patterns.operations.steps import advance, locked_pattern, note_step
from samsyn.patterns.queries.base import deviations_of, shape_of
from samsyn.patterns.queries.finding import found_now, is_taken
from samsyn.patterns.queries.names import Names, names_of, pair_ids

WHY = 500


@operation
def keep_pattern(found_key: str, *, actor: Actor, looked: bool = False) -> Pattern:
    """Record a recurring fault as it is now, with the deviations behind it.

    From now on its numbers stand still. Those that are too small to show are not kept at all.
    Changed when it is not there any longer; Refused at "looked" when a routine's name may point
    at somebody.
    """
    check_may_follow(actor)
    _wait_for_others(actor.region)
    found = next((one for one in found_now(actor) if one.key == found_key), None)
    if found is None:
        raise Changed(
            _("Mönstret finns inte bland dem som hittas nu."),
            _("Någon kan ha sparat det redan. Se listan."),
        )
    shape, names = found.shape, names_of(actor.region)
    check_words(shape.ground.routine, field="looked", actor=actor, looked=looked)
    _begins, start, end = rules.period_of(clock.today())
    party_a, party_b = pair_ids(shape.pair)
    between, ground = names.between(shape.pair), names.ground(shape.ground)
    reasons = rules.reasons_of(found, rules.THRESHOLD)
    pattern = Pattern.objects.create(
        region=actor.region,
        key=found.key,
        title=rules.title_of(Kind(shape.kind), ground, between),
        kind=shape.kind,
        against=shape.ground.against,
        document=shape.ground.document,
        clause=shape.ground.clause,
        routine=shape.ground.routine,
        party_a_id=party_a,
        party_b_id=party_b,
        municipality=found.municipality,
        period_from=start,
        period_to=end,
        count=rules.stored_number(found.count),
        before=rules.stored_number(found.before),
        reasons=list(reasons),
        basis=_basis(found, reasons, names),
        state=rules.LIFECYCLE.first.value,
        state_since=clock.now(),
        found_on=clock.today(),
    )
    note_step(pattern, "keep", "", actor=actor)
    Member.objects.bulk_create(
        Member(pattern=pattern, deviation_id=pk)
        for pk in deviations_of(actor, shape, start, end)
    )  # fmt: skip
    record("pattern.kept", pattern, actor=actor)
    return pattern


def _wait_for_others(region: str) -> None:
    """One at a time in a county, so that no fault is recorded twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"patterns {region}"])


def _basis(found: rules.Found, reasons: tuple[str, ...], names: Names) -> str:
    _begins, start, _end = rules.period_of(clock.today())
    with override("sv"):
        period = f"{dates.day(start)} – {dates.day(clock.today())}"
    facts = (
        ("Det gäller", names.ground(found.shape.ground)),
        ("Vad som händer", Kind(found.shape.kind).sv),
        ("Var", names.between(found.shape.pair)),
        ("Kommun", names.place(found.municipality)),
        ("Tid", period),
        ("Antal avvikelser", rules.shown(found.count)),
        ("Året före", rules.shown(found.before)),
    )
    return rules.basis_of(facts, reasons)


@operation
def dismiss_pattern(
    pattern_id: uuid.UUID, *, why: str, actor: Actor, looked: bool = False
) -> Pattern:
    """Put a recorded pattern aside. The reason is read by all who steer."""
    pattern = locked_pattern(pattern_id, actor)
    needed(why, _("Skriv varför mönstret inte tas vidare."), "why")
    pattern.dismissed_why = check_words(why, field="why", actor=actor, looked=looked)[:WHY]
    advance(pattern, "dismiss", actor=actor, also=["dismissed_why"])
    record("pattern.dismissed", pattern, actor=actor)
    return pattern


@operation
def take_up_pattern(pattern_id: uuid.UUID, *, actor: Actor) -> Pattern:
    """Take up again what was put aside. The reason that was given stays among the events."""
    pattern = locked_pattern(pattern_id, actor)
    if not pattern.is_single and is_taken(actor, shape_of(pattern)):
        raise NotPossible(
            _("Ett annat mönster av samma slag är redan öppet."), _("Fortsätt i det.")
        )
    pattern.dismissed_why = ""
    advance(pattern, "take_up", actor=actor, also=["dismissed_why"])
    record("pattern.taken_up", pattern, actor=actor)
    return pattern


@operation
def close_pattern(
    pattern_id: uuid.UUID, *, outcome: str, actor: Actor, looked: bool = False
) -> Pattern:
    """End a pattern whose reporters have been told, with what came of it in a sentence."""
    pattern = locked_pattern(pattern_id, actor)
    needed(outcome, _("Skriv kort vad det blev."), "outcome")
    pattern.outcome = check_words(outcome, field="outcome", actor=actor, looked=looked)[:WHY]
    advance(pattern, "close", actor=actor, also=["outcome"])
    record("pattern.closed", pattern, actor=actor)
    return pattern
