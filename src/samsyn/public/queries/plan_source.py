"""Where do the open action plans come from? The rows that the role may see, as plain facts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.foundation.words import Word
from samsyn.public.queries.stored import rows_of


class PlanState(Word):
    """Where a plan stands."""

    DRAFT = "draft", "Skrivs", "Being written"
    PROPOSED = "proposed", "Föreslagen", "Proposed"
    DECIDED = "decided", "Beslutad", "Decided"
    RUNNING = "running", "Pågår", "Under way"
    CLOSED = "closed", "Avslutad", "Closed"


class RowState(Word):
    """How a row goes."""

    NOT_STARTED = "not_started", "Inte påbörjad", "Not started"
    OK = "ok", "Går som planerat", "As planned"
    RISK = "risk", "Risk", "At risk"
    PROBLEM = "problem", "Problem", "Problem"
    DONE = "done", "Klar", "Done"


@dataclass(frozen=True)
class StatusFact:
    """What was last reported of a row, for a period such as 2017 T1."""

    state: str
    period: str
    comment: str


@dataclass(frozen=True)
class PlanFacts:
    """A plan in its decided version. `content` is the version's document as it is stored."""

    code: str
    name: str
    state: str
    arena: str
    arena_code: str
    period_from: dt.date | None
    period_to: dt.date | None
    number: int
    content: Mapping[str, Any]
    statuses: Mapping[str, StatusFact]
    decisions: tuple[tuple[str, dt.date, str], ...] = ()
    signatures: tuple[tuple[str, str, dt.date], ...] = ()


def plan_facts(region: str, code: str = "") -> list[PlanFacts]:
    """Plans of a county (or the one with that code) that have a version to show, latest first."""
    plans = rows_of("actionplans", "ActionPlan")
    versions = rows_of("actionplans", "ActionPlanVersion")
    if plans is None or versions is None:
        return []
    plans = plans.filter(region=region).select_related("arena").order_by("-period_from", "name")
    if code:
        plans = plans.filter(code=code)
    found: list[Any] = list(plans)
    latest: dict[object, Any] = {}
    for version in versions.filter(plan__in=found).order_by("number"):
        latest[_of(version)] = version
    statuses = _statuses(found)
    decisions = _by_plan("PlanDecision", found, "decided_on")
    signatures = _by_plan("PlanSignature", found, "signed_on")
    return [
        PlanFacts(
            code=plan.code,
            name=plan.name,
            state=plan.state,
            arena=plan.arena.name,
            arena_code=plan.arena.code,
            period_from=plan.period_from,
            period_to=plan.period_to,
            number=latest[plan.pk].number,
            content=latest[plan.pk].content,
            statuses=statuses.get(plan.pk, {}),
            decisions=tuple(
                (row.arena, row.decided_on, row.paragraph) for row in decisions.get(plan.pk, [])
            ),
            signatures=tuple(
                (row.office, row.organisation, row.signed_on) for row in signatures.get(plan.pk, [])
            ),
        )
        for plan in found
        if plan.pk in latest
    ]


def _of(row: Any) -> object:
    return row.plan_id


def _by_plan(model: str, plans: list[Any], order: str) -> dict[object, list[Any]]:
    found: dict[object, list[Any]] = {}
    rows: Iterable[Any] = rows_of("actionplans", model) or ()
    if hasattr(rows, "filter"):
        rows = rows.filter(plan__in=plans).order_by(order)
    for row in rows:
        found.setdefault(_of(row), []).append(row)
    return found


def _statuses(plans: list[Any]) -> dict[object, dict[str, StatusFact]]:
    """The latest status of each row; of two for the same period the later reported holds."""
    found: dict[object, dict[str, StatusFact]] = {}
    for plan, rows in _by_plan("RowStatus", plans, "reported_at").items():
        for row in sorted(rows, key=lambda row: row.period):
            fact = StatusFact(row.status, row.period, row.comment)
            found.setdefault(plan, {})[row.row_id] = fact
    return found
