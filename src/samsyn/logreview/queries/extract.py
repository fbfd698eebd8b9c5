"""Who has taken part of data about a child, as the family may read it?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.children import queries as children
from samsyn.foundation import clock
from samsyn.logreview.queries.past_the_wall import extract_rows
from samsyn.logreview.rules.extract import Happened, Line, lines
from samsyn.organisations.models import Unit


@dataclass(frozen=True)
class ExtractPage:
    """An extract: about whom, the lines, and whether places are left out of it."""

    child_id: uuid.UUID
    child: str
    about: children.ChildFacts
    lines: tuple[Line, ...]
    hides_places: bool
    unit: str
    made_on: dt.date


def extract_for(
    child_id: uuid.UUID, actor: Actor, *, language: str | None = None, on_paper: bool = False
) -> ExtractPage | None:
    """The extract as the actor may hand it out, or None; that it was made is recorded."""
    child = children.child_for(actor, child_id)
    if child is None:
        return None
    record(
        "log.extract_made" if on_paper else "log.extract_read", "log", actor=actor,
        child_id=child_id,
    )  # fmt: skip
    hides = children.hides_places(child_id)
    found = lines(
        _happened(extract_rows(child_id)),
        hides_places=hides,
        language=language or get_language(),
    )
    return ExtractPage(child_id, child.name, child, found, hides, actor.unit_name, clock.today())


def _happened(rows: list[tuple[dt.date, uuid.UUID, str]]) -> list[Happened]:
    units = Unit.objects.select_related("party").in_bulk({unit_id for _d, unit_id, _a in rows})
    return [
        Happened(day, units[unit_id].name, units[unit_id].party.name, action)
        for day, unit_id, action in rows
        if unit_id in units
    ]
