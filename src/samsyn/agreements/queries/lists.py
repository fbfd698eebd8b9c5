"""Which agreements are there, one under another, and how far has each come?"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.models import Agreement, Review, Version
from samsyn.agreements.queries.adoption import AdoptionRow, adoption_maps
from samsyn.agreements.queries.agreement import ages_words
from samsyn.agreements.queries.rows import agreements_for, versions_for
from samsyn.agreements.queries.versions import is_in_force, state_words
from samsyn.foundation import clock
from samsyn.foundation.dates import dated


@dataclass(frozen=True)
class Coming:
    """A version on its way, with whose turn it is."""

    id: uuid.UUID
    label: str
    state: str
    state_label: str
    since_days: int
    answer_by: dt.date | None


@dataclass(frozen=True)
class AgreementLine:
    """An agreement in the list. `depth` is how far below the umbrella it lies."""

    id: uuid.UUID
    name: str
    depth: int
    ages: str
    local_party: str
    known: str
    version: str
    state_label: str
    coming: tuple[Coming, ...]
    adopted: int
    parties: int
    is_unknown: bool
    next_review: dt.date | None
    review_is_late: bool


def agreement_lines(actor: Actor) -> list[AgreementLine]:
    """The county's agreements, each below the one that it belongs under. Seven statements."""
    rows = list(agreements_for(actor).select_related("local_party"))
    today = clock.today()
    versions: dict[uuid.UUID, list[Version]] = {}
    for version in versions_for(actor).order_by("number"):
        versions.setdefault(version.agreement_id, []).append(version)
    reviewed: dict[uuid.UUID, dt.date] = {}
    for review in Review.objects.filter(version__agreement__region=actor.region).order_by("id"):
        latest = reviewed.get(review.version_id, review.reviewed_on)
        reviewed[review.version_id] = max(latest, review.reviewed_on)
    maps = adoption_maps([row.pk for row in rows], today)
    return [
        _line(row, depth, versions.get(row.pk, []), reviewed, maps.get(row.pk, ()), today)
        for row, depth in _ordered(rows)
    ]


def _ordered(rows: list[Agreement]) -> Iterator[tuple[Agreement, int]]:
    below: dict[uuid.UUID | None, list[Agreement]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)

    def walk(parent: uuid.UUID | None, depth: int) -> Iterator[tuple[Agreement, int]]:
        for row in below.get(parent, ()):
            yield row, depth
            yield from walk(row.pk, depth + 1)

    yield from walk(None, 0)


def _line(
    row: Agreement,
    depth: int,
    versions: list[Version],
    reviewed: dict[uuid.UUID, dt.date],
    adoption: tuple[AdoptionRow, ...],
    today: dt.date,
) -> AgreementLine:
    holds = next((version for version in versions if is_in_force(version, today)), None)
    review_on = rules.next_review(
        row.review_months, holds.valid_from if holds else None,
        reviewed.get(holds.pk) if holds else None,
    )  # fmt: skip
    return AgreementLine(
        id=row.pk,
        name=row.name,
        depth=min(depth, 3),
        ages=ages_words(row),
        local_party=row.local_party.name if row.local_party else "",
        known=dated(row.known_from, row.precision) if row.known_from else "",
        version=holds.label if holds else "",
        state_label=state_words(holds, today) if holds else "",
        coming=tuple(_coming(version, today) for version in versions if _is_coming(version, today)),
        adopted=sum(line.has_adopted for line in adoption),
        parties=len(adoption),
        is_unknown=bool(adoption) and all(r.state is rules.Adoption.UNKNOWN for r in adoption),
        next_review=review_on,
        review_is_late=review_on is not None and review_on < today,
    )


def _is_coming(version: Version, today: dt.date) -> bool:
    state = rules.State(version.state)
    if state is rules.State.IN_FORCE:
        return version.valid_from is not None and version.valid_from > today
    return state not in (rules.State.ENDED, rules.State.WITHDRAWN)


def _coming(version: Version, today: dt.date) -> Coming:
    return Coming(
        version.pk, version.label, version.state, state_words(version, today),
        max(0, (clock.now() - version.state_since).days), version.answer_by,
    )  # fmt: skip
