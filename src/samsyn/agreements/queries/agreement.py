"""What does an agreement's page show: the version in force, the history and who has adopted?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.agreements import rules
from samsyn.agreements.models import Agreement, Review, Treatment, Version
from samsyn.agreements.queries.actions import Action, actions_for
from samsyn.agreements.queries.adoption import AdoptionRow, maps_from
from samsyn.agreements.queries.rows import (
    SENT,
    agreements_for,
    arena_name,
    in_force,
    parties_of,
    versions_for,
)
from samsyn.agreements.queries.versions import is_in_force, state_words
from samsyn.foundation import clock
from samsyn.foundation.dates import dated
from samsyn.regions.schema import Age, AgeInterval
from samsyn.responsibilities.rules import span_words


@dataclass(frozen=True)
class VersionLine:
    """A version in the history line."""

    id: uuid.UUID
    label: str
    state: str
    state_label: str
    is_in_force: bool
    is_waiting: bool
    recommended: str
    note: str
    before: uuid.UUID | None


@dataclass(frozen=True)
class ReviewLine:
    """A yearly review."""

    on: dt.date
    outcome: str
    text: str
    version: str
    arena: str
    paragraph: str


@dataclass(frozen=True)
class AgreementPage:
    """Everything about one agreement."""

    id: uuid.UUID
    code: str
    name: str
    ages: str
    owner: str
    local_party: str
    note: str
    source: str
    known: str
    parent: tuple[uuid.UUID, str] | None
    children: tuple[tuple[uuid.UUID, str, str], ...]
    in_force: VersionLine | None
    versions: tuple[VersionLine, ...]
    adoption: tuple[AdoptionRow, ...]
    asked: str
    adopted: int
    reviews: tuple[ReviewLine, ...]
    next_review: dt.date | None
    review_is_late: bool
    review_months: int | None
    actions: tuple[Action, ...]
    has_training: bool
    may_write: bool
    newer_base: tuple[uuid.UUID, str] | None


def agreement_page(actor: Actor, agreement_id: uuid.UUID) -> AgreementPage | None:
    """The agreement as the actor meets it, or None."""
    rows = agreements_for(actor).select_related("parent", "local_party")
    agreement = rows.filter(pk=agreement_id).first()
    if agreement is None:
        return None
    today, may_write = clock.today(), actor.may(Permission.AGREEMENT_WRITE)
    versions = list(
        versions_for(actor).filter(agreement=agreement).select_related("built_on")
        .order_by("number")
    )  # fmt: skip
    places = list(parties_of(agreement.pk, today))
    treatments = Treatment.objects.filter(version__agreement=agreement).order_by(
        "recorded_at", "id"
    )
    sent = [row for row in versions if row.state in SENT]
    adoption = maps_from(sent, places, treatments, today).get(agreement.pk, ())
    reviews = list(
        Review.objects.filter(version__agreement=agreement).select_related("version")
        .order_by("-reviewed_on", "-id")
    )  # fmt: skip
    holds = next((row for row in versions if is_in_force(row, today)), None)
    lines = tuple(_lines(actor.region, versions, today))
    review_on = rules.next_review(
        agreement.review_months, holds.valid_from if holds else None,
        max((r.reviewed_on for r in reviews if holds and r.version_id == holds.pk), default=None),
    )  # fmt: skip
    return AgreementPage(
        id=agreement.pk,
        code=agreement.code,
        name=agreement.name,
        ages=ages_words(agreement),
        owner=arena_name(actor.region, agreement.owner_arena),
        local_party=agreement.local_party.name if agreement.local_party else "",
        note=agreement.note,
        source=agreement.source,
        known=dated(agreement.known_from, agreement.precision) if agreement.known_from else "",
        parent=(agreement.parent.pk, agreement.parent.name) if agreement.parent else None,
        children=tuple(
            (row.pk, row.name, row.local_party.name if row.local_party else "")
            for row in agreements_for(actor).filter(parent=agreement).select_related("local_party")
        ),
        in_force=next((line for line in lines if line.is_in_force), None),
        versions=tuple(reversed(lines)),
        adoption=adoption,
        asked=adoption[0].asked if adoption else "",
        adopted=sum(row.has_adopted for row in adoption),
        reviews=tuple(_review(actor.region, row) for row in reviews),
        next_review=review_on,
        review_is_late=review_on is not None and review_on < today,
        review_months=agreement.review_months,
        actions=_actions(versions, actor, is_party=actor.party_id in {p.party_id for p in places}),
        has_training=agreement.has_training and holds is not None,
        may_write=may_write,
        newer_base=_newer_base(holds or (versions[-1] if versions else None), today),
    )


def _actions(versions: list[Version], actor: Actor, *, is_party: bool) -> tuple[Action, ...]:
    """What can be done with the newest version that is still alive."""
    living = [v for v in versions if v.state != rules.State.WITHDRAWN.value]
    return actions_for(living[-1], actor, is_party=is_party)[:1] if living else ()


def _newer_base(version: Version | None, today: dt.date) -> tuple[uuid.UUID, str] | None:
    if version is None or version.built_on is None:
        return None
    rows = in_force(Version.objects.filter(agreement_id=version.built_on.agreement_id), today)
    newer = rows.filter(number__gt=version.built_on.number).select_related("agreement").first()
    return (newer.pk, str(newer)) if newer else None


def _lines(region: str, versions: list[Version], today: dt.date) -> list[VersionLine]:
    lines, before = [], None
    for row in versions:
        recommended = ""
        if row.recommended_on:
            arena = arena_name(region, row.recommended_by)
            words = {"day": dated(row.recommended_on, "day"), "arena": arena}
            recommended = (
                _("rekommenderad %(day)s av %(arena)s") if arena else _("rekommenderad %(day)s")
            ) % words
            if row.recommended_paragraph:
                recommended += f", § {row.recommended_paragraph.lstrip('§ ')}"
        lines.append(
            VersionLine(
                id=row.pk,
                label=row.label,
                state=row.state,
                state_label=state_words(row, today),
                is_in_force=is_in_force(row, today),
                is_waiting=rules.State(row.state) not in (*rules.DECIDED, rules.State.WITHDRAWN),
                recommended=recommended,
                note=row.note,
                before=before,
            )
        )
        if row.state != rules.State.WITHDRAWN.value:
            before = row.pk
    return lines


def _review(region: str, row: Review) -> ReviewLine:
    return ReviewLine(
        on=row.reviewed_on,
        outcome=rules.ReviewOutcome(row.outcome).label(get_language()),
        text=row.text,
        version=row.version.label,
        arena=arena_name(region, row.arena),
        paragraph=row.paragraph,
    )


def ages_words(agreement: Agreement) -> str:
    """The ages that the agreement concerns, as they are said; empty when it does not say."""
    if not agreement.ages_from and not agreement.ages_to:
        return ""
    bounds = (agreement.ages_from, agreement.ages_to)
    start, end = (Age.parse(text) if text else None for text in bounds)
    return span_words(AgeInterval(start, end), get_language() or "sv")
