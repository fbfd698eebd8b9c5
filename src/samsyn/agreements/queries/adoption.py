"""Who has adopted what, since when? For the pages, the open site and the command line."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.agreements import rules
from samsyn.agreements.models import Agreement, AgreementParty, Treatment, Version
from samsyn.agreements.queries.rows import SENT, treatment_fact, version_fact


@dataclass(frozen=True)
class AdoptionRow:
    """Where a party stands. `version` is the one that it follows, '' when none is known."""

    code: str
    name: str
    state: rules.Adoption
    board: str
    date: dt.date | None
    paragraph: str
    version: str
    change: str
    asked: str

    @property
    def label(self) -> str:
        """The state in the reader's language."""
        return self.state.label(get_language())

    @property
    def party(self) -> str:
        """The party's code."""
        return self.code

    @property
    def has_adopted(self) -> bool:
        """Whether the party has adopted the version that was asked about."""
        return self.state in (rules.Adoption.ADOPTED, rules.Adoption.ADOPTED_WITH_CHANGE)

    @property
    def is_waited_for(self) -> bool:
        """Whether it is the party's turn."""
        return self.state in (rules.Adoption.WAITING, rules.Adoption.OLDER)


def adoption_rows(region: str, code: str, on: dt.date) -> list[AdoptionRow]:
    """Where each party of the agreement stands on a day; nothing before any version was sent.

    Raises ``LookupError`` for an agreement that the county does not have.
    """
    agreement = Agreement.objects.filter(region=region, code=code).first()
    if agreement is None:
        raise LookupError(f"{region} has no agreement {code!r}")
    return list(adoption_maps([agreement.pk], on).get(agreement.pk, ()))


def adoption_maps(
    ids: Collection[uuid.UUID], on: dt.date
) -> Mapping[uuid.UUID, tuple[AdoptionRow, ...]]:
    """The same for several agreements, by identity. Three statements, however many."""
    versions = list(Version.objects.filter(agreement__in=ids, state__in=SENT).order_by("number"))
    parties = AgreementParty.objects.filter(agreement__in=ids).select_related("party")
    treatments = Treatment.objects.filter(version__agreement__in=ids).order_by("recorded_at", "id")
    return maps_from(versions, parties.order_by("party__name"), treatments, on)


def maps_from(
    versions: Collection[Version],
    parties: Iterable[AgreementParty],
    treatments: Iterable[Treatment],
    on: dt.date,
) -> dict[uuid.UUID, tuple[AdoptionRow, ...]]:
    """The maps out of rows that are loaded already."""
    found: dict[uuid.UUID, list[AdoptionRow]] = {}
    by_id = {version.pk: version for version in versions}
    decided: dict[uuid.UUID, list[tuple[uuid.UUID, rules.TreatmentFact]]] = {}
    for row in treatments:
        if row.version_id in by_id:
            version = by_id[row.version_id]
            fact = treatment_fact(row, version.number, str(row.party_id))
            decided.setdefault(version.agreement_id, []).append((row.party_id, fact))
    facts: dict[uuid.UUID, list[rules.VersionFact]] = {}
    for version in versions:
        facts.setdefault(version.agreement_id, []).append(version_fact(version))
    for place in parties:
        if not _is_party_on(place, on):
            continue
        own = [f for party, f in decided.get(place.agreement_id, ()) if party == place.party_id]
        stands = rules.adoption_of(str(place.party_id), facts.get(place.agreement_id, ()), own, on)
        if stands is not None:
            found.setdefault(place.agreement_id, []).append(_row(place, stands))
    return {key: tuple(rows) for key, rows in found.items()}


def _row(place: AgreementParty, stands: rules.PartyAdoption) -> AdoptionRow:
    return AdoptionRow(
        code=place.party.code,
        name=place.party.name,
        state=stands.state,
        board=stands.board,
        date=stands.decided_on,
        paragraph=stands.paragraph,
        version=stands.version,
        change=stands.change,
        asked=stands.asked,
    )


def _is_party_on(place: AgreementParty, on: dt.date) -> bool:
    after_start = place.valid_from is None or place.valid_from <= on
    return after_start and (place.valid_to is None or on < place.valid_to)
