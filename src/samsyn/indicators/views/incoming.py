"""Read in a file or fetch from Kolada: look first, then store."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Refused
from samsyn.indicators import operations
from samsyn.indicators.forms import FileForm, StoreForm, YearsForm
from samsyn.indicators.queries import (
    MeasurePage,
    NoAnswer,
    Preview,
    fetch_for,
    preview_of,
    template_for,
    this_year,
)
from samsyn.indicators.views.frame import csv_file, measure_or_404

TEMPLATE = "indicators/read_in.html"


@requires(Permission.MEASURE_WRITE)
@require_safe
def template(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """The form to fill in, with the county and every party."""
    page = measure_or_404(request, measure_id)
    return csv_file(template_for(page), f"mall-{page.row.key}")


@requires(Permission.MEASURE_WRITE)
def read_in(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Choose a file and see what it holds, before anything is stored."""
    page = measure_or_404(request, measure_id)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _choose(request, page, form)
    file_name, text = form.cleaned_data["file"]
    return _preview(request, page, text, file_name)


@requires(Permission.MEASURE_WRITE)
@require_POST
def fetch(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Fetch from Kolada and see what came, before anything is stored."""
    page = measure_or_404(request, measure_id)
    years = YearsForm(request.POST)
    if not years.is_valid():
        return _choose(request, page, FileForm(), years)
    data = years.cleaned_data
    try:
        text = fetch_for(page, tuple(range(data["first"], data["last"] + 1)))
    except NoAnswer:
        years.add_error(
            None,
            _("Kolada svarade inte. Försök senare, eller hämta filen där och läs in den här."),
        )
        return _choose(request, page, FileForm(), years)
    except Refused as refusal:
        years.add_error(None, str(refusal))
        return _choose(request, page, FileForm(), years)
    return _preview(request, page, text, "api.kolada.se")


@requires(Permission.MEASURE_WRITE)
@require_POST
def store(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Store what was looked through."""
    actor, page = actor_of(request), measure_or_404(request, measure_id)
    preview = preview_of(page, request.POST.get("text", ""))

    def act(form: Any) -> tuple[str, str]:
        return _store(page, preview, form.cleaned_data["file_name"], actor)

    return form_page(
        request,
        StoreForm,
        template=TEMPLATE,
        act=act,
        context={"page": page, "preview": preview, "choose": FileForm(), "years": _years(page)},
    )


def _store(page: MeasurePage, preview: Preview, file_name: str, actor: Actor) -> tuple[str, str]:
    if preview.problems:
        raise Refused(_("Rätta felen i filen och välj den igen."))
    batch = operations.store_rows(page.row.id, preview.rows, file_name=file_name, actor=actor)
    said = ngettext("%(count)s rad är inläst.", "%(count)s rader är inlästa.", batch.rows)
    return reverse("indicators:measure", args=[page.row.id]), said % {"count": batch.rows}


def _years(page: MeasurePage) -> YearsForm | None:
    if not page.kpi:
        return None
    return YearsForm(initial={"first": this_year() - 5, "last": this_year()})


def _choose(
    request: HttpRequest, page: MeasurePage, form: FileForm, years: YearsForm | None = None
) -> HttpResponse:
    wrong = form.errors or (years is not None and years.errors)
    context = {"page": page, "choose": form, "years": years or _years(page), "preview": None}
    return render(request, TEMPLATE, {**context, "form": None}, status=422 if wrong else 200)


def _preview(request: HttpRequest, page: MeasurePage, text: str, name: str) -> HttpResponse:
    preview = preview_of(page, text)
    context = {
        "page": page,
        "preview": preview,
        "form": StoreForm(initial={"text": text, "file_name": name}),
        "choose": FileForm(),
        "years": _years(page),
    }
    return render(request, TEMPLATE, context, status=422 if preview.problems else 200)
