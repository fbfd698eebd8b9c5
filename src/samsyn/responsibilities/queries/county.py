"""What holds in a county on a day: its package, and what has been agreed in the product since?"""

import datetime as dt
import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from samsyn.regions import region
from samsyn.regions.schema import Region
from samsyn.responsibilities.engine import (
    Change,
    ChangeAges,
    ChangeDeadline,
    ChangeRung,
    read_change,
)
from samsyn.responsibilities.engine import with_changes as _with_changes
from samsyn.responsibilities.models import AdoptedChange

log = logging.getLogger(__name__)
REMEMBERED = 128


@dataclass(frozen=True)
class Adopted:
    """A change in force, with where it was agreed."""

    change: Change
    valid_from: dt.date
    origin: uuid.UUID
    source: str


def adopted_changes(code: str, on: dt.date) -> tuple[Adopted, ...]:
    """Changes in force on the day, in the order that they came. One statement."""
    rows = AdoptedChange.objects.filter(region=code, valid_from__lte=on)
    return _living(rows.order_by("valid_from", "id").values_list(*_COLUMNS))


def county(code: str, on: dt.date) -> Region:
    """The county on a day; the same object while nothing has changed. One cheap statement.

    A row of the package that is younger than an adopted change stands over it. Raises as
    ``samsyn.regions.region`` for a package that is unknown or broken.
    """
    package, found = region(code), adopted_changes(code, on)
    if not found:
        return package.on(on)
    return _overlaid(package, on, found)


_COLUMNS = ("change", "valid_from", "origin", "source")


def _living(rows: Iterable[tuple[Any, ...]]) -> tuple[Adopted, ...]:
    living: list[Adopted] = []
    for change, valid_from, origin, source in rows:
        if change.get("kind") == "ended":
            living = [row for row in living if row.origin != origin]
        else:
            living.append(Adopted(read_change(change), valid_from, origin, source))
    return tuple(living)


@lru_cache(maxsize=REMEMBERED)
def _overlaid(package: Region, on: dt.date, found: tuple[Adopted, ...]) -> Region:
    day = package.on(on)
    for row in found:
        try:
            if not _is_older(day, row):
                day = _with_changes(day, [row.change])
        except LookupError as error:
            # A package that was rewritten since may know no such duty. Better the rest than none.
            log.warning("%s: %s does not apply on %s: %s", package.code, row.source, on, error)
    return day


def _is_older(day: Region, row: Adopted) -> bool:
    """Whether the package has been changed about this after the change was agreed."""
    change = row.change
    if isinstance(change, ChangeDeadline):
        return any(d.key == change.key and d.valid_from > row.valid_from for d in day.deadlines)
    if isinstance(change, ChangeRung):
        return any(x.code == change.ladder and x.valid_from > row.valid_from for x in day.ladders)
    operation = day.operation(change.operation)
    if isinstance(change, ChangeAges):
        return operation.valid_from > row.valid_from
    duty = getattr(change, "duty", "")
    return any(d.key == duty and d.valid_from > row.valid_from for d in operation.duties)
