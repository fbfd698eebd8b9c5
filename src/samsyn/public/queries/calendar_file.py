"""How are meetings written as iCalendar (RFC 5545)? Arena, time and place; never a person."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from samsyn.public.queries.meetings import MeetingLine


def calendar_file(name: str, region: str, meetings: Iterable[MeetingLine], base: str) -> bytes:
    """A calendar to subscribe to; a moved meeting keeps its UID and raises its sequence."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samsyn//Arenor//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Arenor, {name}")
    for row in meetings:
        event = Event()
        event.add("uid", f"{row.id}@samsyn")
        event.add("sequence", row.sequence)
        event.add("summary", row.arena)
        event.add("dtstamp", row.changed_at.astimezone(dt.UTC))
        event.add("dtstart", row.starts_at.astimezone(dt.UTC))
        event.add("dtend", (row.starts_at + dt.timedelta(minutes=row.minutes)).astimezone(dt.UTC))
        event.add("status", "CANCELLED" if row.is_cancelled else "CONFIRMED")
        event.add("url", f"{base}/arenor/{region}/{row.arena_code}/")
        if row.place:
            event.add("location", row.place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
