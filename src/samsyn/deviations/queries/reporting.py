"""What stands on the page where one reports? Whom it can concern, which clauses, what is known."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.deviations import rules
from samsyn.deviations.access import open_places
from samsyn.deviations.queries.base import deviations_for
from samsyn.deviations.queries.starting import Start, start_of
from samsyn.deviations.queries.turn import joined
from samsyn.deviations.rules.deidentify import Known
from samsyn.foundation import clock
from samsyn.organisations.models import Party, Unit
from samsyn.organisations.queries import open_units
from samsyn.regions.schema import Region
from samsyn.responsibilities.queries import county

Choices = list[tuple[str, Any]]
PARTY, UNIT, CLAUSE = "part", "enhet", "del"


@dataclass(frozen=True)
class ReportPage:
    """All that the form and the review need. `about` and `against` are choices in groups.

    `party_of` gives the party of each unit.
    """

    start: Start
    about: Choices
    against: Choices
    known: Known
    party_of: Mapping[uuid.UUID, uuid.UUID]

    def knowing(self, names: Iterable[str]) -> "ReportPage":
        """The same with more names that never stand in the shared copy."""
        child = (*self.known.child, *names)
        return replace(self, known=replace(self.known, child=child))

    @property
    def initial(self) -> dict[str, Any]:
        """What is filled in from where the reporter comes."""
        start = self.start
        return {
            "fran": start.came,
            "happened": start.happened,
            "kind": start.kind.value if start.kind else None,
            "about": f"{UNIT}:{start.about}" if start.about else "",
            "against": start.against.value,
            "happened_on": start.happened_on,
        }


def report_page(actor: Actor, came: str) -> ReportPage | None:
    """The page, or None when the unit does not meet what the reporter says to come from."""
    start = start_of(actor, came)
    if start is None:
        return None
    today = clock.today()
    units = list(open_units(actor.region, today))
    parties = list(Party.objects.filter(region=actor.region).order_by("name"))
    found = county(actor.region, today)
    return ReportPage(
        start=start,
        about=_about(parties, units, start.near),
        against=_against(found),
        known=_known(start, parties, units, found),
        party_of={unit.pk: unit.party_id for unit in units},
    )


def sent_text(actor: Actor, deviation_id: uuid.UUID) -> str:
    """The receipt: its number and who has it now."""
    deviation = deviations_for(actor).get(pk=deviation_id)
    who = joined(dict.fromkeys(place.unit.name for place in open_places(deviation)))
    if not who:
        return _("Tack. Avvikelsen har nummer %(number)s.") % {"number": deviation.number}
    return _("Tack. Avvikelsen har nummer %(number)s och ligger nu hos %(who)s.") % {
        "number": deviation.number,
        "who": who,
    }


def _about(parties: Sequence[Party], units: Sequence[Unit], near: Sequence[uuid.UUID]) -> Choices:
    """Units of the case first, then each party with its units. Offices are chosen as the party."""
    close = [unit for unit in units if unit.pk in near]
    rest = [unit for unit in units if unit.pk not in near and unit.operation]
    by_party = {key: list(group) for key, group in groupby(rest, key=lambda unit: unit.party_id)}
    groups: Choices = [("", _("Välj"))]
    if close:
        groups.append((_("Med i barnets ärende"), [_option(unit) for unit in close]))
    for party in parties:
        label = _("%(party)s, jag vet inte vilken enhet") % {"party": party.name}
        whole = (f"{PARTY}:{party.pk}", label)
        groups.append((party.name, [whole, *map(_option, by_party.get(party.pk, ()))]))
    return groups


def _option(unit: Unit) -> tuple[str, str]:
    return f"{UNIT}:{unit.pk}", unit.name


def _against(found: Region) -> Choices:
    """I do not know, the plan, a routine, or a clause of one of the county's documents."""
    language = get_language()
    groups: Choices = [
        (word.value, word.label(language))
        for word in (rules.Against.UNSURE, rules.Against.PLAN, rules.Against.ROUTINE)
    ]
    by_document = groupby(found.clauses, key=lambda clause: clause.document)
    rows = {code: list(clauses) for code, clauses in by_document}
    for document in found.documents:
        clauses = rows.get(document.code, ())
        if clauses:
            options = [
                (f"{CLAUSE}:{document.code}:{row.id}", _clause(row.id, row.heading))
                for row in clauses
            ]
            groups.append((document.title, options))
    return groups


def _clause(number: str, heading: str) -> str:
    return heading if number in heading else f"{number} {heading}"


def _known(start: Start, parties: Iterable[Party], units: Sequence[Unit], found: Region) -> Known:
    return Known(
        child=start.child_names,
        people=tuple(name for name in start.guardian_names if name not in start.child_names),
        places=tuple(dict.fromkeys(unit.town for unit in units if unit.town)),
        units=tuple(unit.name for unit in units if unit.operation),
        allowed=(*(p.name for p in parties), *(o.name for o in found.operations)),
    )
