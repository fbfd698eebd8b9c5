"""Where does a report come from, and what is then known already?

`kallelse:<summons>`, `foljupp:<plan>`, `insats:<plan>:<action>`, `arende:<case>`, `plan:<plan>`,
the key of a suggestion, or nothing at all.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record
from samsyn.cases.models import Case, Summons
from samsyn.cases.queries import case_for, summons_for
from samsyn.cases.rules import SummonsKind
from samsyn.children.queries import ChildFacts, child_for
from samsyn.deviations import rules
from samsyn.deviations.models import Origin
from samsyn.deviations.queries.overdue import action_key, late_key
from samsyn.foundation import clock
from samsyn.organisations.models import Unit
from samsyn.plans.models import Plan, PlanParty
from samsyn.plans.queries import content_at, plans_for


@dataclass(frozen=True)
class Start:
    """What is known before anything is typed. The child stays at home."""

    came: str = ""
    child: ChildFacts | None = None
    case_id: uuid.UUID | None = None
    plan_id: uuid.UUID | None = None
    source_key: str = ""
    came_from: rules.Origin = rules.Origin.PERSON
    about: uuid.UUID | None = None
    near: tuple[uuid.UUID, ...] = ()
    kind: rules.Kind | None = None
    against: rules.Against = rules.Against.UNSURE
    happened: str = ""
    happened_on: dt.date | None = None
    already: uuid.UUID | None = None

    @property
    def child_names(self) -> tuple[str, ...]:
        """The child's names, whole and in parts: never in the shared copy."""
        return _parts([self.child.name] if self.child else [])

    @property
    def guardian_names(self) -> tuple[str, ...]:
        """The same of its guardians."""
        return _parts([guardian.name for guardian in self.child.guardians] if self.child else [])


def _parts(names: Iterable[str]) -> tuple[str, ...]:
    parts = [part for name in names for part in (name, *name.split())]
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


def start_of(actor: Actor, came: str) -> Start | None:
    """What is known from where the reporter comes; None when the actor does not meet that.

    The reading is recorded.
    """
    if not came:
        return Start()
    if not actor.may(Permission.CHILD_READ):
        return None
    found = _read(actor, came)
    if found is None or found.case_id is None:
        return None
    case = case_for(actor, found.case_id)
    child = child_for(actor, case.child_id) if case else None
    if case is None or child is None:
        return None
    record("case.read", case, actor=actor, child_id=child.id)
    return replace(
        found, came=came, child=child, near=_near(actor, case), already=_reported(actor, found)
    )


def _read(actor: Actor, came: str) -> Start | None:
    kind, _sign, rest = came.partition(":")
    first, _sign, second = rest.partition(":")
    try:
        key = uuid.UUID(first)
    except ValueError:
        return None
    if kind == "arende":
        return Start(case_id=key)
    if kind in ("kallelse", "silent_call", "absent"):
        return _summons(actor, key)
    if kind in ("plan", "foljupp", "late_follow_up", "insats", "late_action"):
        plan = plans_for(actor).filter(pk=key).first()
        if plan is None:
            return None
        if kind in ("foljupp", "late_follow_up"):
            return _follow_up(actor, plan)
        return _action(actor, plan, second) if kind in ("insats", "late_action") else _plan(plan)
    return None


def _summons(actor: Actor, summons_id: uuid.UUID) -> Start | None:
    row = summons_for(actor, summons_id)
    if row is None:
        return None
    start = Start(case_id=row.case_id, kind=rules.Kind.GUIDELINE)
    if row.unit_id == actor.unit_id:
        # It is the called unit itself that writes, so it concerns who called.
        return replace(start, about=row.case.unit_id, kind=None)
    return _silence(replace(start, about=row.unit_id), row)


def _silence(start: Start, row: Summons) -> Start:
    is_called = row.kind == SummonsKind.CALLED.value
    if is_called and row.attended is False:
        came_from, text = rules.Origin.ABSENT, _("Enheten var kallad till mötet men kom inte.")
        held = row.call.meeting.held_at if hasattr(row.call, "meeting") else row.call.meets_at
        return _from(start, came_from, f"{came_from.value}:{row.pk}", text, held.date())
    if is_called and not row.reply and row.reply_by < clock.today():
        came_from, text = rules.Origin.SILENT_CALL, _("Enheten har inte svarat på kallelsen i tid.")
        return _from(start, came_from, f"{came_from.value}:{row.pk}", text, row.reply_by)
    return start


def _from(start: Start, came_from: rules.Origin, key: str, text: str, on: dt.date) -> Start:
    return replace(start, came_from=came_from, source_key=key, happened=text, happened_on=on)


def _plan(plan: Plan) -> Start:
    return Start(
        case_id=plan.case_id, plan_id=plan.pk, kind=rules.Kind.AGREED_ACTION,
        against=rules.Against.PLAN,
    )  # fmt: skip


def _follow_up(actor: Actor, plan: Plan) -> Start:
    start, day = _plan(plan), plan.next_follow_up
    if plan.lead_unit_id is not None and plan.lead_unit_id != actor.unit_id:
        start = replace(start, about=plan.lead_unit_id)
        if day is not None and day < clock.today():
            text = _("Planen skulle ha följts upp. Det är inte gjort.")
            key = late_key(plan.pk, day)
            start = _from(start, rules.Origin.LATE_FOLLOW_UP, key, text, day)
    return start


def _action(actor: Actor, plan: Plan, action_id: str) -> Start | None:
    content = content_at(plan.pk, plan.agreed or plan.current)
    rows = content.actions if content else ()
    action = next((row for row in rows if row.id == action_id), None)
    if action is None:
        return None
    start = replace(
        _plan(plan),
        happened=_("Det här skulle ha gjorts enligt planen, och är inte gjort: %(action)s.")
        % {"action": action.what.rstrip(".")},
    )
    if not action.unit or action.unit == str(actor.unit_id):
        return start
    start = replace(start, about=uuid.UUID(action.unit))
    on = dt.date.fromisoformat(action.to_on) if action.to_on else None
    if on is None or on >= clock.today():
        return start
    key = action_key(plan.pk, action.id)
    return _from(start, rules.Origin.LATE_ACTION, key, start.happened, on)


def _near(actor: Actor, case: Case) -> tuple[uuid.UUID, ...]:
    """Other units in the case: who owns it, was called or has a place in the plan."""
    called = Summons.objects.filter(case=case).values("unit_id")
    planned = PlanParty.objects.filter(case=case).values("unit_id")
    rows = Unit.objects.filter(pk__in=called) | Unit.objects.filter(pk__in=planned)
    rows = (rows | Unit.objects.filter(pk=case.unit_id)).exclude(pk=actor.own_unit)
    return tuple(rows.order_by("name").values_list("pk", flat=True))


def _reported(actor: Actor, start: Start) -> uuid.UUID | None:
    """The unit's own deviation about the same thing, when there is one."""
    if not start.source_key:
        return None
    rows = Origin.objects.filter(unit_id=actor.own_unit, source_key=start.source_key)
    return rows.values_list("deviation_id", flat=True).first()
