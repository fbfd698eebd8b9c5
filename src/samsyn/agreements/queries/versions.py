"""What does a version's page show: text, way, what the arenas and the parties have said?"""

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.models import AgreementParty, Clause, Comment, Treatment, Version
from samsyn.agreements.queries.actions import Action, actions_for
from samsyn.agreements.queries.adoption import AdoptionRow, maps_from
from samsyn.agreements.queries.passing import passage_of
from samsyn.agreements.queries.path import Step, path_steps
from samsyn.agreements.queries.rows import SENT, arena_name, in_force, parties_of, versions_for
from samsyn.agreements.queries.wording import change_words
from samsyn.foundation import clock
from samsyn.foundation.dates import dated
from samsyn.responsibilities.queries import county


@dataclass(frozen=True)
class ClauseLine:
    """A clause with its stable place on the page."""

    number: str
    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class ArenaLine:
    """An arena on the version's way."""

    arena: str
    state: rules.Passed
    label: str
    said: str
    on: dt.date | None
    paragraph: str


@dataclass(frozen=True)
class DecisionLine:
    """A party's decision on this version. `is_corrected`: a later record puts it right."""

    id: uuid.UUID
    party_id: uuid.UUID
    party: str
    outcome: str
    label: str
    board: str
    on: dt.date
    paragraph: str
    change: str
    clauses: tuple[str, ...]
    why: str
    corrects: bool
    is_corrected: bool


@dataclass(frozen=True)
class PartyLine:
    """A party to choose, with what it has said of this version and whether it has signed."""

    id: uuid.UUID
    name: str
    is_own: bool
    has_decided: bool
    signed_on: dt.date | None
    office: str
    reminded_on: dt.date | None
    has_commented: bool


@dataclass(frozen=True)
class VersionPage:
    """Everything about one version."""

    id: uuid.UUID
    agreement_id: uuid.UUID
    agreement: str
    label: str
    number: int
    state: str
    state_label: str
    state_days: int
    summary: str
    for_children: str
    note: str
    source: str
    has_cost: bool
    changes_responsibility: bool
    recommended_on: dt.date | None
    recommended_by: str
    recommended_paragraph: str
    answer_by: dt.date | None
    valid_from: dt.date | None
    precision: str
    valid_to: dt.date | None
    is_in_force: bool
    is_writable: bool
    clauses: tuple[ClauseLine, ...]
    mark: str
    steps: tuple[Step, ...]
    arenas: tuple[ArenaLine, ...]
    decisions: tuple[DecisionLine, ...]
    parties: tuple[PartyLine, ...]
    adoption: tuple[AdoptionRow, ...]
    comments: tuple[tuple[str, dt.date, str], ...]
    trial: dict[str, Any] | None
    changes: tuple[str, ...]
    written: tuple[dict[str, Any], ...]
    built_on: tuple[uuid.UUID, str] | None
    newer_base: tuple[uuid.UUID, str] | None
    others: tuple[tuple[uuid.UUID, str], ...]
    actions: tuple[Action, ...]
    local_party: str

    @property
    def waiting(self) -> tuple[PartyLine, ...]:
        """Parties whose turn it is to decide."""
        return tuple(row for row in self.parties if not row.has_decided)

    @property
    def arenas_left(self) -> tuple[ArenaLine, ...]:
        """Arenas that have yet to say yes."""
        return tuple(row for row in self.arenas if row.state is not rules.Passed.DONE)


