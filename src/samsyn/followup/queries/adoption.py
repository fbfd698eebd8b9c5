"""Which version of each agreement held on a day, and where did each party stand?"""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from samsyn.agreements.models import Agreement, AgreementParty, Treatment, Version
from samsyn.agreements.rules import (
    Adoption,
    Outcome,
    PartyAdoption,
    State,
    TreatmentFact,
    VersionFact,
    adoption_of,
)

HELD = (State.IN_FORCE.value, State.ENDED.value)
FOLLOWS = (Adoption.ADOPTED, Adoption.ADOPTED_WITH_CHANGE)


@dataclass(frozen=True)
class AgreementOn:
    """An agreement on a day."""

    agreement: Agreement
    in_force: Version | None
    parties: tuple[tuple[str, PartyAdoption], ...]


def agreements_on(
    region: str, on: dt.date, agreement: uuid.UUID | None = None
) -> list[AgreementOn]:
    """Every agreement of the county with what held of it; three statements, however many."""
    parties = AgreementParty.objects.filter(agreement=OuterRef("pk"))
    parties = parties.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    parties = parties.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    found = Agreement.objects.filter(region=region).order_by("name")
    if agreement is not None:
        found = found.filter(pk=agreement)
    found = found.annotate(
        party_rows=ArraySubquery(
            parties.order_by("party__name").values(
                row=JSONObject(code="party__code", name="party__name")
            )
        )
    )
    agreements = list(found)
    versions, treatments = defaultdict(list), defaultdict(list)
    for version in Version.objects.filter(agreement__in=agreements).order_by("number"):
        versions[version.agreement_id].append(version)
    rows = Treatment.objects.filter(version__agreement__in=agreements)
    for row in rows.select_related("party", "version").order_by("recorded_at", "id"):
        treatments[row.version.agreement_id].append(row)
    return [_on(a, versions[a.pk], treatments[a.pk], on) for a in agreements]


def _on(
    agreement: Agreement, versions: list[Version], rows: list[Treatment], on: dt.date
) -> AgreementOn:
    facts = [
        VersionFact(v.number, v.label, v.recommended_on, v.valid_from, v.adoption_is_known)
        for v in versions
        if v.state not in (State.DRAFT.value, State.REFERRAL.value, State.WITHDRAWN.value)
    ]
    treated = [
        TreatmentFact(
            row.party.code, row.version.number, Outcome(row.outcome), row.board, row.decided_on,
            row.paragraph, row.change,
        )
        for row in rows
    ]  # fmt: skip
    stands = []
    for party in agreement.party_rows:  # type: ignore[attr-defined]
        adoption = adoption_of(party["code"], facts, treated, on)
        if adoption is not None:
            stands.append((party["name"], adoption))
    in_force = next(
        (
            v
            for v in versions
            if v.state in HELD
            and v.valid_from is not None
            and v.valid_from <= on
            and (v.valid_to is None or v.valid_to > on)
        ),
        None,
    )
    return AgreementOn(agreement, in_force, tuple(stands))


def adoption_counts(region: str, on: dt.date) -> dict[uuid.UUID, tuple[int, int, str]]:
    """For each agreement: parties that follow the version asked about, all parties, its name."""
    return {
        row.agreement.pk: (
            sum(adoption.state in FOLLOWS for _name, adoption in row.parties),
            len(row.parties),
            row.parties[0][1].asked,
        )
        for row in agreements_on(region, on)
        if row.parties
    }
