"""Say how it goes with the rows of a plan that holds."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.access import check_may_report
from samsyn.actionplans.models import ActionPlan, RowStatus
from samsyn.actionplans.operations.versions import locked_plan
from samsyn.actionplans.queries.plans import content_of, latest_statuses, own_party_code
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused


@dataclass(frozen=True)
class Report:
    """How it goes with one row, and why."""

    row: str
    status: rules.Status
    comment: str = ""


@operation
def report_status(
    plan_id: uuid.UUID, period: str, reports: Sequence[Report], *, actor: Actor
) -> ActionPlan:
    """Report rows' status in a period ("2017 T1" or "2017"). What says the same again is left.

    Rows that were lifted out are followed too.
    """
    plan = locked_plan(plan_id, actor)
    term = _term_of(plan, period)
    content = content_of(plan, plan.holds or plan.current)
    rows = [content.row(report.row) for report in reports]
    if not rows:
        raise Refused(_("Välj läge för minst en rad."))
    known = [row for row in rows if row is not None]
    if len(known) != len(rows):
        raise NotPossible(_("Raden finns inte i planen som gäller."), _("Ladda om sidan."))
    check_may_report(actor, known, own_party_code(actor))
    for report, row in zip(reports, known, strict=True):
        if report.status.needs_words and not report.comment.strip():
            raise Refused(
                _("Skriv vad som hindrar i raden %(area)s.") % {"area": row.area},
                field=f"comment_{row.id}",
            )
    before = latest_statuses([plan.pk], str(term))
    for report in reports:
        last = before.get((plan.pk, report.row))
        said = (report.status.value, report.comment.strip())
        if last is not None and (last.status, last.comment) == said:
            continue
        RowStatus.objects.create(
            plan=plan,
            row=report.row,
            period=str(term),
            status=report.status.value,
            comment=report.comment.strip(),
            reported_at=clock.now(),
            by_id=actor.assignment_id,
        )
    record("action_plan.status_reported", plan, actor=actor)
    return plan


def _term_of(plan: ActionPlan, period: str) -> rules.Term:
    if plan.holds is None or plan.state == rules.State.CLOSED.value:
        raise NotPossible(_("Läget skrivs in när planen är beslutad."))
    try:
        term = rules.Term.parse(period)
    except ValueError:
        raise Refused(_("Välj en period, till exempel 2017 T1."), field="period") from None
    begun = rules.terms_between(plan.period_from, plan.period_to, clock.today())
    if not any(term in (one, rules.Term(one.year)) for one in begun):
        raise Refused(_("Perioden ligger utanför planen, eller har inte börjat."), field="period")
    return term
