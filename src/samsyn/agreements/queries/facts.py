"""What happened to the county's agreements in a period? Frozen facts for the yearly report."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from samsyn.agreements import rules
from samsyn.agreements.models import Review, Treatment, Version
from samsyn.agreements.queries.rows import DECIDED, SENT, arena_name, treatment_fact


@dataclass(frozen=True)
class AgreementFact:
    """One thing that happened. `who` is an arena or a party, by name; `code` the agreement's."""

    kind: rules.EventKind
    on: dt.date
    precision: str
    code: str
    agreement: str
    version: str
    version_id: uuid.UUID
    owner_arena: str
    who: str = ""
    paragraph: str = ""
    text: str = ""


def agreement_facts(region: str, start: dt.date, end: dt.date) -> tuple[AgreementFact, ...]:
    """Made, revised, recommended, adopted by whom, reviewed, ended; from `start`, before `end`.

    A decision that was corrected afterwards counts as corrected. In the order of their days.
    """
    rows = Version.objects.filter(agreement__region=region, state__in=SENT)
    versions = list(rows.select_related("agreement").order_by("agreement__name", "number"))
    followed = {(row.agreement_id, row.valid_from) for row in versions if row.state in DECIDED}
    found = [
        fact
        for version in versions
        for fact in _of_version(
            region, version, (version.agreement_id, version.valid_to) in followed
        )
    ]
    found += _of_treatments(region)
    found += _of_reviews(region)
    within = (fact for fact in found if start <= fact.on < end)
    return tuple(sorted(within, key=lambda fact: (fact.on, fact.agreement, fact.version)))


def _fact(
    version: Version,
    kind: rules.EventKind,
    on: dt.date,
    precision: str = "day",
    **more: str,
) -> AgreementFact:
    return AgreementFact(
        kind=kind, on=on, precision=precision, code=version.agreement.code,
        agreement=version.agreement.name, version=version.label, version_id=version.pk,
        owner_arena=version.agreement.owner_arena, **more,
    )  # fmt: skip


def _of_version(region: str, version: Version, is_followed: bool) -> Iterator[AgreementFact]:
    kind = rules.EventKind
    if version.recommended_on:
        yield _fact(
            version, kind.RECOMMENDED, version.recommended_on,
            who=arena_name(region, version.recommended_by),
            paragraph=version.recommended_paragraph,
        )  # fmt: skip
    if version.state in DECIDED and version.valid_from:
        entered = kind.MADE if version.number == 1 else kind.REVISED
        yield _fact(version, entered, version.valid_from, version.precision, text=version.summary)
    if version.state in DECIDED and version.valid_to and not is_followed:
        yield _fact(version, kind.ENDED, version.valid_to, version.to_precision)


def _of_treatments(region: str) -> Iterator[AgreementFact]:
    rows = Treatment.objects.filter(version__agreement__region=region)
    by_key = {
        str(row.pk): row
        for row in rows.select_related("version__agreement", "party").order_by("recorded_at", "id")
    }
    facts = [treatment_fact(r, r.version.number, str(r.party_id)) for r in by_key.values()]
    for fact in rules.standing(facts):
        row = by_key[fact.key]
        yield _fact(
            row.version, rules.EventKind(fact.outcome.value), fact.decided_on,
            who=f"{row.party.name} ({row.board})" if row.board else row.party.name,
            paragraph=row.paragraph, text=row.change,
        )  # fmt: skip


def _of_reviews(region: str) -> Iterator[AgreementFact]:
    rows = Review.objects.filter(version__agreement__region=region)
    for row in rows.select_related("version__agreement").order_by("id"):
        outcome = rules.ReviewOutcome(row.outcome)
        yield _fact(
            row.version, rules.EventKind.REVIEWED, row.reviewed_on,
            who=arena_name(region, row.arena), paragraph=row.paragraph,
            text=f"{outcome.sv}. {row.text}",
        )  # fmt: skip
