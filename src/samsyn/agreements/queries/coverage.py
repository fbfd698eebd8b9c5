"""How many of the staff have read the version in force, by unit and by party?"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.agreements.models import Agreement, Reading, Version
from samsyn.agreements.queries.rows import agreements_for, parties_of, version_in_force
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment


@dataclass(frozen=True)
class CoverageRow:
    """A unit or a party. `trained` have answered every question right at least once."""

    name: str
    party: str
    staff: int
    read: int
    trained: int

    @property
    def share(self) -> int:
        """Per cent that have read."""
        return round(100 * self.read / self.staff) if self.staff else 0


@dataclass(frozen=True)
class Coverage:
    """Counts only; never who."""

    agreement: str
    agreement_id: uuid.UUID
    version: str
    on: dt.date
    units: tuple[CoverageRow, ...]
    parties: tuple[CoverageRow, ...]
    whole: CoverageRow


def coverage_page(actor: Actor, agreement_id: uuid.UUID) -> Coverage | None:
    """Coverage of an agreement that the actor meets, or None."""
    agreement = agreements_for(actor).filter(pk=agreement_id).first()
    return coverage(actor.region, agreement) if agreement else None


def coverage(region: str, agreement: Agreement, on: dt.date | None = None) -> Coverage | None:
    """Staff with an assignment that day in a unit that meets children; None without a version."""
    day = on or clock.today()
    version = version_in_force(agreement, day)
    if version is None or agreement.region != region:
        return None
    parties = [place.party_id for place in parties_of(agreement.pk, day)]
    staff: dict[uuid.UUID, set[uuid.UUID]] = {}
    names: dict[uuid.UUID, tuple[str, str]] = {}
    rows = Assignment.objects.on(day).filter(unit__party__in=parties, user__is_active=True)
    rows = rows.exclude(unit__operation="").exclude(unit__valid_to__lte=day)
    for row in rows.select_related("unit__party").order_by("unit__party__name", "unit__name"):
        staff.setdefault(row.unit_id, set()).add(row.user_id)
        names[row.unit_id] = (row.unit.name, row.unit.party.name)
    read, trained = _readers(version, day)
    units = tuple(
        CoverageRow(*names[unit], len(people), len(people & read), len(people & trained))
        for unit, people in staff.items()
    )
    return Coverage(
        agreement=agreement.name,
        agreement_id=agreement.pk,
        version=version.label,
        on=day,
        units=units,
        parties=tuple(_of_parties(staff, names, read, trained)),
        whole=_sum("", "", set().union(*staff.values()) if staff else set(), read, trained),
    )


def _readers(version: Version, day: dt.date) -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    read, trained = set(), set()
    for row in Reading.objects.filter(version=version, read_at__date__lte=day).order_by("id"):
        read.add(row.user_id)
        if row.questions is None or row.right_answers == row.questions:
            trained.add(row.user_id)
    return read, trained


def _of_parties(
    staff: dict[uuid.UUID, set[uuid.UUID]],
    names: dict[uuid.UUID, tuple[str, str]],
    read: set[uuid.UUID],
    trained: set[uuid.UUID],
) -> Iterable[CoverageRow]:
    people: dict[str, set[uuid.UUID]] = {}
    for unit, members in staff.items():
        people.setdefault(names[unit][1], set()).update(members)
    for party, members in people.items():
        yield _sum(party, party, members, read, trained)


def _sum(
    name: str,
    party: str,
    people: set[uuid.UUID],
    read: set[uuid.UUID],
    trained: set[uuid.UUID],
) -> CoverageRow:
    return CoverageRow(name, party, len(people), len(people & read), len(people & trained))