def clauses_mark(rows: Sequence[Clause]) -> str:
    """A short mark of a text, to find out whether somebody has written since it was read."""
    text = "\x1e".join(f"{row.number}\x1f{row.heading}\x1f{row.text}" for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def anchor(number: str) -> str:
    """The place of a clause on its page: §3.3.1 is ``p-3-3-1``."""
    return "p-" + re.sub(r"[^0-9A-Za-zÅÄÖåäö]+", "-", number).strip("-").lower()


def clause_lines(rows: Sequence[Clause]) -> tuple[ClauseLine, ...]:
    """Clauses as shown."""
    return tuple(ClauseLine(row.number, anchor(row.number), row.heading, row.text) for row in rows)


def version_page(actor: Actor, version_id: uuid.UUID) -> VersionPage | None:
    """The version as the actor meets it, or None."""
    rows = versions_for(actor).select_related(
        "agreement__local_party", "built_on__agreement", "agreement__parent"
    )
    version = rows.filter(pk=version_id).first()
    if version is None:
        return None
    today, language = clock.today(), get_language() or "sv"
    siblings = list(versions_for(actor).filter(agreement=version.agreement).order_by("number"))
    places = list(parties_of(version.agreement_id, today))
    treatments = list(_treatments(version))
    words, moves = list(version.passages.order_by("id")), list(version.steps.order_by("id"))
    comments = list(version.comments.select_related("party").order_by("id"))
    sent = [row for row in siblings if row.state in SENT]
    arenas = passage_of(version, words=words, steps=moves)
    clauses = list(version.clauses.order_by("place"))
    state = rules.State(version.state)
    parties = _parties(version, places, treatments, comments, actor)
    adoption = maps_from(sent, places, [t for t in treatments if t.version_id], today)
    return VersionPage(
        id=version.pk,
        agreement_id=version.agreement_id,
        agreement=version.agreement.name,
        label=version.label,
        number=version.number,
        state=state.value,
        state_label=state_words(version, today),
        state_days=max(0, (clock.now() - version.state_since).days),
        summary=version.summary,
        for_children=version.for_children,
        note=version.note,
        source=version.source,
        has_cost=version.has_cost,
        changes_responsibility=version.changes_responsibility,
        recommended_on=version.recommended_on,
        recommended_by=arena_name(actor.region, version.recommended_by),
        recommended_paragraph=version.recommended_paragraph,
        answer_by=version.answer_by,
        valid_from=version.valid_from,
        precision=version.precision,
        valid_to=version.valid_to,
        is_in_force=is_in_force(version, today),
        is_writable=state in rules.WRITABLE,
        clauses=clause_lines(clauses),
        mark=clauses_mark(clauses),
        steps=path_steps(version, moves, today),
        arenas=tuple(_arena(actor.region, step, language) for step in arenas),
        decisions=_decisions(version, treatments, language),
        parties=parties,
        adoption=adoption.get(version.agreement_id, ()),
        comments=tuple((row.party.name, row.given_on, row.text) for row in comments),
        trial=version.trial,
        changes=_changes(version, today, language),
        written=tuple(version.changes),
        built_on=(version.built_on.pk, str(version.built_on)) if version.built_on else None,
        newer_base=_newer_base(version, today),
        others=tuple((row.pk, row.label) for row in siblings if row.pk != version.pk),
        actions=actions_for(version, actor, is_party=any(row.is_own for row in parties)),
        local_party=version.agreement.local_party.name if version.agreement.local_party else "",
    )


def _changes(version: Version, today: dt.date, language: str) -> tuple[str, ...]:
    if not version.changes:
        return ()
    tried = dt.date.fromisoformat(version.trial["on"]) if version.trial else None
    day = county(version.agreement.region, tried or version.valid_from or today)
    return tuple(change_words(day, row, language) for row in version.changes)


def is_in_force(version: Version, day: dt.date) -> bool:
    """Whether the version is in force on the day."""
    if rules.State(version.state) not in rules.DECIDED or version.valid_from is None:
        return False
    return version.valid_from <= day and (version.valid_to is None or day < version.valid_to)


def state_words(version: Version, day: dt.date) -> str:
    """Where the version stands, in the words of the day: a decided one may not hold yet."""
    state = rules.State(version.state)
    if state not in rules.DECIDED or version.valid_from is None:
        return state.label(get_language())
    start = dated(version.valid_from, version.precision)
    if version.valid_to and version.valid_to <= day:
        return _("Gällde från %(start)s till %(end)s") % {
            "start": start,
            "end": dated(version.valid_to, version.to_precision),
        }
    if version.valid_from > day:
        return _("Börjar gälla %(start)s") % {"start": start}
    if version.valid_to:
        return _("Gäller från %(start)s, upphör %(end)s") % {
            "start": start,
            "end": dated(version.valid_to, version.to_precision),
        }
    if version.precision == "at_latest":
        return _("Gäller, fanns %(start)s") % {"start": start}
    return _("Gäller från %(start)s") % {"start": start}


def _treatments(version: Version) -> Sequence[Treatment]:
    rows = Treatment.objects.filter(version__agreement_id=version.agreement_id)
    return list(rows.select_related("party").order_by("recorded_at", "id"))


def _arena(region: str, step: rules.PassageStep, language: str) -> ArenaLine:
    return ArenaLine(
        arena=arena_name(region, step.arena),
        state=step.state,
        label=step.state.label(language),
        said=step.word.outcome.label(language) if step.word else "",
        on=step.word.decided_on if step.word else None,
        paragraph=step.word.paragraph if step.word else "",
    )


def _decisions(
    version: Version, treatments: Sequence[Treatment], language: str
) -> tuple[DecisionLine, ...]:
    own = [row for row in treatments if row.version_id == version.pk]
    corrected = {row.corrects_id for row in own if row.corrects_id}
    return tuple(
        DecisionLine(
            id=row.pk,
            party_id=row.party_id,
            party=row.party.name,
            outcome=row.outcome,
            label=rules.Outcome(row.outcome).label(language),
            board=row.board,
            on=row.decided_on,
            paragraph=row.paragraph,
            change=row.change,
            clauses=tuple(row.clauses),
            why=row.why,
            corrects=row.corrects_id is not None,
            is_corrected=row.pk in corrected,
        )
        for row in own
    )


def _parties(
    version: Version,
    places: Sequence[AgreementParty],
    treatments: Sequence[Treatment],
    comments: Sequence[Comment],
    actor: Actor,
) -> tuple[PartyLine, ...]:
    decided = {row.party_id for row in treatments if row.version_id == version.pk}
    signed = {row.party_id: row for row in version.signatures.order_by("id")}
    reminded = {row.party_id: row.sent_at for row in version.reminders.order_by("id")}
    said = {row.party_id for row in comments}
    return tuple(
        PartyLine(
            id=place.party_id,
            name=place.party.name,
            is_own=place.party_id == actor.party_id,
            has_decided=place.party_id in decided,
            signed_on=signed[place.party_id].signed_on if place.party_id in signed else None,
            office=signed[place.party_id].office if place.party_id in signed else "",
            reminded_on=reminded[place.party_id].date() if place.party_id in reminded else None,
            has_commented=place.party_id in said,
        )
        for place in places
    )


def _newer_base(version: Version, today: dt.date) -> tuple[uuid.UUID, str] | None:
    """The version of the regional text in force, when a local document builds on an older one."""
    base = version.built_on
    if base is None:
        return None
    newest = in_force(Version.objects.filter(agreement_id=base.agreement_id), today)
    newer = newest.select_related("agreement").filter(number__gt=base.number).first()
    return (newer.pk, str(newer)) if newer else None
