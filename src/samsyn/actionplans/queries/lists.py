"""Which plans does a county have? For the list, the command line and open data."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.models import ActionPlan, RowStatus
from samsyn.actionplans.queries.plans import (
    contents_in_force,
    is_over,
    last_day,
    open_statuses_by_row,
    period_text,
    plans_for,
)
from samsyn.foundation import clock
from samsyn.foundation.wall import as_open_site
from samsyn.governance.models import Arena


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list. `counts`: how many rows of the matrix stand at each status."""

    id: uuid.UUID
    region: str
    code: str
    name: str
    arena: str
    arena_code: str
    state: rules.State
    state_text: str
    period: str
    period_from: dt.date
    last_day: dt.date | None
    is_over: bool
    rows: int
    lifted: int
    counts: tuple[tuple[rules.Status, str, int], ...] = ()
    unreported: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain facts for scripts; days as ISO text."""
        return {
            "code": self.code,
            "name": self.name,
            "region": self.region,
            "arena": self.arena_code,
            "arena_name": self.arena,
            "state": self.state.value,
            "from": self.period_from.isoformat(),
            "to": self.last_day.isoformat() if self.last_day else None,
            "rows": self.rows,
            "lifted": self.lifted,
        }


def plan_lines(actor: Actor) -> tuple[PlanLine, ...]:
    """The plans of the actor's county, those that go on first."""
    return _lines(plans_for(actor))


def plan_list(region: str) -> tuple[PlanLine, ...]:
    """All plans of a county, for the command line."""
    return _lines(ActionPlan.objects.filter(region=region).select_related("arena"))


def open_plan_list(region: str) -> tuple[PlanLine, ...]:
    """Plans that have been decided, as the open site meets them."""
    with as_open_site():
        return plan_list(region)


def _lines(plans: QuerySet[ActionPlan]) -> tuple[PlanLine, ...]:
    today, found = clock.today(), list(plans.order_by("-period_from", "name"))
    contents = contents_in_force(found)
    statuses: dict[uuid.UUID, dict[str, tuple[tuple[dt.date, int], str]]] = {}
    rows = RowStatus.objects.filter(plan__in=[plan.pk for plan in found]).order_by("id")
    for plan_id, row, period, status in rows.values_list("plan_id", "row", "period", "status"):
        order, held = rules.Term.parse(period).order, statuses.setdefault(plan_id, {})
        if row not in held or held[row][0] <= order:
            held[row] = (order, status)
    lines = [
        _line(plan, contents.get(plan.pk, rules.Content()), statuses.get(plan.pk, {}), today)
        for plan in found
    ]
    return tuple(sorted(lines, key=lambda line: line.is_over or line.state is rules.State.CLOSED))


def _line(
    plan: ActionPlan, content: rules.Content, statuses: dict[str, Any], today: dt.date
) -> PlanLine:
    language, state = get_language(), rules.State(plan.state)
    said = [statuses[row.id][1] for row in content.matrix if row.id in statuses]
    return PlanLine(
        id=plan.pk,
        region=plan.region,
        code=plan.code,
        name=plan.name,
        arena=plan.arena.name,
        arena_code=plan.arena.code,
        state=state,
        state_text=state.label(language),
        period=period_text(plan),
        period_from=plan.period_from,
        last_day=last_day(plan),
        is_over=is_over(plan, today),
        rows=len(content.matrix),
        lifted=len(content.lifted),
        counts=tuple(
            (status, status.label(language), said.count(status.value))
            for status in rules.Status
            if status.value in said
        ),
        unreported=len(content.matrix) - len(said),
    )


def plan_as_dict(region: str, code: str) -> dict[str, Any] | None:
    """A plan in the version that holds, else the latest, for scripts; None when there is none."""
    plan = ActionPlan.objects.filter(region=region, code=code).select_related("arena").first()
    if plan is None:
        return None
    content = contents_in_force([plan]).get(plan.pk, rules.Content())
    statuses = open_statuses_by_row(plan.pk)
    line = _line(plan, content, {}, clock.today()).as_dict()
    return {
        **line,
        "target_group": content.target_group,
        "introduction": content.introduction,
        "version": plan.holds or plan.current,
        "rows": [_row(row, statuses) for row in content.matrix],
        "lifted": [
            {
                "id": row.id,
                "area": row.area,
                "lifted_on": row.lifted_on,
                "precision": row.lifted_precision,
                "why": row.lifted_why,
                "from_plan": row.lifted_from,
                "status": _status(row, statuses),
            }
            for row in content.lifted
        ],
        "signatures": [
            {"office": s.office, "organisation": s.organisation} for s in content.signatories
        ],
    }


def plan_rows(region: str, code: str) -> tuple[dict[str, Any], ...] | None:
    """The rows of a plan's matrix in their order; None when there is no such plan."""
    plan = plan_as_dict(region, code)
    return tuple(plan["rows"]) if plan is not None else None


def _row(row: rules.Row, statuses: dict[str, list[RowStatus]]) -> dict[str, Any]:
    return {
        "id": row.id,
        "area": row.area,
        "operations": list(row.operations),
        "goal": row.goal,
        "measure": "; ".join(measure.text for measure in row.measures),
        "indicators": [m.indicator for m in row.measures if m.indicator],
        "activity": row.activity,
        "done": row.done,
        "responsible": row.responsible,
        "background": row.background,
        "agreements": list(row.agreements),
        "strategy_goals": list(row.goals),
        "status": _status(row, statuses),
    }


def _status(row: rules.Row, statuses: dict[str, list[RowStatus]]) -> dict[str, str] | None:
    held = statuses.get(row.id)
    if not held:
        return None
    last = held[-1]
    return {"period": last.period, "status": last.status, "comment": last.comment}


def arena_choices(actor: Actor) -> list[tuple[str, str]]:
    """The county's arenas in force, to choose from: code and name."""
    arenas = Arena.objects.on(clock.today()).filter(region=actor.region)
    return [(arena.code, arena.name) for arena in arenas.order_by("name")]
