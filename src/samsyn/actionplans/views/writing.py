"""Write: begin a plan, its matrix, lift a row, say how it goes."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.accounts.drafts import drop_draft
from samsyn.actionplans import operations
from samsyn.actionplans.forms import LiftForm, MatrixForm, NewPlanForm, StatusForm
from samsyn.actionplans.queries import (
    WritePage,
    arena_choices,
    plan_content,
    plan_lines,
    row_page,
    status_page,
    write_page,
)
from samsyn.actionplans.views.frame import Step, not_now, plan_or_404, step_page
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused


@requires(Permission.ACTION_PLAN_WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan, empty or from an earlier one."""
    actor = actor_of(request)
    plans = [(str(plan.id), plan.name) for plan in plan_lines(actor)]

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        plan = operations.new_plan(
            name=data["name"],
            arena_code=data["arena"],
            decided_by=data["decided_by"],
            period_from=data["period_from"],
            period_to=form.period_to(),
            copy_from=uuid.UUID(data["copy_from"]) if data["copy_from"] else None,
            actor=actor,
        )
        return reverse("actionplans:edit", args=[plan.pk]), _("Planen är påbörjad. Skriv raderna.")

    return form_page(
        request,
        partial(NewPlanForm, arenas=arena_choices(actor), plans=plans),
        template="actionplans/new.html",
        act=act,
    )


@requires(Permission.ACTION_PLAN_WRITE)
def edit(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Write in the matrix; edits made meanwhile by others are joined or shown."""
    actor = actor_of(request)
    page = write_page(actor, plan_id)
    if page is None:
        raise Http404
    plan = page.plan
    if not plan.is_written:
        return not_now(
            request, plan, _("Planen är beslutad eller ligger för beslut. Revidera den först.")
        )

    def act(form: Any) -> tuple[str, str]:
        base = form.cleaned_data["base_version"]
        saved = operations.save_plan(
            plan_id,
            form.content(plan_content(actor, plan_id, base) or page.content),
            base_version=base,
            actor=actor,
        )
        if saved.clashes:
            raise _Clashed(saved)
        text = _("Sparat som version %(number)s.") % {"number": saved.number}
        if saved.merged:
            text += " " + _("Någon annan skrev samtidigt. Bådas ändringar är med.")
        return reverse("actionplans:version", args=[plan_id, saved.number]), text

    try:
        return form_page(
            request,
            partial(MatrixForm, choices=page.choices, content=page.content),
            template="actionplans/edit.html",
            act=act,
            context={"plan": plan},
            initial={"base_version": plan.current},
        )
    except _Clashed as clashed:
        return _show_clashes(request, page, clashed.saved)


class _Clashed(Exception):
    def __init__(self, saved: operations.Saved) -> None:
        super().__init__("clash")
        self.saved = saved


def _show_clashes(request: HttpRequest, page: WritePage, saved: operations.Saved) -> HttpResponse:
    """Both texts, side by side, in a form that holds both edits; saving again chooses mine."""
    drop_draft(actor_of(request), request.path)
    form = MatrixForm(
        choices=page.choices, content=saved.draft, initial={"base_version": saved.number}
    )
    values = {"plan": page.plan, "form": form, "clashes": saved.clashes, "draft_url": ""}
    return render(request, "actionplans/edit.html", values, status=409)


@requires(Permission.ACTION_PLAN_WRITE)
def lift(request: HttpRequest, plan_id: uuid.UUID, row_id: str) -> HttpResponse:
    """Lift a row out of the matrix; it is still followed."""
    page = row_page(actor_of(request), plan_id, row_id, latest=True)
    if page is None:
        raise Http404
    plan = page.plan
    if not plan.is_written or page.row.row.lifted:
        return not_now(request, plan, _("Raden går inte att lyfta nu. Revidera planen först."))
    step = Step(
        _("Lyft %(area)s ur matrisen") % {"area": page.row.row.area},
        _("Raden flyttas till det som är lyft ur planen. Den står kvar där och följs fortfarande."),
        _("Lyft raden ur matrisen"),
        _("Klart. Raden är lyft ur matrisen och följs fortfarande."),
    )
    return step_page(
        request,
        plan,
        step,
        LiftForm,
        lambda form: operations.lift_row(
            plan_id,
            row_id,
            why=form.cleaned_data["why"],
            lifted_on=form.cleaned_data["lifted_on"],
            actor=actor_of(request),
        ),
        initial={"lifted_on": clock.today()},
    )


@requires(Permission.ACTION_PLAN_WRITE)
@require_POST
def take_back(request: HttpRequest, plan_id: uuid.UUID, row_id: str) -> HttpResponse:
    """Put a row that was lifted out back into the matrix."""
    plan = plan_or_404(request, plan_id)
    try:
        operations.take_back_row(plan_id, row_id, actor=actor_of(request))
    except Refused as refusal:
        return not_now(request, plan, str(refusal))
    messages.success(request, _("Klart. Raden står i matrisen igen."))
    return redirect("actionplans:version", plan_id, plan.current + 1)


@requires(Permission.ACTION_PLAN_WRITE)
def report(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Say how it goes with the rows that one answers for, in one period."""
    asked = request.POST.get("period") or request.GET.get("period", "")
    page = status_page(actor_of(request), plan_id, asked)
    if page is None:
        raise Http404
    if not page.plan.may_report:
        return not_now(
            request, page.plan, _("Läget skrivs in när planen är beslutad och perioden har börjat.")
        )

    def act(form: Any) -> tuple[str, str]:
        term = form.cleaned_data["period"]
        operations.report_status(plan_id, term, form.reports(), actor=actor_of(request))
        text = _("Klart. Läget för %(term)s är sparat.") % {"term": term}
        return reverse("actionplans:show", args=[plan_id]), text

    return form_page(
        request,
        partial(StatusForm, page=page),
        template="actionplans/report.html",
        act=act,
        context={"plan": page.plan, "page": page},
        initial={"period": page.term},
    )
