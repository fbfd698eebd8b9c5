"""Which plans are there, what does a version say and how has it gone? The ground for the pages."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.models import ActionPlan, ActionPlanVersion, RowStatus
from samsyn.actionplans.queries.shapes import PlanHead
from samsyn.foundation import clock, dates
from samsyn.organisations.models import Party
from samsyn.regions import RegionError, region


def plans_for(actor: Actor) -> QuerySet[ActionPlan]:
    """Plans of the actor's county."""
    return ActionPlan.objects.filter(region=actor.region).select_related("arena")


def content_of(plan: ActionPlan, number: int | None = None) -> rules.Content:
    """What a version says; the latest when no number is given, empty when there is none."""
    number = plan.current if number is None else number
    version = ActionPlanVersion.objects.filter(plan=plan, number=number).first()
    return rules.Content.from_json(version.content) if version else rules.Content()


def plan_content(actor: Actor, plan_id: uuid.UUID, number: int) -> rules.Content | None:
    """What a version of a plan of the actor's county says; None when there is no such version."""
    version = ActionPlanVersion.objects.filter(plan__in=plans_for(actor), plan=plan_id)
    found = version.filter(number=number).first()
    return rules.Content.from_json(found.content) if found else None


def contents_in_force(plans: Collection[ActionPlan]) -> dict[uuid.UUID, rules.Content]:
    """What each plan says now: the version that holds, else the latest. One statement."""
    wanted = {(plan.pk, plan.holds or plan.current) for plan in plans}
    versions = ActionPlanVersion.objects.filter(
        plan__in=[plan.pk for plan in plans], number__in={number for _plan, number in wanted}
    ).order_by("plan_id", "number")
    return {
        version.plan_id: rules.Content.from_json(version.content)
        for version in versions
        if (version.plan_id, version.number) in wanted
    }


def latest_statuses(
    plan_ids: Iterable[uuid.UUID], period: str
) -> dict[tuple[uuid.UUID, str], RowStatus]:
    """For one period, the status that holds by plan and row."""
    rows = RowStatus.objects.filter(plan__in=list(plan_ids), period=period).order_by("id")
    return {(row.plan_id, row.row): row for row in rows}


def statuses_by_row(plan_id: uuid.UUID) -> dict[str, list[RowStatus]]:
    """All that holds, by row: one status for each period, oldest period first."""
    held = {
        (row.row, row.period): row
        for row in RowStatus.objects.filter(plan_id=plan_id)
        .select_related("by__user", "by__unit__party")
        .order_by("id")
    }
    return _in_order(held)


def open_statuses_by_row(plan_id: uuid.UUID) -> dict[str, list[RowStatus]]:
    """The same for the open site, which meets no people."""
    rows = RowStatus.objects.filter(plan_id=plan_id).order_by("id")
    return _in_order({(row.row, row.period): row for row in rows})


def _in_order(held: dict[tuple[str, str], RowStatus]) -> dict[str, list[RowStatus]]:
    found: dict[str, list[RowStatus]] = {}
    for (row, _period), status in sorted(
        held.items(), key=lambda item: rules.Term.parse(item[0][1]).order
    ):
        found.setdefault(row, []).append(status)
    return found


def own_party_code(actor: Actor) -> str:
    """The code of the actor's party; empty for the service itself."""
    if actor.party_id is None:
        return ""
    found = Party.objects.filter(pk=actor.party_id).values_list("code", flat=True).first()
    return found or ""


def goal_texts(region_code: str) -> dict[str, str]:
    """The county's strategy goals by key, in the language of the moment."""
    try:
        county = region(region_code)
    except RegionError:
        return {}
    english = (get_language() or "sv").startswith("en")
    return {
        goal.key: goal.text_en if english else goal.text
        for strategy in county.strategies
        for goal in strategy.goals
    }


def last_day(plan: ActionPlan) -> dt.date | None:
    """The plan's last day; None when it has no end."""
    return plan.period_to - dt.timedelta(days=1) if plan.period_to else None


def period_text(plan: ActionPlan) -> str:
    """From and to, in words."""
    start, end = dates.dated(plan.period_from, plan.precision), last_day(plan)
    return f"{start} – {dates.day(end)}" if end else f"{start} –"


def terms_of(plan: ActionPlan) -> tuple[str, ...]:
    """Tertials and years of the plan that have begun, newest first."""
    begun = rules.terms_between(plan.period_from, plan.period_to, clock.today())
    years = dict.fromkeys(rules.Term(term.year) for term in begun)
    ordered = sorted([*begun, *years], key=lambda term: term.order, reverse=True)
    return tuple(str(term) for term in ordered)


def head_of(plan: ActionPlan) -> PlanHead:
    """What a page beside the plan needs to know of it."""
    return PlanHead(plan.pk, plan.name, plan.current, plan.state == rules.State.DRAFT.value)


def is_over(plan: ActionPlan, on: dt.date) -> bool:
    """Whether the plan's period has ended on a day."""
    return plan.period_to is not None and plan.period_to <= on
