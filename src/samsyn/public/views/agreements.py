"""Agreements and who has adopted them, for anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.foundation import clock
from samsyn.public.queries.agreements import agreement_groups, agreement_page
from samsyn.public.queries.counties import county
from samsyn.public.site import county_of, county_or_404, open_site


@open_site
def agreements(request: HttpRequest) -> HttpResponse:
    """The agreements of a county."""
    here = county_of(request)
    context = {"county": county(here), "groups": agreement_groups(here, clock.today())}
    return render(request, "public/agreements.html", context)


@open_site
def agreement(request: HttpRequest, region: str, code: str) -> HttpResponse:
    """One agreement with its text, its history and where each party stands."""
    here = county_or_404(region)
    page = agreement_page(here, code, clock.today())
    if page is None:
        raise Http404
    return render(request, "public/agreement.html", {"county": county(here), "page": page})
