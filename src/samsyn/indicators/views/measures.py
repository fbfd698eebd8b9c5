"""See the measures, add one, type a value, count, set the limit, stop."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.indicators import operations
from samsyn.indicators.forms import MeasureForm, StopForm, ThresholdForm, ValueForm, YearForm
from samsyn.indicators.queries import areas_of, export_csv, measure_list, this_year
from samsyn.indicators.views.frame import csv_file, measure_or_404


def _url(measure_id: uuid.UUID) -> str:
    return reverse("indicators:measure", args=[measure_id])


@requires(Permission.STEERING_READ)
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure with its last figure."""
    actor = actor_of(request)
    context = {"rows": measure_list(actor), "may_write": actor.may(Permission.MEASURE_WRITE)}
    return render(request, "indicators/list.html", context)


@requires(Permission.STEERING_READ)
@require_safe
def measure(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """What a measure means and what it has shown."""
    page = measure_or_404(request, measure_id)
    may_write = actor_of(request).may(Permission.MEASURE_WRITE)
    return render(request, "indicators/measure.html", {"page": page, "may_write": may_write})


@requires(Permission.STEERING_READ)
@require_safe
def download(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """The figures as a file, in the form that can be read in."""
    page = measure_or_404(request, measure_id)
    return csv_file(export_csv(page), page.row.key)


@requires(Permission.MEASURE_WRITE)
def add(request: HttpRequest) -> HttpResponse:
    """A new measure."""
    actor = actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        new = operations.add_measure(form.new(), actor=actor)
        return _url(new.pk), _("Måttet finns. Skriv in ett värde eller läs in en fil.")

    return form_page(
        request,
        MeasureForm,
        template="indicators/add.html",
        act=act,
        initial={"kind": "manual", "direction": "none"},
    )


@requires(Permission.MEASURE_WRITE)
def count(request: HttpRequest) -> HttpResponse:
    """Count a year, and store what may be shown."""
    actor = actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        year = form.cleaned_data["year"]
        new = operations.count_live(actor.region, year, actor=actor)
        said = ngettext(
            "%(count)s ny siffra för %(year)s.", "%(count)s nya siffror för %(year)s.", new
        )
        return reverse("indicators:list"), said % {"count": new, "year": year}

    return form_page(
        request,
        YearForm,
        template="indicators/count.html",
        act=act,
        initial={"year": this_year()},
    )


@requires(Permission.MEASURE_WRITE)
def value(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Type one value."""
    actor, page = actor_of(request), measure_or_404(request, measure_id)

    def act(form: Any) -> tuple[str, str]:
        stored = operations.record_value(measure_id, form.row(), actor=actor)
        said = _("Värdet är sparat.")
        if stored.is_suppressed:
            said = _("Sparat utan värdet, eftersom talet är för litet för att visas.")
        return _url(measure_id), said

    return form_page(
        request,
        partial(ValueForm, areas=areas_of(actor.region)),
        template="indicators/value.html",
        act=act,
        context={"page": page},
    )


@requires(Permission.MEASURE_WRITE)
def threshold(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Change from which number figures are shown."""
    actor, page = actor_of(request), measure_or_404(request, measure_id)

    def act(form: Any) -> tuple[str, str]:
        operations.set_threshold(measure_id, **form.cleaned_data, actor=actor)
        return _url(measure_id), _("Gränsen är ändrad. Den gäller för siffror som kommer in nu.")

    return form_page(
        request,
        ThresholdForm,
        template="indicators/threshold.html",
        act=act,
        context={"page": page},
        initial={"threshold": page.threshold},
    )


@requires(Permission.MEASURE_WRITE)
def stop(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Say that a measure's source has stopped."""
    actor, page = actor_of(request), measure_or_404(request, measure_id)

    def act(form: Any) -> tuple[str, str]:
        operations.stop_measure(measure_id, **form.cleaned_data, actor=actor)
        return _url(measure_id), _("Måttet är stoppat. Det som har visats finns kvar.")

    return form_page(
        request, StopForm, template="indicators/stop.html", act=act, context={"page": page}
    )
