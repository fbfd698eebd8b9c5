"""What do the pages of a measure share?"""

import uuid

from django.http import Http404, HttpRequest, HttpResponse

from samsyn.access.access import actor_of
from samsyn.indicators.queries import MeasurePage, measure_page


def measure_or_404(request: HttpRequest, measure_id: uuid.UUID) -> MeasurePage:
    """The measure, or 404 when it is not the actor's county's."""
    page = measure_page(actor_of(request), measure_id)
    if page is None:
        raise Http404
    return page


def csv_file(text: str, name: str) -> HttpResponse:
    """A file to save."""
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
