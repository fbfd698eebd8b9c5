"""What of matters, meetings and balance lists waits on this actor?"""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock, dates
from samsyn.foundation.turns import Waiting
from samsyn.governance import rules
from samsyn.governance.models import Matter, Meeting
from samsyn.governance.queries.balance import entries_for
from samsyn.governance.queries.calendar import meetings_for
from samsyn.governance.queries.matters import matters_for

SHOWN = 200


def steering_turns_meetings(actor: Actor) -> list[Waiting]:
    """Calls, attendance, minutes, matters to list or fetch, and what is late on balance lists.

    The secretaries' for the whole county; others meet what their own unit prepares or answers for.
    Three statements at most.
    """
    runs = actor.may(Permission.MEETING_RUN)
    found = _of_meetings(actor) if runs else []
    if actor.may(Permission.MATTER_PREPARE):
        found += _of_matters(actor, runs=runs) + _of_balance(actor, runs=runs)
    return found


def _of_meetings(actor: Actor) -> list[Waiting]:
    soon = clock.now() + dt.timedelta(days=rules.CALL_DAYS)
    coming = Q(state=rules.MeetingState.PLANNED.value, starts_at__lte=soon)
    past = Q(state=rules.MeetingState.CALLED.value, starts_at__lte=clock.now())
    minutes = Q(state__in=[*rules.UNAPPROVED, rules.MeetingState.APPROVED])
    rows = meetings_for(actor).filter(coming | past | minutes).select_related("arena")
    return [_meeting(row) for row in rows.order_by("starts_at", "id")[:SHOWN]]


def _meeting(row: Meeting) -> Waiting:
    state, day = rules.MeetingState(row.state), timezone.localdate(row.starts_at)
    is_over = row.starts_at <= clock.now()
    what, name, since, due = {
        rules.MeetingState.HELD: (_("Skriv klart protokollet"), "minutes", row.state_since, None),
        rules.MeetingState.WRITTEN: (_("Justera protokollet"), "approve", row.state_since, None),
        rules.MeetingState.APPROVED: (
            _("Publicera protokollet"), "meeting", row.state_since, None,
        ),
    }.get(state, (_("Skriv in vilka som var där"), "attendance", row.starts_at, None))  # fmt: skip
    if state is rules.MeetingState.PLANNED and not is_over:
        what, name, due = _("Gör kallelsen"), "meeting", day
        since = row.starts_at - dt.timedelta(days=rules.CALL_DAYS)
    return Waiting(
        what=what,
        about=f"{row.arena.name}, {dates.day(day)}",
        url=reverse(f"governance:{name}", args=[row.pk]),
        since_on=timezone.localdate(since),
        due=due,
    )


def _of_matters(actor: Actor, *, runs: bool) -> list[Waiting]:
    states = [rules.MatterState.ANSWERED.value]
    states.append((rules.MatterState.READY if runs else rules.MatterState.PREPARING).value)
    rows = matters_for(actor).filter(state__in=states)
    if not runs:
        rows = rows.filter(preparer_id=actor.unit_id)
    rows = rows.select_related("arena", "origin").order_by("state_since", "id")
    return [_matter(row) for row in rows[:SHOWN]]


def _matter(row: Matter) -> Waiting:
    what = {
        rules.MatterState.ANSWERED: _("Ta emot svaret i %(arena)s") % {"arena": row.origin.name},
        rules.MatterState.READY: _("Sätt upp på dagordningen i %(arena)s")
        % {"arena": row.arena.name},
        rules.MatterState.PREPARING: _("Bered ärendet"),
    }[rules.MatterState(row.state)]
    return Waiting(
        what=what,
        about=row.title,
        url=reverse("governance:matter", args=[row.pk]),
        since_on=timezone.localdate(row.state_since),
    )


def _of_balance(actor: Actor, *, runs: bool) -> list[Waiting]:
    wanted = Q(owner_unit=actor.unit_id, owner_unit__isnull=False)
    if runs:
        wanted |= Q(due_on__lt=clock.today())
    rows = entries_for(actor).filter(wanted, state=rules.BalanceState.OPEN.value)
    return [
        Waiting(
            what=_("Säg hur det går"),
            about=row.what,
            url=reverse("governance:entry", args=[row.pk]),
            since_on=row.opened_on,
            due=row.due_on,
        )
        for row in rows.order_by("due_on", "id")[:SHOWN]
    ]
