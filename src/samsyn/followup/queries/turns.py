"""What waits in the yearly follow-up and after audits?"""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.followup.models import Finding, FindingMeasure, YearlyReport
from samsyn.followup.rules import MeasureState, ReportState
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting

MOST = 20
#: A measure's last day shows this long beforehand.
SOON_DAYS = 30


def steering_turns(actor: Actor) -> list[Waiting]:
    """Follow-ups to finish, findings to answer, measures that are due."""
    found: list[Waiting] = []
    if actor.may(Permission.REPORT_WRITE):
        found += _reports(actor)
    if actor.may(Permission.FINDING_ANSWER):
        found += _findings(actor)
    return found


def _reports(actor: Actor) -> list[Waiting]:
    words = {
        ReportState.DRAFT.value: _("Skriv klart uppföljningen och lås den"),
        ReportState.FROZEN.value: _("Publicera uppföljningen"),
    }
    rows = YearlyReport.objects.filter(region=actor.region, state__in=words).defer("facts")
    return [
        Waiting(
            what=words[row.state],
            about=row.title,
            url=reverse("followup:report", args=[row.pk]),
            since_on=timezone.localdate(row.state_since),
        )
        for row in rows.order_by("state_since")[:MOST]
    ]


def _findings(actor: Actor) -> list[Waiting]:
    unanswered = Finding.objects.filter(region=actor.region, answers__isnull=True)
    found = [
        Waiting(
            what=_("Svara revisorerna"),
            about=row.title,
            url=reverse("followup:finding", args=[row.pk]),
            since_on=row.found_on,
        )
        for row in unanswered.order_by("found_on")[:MOST]
    ]
    soon = clock.today() + dt.timedelta(days=SOON_DAYS)
    due = FindingMeasure.objects.filter(finding__region=actor.region, due_on__lte=soon)
    for measure in due.exclude(state=MeasureState.DONE.value).order_by("due_on", "id")[:MOST]:
        found.append(
            Waiting(
                what=_("Berätta hur det går med åtgärden"),
                about=measure.text[:120],
                url=reverse("followup:measure", args=[measure.pk]),
                since_on=timezone.localdate(measure.added_at),
                due=measure.due_on,
            )
        )
    return found
