"""Which rows does somebody report on, for which period, and what was said last?"""

from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.access import may_report
from samsyn.actionplans.queries.plans import own_party_code, plans_for
from samsyn.actionplans.queries.shapes import MatrixRow, PlanPage, StatusLine
from samsyn.foundation import clock


@dataclass(frozen=True)
class AskedRow:
    """A row to report on; `said` is what holds for the period, if anything."""

    row: MatrixRow
    said: StatusLine | None


@dataclass(frozen=True)
class StatusPage:
    """The rows of a plan that the actor reports on. `terms` are newest first."""

    plan: PlanPage
    term: str
    terms: tuple[str, ...]
    rows: tuple[AskedRow, ...]
    others: int


def status_page(actor: Actor, plan: PlanPage, term: str = "") -> StatusPage | None:
    """Rows to report on in `term`, else in the latest tertial that has ended.

    None when there is nothing that can be reported on.
    """
    stored = plans_for(actor).filter(pk=plan.id).first()
    if stored is None or not plan.may_report:
        return None
    begun = rules.terms_between(stored.period_from, stored.period_to, clock.today())
    years = dict.fromkeys(rules.Term(one.year) for one in begun)
    terms = [str(t) for t in sorted([*begun, *years], key=lambda t: t.order, reverse=True)]
    chosen = term if term in terms else plan.term or str(begun[-1])
    own = own_party_code(actor)
    rows = [*plan.rows, *plan.lifted]
    mine = [row for row in rows if may_report(actor, row.row, own)]
    return StatusPage(
        plan=plan,
        term=chosen,
        terms=tuple(terms),
        rows=tuple(
            AskedRow(row, next((s for s in row.statuses if s.period == chosen), None))
            for row in mine
        ),
        others=len(rows) - len(mine),
    )
