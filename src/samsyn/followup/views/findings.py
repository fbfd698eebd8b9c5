"""Auditors' findings: list, record, answer, measures."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.followup import operations, queries
from samsyn.followup.forms import AnswerForm, FindingForm, MeasureForm, StepForm
from samsyn.foundation import clock


@requires(Permission.STEERING_READ)
def findings(request: HttpRequest) -> HttpResponse:
    """Finding, answer, measures, proof."""
    actor = actor_of(request)
    context = {
        "findings": queries.finding_list(actor),
        "may_find": actor.may(Permission.FINDING_WRITE),
        "may_answer": actor.may(Permission.FINDING_ANSWER),
    }
    return render(request, "followup/findings.html", context)


@requires(Permission.STEERING_READ)
def finding(request: HttpRequest, finding_id: uuid.UUID) -> HttpResponse:
    """One finding with all that followed."""
    page = _page_or_404(request, finding_id)
    context = {"page": page, "row": page.row, "may_answer": page.may_answer}
    return render(request, "followup/finding.html", context)


@requires(Permission.FINDING_WRITE)
def new_finding(request: HttpRequest) -> HttpResponse:
    """An auditor writes down what was found."""

    def act(form: Any) -> tuple[str, str]:
        stored = operations.record_finding(form.found(), actor=actor_of(request))
        return _url(stored.pk), _("Klart. Länets sekreterare ser nu att den väntar på svar.")

    return form_page(
        request,
        FindingForm,
        template="followup/new_finding.html",
        act=act,
        initial={"found_on": clock.today()},
    )


@requires(Permission.FINDING_ANSWER)
def answer(request: HttpRequest, finding_id: uuid.UUID) -> HttpResponse:
    """Answer the auditors."""
    page = _page_or_404(request, finding_id)

    def act(form: Any) -> tuple[str, str]:
        operations.answer_finding(finding_id, **form.cleaned_data, actor=actor_of(request))
        return _url(finding_id), _("Svaret är inskrivet. Lägg till de åtgärder som följer.")

    return form_page(
        request,
        AnswerForm,
        template="followup/answer.html",
        act=act,
        context={"row": page.row},
        initial={"on": clock.today()},
    )


@requires(Permission.FINDING_ANSWER)
def new_measure(request: HttpRequest, finding_id: uuid.UUID) -> HttpResponse:
    """Say what will be done."""
    actor = actor_of(request)
    page = _page_or_404(request, finding_id)
    make = partial(
        MeasureForm,
        arenas=queries.arena_choices(actor),
        agreements=queries.agreement_choices(actor),
    )

    def act(form: Any) -> tuple[str, str]:
        operations.add_measure(finding_id, **form.measure(), actor=actor)
        return _url(finding_id), _("Åtgärden är tillagd.")

    return form_page(
        request, make, template="followup/new_measure.html", act=act, context={"row": page.row}
    )


@requires(Permission.FINDING_ANSWER)
def measure(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Report how a measure goes."""
    found = queries.measure_page(actor_of(request), measure_id)
    if found is None:
        raise Http404
    row, about = found

    def act(form: Any) -> tuple[str, str]:
        operations.advance_measure(measure_id, form.step(), actor=actor_of(request))
        return _url(row.id), _("Klart. Det står nu vid åtgärden.")

    return form_page(
        request,
        partial(StepForm, state=about.state),
        template="followup/measure.html",
        act=act,
        context={"row": row, "measure": about},
    )


def _url(finding_id: uuid.UUID) -> str:
    return reverse("followup:finding", args=[finding_id])


def _page_or_404(request: HttpRequest, finding_id: uuid.UUID) -> queries.FindingPage:
    page = queries.finding_page(actor_of(request), finding_id)
    if page is None:
        raise Http404
    return page
