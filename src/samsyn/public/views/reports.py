"""Published follow-ups, for anybody."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.public.queries.counties import county
from samsyn.public.queries.figures import measure_rows
from samsyn.public.queries.reports import report_lines, report_page
from samsyn.public.site import county_of, county_or_404, open_site


@open_site
def reports(request: HttpRequest) -> HttpResponse:
    """The follow-ups of a county, and its measures."""
    here = county_of(request)
    context = {
        "county": county(here),
        "reports": report_lines(here),
        "measures": measure_rows(here),
    }
    return render(request, "public/reports.html", context)


@open_site
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """One follow-up as it was frozen, with later corrections."""
    page = report_page(report_id)
    if page is None:
        raise Http404
    here = county_or_404(page.line.region)
    return render(request, "public/report.html", {"county": county(here), "page": page})
