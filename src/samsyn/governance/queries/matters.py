"""Which matters are there, and what does one who decides need to know about one of them?"""

import datetime as dt
import uuid
from dataclasses import dataclass, fields

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.governance import rules
from samsyn.governance.access import may_prepare
from samsyn.governance.models import AgendaItem, Matter, MatterDocument, MatterStep
from samsyn.governance.queries.lineage import Arenas, arenas_of
from samsyn.governance.queries.progress import PassageStep, paragraph_of, passage_steps
from samsyn.governance.queries.said import Said, what_others_said

SHOWN = 100


@dataclass(frozen=True)
class MatterRow:
    """A line of a list of matters, with whose turn it is and since when."""

    id: uuid.UUID
    title: str
    kind: rules.MatterKind
    state: rules.MatterState
    arena: str
    origin: str
    preparer: str
    since_on: dt.date
    opened_on: dt.date
    precision: str
    closed_on: dt.date | None
    meets_on: dt.date | None


@dataclass(frozen=True)
class Treated:
    """An agenda item that dealt with the matter: which meeting, what came of it."""

    item: uuid.UUID
    meeting: uuid.UUID
    arena: str
    on: dt.date
    paragraph: str
    outcome: rules.Outcome | None
    decision: str
    reservation: str
    held: bool
    approved: bool


@dataclass(frozen=True)
class StepLine:
    """A move of the matter, worded by the template."""

    on: dt.date
    action: str
    state: rules.MatterState
    from_arena: str
    to_arena: str
    why: str


@dataclass(frozen=True)
class DocumentRow:
    """A text beside the matter."""

    id: uuid.UUID
    title: str
    text: str
    link: str
    added_on: dt.date


@dataclass(frozen=True)
class MatterPage:
    """A matter on one page, for the one who is to decide."""

    row: MatterRow
    key: str
    arena_id: uuid.UUID
    meant_for: str
    meant_for_id: uuid.UUID | None
    what: str
    why: str
    for_children: str
    proposal: str
    outcome: str
    has_cost: bool
    changes_responsibility: bool
    is_public: bool
    agreement: str
    agreement_id: uuid.UUID | None
    version: str
    version_id: uuid.UUID | None
    source: str
    treated: tuple[Treated, ...]
    said: Said
    passages: tuple[PassageStep, ...]
    documents: tuple[DocumentRow, ...]
    steps: tuple[StepLine, ...]
    balance: tuple[tuple[uuid.UUID, str, rules.BalanceState], ...]
    may_prepare: bool

    @property
    def can(self) -> frozenset[str]:
        """What the state lets one do now: prepare, hand_over, close, reopen."""
        if not self.may_prepare:
            return frozenset()
        actions = ("prepare", "hand_over", "close", "reopen")
        return frozenset(a for a in actions if rules.MATTER.can(self.row.state, a))


def matters_for(actor: Actor) -> QuerySet[Matter]:
    """The county's matters; all who steer may read them."""
    return Matter.objects.filter(region=actor.region)


def matter_list(
    actor: Actor, *, arena: str = "", state: str = "", arenas: Arenas | None = None
) -> tuple[MatterRow, ...]:
    """Matters by arena and state; those that are not closed when silent.

    `arena` is a code or an identity, and brings what it was called before. `state` is a value of
    MatterState, or "alla".
    """
    known = arenas or arenas_of(actor.region)
    rows = matters_for(actor)
    chosen = known.named(arena) if arena else None
    if chosen is not None:
        line = known.line(known.today(chosen.id).id)
        rows = rows.filter(arena__in=line) | rows.filter(origin__in=line)
    if state in {s.value for s in rules.MatterState}:
        rows = rows.filter(state=state)
    elif state != "alla":
        rows = rows.exclude(state=rules.MatterState.CLOSED.value)
    rows = rows.select_related("preparer").prefetch_related(_items()).order_by("-state_since", "id")
    return tuple(_row(matter, known) for matter in rows[:SHOWN])


