"""What have the parties agreed, which version holds, and who has adopted what since when?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from samsyn.agreements.models import (
    Agreement,
    AgreementParty,
    Signature,
    Treatment,
    Version,
)
from samsyn.agreements.queries import AdoptionRow, clause_lines, is_in_force
from samsyn.agreements.queries.adoption import maps_from
from samsyn.agreements.queries.rows import SENT
from samsyn.agreements.queries.versions import ClauseLine
from samsyn.agreements.rules import Adoption, PassageOutcome, ReviewOutcome, State
from samsyn.foundation.dates import dated
from samsyn.governance.models import Arena
from samsyn.public.queries.counties import said, section
from samsyn.regions.schema import Region

TAGS = {
    Adoption.ADOPTED: ("done", "check"),
    Adoption.ADOPTED_WITH_CHANGE: ("done", "edit"),
    Adoption.REJECTED: ("late", "cross"),
    Adoption.OLDER: ("wait", "clock"),
    Adoption.WAITING: ("wait", "clock"),
    Adoption.UNKNOWN: ("", "info"),
}


@dataclass(frozen=True)
class AdoptionLine:
    """Where a party stands, with how it is marked."""

    row: AdoptionRow

    @property
    def decided_by(self) -> str:
        """The board and its section."""
        return ", ".join(filter(None, (self.row.board, section(self.row.paragraph))))

    @property
    def tag(self) -> str:
        return TAGS[self.row.state][0]

    @property
    def icon(self) -> str:
        return TAGS[self.row.state][1]


@dataclass(frozen=True)
class VersionLine:
    """A version in the history."""

    number: int
    label: str
    state: str
    began: str
    valid_from: dt.date | None
    precision: str
    ended: dt.date | None
    recommended_on: dt.date | None
    recommended_by: str
    paragraph: str
    summary: str
    for_children: str
    note: str
    holds: bool


@dataclass(frozen=True)
class AgreementLine:
    """An agreement with the version that holds on the day, and where each party stands."""

    code: str
    name: str
    parent: str
    parent_name: str
    owner_arena: str
    local_party: str
    in_force: VersionLine | None
    asked: str
    adoptions: tuple[AdoptionLine, ...]
    known_since: str = ""

    @property
    def adopted_count(self) -> int:
        return sum(line.row.has_adopted for line in self.adoptions)

    @property
    def is_adoption_known(self) -> bool:
        return any(line.row.state is not Adoption.UNKNOWN for line in self.adoptions)


@dataclass(frozen=True)
class AgreementGroup:
    """An umbrella agreement with those under it."""

    head: AgreementLine
    below: tuple[AgreementLine, ...]


@dataclass(frozen=True)
class Word:
    """What an arena, an office or a review said of a version."""

    version: str
    who: str
    what: str
    on: dt.date
    paragraph: str


@dataclass(frozen=True)
class AgreementPage:
    """Everything open about one agreement. `text_of` is the version whose text is shown."""

    line: AgreementLine
    note: str
    source: str
    owner: str
    clauses: tuple[ClauseLine, ...]
    text_of: str
    text_holds: bool
    versions: tuple[VersionLine, ...]
    passages: tuple[Word, ...]
    signatures: tuple[Word, ...]
    reviews: tuple[Word, ...]
    below: tuple[tuple[str, str], ...]


def agreement_lines(county: Region, on: dt.date) -> list[AgreementLine]:
    """Every agreement of a county that is open, by name."""
    return [_line(row, on) for row in _shelf(county.code).order_by("name")]


def open_agreements(region: str) -> QuerySet[Agreement]:
    """Agreements that a source knows, or with a version that has left the writing table."""
    shown = Version.objects.filter(agreement=OuterRef("pk"), state__in=SENT)
    return Agreement.objects.filter(Q(known_from__isnull=False) | Exists(shown), region=region)


def agreement_groups(county: Region, on: dt.date) -> tuple[AgreementGroup, ...]:
    """Umbrella agreements, each with those under it."""
    lines = agreement_lines(county, on)
    codes = {line.code for line in lines}
    heads = [line for line in lines if line.parent not in codes]
    return tuple(
        AgreementGroup(head, tuple(line for line in lines if line.parent == head.code))
        for head in heads
    )


def agreement_page(county: Region, code: str, on: dt.date) -> AgreementPage | None:
    """One agreement; None when there is none or nothing of it has left the writing table."""
    row = _shelf(county.code).filter(code=code).first()
    if row is None:
        return None
    line = _line(row, on)
    versions = list(row.versions.all())
    shown = _in_force(versions, on) or (versions[-1] if versions else None)
    arenas = {arena.code: arena.name for arena in Arena.objects.filter(region=county.code)}
    labels = {version.pk: version.label for version in versions}
    return AgreementPage(
        line=line,
        note=row.note,
        source=row.source,
        owner=arenas.get(row.owner_arena, ""),
        clauses=clause_lines(list(shown.clauses.order_by("place"))) if shown else (),
        text_of=shown.label if shown else "",
        text_holds=line.in_force is not None,
        versions=tuple(_version(version, on, arenas) for version in reversed(versions)),
        passages=tuple(
            Word(
                version.label,
                arenas.get(said_by.arena, said_by.arena),
                said(PassageOutcome(said_by.outcome)),
                said_by.decided_on,
                section(said_by.paragraph),
            )
            for version in versions
            for said_by in version.passages.all()
        ),
        signatures=tuple(
            Word(labels[signed.version_id], signed.party.name, signed.office, signed.signed_on, "")
            for version in versions
            for signed in version.signatures.all()
        ),
        reviews=tuple(
            Word(
                version.label,
                said(ReviewOutcome(review.outcome)),
                review.text,
                review.reviewed_on,
                section(review.paragraph),
            )
            for version in versions
            for review in version.reviews.all()
        ),
        below=tuple(
            (child.code, child.name)
            for child in open_agreements(county.code).filter(parent=row).order_by("name")
        ),
    )


def _shelf(region: str) -> QuerySet[Agreement]:
    """Agreements with all that a line needs, in a constant number of statements."""
    versions = Version.objects.order_by("number").prefetch_related(
        Prefetch(
            "treatments", Treatment.objects.order_by("recorded_at", "pk").select_related("party")
        ),
        "passages",
        "reviews",
        Prefetch("signatures", Signature.objects.select_related("party").order_by("signed_on")),
    )
    return (
        open_agreements(region)
        .select_related("parent", "local_party")
        .prefetch_related(
            Prefetch("versions", versions),
            Prefetch(
                "parties",
                AgreementParty.objects.select_related("party").order_by("party__name"),
            ),
        )
    )


def _line(row: Agreement, on: dt.date) -> AgreementLine:
    versions = list(row.versions.all())
    held = _in_force(versions, on)
    adoptions = _adoptions(row, versions, on)
    return AgreementLine(
        code=row.code,
        name=row.name,
        parent=row.parent.code if row.parent else "",
        parent_name=row.parent.name if row.parent else "",
        owner_arena=row.owner_arena,
        local_party=row.local_party.name if row.local_party else "",
        in_force=_version(held, on, {}) if held else None,
        asked=adoptions[0].row.asked if adoptions else "",
        adoptions=adoptions,
        known_since=dated(row.known_from, row.precision) if row.known_from else "",
    )


def _adoptions(row: Agreement, versions: list[Version], on: dt.date) -> tuple[AdoptionLine, ...]:
    treatments = [treatment for version in versions for treatment in version.treatments.all()]
    found = maps_from(versions, row.parties.all(), treatments, on)
    return tuple(AdoptionLine(line) for line in found.get(row.pk, ()))


def _in_force(versions: Iterable[Version], on: dt.date) -> Version | None:
    return next((version for version in versions if is_in_force(version, on)), None)


def _version(version: Version, on: dt.date, arenas: dict[str, str]) -> VersionLine:
    holds = is_in_force(version, on)
    return VersionLine(
        number=version.number,
        label=version.label,
        state=_("Gäller") if holds else said(State(version.state)),
        began=dated(version.valid_from, version.precision) if version.valid_from else "",
        valid_from=version.valid_from,
        precision=version.precision,
        ended=version.valid_to,
        recommended_on=version.recommended_on,
        recommended_by=arenas.get(version.recommended_by, version.recommended_by),
        paragraph=section(version.recommended_paragraph),
        summary=version.summary,
        for_children=version.for_children,
        note=version.note,
        holds=holds,
    )
