"""Yearly follow-ups: list, draft, write, freeze, publish, correct; page, PDF, Word, Markdown."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, fresh, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.followup import documents, operations, queries
from samsyn.followup.forms import (
    CorrectionForm,
    FreezeForm,
    PublishForm,
    RefreshForm,
    ReportForm,
    StartForm,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.STEERING_READ)
def reports(request: HttpRequest) -> HttpResponse:
    """All follow-ups of the county."""
    actor = actor_of(request)
    context = {
        "reports": queries.report_list(actor),
        "may_write": actor.may(Permission.REPORT_WRITE),
    }
    return render(request, "followup/reports.html", context)


@requires(Permission.REPORT_WRITE)
def new_report(request: HttpRequest) -> HttpResponse:
    """Choose arena and period; the draft is written from what happened."""
    actor = actor_of(request)
    make = partial(StartForm, arenas=queries.arena_choices(actor))

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        report = operations.draft_report(
            form.arena_id(),
            period_from=data["period_from"],
            period_to=data["period_to"],
            actor=actor,
        )
        return _url(report.pk), _("Utkastet är skrivet. Läs det och ändra det som behövs.")

    initial = {"arena": request.GET.get("arena", "")}
    return form_page(request, make, template="followup/new_report.html", act=act, initial=initial)


@requires(Permission.STEERING_READ)
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Read a follow-up."""
    page = _page_or_404(request, report_id)
    return render(request, "followup/report.html", {"page": page, "row": page.row})


@requires(Permission.REPORT_WRITE)
def write(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Edit the text; every paragraph keeps its sources."""
    page = _page_or_404(request, report_id)
    sections, posted = page.sections, request.POST.get("base_version", "")
    if request.method == "POST" and posted.isdecimal() and int(posted) != page.row.number:
        sections = queries.version_sections(page.row.id, int(posted)) or sections

    def act(form: Any) -> tuple[str, str]:
        operations.save_report(
            report_id,
            form.edited(),
            base_version=form.cleaned_data["base_version"],
            actor=actor_of(request),
        )
        return _url(report_id), _("Sparat.")

    return form_page(
        request,
        partial(ReportForm, sections=sections),
        template="followup/write.html",
        act=act,
        context={"page": page, "row": page.row},
        initial={"base_version": page.row.number},
    )


@requires(Permission.STEERING_READ)
def basis(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """What has changed since the draft was written, section by section."""
    page = _page_or_404(request, report_id)
    changes = queries.changes_of(actor_of(request), page)
    context = {"page": page, "row": page.row, "changes": changes}
    return render(request, "followup/basis.html", context)


@requires(Permission.REPORT_WRITE)
def refresh(request: HttpRequest, report_id: uuid.UUID, key: str) -> HttpResponse:
    """Take in what has changed in one section, or keep the text."""
    page = _page_or_404(request, report_id)
    change = next((c for c in queries.changes_of(actor_of(request), page) if c.key == key), None)
    if change is None:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        operations.refresh_section(
            report_id,
            key,
            keep_text=form.cleaned_data["choice"] == "keep",
            base_version=form.cleaned_data["base_version"],
            actor=actor_of(request),
        )
        return reverse("followup:basis", args=[report_id]), _("Klart.")

    return form_page(
        request,
        RefreshForm,
        template="followup/refresh.html",
        act=act,
        context={"page": page, "row": page.row, "change": change},
        initial={"base_version": page.row.number},
    )


@requires(Permission.REPORT_WRITE)
@fresh
def freeze(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Freeze: nothing changes afterwards."""
    page = _page_or_404(request, report_id)

    def act(form: Any) -> tuple[str, str]:
        operations.freeze_report(report_id, **form.cleaned_data, actor=actor_of(request))
        return _url(report_id), _("Uppföljningen är låst. Den kan publiceras.")

    return form_page(
        request,
        FreezeForm,
        template="followup/freeze.html",
        act=act,
        context={"page": page, "row": page.row},
        initial={"base_version": page.row.number},
    )


@requires(Permission.REPORT_WRITE)
@fresh
def publish(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Publish a frozen follow-up."""
    page = _page_or_404(request, report_id)

    def act(_form: Any) -> tuple[str, str]:
        operations.publish_report(report_id, actor=actor_of(request))
        return _url(report_id), _("Uppföljningen är publicerad.")

    return form_page(
        request,
        PublishForm,
        template="followup/publish.html",
        act=act,
        context={"page": page, "row": page.row},
    )


@requires(Permission.REPORT_WRITE)
def correct(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Say what was wrong in a frozen follow-up."""
    page = _page_or_404(request, report_id)

    def act(form: Any) -> tuple[str, str]:
        operations.correct_report(report_id, **form.cleaned_data, actor=actor_of(request))
        return _url(report_id), _("Rättelsen står nu överst i uppföljningen.")

    return form_page(
        request,
        partial(CorrectionForm, sections=page.sections),
        template="followup/correct.html",
        act=act,
        context={"page": page, "row": page.row},
    )


@requires(Permission.STEERING_READ)
def report_pdf(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The follow-up as PDF."""
    page = _page_or_404(request, report_id)
    return _file(documents.report_pdf(page), "application/pdf", "uppfoljning.pdf")


@requires(Permission.STEERING_READ)
def report_docx(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The follow-up as a Word file."""
    page = _page_or_404(request, report_id)
    return _file(documents.report_docx(page), WORD, "uppfoljning.docx")


@requires(Permission.STEERING_READ)
def report_md(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The follow-up as Markdown."""
    page = _page_or_404(request, report_id)
    return _file(documents.report_markdown(page), "text/markdown; charset=utf-8", "uppfoljning.md")


def _file(data: bytes | str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _url(report_id: uuid.UUID) -> str:
    return reverse("followup:report", args=[report_id])


def _page_or_404(request: HttpRequest, report_id: uuid.UUID) -> queries.ReportPage:
    page = queries.report_page(actor_of(request), report_id)
    if page is None:
        raise Http404
    return page
