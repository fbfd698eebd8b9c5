"""Action plans that have been decided, for anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.public.queries.counties import county
from samsyn.public.queries.plans import plan_lines, plan_page
from samsyn.public.site import county_of, county_or_404, open_site


@open_site
def plans(request: HttpRequest) -> HttpResponse:
    """The action plans of a county."""
    here = county_of(request)
    return render(request, "public/plans.html", {"county": county(here), "plans": plan_lines(here)})


@open_site
def plan(request: HttpRequest, region: str, code: str) -> HttpResponse:
    """One plan as a matrix, with how each row goes."""
    here = county_or_404(region)
    page = plan_page(here, code)
    if page is None:
        raise Http404
    return render(request, "public/plan.html", {"county": county(here), "page": page})
