"""How is an agreement begun, written and sent out for comments?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.access import check_may_answer_for, check_may_write
from samsyn.agreements.models import Agreement, AgreementParty, Clause, Comment, Version
from samsyn.agreements.operations.steps import (
    advance,
    agreement_of,
    locked_version,
    note_step,
    party_of,
)
from samsyn.agreements.queries.rows import versions_for
from samsyn.agreements.queries.versions import clauses_mark
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.organisations.models import Party
from samsyn.regions.schema import Age, BadAge


@dataclass(frozen=True)
class AgreementFacts:
    """What an agreement is. `local_party` makes it a local document of that party."""

    name: str
    parent_id: uuid.UUID | None = None
    owner_arena: str = ""
    local_party_id: uuid.UUID | None = None
    ages_from: str = ""
    ages_to: str = ""
    review_months: int | None = None
    note: str = ""


@dataclass(frozen=True)
class VersionText:
    """What those who decide read first, and what makes a version pass further arenas."""

    label: str
    summary: str = ""
    for_children: str = ""
    has_cost: bool = False
    changes_responsibility: bool = False
    answer_by: dt.date | None = None


@dataclass(frozen=True)
class ClauseRow:
    """A numbered clause as it is written."""

    number: str
    heading: str
    text: str = ""


@operation
def new_agreement(facts: AgreementFacts, *, actor: Actor) -> Agreement:
    """Begin an agreement, one under another, or a local document of one party."""
    check_may_write(actor)
    _check_facts(facts)
    parent = agreement_of(facts.parent_id, actor) if facts.parent_id else None
    agreement = Agreement(region=actor.region, code=_free_code(facts.name, actor.region))
    _put(agreement, facts)
    agreement.parent, agreement.known_from = parent, clock.today()
    agreement.save()
    parties = Party.objects.filter(region=actor.region)
    if facts.local_party_id:
        parties = parties.filter(pk=facts.local_party_id)
    if not parties:
        raise Refused(_("Det finns ingen part att sluta den med."), field="local_party")
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, party=party) for party in parties.order_by("name")
    )
    record("agreement.begun", agreement, actor=actor)
    return agreement


@operation
def save_agreement(agreement_id: uuid.UUID, facts: AgreementFacts, *, actor: Actor) -> Agreement:
    """Change what an agreement is called, who owns it and how often it is reviewed."""
    check_may_write(actor)
    agreement = agreement_of(agreement_id, actor)
    _check_facts(facts)
    _put(agreement, facts)
    agreement.save()
    record("agreement.changed", agreement, actor=actor)
    return agreement


def _put(agreement: Agreement, facts: AgreementFacts) -> None:
    agreement.name, agreement.note = facts.name.strip(), facts.note.strip()
    agreement.owner_arena, agreement.review_months = facts.owner_arena, facts.review_months
    agreement.ages_from, agreement.ages_to = facts.ages_from.strip(), facts.ages_to.strip()
    agreement.local_party_id = facts.local_party_id


def _check_facts(facts: AgreementFacts) -> None:
    if not facts.name.strip():
        raise Refused(_("Skriv vad överenskommelsen heter."), field="name")
    ages = []
    for field in ("ages_from", "ages_to"):
        text = getattr(facts, field).strip()
        try:
            ages.append(Age.parse(text) if text else None)
        except BadAge:
            message = _("Skriv åldern som 4, 16,5 eller 8 mån.")
            raise Refused(message, field=field) from None
    if ages[0] is not None and ages[1] is not None and ages[1] <= ages[0]:
        raise Refused(_("Den övre åldern ska vara högre än den nedre."), field="ages_to")


def _free_code(name: str, region: str) -> str:
    stem = slugify(name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")))[:70] or "overenskommelse"
    taken = set(
        Agreement.objects.filter(region=region, code__startswith=stem).values_list(
            "code", flat=True
        )
    )
    codes = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)


@operation
def new_version(
    agreement_id: uuid.UUID,
    *,
    label: str,
    actor: Actor,
    built_on_id: uuid.UUID | None = None,
) -> Version:
    """Begin the next version, with the clauses of the one before it (or of what it builds on)."""
    check_may_write(actor)
    agreement = agreement_of(agreement_id, actor)
    if not label.strip():
        raise Refused(_("Skriv vad versionen ska heta."), field="label")
    latest = agreement.versions.order_by("-number").first()
    writable = [state.value for state in rules.WRITABLE]
    if latest is not None and latest.state in writable:
        raise NotPossible(
            _("Det finns redan en version som skrivs: %(label)s.") % {"label": latest.label},
            _("Skriv klart den, eller återta den först."),
        )
    built_on = None
    if agreement.local_party_id:
        built_on = latest.built_on if latest else None
        if built_on_id:
            built_on = versions_for(actor).filter(pk=built_on_id).first()
    version = Version.objects.create(
        agreement=agreement,
        number=latest.number + 1 if latest else 1,
        label=label.strip(),
        state=rules.LIFECYCLE.first.value,
        state_since=clock.now(),
        built_on=built_on,
    )
    _copy_clauses(_base(agreement, latest, built_on), version)
    note_step(version, "begin", actor=actor)
    return version


def _base(agreement: Agreement, latest: Version | None, built_on: Version | None) -> Version | None:
    withdrawn = rules.State.WITHDRAWN.value
    living = agreement.versions.exclude(state=withdrawn) if latest else None
    before = living.filter(clauses__isnull=False).order_by("-number").first() if living else None
    return before or built_on


def _copy_clauses(source: Version | None, version: Version) -> None:
    if source is not None:
        Clause.objects.bulk_create(
            Clause(
                version=version, place=row.place, number=row.number, heading=row.heading,
                text=row.text,
            )
            for row in source.clauses.order_by("place")
        )  # fmt: skip


@operation
def save_version(version_id: uuid.UUID, text: VersionText, *, actor: Actor) -> Version:
    """Save what is said about the version, while it may still be written."""
    version = _writable(version_id, actor)
    if not text.label.strip():
        raise Refused(_("Skriv vad versionen heter."), field="label")
    version.label, version.summary = text.label.strip(), text.summary.strip()
    version.for_children, version.answer_by = text.for_children.strip(), text.answer_by
    version.has_cost, version.changes_responsibility = text.has_cost, text.changes_responsibility
    version.save()
    record("version.written", version, actor=actor)
    return version


@operation
def save_clauses(
    version_id: uuid.UUID, rows: Sequence[ClauseRow], *, mark: str = "", actor: Actor
) -> Version:
    """Let the version have these clauses, in this order.

    `mark` is ``clauses_mark`` of what was read; when others have written since, nothing is saved.
    """
    version = _writable(version_id, actor)
    standing = list(version.clauses.order_by("place"))
    if mark and mark != clauses_mark(standing):
        raise Changed(
            _("Någon annan har sparat texten sedan du öppnade den. Inget är sparat."),
            _("Öppna sidan i en annan flik, och för in din ändring i den nya texten."),
        )
    _check_rows(rows)
    numbers = [row.number.strip() for row in rows]
    version.clauses.exclude(number__in=numbers).delete()
    left = {row.number: row for row in standing}
    for place, row in enumerate(rows):
        clause = left.get(row.number.strip()) or Clause(version=version, number=row.number.strip())
        clause.place, clause.heading, clause.text = place, row.heading.strip(), row.text.strip()
        clause.save()
    record("version.clauses_written", version, actor=actor)
    return version


def _check_rows(rows: Sequence[ClauseRow]) -> None:
    seen: set[str] = set()
    for row in rows:
        number = row.number.strip()
        if not number or not row.heading.strip():
            raise Refused(_("Varje punkt behöver ett nummer och en rubrik."))
        if number in seen:
            raise Refused(_("Två punkter har numret %(number)s.") % {"number": number})
        seen.add(number)


def _writable(version_id: uuid.UUID, actor: Actor) -> Version:
    check_may_write(actor)
    version = locked_version(version_id, actor)
    if rules.State(version.state) not in rules.WRITABLE:
        raise NotPossible(
            _("Texten är stängd: versionen har lämnat skrivbordet."),
            _("Börja en ny version om något ska ändras."),
        )
    return version


@operation
def refer(version_id: uuid.UUID, *, answer_by: dt.date, actor: Actor) -> Version:
    """Send the draft to the parties for comments, to be answered by a day."""
    check_may_write(actor)
    version = locked_version(version_id, actor)
    if answer_by <= clock.today():
        raise Refused(
            _("Välj en dag längre fram, så att parterna hinner svara."), field="answer_by"
        )
    if not version.clauses.exists():
        raise NotPossible(_("Versionen har ingen text än."), _("Skriv in punkterna först."))
    version.answer_by = answer_by
    advance(version, "refer", actor=actor)
    return version


@operation
def rework(version_id: uuid.UUID, *, why: str, actor: Actor) -> Version:
    """Take the version back to the writing table."""
    check_may_write(actor)
    version = locked_version(version_id, actor)
    if not why.strip():
        raise Refused(_("Skriv varför texten ska skrivas om."), field="why")
    take_back(version, why.strip(), actor)
    return version


def take_back(version: Version, why: str, actor: Actor) -> None:
    """To draft again; what arenas said of the earlier text no longer counts."""
    if version.treatments.exists():
        raise NotPossible(
            _("En part har redan beslutat om versionen. Texten kan inte ändras."),
            _("Börja en ny version i stället."),
        )
    version.recommended_on, version.recommended_by = None, ""
    version.recommended_paragraph, version.answer_by = "", None
    advance(version, "rework", actor=actor, why=why)


@operation
def comment(version_id: uuid.UUID, *, party_id: uuid.UUID, text: str, actor: Actor) -> Comment:
    """A party's answer while the version is out for comments."""
    version = locked_version(version_id, actor)
    check_may_answer_for(party_id, actor)
    party = party_of(version, party_id)
    if version.state != rules.State.REFERRAL.value:
        raise NotPossible(_("Versionen är inte på remiss."))
    if not text.strip():
        raise Refused(_("Skriv vad ni vill säga."), field="text")
    row = Comment.objects.create(
        version=version, party=party, text=text.strip(), given_on=clock.today(),
        by=actor.assignment_id,
    )  # fmt: skip
    record("version.commented", version, actor=actor)
    return row
