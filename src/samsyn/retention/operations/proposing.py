"""One person proposes a list; another approves it or says no."""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.retention.access import check_may_approve, check_may_propose
from samsyn.retention.models import Item, Run
from samsyn.retention.queries.due import citation, due_for
from samsyn.retention.queries.proof import hash_of, run_for
from samsyn.retention.rules import LIFECYCLE, MOST, State, Verdict


@operation
def propose_run(*, actor: Actor) -> Run:
    """Write down what may go today as a list for another to approve; at most so much at a time."""
    check_may_propose(actor)
    open_states = [State.PROPOSED.value, State.APPROVED.value]
    if Run.objects.filter(party_id=actor.own_party, state__in=open_states).exists():
        raise NotPossible(
            _("En lista väntar redan."),
            _("Den ska genomföras, nekas eller tas tillbaka innan ni föreslår en ny."),
        )
    going = due_for(actor).going[:MOST]
    if not going:
        raise NotPossible(_("Inget är moget att gallra i dag."))
    run = Run(
        party_id=actor.own_party, state=State.PROPOSED.value, state_since=clock.now(),
        proposed_at=clock.now(), proposed_by=actor.own_user,
    )  # fmt: skip
    items = [_item(run, verdict) for verdict in going]
    run.list_hash = hash_of(items)
    run.save(force_insert=True)
    Item.objects.bulk_create(items)
    record("retention.proposed", run, actor=actor)
    return run


def _item(run: Run, verdict: Verdict) -> Item:
    facts = verdict.facts
    return Item(
        run=run, what=facts.what.value, thing_id=facts.thing_id, unit_id=facts.unit_id,
        sphere=verdict.plan.sphere.value, rule=verdict.rule,
        statute=citation(verdict.statute, clock.today()), reference=verdict.plan.reference,
        last_note=facts.last_note, due_on=verdict.due_on,
    )  # fmt: skip


@operation
def approve_run(run_id: uuid.UUID, *, list_hash: str, actor: Actor) -> Run:
    """Approve the list that one has looked through, told by its hash. Not the own proposal."""
    run = locked_run(run_id, actor)
    check_may_approve(run, actor)
    if list_hash != run.list_hash or hash_of(run.items.all()) != run.list_hash:
        raise Changed(_("Listan är inte den du läste."), _("Läs den igen innan du godkänner."))
    advance(run, "approve")
    run.approved_at, run.approved_by = clock.now(), actor.own_user
    run.save(update_fields=["state", "state_since", "approved_at", "approved_by"])
    record("retention.approved", run, actor=actor)
    return run


@operation
def refuse_run(run_id: uuid.UUID, *, why: str, actor: Actor) -> Run:
    """Say no to a list, or take an approved one back, with a reason; nothing of it goes."""
    run = locked_run(run_id, actor)
    check_may_approve(run, actor)
    if not why.strip():
        raise Refused(_("Skriv varför listan inte godkänns."), field="why")
    if run.outcomes.exists():
        raise NotPossible(
            _("Gallringen har börjat. Då går listan inte att ta tillbaka."),
            _("Stoppa det som ska vara kvar, och genomför resten."),
        )
    advance(run, "refuse")
    run.refused_why = why.strip()[:500]
    run.save(update_fields=["state", "state_since", "refused_why"])
    record("retention.refused", run, actor=actor)
    return run


def locked_run(run_id: uuid.UUID, actor: Actor) -> Run:
    """The list, locked; NotPossible when it is not the own party's to approve."""
    seen = run_for(actor, run_id)
    if seen is None:
        raise NotPossible(_("Listan finns inte hos er."))
    check_may_approve(seen, actor)
    run: Run = Run.objects.select_for_update().get(pk=run_id)
    return run


def advance(run: Run, action: str) -> None:
    """Move a locked list by the lifecycle."""
    after = LIFECYCLE.advance(
        State(run.state), action,
        refusal=_("Listan är redan avgjord."), advice=_("Läs listan igen."),
    )  # fmt: skip
    run.state, run.state_since = after.value, clock.now()
