"""Which rows may an actor meet, and what holds on a day?"""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.models import Agreement, AgreementParty, Treatment, Version
from samsyn.regions import RegionError, region

SENT = [state.value for state in rules.SENT]
DECIDED = [state.value for state in rules.DECIDED]


def agreements_for(actor: Actor) -> QuerySet[Agreement]:
    """The county's agreements, by name."""
    return Agreement.objects.filter(region=actor.region).order_by("name")


def versions_for(actor: Actor) -> QuerySet[Version]:
    """Every version of the county's agreements."""
    return Version.objects.filter(agreement__region=actor.region).select_related("agreement")


def version_in_force(agreement: Agreement, on: dt.date) -> Version | None:
    """The version in force on a day. The database sees to it that there are never two."""
    return in_force(agreement.versions.all(), on).first()


def in_force(versions: QuerySet[Version], on: dt.date) -> QuerySet[Version]:
    """Those of the versions that are in force on a day."""
    living = versions.filter(state__in=DECIDED, valid_from__lte=on)
    return living.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("-number")


def parties_of(agreement_id: uuid.UUID, on: dt.date) -> QuerySet[AgreementParty]:
    """The agreement's parties on a day, with the party loaded, by name."""
    rows = AgreementParty.objects.filter(agreement_id=agreement_id)
    rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return rows.select_related("party").order_by("party__name")


def version_fact(version: Version) -> rules.VersionFact:
    """A sent version as the adoption rule needs it."""
    return rules.VersionFact(
        number=version.number,
        label=version.label,
        recommended_on=version.recommended_on,
        valid_from=version.valid_from,
        adoption_is_known=version.adoption_is_known,
    )


def treatment_fact(row: Treatment, number: int, party: str) -> rules.TreatmentFact:
    """A decision as the adoption rule needs it."""
    return rules.TreatmentFact(
        party=party,
        number=number,
        outcome=rules.Outcome(row.outcome),
        board=row.board,
        decided_on=row.decided_on,
        paragraph=row.paragraph,
        change=row.change,
        key=str(row.pk),
        corrects=str(row.corrects_id or ""),
    )


def arena_name(code: str, arena: str) -> str:
    """What the county calls an arena; its code when the package does not know it."""
    if not arena:
        return ""
    try:
        rows = region(code).arenas
    except RegionError:
        return arena
    return next((row.name for row in reversed(rows) if row.code == arena), arena)


def arena_choices(code: str) -> list[tuple[str, str]]:
    """The county's arenas to choose from."""
    return [(row.code, row.name) for row in region(code).arenas]
