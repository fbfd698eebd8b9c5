"""How do a call, minutes, an excerpt, a balance list and an invitation look when they leave us?"""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from samsyn.foundation import clock
from samsyn.foundation.paper import paper
from samsyn.governance.queries.balance import BalancePage
from samsyn.governance.queries.calendar import MeetingRow
from samsyn.governance.queries.meetings import ItemRow, MeetingPage
from samsyn.governance.rules import MeetingState

SUMMARY = "Möte (samverkan)"
"""What a calendar shows. Neither arena nor people: a calendar is read over a shoulder."""


def call_pdf(meeting: MeetingPage) -> bytes:
    """The call with its agenda."""
    return paper("governance/meeting_call_document.html", {"page": meeting})


def minutes_pdf(meeting: MeetingPage) -> bytes:
    """The minutes, with what has been corrected since."""
    return paper("governance/minutes_document.html", {"page": meeting, "items": meeting.items})


def excerpt_pdf(meeting: MeetingPage, item: ItemRow) -> bytes:
    """An excerpt of the minutes: one section, for where the matter came from."""
    context = {"page": meeting, "items": [item], "excerpt": item}
    return paper("governance/minutes_document.html", context)


def balance_pdf(page: BalancePage) -> bytes:
    """The balance list as it stands today."""
    return paper("governance/balance_document.html", {"page": page, "today": clock.today()})


def invitation(meeting: MeetingRow, address: str) -> bytes:
    """An invitation (or a cancellation) for calendars. `address` is the meeting's page."""
    gone = meeting.state is MeetingState.CANCELLED
    calendar = _calendar("CANCEL" if gone else "REQUEST")
    calendar.add_component(_event(meeting, address))
    return calendar.to_ical()


def calendar_feed(meetings: Iterable[tuple[MeetingRow, str]], name: str) -> bytes:
    """Meetings to subscribe to, each with its address. `name` is the feed's own."""
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    for meeting, address in meetings:
        calendar.add_component(_event(meeting, address))
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", "-//Samsyn//samverkan//SV")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    return calendar


def _event(meeting: MeetingRow, address: str) -> Event:
    event = Event()
    event.add("UID", f"{meeting.id}@samsyn")
    event.add("DTSTAMP", clock.now())
    event.add("DTSTART", meeting.starts_at.astimezone(dt.UTC))
    event.add("DTEND", meeting.ends_at.astimezone(dt.UTC))
    event.add("SEQUENCE", meeting.sequence)
    event.add("SUMMARY", SUMMARY)
    event.add("DESCRIPTION", address)
    event.add("URL", address)
    event.add("CLASS", "PRIVATE")
    # RFC 5546 asks a request for an organizer; ours is the service, never a person.
    event.add("ORGANIZER", "mailto:samsyn@samsyn.invalid")
    if meeting.place:
        event.add("LOCATION", meeting.place)
    gone = meeting.state is MeetingState.CANCELLED
    event.add("STATUS", "CANCELLED" if gone else "CONFIRMED")
    return event
