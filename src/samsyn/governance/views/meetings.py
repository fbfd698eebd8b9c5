"""The calendar and the pages of a meeting until its minutes."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation import clock, dates
from samsyn.foundation.refusals import NotPossible
from samsyn.governance import documents, operations, rules
from samsyn.governance.forms.matters import WhyForm
from samsyn.governance.forms.meetings import AttendanceForm, MoveForm, PlanForm, YearForm
from samsyn.governance.queries import arena_year, year_page
from samsyn.governance.queries.calendar import MeetingRow
from samsyn.governance.queries.choices import arena_choices
from samsyn.governance.queries.meetings import MeetingHead, MeetingPage
from samsyn.governance.views.frames import found, head_or_404, ics, meeting_or_404, pdf, words

YEARS = range(1990, 2200)


def url_of(meeting_id: uuid.UUID) -> str:
    """The meeting's page."""
    return reverse("governance:meeting", args=[meeting_id])


def name_of(page: MeetingPage | MeetingHead) -> str:
    """What the meeting is called on its small pages."""
    return f"{page.arena.name}, {dates.day(page.row.on)}"


@requires(Permission.STEERING_READ)
def calendar(request: HttpRequest) -> HttpResponse:
    """All arenas' meetings in a year."""
    actor, asked = actor_of(request), request.GET.get("ar", "")
    year = int(asked) if asked.isdecimal() and int(asked) in YEARS else clock.today().year
    page = year_page(actor, year)
    context = {
        "page": page,
        "before": year - 1,
        "after": year + 1,
        "short": [row for row in page.arenas if row.fewer_by and year >= clock.today().year],
        "may_run": actor.may(Permission.MEETING_RUN),
    }
    return render(request, "governance/meeting_calendar.html", context)