def matter_page(actor: Actor, matter_id: uuid.UUID) -> MatterPage | None:
    """The matter's page; None when the county has no such matter. A constant few statements."""
    rows = matters_for(actor).select_related("agreement", "version", "preparer")
    matter = rows.prefetch_related(
        _items(),
        Prefetch("documents", MatterDocument.objects.order_by("added_at", "id")),
        Prefetch("steps", MatterStep.objects.order_by("at", "id")),
    ).filter(pk=matter_id).first()  # fmt: skip
    if matter is None:
        return None
    arenas = arenas_of(actor.region)
    items = list(matter.items.all())
    return MatterPage(
        row=_row(matter, arenas),
        key=matter.key,
        arena_id=matter.arena_id,
        meant_for=arenas.name(matter.meant_for_id) if matter.meant_for_id else "",
        meant_for_id=matter.meant_for_id,
        **{name: getattr(matter, name) for name in _PLAIN},
        agreement=matter.agreement.name if matter.agreement else "",
        version=matter.version.label if matter.version else "",
        treated=tuple(_treated(item, arenas) for item in items),
        said=what_others_said(matter.version_id, arenas),
        passages=passage_steps(matter, items, arenas),
        documents=tuple(_document(row) for row in matter.documents.all()),
        steps=tuple(_step(row, arenas) for row in matter.steps.all()),
        balance=tuple(
            (row.pk, row.what, rules.BalanceState(row.state))
            for row in matter.balance.order_by("opened_on", "id")
        ),
        may_prepare=may_prepare(matter, actor),
    )


_PLAIN = (
    "what", "why", "for_children", "proposal", "outcome", "has_cost", "changes_responsibility",
    "is_public", "agreement_id", "version_id", "source",
)  # fmt: skip


def _items() -> Prefetch:
    rows = AgendaItem.objects.select_related("meeting")
    return Prefetch("items", rows.order_by("meeting__starts_at", "place"))


def _row(matter: Matter, arenas: Arenas) -> MatterRow:
    coming = [
        timezone.localdate(item.meeting.starts_at)
        for item in matter.items.all()
        if item.meeting.state in (rules.MeetingState.PLANNED, rules.MeetingState.CALLED)
    ]
    return MatterRow(
        id=matter.pk,
        title=matter.title,
        kind=rules.MatterKind(matter.kind),
        state=rules.MatterState(matter.state),
        arena=arenas.name(matter.arena_id),
        origin=arenas.name(matter.origin_id),
        preparer=matter.preparer.name if matter.preparer else "",
        since_on=timezone.localdate(matter.state_since),
        opened_on=matter.opened_on,
        precision=matter.precision,
        closed_on=matter.closed_on,
        meets_on=min(coming, default=None),
    )


def _treated(item: AgendaItem, arenas: Arenas) -> Treated:
    meeting = item.meeting
    return Treated(
        item=item.pk,
        meeting=meeting.pk,
        arena=arenas.name(meeting.arena_id),
        on=timezone.localdate(meeting.starts_at),
        paragraph=paragraph_of(item),
        outcome=rules.Outcome(item.outcome) if item.outcome else None,
        decision=item.decision,
        reservation=item.reservation,
        held=meeting.state in (rules.MeetingState.WRITTEN, *rules.HOLDS),
        approved=meeting.state in rules.HOLDS,
    )


def _document(row: MatterDocument) -> DocumentRow:
    return DocumentRow(row.pk, row.title, row.text, row.link, timezone.localdate(row.added_at))


def _step(row: MatterStep, arenas: Arenas) -> StepLine:
    return StepLine(
        on=timezone.localdate(row.at),
        action=row.action,
        state=rules.MatterState(row.to_state),
        from_arena=arenas.name(row.from_arena_id),
        to_arena=arenas.name(row.to_arena_id),
        why=row.why,
    )


def ready_matters(actor: Actor, line: frozenset[uuid.UUID]) -> list[tuple[str, str]]:
    """Matters that can be put on an agenda, as choices; those that have waited longest first.

    `line` is the arena with what it has been called.
    """
    states = [state.value for state in rules.MatterState if rules.MATTER.can(state, "list")]
    rows = matters_for(actor).filter(arena__in=line, state__in=states)
    return [
        (str(pk), title)
        for pk, title in rows.order_by("state_since", "id").values_list("pk", "title")
    ]


@dataclass(frozen=True)
class MatterWords:
    """A matter as the forms about it need it."""

    id: uuid.UUID
    title: str
    kind: rules.MatterKind
    what: str
    why: str
    for_children: str
    proposal: str
    has_cost: bool
    changes_responsibility: bool
    is_public: bool
    meant_for_id: uuid.UUID | None
    agreement_id: uuid.UUID | None
    version_id: uuid.UUID | None
    may_prepare: bool


def matter_words(actor: Actor, matter_id: uuid.UUID) -> MatterWords | None:
    """What the matter says; None when the county has no such matter. One statement."""
    matter = matters_for(actor).filter(pk=matter_id).first()
    if matter is None:
        return None
    plain = [f.name for f in fields(MatterWords) if f.name not in ("kind", "may_prepare")]
    return MatterWords(
        kind=rules.MatterKind(matter.kind),
        may_prepare=may_prepare(matter, actor),
        **{name: getattr(matter, name) for name in plain},
    )
