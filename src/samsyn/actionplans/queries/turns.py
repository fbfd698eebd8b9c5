"""What in the action plans waits for the actor?"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.actionplans import rules
from samsyn.actionplans.access import may_report
from samsyn.actionplans.models import ActionPlan, PlanSignature
from samsyn.actionplans.queries.plans import (
    contents_in_force,
    is_over,
    latest_statuses,
    own_party_code,
    plans_for,
)
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting
from samsyn.organisations.models import Party


def steering_turns(actor: Actor) -> list[Waiting]:
    """Decisions to write down, lines to sign and rows without a status for the latest tertial."""
    if not any(
        actor.may(permission)
        for permission in (
            Permission.ACTION_PLAN_WRITE, Permission.ACTION_PLAN_SIGN, Permission.MEETING_RUN,
        )
    ):  # fmt: skip
        return []
    plans = list(plans_for(actor).exclude(state=rules.State.CLOSED.value).order_by("name"))
    return [*_to_decide(actor, plans), *_to_sign(actor, plans), *_to_report(actor, plans)]


def _to_decide(actor: Actor, plans: list[ActionPlan]) -> list[Waiting]:
    if not actor.may(Permission.MEETING_RUN):
        return []
    return [
        Waiting(
            _("Skriv in beslutet om handlingsplanen"),
            plan.name,
            reverse("actionplans:decide", args=[plan.pk]),
            since_on=timezone.localdate(plan.state_since),
        )
        for plan in plans
        if plan.state == rules.State.PROPOSED.value
    ]


def _to_sign(actor: Actor, plans: list[ActionPlan]) -> list[Waiting]:
    today = clock.today()
    decided = [
        plan
        for plan in plans
        if plan.state == rules.State.DECIDED.value and not is_over(plan, today)
    ]
    if not decided or not actor.may(Permission.ACTION_PLAN_SIGN):
        return []
    contents = contents_in_force(decided)
    names = list(Party.objects.filter(region=actor.region).values_list("name", flat=True))
    done = set(
        PlanSignature.objects.filter(plan__in=decided).values_list(
            "plan_id", "version", "signatory"
        )
    )
    return [
        Waiting(
            _("Skriv under handlingsplanen"),
            plan.name,
            reverse("actionplans:sign", args=[plan.pk]),
            since_on=timezone.localdate(plan.state_since),
        )
        for plan in decided
        if any(
            (plan.pk, plan.holds, signatory.id) not in done
            and rules.may_sign_for(signatory.organisation, actor.party_name, names)
            for signatory in contents[plan.pk].signatories
        )
    ]


def _to_report(actor: Actor, plans: list[ActionPlan]) -> list[Waiting]:
    """Only those who keep the plan, and those whose party or unit answers for a row, are asked."""
    today = clock.today()
    asked = {
        plan: term
        for plan in plans
        if plan.holds and (term := rules.asked_term(plan.period_from, plan.period_to, today))
    }
    if not asked or not actor.may(Permission.ACTION_PLAN_WRITE):
        return []
    contents, own = contents_in_force(list(asked)), own_party_code(actor)
    said = latest_statuses([plan.pk for plan in asked], str(next(iter(asked.values()))))
    found = []
    for plan, term in asked.items():
        silent = [
            row
            for row in contents[plan.pk].matrix
            if (plan.pk, row.id) not in said and _is_asked(actor, row, own)
        ]
        if silent:
            found.append(
                Waiting(
                    _("Skriv in läget för %(term)s") % {"term": term},
                    _("%(plan)s: %(rows)s")
                    % {"plan": plan.name, "rows": ", ".join(row.area for row in silent)},
                    reverse("actionplans:report", args=[plan.pk]),
                    since_on=term.ends,
                )
            )
    return found


def _is_asked(actor: Actor, row: rules.Row, own: str) -> bool:
    if not may_report(actor, row, own):
        return False
    named = row.responsible.strip().casefold()
    is_named = named in {actor.party_name.casefold(), actor.unit_name.casefold()}
    return actor.may(Permission.ARENA_MANAGE) or (bool(row.party) and row.party == own) or is_named
