"""Which follow-ups and actions of plans are late, and somebody else's to do?"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.cases.rules import State as CaseState
from samsyn.deviations import rules
from samsyn.deviations.queries.silence import LOOK_BACK, MOST, Seen
from samsyn.foundation import clock
from samsyn.organisations.models import Unit
from samsyn.plans.models import FollowUp, Plan, PlanParty, PlanVersion
from samsyn.plans.rules import Action, Content, Result
from samsyn.plans.rules import State as PlanState


def late_follow_ups(actor: Actor) -> list[Seen]:
    """Plans in force whose follow-up is late, and that another unit leads."""
    today = clock.today()
    rows = _plans(actor).filter(next_follow_up__lt=today, next_follow_up__gte=today - LOOK_BACK)
    rows = rows.filter(lead_unit__isnull=False).exclude(lead_unit_id=actor.own_unit)
    rows = rows.select_related("lead_unit").order_by("-next_follow_up", "id")[:MOST]
    return [_late(plan) for plan in rows]


def late_key(plan_id: uuid.UUID, day: dt.date) -> str:
    """Key of one late follow-up: a plan can be late again another time."""
    return f"{rules.Origin.LATE_FOLLOW_UP.value}:{plan_id}:{day:%y%m%d}"


def action_key(plan_id: uuid.UUID, action_id: str) -> str:
    """Key of one action that was not done."""
    return f"{rules.Origin.LATE_ACTION.value}:{plan_id.hex}:{action_id}"


def _plans(actor: Actor) -> QuerySet[Plan]:
    """Plans in force that the unit owns or has a place in."""
    place = PlanParty.objects.filter(unit_id=actor.own_unit).values("plan_id")
    return Plan.objects.filter(
        Q(unit_id=actor.own_unit) | Q(pk__in=place), state=PlanState.AGREED.value,
        case__state=CaseState.IN_FORCE.value,
    )  # fmt: skip


def _late(plan: Plan) -> Seen:
    lead, day = plan.lead_unit, plan.next_follow_up
    if lead is None or day is None:
        raise LookupError("a late follow-up has a lead and a day")
    return Seen(
        key=late_key(plan.pk, day),
        kind=rules.Origin.LATE_FOLLOW_UP,
        child_id=plan.child_id,
        case_id=plan.case_id,
        plan_id=plan.pk,
        about_unit_id=lead.pk,
        about_unit=lead.name,
        about_party_id=lead.party_id,
        happened_on=day,
        what=_("%(unit)s skulle ha följt upp planen.") % {"unit": lead.name},
    )


def not_done(actor: Actor) -> list[Seen]:
    """Actions of plans in force that another unit should have done, as far as anybody has said.

    Reached at any follow-up, or partly at one on its last day or later, counts as done.
    """
    today = clock.today()
    which = f'$.actions[*] ? (@.unit != "" && @.to_on != "" && @.to_on < "{today}")'
    has_late = Func(
        F("content"), Value(which),
        function="jsonb_path_exists", template="%(function)s(%(expressions)s::jsonpath)",
        output_field=BooleanField(),
    )  # fmt: skip
    rows = PlanVersion.objects.filter(plan__in=_plans(actor), number=F("plan__agreed"))
    rows = rows.annotate(has_late=has_late).filter(has_late=True).select_related("plan")
    versions = list(rows.order_by("-plan__state_since", "id")[:MOST])
    looks = _looks(versions)
    late = [
        (version.plan, action, on)
        for version in versions
        for action, on in _past(version, today)
        if action.unit != str(actor.own_unit) and not _done(action, on, looks[version.plan_id])
    ]
    units = Unit.objects.in_bulk({uuid.UUID(action.unit) for _plan, action, _on in late})
    return [
        _undone(plan, action, on, units[uuid.UUID(action.unit)])
        for plan, action, on in late
        if uuid.UUID(action.unit) in units
    ]


def _looks(versions: Sequence[PlanVersion]) -> dict[uuid.UUID, list[FollowUp]]:
    found: dict[uuid.UUID, list[FollowUp]] = defaultdict(list)
    for look in FollowUp.objects.filter(plan_id__in=[v.plan_id for v in versions]):
        found[look.plan_id].append(look)
    return found


def _past(version: PlanVersion, today: dt.date) -> Iterator[tuple[Action, dt.date]]:
    for action in Content.from_json(version.content).actions:
        if not (action.unit and action.to_on):
            continue
        on = dt.date.fromisoformat(action.to_on)
        if today - LOOK_BACK <= on < today:
            yield action, on


def _done(action: Action, on: dt.date, looks: list[FollowUp]) -> bool:
    for look in looks:
        result = look.results.get(action.id, {}).get("result", "")
        if result == Result.REACHED or (result == Result.PARTLY and look.held_on >= on):
            return True
    return False


def _undone(plan: Plan, action: Action, on: dt.date, unit: Unit) -> Seen:
    return Seen(
        key=action_key(plan.pk, action.id),
        kind=rules.Origin.LATE_ACTION,
        child_id=plan.child_id,
        case_id=plan.case_id,
        plan_id=plan.pk,
        about_unit_id=unit.pk,
        about_unit=unit.name,
        about_party_id=unit.party_id,
        happened_on=on,
        what=_("%(unit)s skulle ha gjort det här i planen: %(action)s.")
        % {"unit": unit.name, "action": action.what.rstrip(".")},
    )
