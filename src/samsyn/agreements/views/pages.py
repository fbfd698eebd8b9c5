"""Reading: the list, an agreement, a version, two versions, coverage, a version on paper."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.agreements.documents import version_pdf
from samsyn.agreements.queries import agreement_lines, compare_page, coverage_page
from samsyn.agreements.views.frame import agreement_or_404, version_or_404


@requires(Permission.STEERING_READ)
def index(request: HttpRequest) -> HttpResponse:
    """Every agreement of the county, each below the one that it belongs under."""
    actor = actor_of(request)
    context = {
        "lines": agreement_lines(actor),
        "may_write": actor.may(Permission.AGREEMENT_WRITE),
    }
    return render(request, "agreements/list.html", context)


@requires(Permission.STEERING_READ)
def show(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """An agreement: the version in force, the history and who has adopted what."""
    page = agreement_or_404(request, agreement_id)
    return render(request, "agreements/show.html", {"page": page})


@requires(Permission.STEERING_READ)
def version(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Read a version and see where it stands."""
    page = version_or_404(request, version_id)
    may_write = actor_of(request).may(Permission.AGREEMENT_WRITE)
    return render(request, "agreements/version.html", {"page": page, "may_write": may_write})


@requires(Permission.STEERING_READ)
def compare(request: HttpRequest, version_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """What differs, clause by clause."""
    page = compare_page(actor_of(request), version_id, other_id)
    if page is None:
        raise Http404
    return render(request, "agreements/compare.html", {"page": page})


@requires(Permission.STEERING_READ)
def coverage(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """How many have read it, by unit and by party; 404 when no version is in force."""
    page = coverage_page(actor_of(request), agreement_id)
    if page is None:
        raise Http404
    return render(request, "agreements/coverage.html", {"page": page})


@requires(Permission.STEERING_READ)
def pdf(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """The version on paper, with its adoption."""
    page = version_or_404(request, version_id)
    response = HttpResponse(version_pdf(page), content_type="application/pdf")
    name = f"overenskommelse-version-{page.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
