"""Statistics of deviations: a year in tables, as a file, in words and on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.patterns.documents import statistics_csv, year_pdf
from samsyn.patterns.forms.statistics import YearForm
from samsyn.patterns.queries.statistics_pages import (
    StatisticsPage,
    YearPage,
    statistics_page,
    year_page,
)


@requires(Permission.STEERING_READ)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """A year in tables."""
    page = _chosen(request)
    return render(request, "patterns/statistics.html", {"page": page, "stats": page.stats})


@requires(Permission.STEERING_READ)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same figures as a file, in Swedish."""
    with translation.override("sv"):
        stats = _chosen(request).stats
    return HttpResponse(
        statistics_csv(stats),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="avvikelser-{stats.year}.csv"'},
    )


@requires(Permission.STEERING_READ)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The year in words."""
    page = _year(request, year)
    return render(request, "patterns/year.html", {"page": page, "stats": page.stats})


@requires(Permission.STEERING_READ)
@require_safe
def year_paper(request: HttpRequest, year: int) -> HttpResponse:
    """The year in words on paper."""
    return HttpResponse(
        year_pdf(_year(request, year)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="avvikelser-{year}.pdf"'},
    )


def _chosen(request: HttpRequest) -> StatisticsPage:
    form = YearForm(request.GET)
    chosen = form.cleaned_data["ar"] if form.is_valid() else None
    page = statistics_page(actor_of(request), chosen)
    if page is None:
        raise Http404
    return page


def _year(request: HttpRequest, year: int) -> YearPage:
    page = year_page(actor_of(request), year)
    if page is None:
        raise Http404
    return page
