"""Which rows does somebody report on, for which period, and what was said last?"""

from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.actionplans.access import may_report
<<<<<<< HEAD
from samsyn.actionplans.queries.plans import own_party_code, plans_for
=======
from samsyn.actionplans.queries.pages import plan_page
>>>>>>> actionplans
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


<<<<<<< HEAD
def status_page(actor: Actor, plan: PlanPage, term: str = "") -> StatusPage | None:
    """Rows to report on in `term`, else in the latest tertial that has ended.

    None when there is nothing that can be reported on.
    """
    stored = plans_for(actor).filter(pk=plan.id).first()
    if stored is None or not plan.may_report:
=======
def status_page(actor: Actor, plan_id: uuid.UUID, term: str = "") -> StatusPage | None:
    """Rows to report on in `term`, else in the latest tertial that has ended."""
    plan = plan_page(actor, plan_id)
    if plan is None:
>>>>>>> actionplans
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
