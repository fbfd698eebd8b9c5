"""Which rows does somebody report on, for which period, and what was said last?"""

import uuid
from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.actionplans.access import may_report
from samsyn.actionplans.queries.pages import plan_page
from samsyn.actionplans.queries.shapes import MatrixRow, PlanPage, StatusLine


@dataclass(frozen=True)
class AskedRow:
    """A row to report on; `said` is what holds for the period, if anything."""

    row: MatrixRow
    said: StatusLine | None


@dataclass(frozen=True)
class StatusPage:
    """The rows of a plan that the actor reports on in a term; none when it is not followed now."""

    plan: PlanPage
    term: str
    rows: tuple[AskedRow, ...]
    others: int


def status_page(actor: Actor, plan_id: uuid.UUID, term: str = "") -> StatusPage | None:
    """Rows to report on in `term`, else in the latest tertial that has ended."""
    plan = plan_page(actor, plan_id)
    if plan is None:
        return None
    if not plan.may_report:
        return StatusPage(plan, "", (), 0)
    chosen = term if term in plan.terms else plan.term or plan.terms[0]
    rows = [*plan.rows, *plan.lifted]
    mine = [row for row in rows if may_report(actor, row.row, plan.own_party)]
    return StatusPage(
        plan=plan,
        term=chosen,
        rows=tuple(
            AskedRow(row, next((s for s in row.statuses if s.period == chosen), None))
            for row in mine
        ),
        others=len(rows) - len(mine),
    )
