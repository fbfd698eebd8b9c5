"""Which matter, meeting or entry does an address mean, for this actor?"""

import uuid
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse

from samsyn.access.access import actor_of
from samsyn.governance.queries import entry_page, matter_page, meeting_page
from samsyn.governance.queries.balance import EntryPage
from samsyn.governance.queries.matters import MatterPage
from samsyn.governance.queries.meetings import MeetingHead, MeetingPage, meeting_head

T = TypeVar("T")


def found(page: T | None) -> T:
    """The page, or 404."""
    if page is None:
        raise Http404
    return page


def matter_or_404(request: HttpRequest, matter_id: uuid.UUID) -> MatterPage:
    """The matter, or 404 when the county has no such matter."""
    return found(matter_page(actor_of(request), matter_id))


def meeting_or_404(request: HttpRequest, meeting_id: uuid.UUID) -> MeetingPage:
    """The meeting, or 404 when the county has no such meeting."""
    return found(meeting_page(actor_of(request), meeting_id))


def head_or_404(request: HttpRequest, meeting_id: uuid.UUID) -> MeetingHead:
    """The meeting without its agenda, or 404."""
    return found(meeting_head(actor_of(request), meeting_id))


def entry_or_404(request: HttpRequest, entry_id: uuid.UUID) -> EntryPage:
    """The entry, or 404 when the county has no such entry."""
    return found(entry_page(actor_of(request), entry_id))


def pdf(data: bytes, name: str) -> HttpResponse:
    """A PDF to read in the browser; the file's name tells nothing about people."""
    return _file(data, "application/pdf", f'inline; filename="{name}.pdf"')


def ics(data: bytes, name: str) -> HttpResponse:
    """A calendar file."""
    return _file(data, "text/calendar; charset=utf-8", f'attachment; filename="{name}.ics"')


def _file(data: bytes, kind: str, place: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = place
    return response


def words(**more: Any) -> dict[str, Any]:
    """Context of the small form pages: heading, lead, button and whether it is a danger."""
    return {"lead": "", "danger": False, **more}