@requires(Permission.STEERING_READ)
def show(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting."""
    return render(request, "governance/meeting.html", {"page": meeting_or_404(request, meeting_id)})


@requires(Permission.MEETING_RUN)
def plan(request: HttpRequest) -> HttpResponse:
    """Put one meeting in the calendar."""
    actor = actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        meeting = operations.plan_meeting(
            uuid.UUID(form.cleaned_data["arena"]), starts_at=form.starts_at(), **form.where(),
            actor=actor,
        )  # fmt: skip
        return url_of(meeting.pk), _("Klart. Mötet står i kalendern.")

    context = words(
        back=reverse("governance:calendar"), back_label=_("Kalendern"),
        heading=_("Planera ett möte"), label=_("Lägg in mötet"),
    )  # fmt: skip
    make = partial(PlanForm, arenas=arena_choices(actor))
    initial = {"time": dt.time(10), "arena": request.GET.get("arena", "")}
    return form_page(
        request, make, template="governance/meeting_step.html", act=act, context=context,
        initial=initial,
    )  # fmt: skip


@requires(Permission.MEETING_RUN)
def plan_year(request: HttpRequest, arena_id: uuid.UUID, year: int) -> HttpResponse:
    """Put a year's meetings in the calendar; days are proposed where there are none."""
    if year not in YEARS:
        raise Http404
    actor = actor_of(request)
    page = found(arena_year(actor, arena_id, year))
    wanted = page.arena.meetings_per_year or 4
    missing = max(wanted - page.planned, 1)
    days = rules.proposed_days(wanted, year)[-missing:] if page.planned < wanted else ()

    def act(form: Any) -> tuple[str, str]:
        planned = operations.plan_year(arena_id, starts=form.starts(), **form.where(), actor=actor)
        done = _("Klart. %(count)d möten står i kalendern.") % {"count": len(planned)}
        return f"{reverse('governance:calendar')}?ar={year}", done

    initial = {"time": dt.time(10), **{f"day-{n}": on for n, on in enumerate(days, start=1)}}
    return form_page(
        request, partial(YearForm, count=missing), template="governance/meeting_year.html",
        act=act, context={"page": page, "year": year}, initial=initial,
    )  # fmt: skip


@requires(Permission.MEETING_RUN)
def move(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Give the meeting another time or place."""
    page = head_or_404(request, meeting_id)

    def act(form: Any) -> tuple[str, str]:
        operations.move_meeting(
            meeting_id, starts_at=form.starts_at(), **form.where(), actor=actor_of(request)
        )
        return url_of(meeting_id), _("Klart. Skicka en ny inbjudan, så följer kalendrarna med.")

    local = timezone.localtime(page.row.starts_at)
    initial = {
        "day": local.date(), "time": local.time(), "minutes": page.row.minutes,
        "place": page.row.place,
    }  # fmt: skip
    context = words(
        back=url_of(meeting_id), back_label=name_of(page), heading=_("Flytta mötet"),
        label=_("Flytta mötet"),
    )  # fmt: skip
    return form_page(
        request, MoveForm, template="governance/meeting_step.html", act=act, context=context,
        initial=initial,
    )  # fmt: skip


@requires(Permission.MEETING_RUN)
def cancel(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Cancel the meeting."""
    page = head_or_404(request, meeting_id)

    def act(form: Any) -> tuple[str, str]:
        operations.cancel_meeting(meeting_id, why=form.cleaned_data["why"], actor=actor_of(request))
        return url_of(meeting_id), _("Klart. Mötet är inställt och ärendena väntar på nästa.")

    context = words(
        back=url_of(meeting_id), back_label=name_of(page), heading=_("Ställ in mötet"),
        label=_("Ställ in mötet"), danger=True,
    )  # fmt: skip
    template = "governance/meeting_step.html"
    return form_page(request, WhyForm, template=template, act=act, context=context)


@requires(Permission.MEETING_RUN)
def call(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """See the call as it will be, and set it."""
    page = meeting_or_404(request, meeting_id)
    if request.method == "POST":
        try:
            operations.call_meeting(meeting_id, actor=actor_of(request))
        except NotPossible as refusal:
            context = {"page": page, "refusal": refusal}
            return render(request, "governance/meeting_call.html", context, status=422)
        messages.success(request, _("Klart. Dagordningen är sparad med kallelsen."))
        return redirect("governance:call_meeting", meeting_id)
    context = {"page": page, "refusal": None}
    return render(request, "governance/meeting_call.html", context)


@requires(Permission.STEERING_READ)
def call_paper(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The call as a document."""
    page = meeting_or_404(request, meeting_id)
    return pdf(documents.call_pdf(page), f"kallelse-{page.row.on.isoformat()}")


@requires(Permission.MEETING_RUN)
def attendance(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Write down who was there."""
    page = meeting_or_404(request, meeting_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.hold_meeting(
            meeting_id, attendance=form.present(), opening=data["opening"],
            quorum_note=data["quorum_note"], actor=actor_of(request),
        )  # fmt: skip
        return reverse("governance:minutes", args=[meeting_id]), _("Klart. Nu kan du skriva.")

    initial = {"opening": page.opening, "quorum_note": page.quorum_note}
    return form_page(
        request, partial(AttendanceForm, seats=page.seats), act=act, context={"page": page},
        template="governance/meeting_attendance.html", initial=initial,
    )  # fmt: skip


@requires(Permission.STEERING_READ)
def invite(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The invitation as a calendar file."""
    page = head_or_404(request, meeting_id)
    return ics(documents.invitation(page.row, _address(request, page.row)), "inbjudan")


@requires(Permission.STEERING_READ)
def feed(request: HttpRequest, arena_id: uuid.UUID, year: int) -> HttpResponse:
    """An arena's year as a calendar file."""
    if year not in YEARS:
        raise Http404
    page = found(arena_year(actor_of(request), arena_id, year))
    rows = ((row, _address(request, row)) for row in page.meetings)
    return ics(documents.calendar_feed(rows, f"Samverkan {year}"), f"kalender-{year}")


def _address(request: HttpRequest, row: MeetingRow) -> str:
    return request.build_absolute_uri(url_of(row.id))
