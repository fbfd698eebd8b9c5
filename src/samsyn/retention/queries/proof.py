"""What stands on a list, what became of it, and who did it? The proof holds no child's name."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.accounts.models import User
from samsyn.retention.models import Item, Outcome, Run
from samsyn.retention.rules import Sphere, State, What


@dataclass(frozen=True)
class ItemLine:
    """One thing on a list."""

    thing: str
    what: str
    unit: str
    sphere: str
    statute: str
    reference: str
    last_note: object
    due_on: object
    is_gone: bool | None
    spared: str


@dataclass(frozen=True)
class Proof:
    """A list with its people, its hash and what became of it."""

    id: uuid.UUID
    state: State
    state_text: str
    party: str
    proposed_at: object
    proposed_by: str
    is_mine: bool
    approved_at: object
    approved_by: str
    refused_why: str
    done_at: object
    list_hash: str
    lines: tuple[ItemLine, ...]
    gone: int
    spared: int
    files: int
    rows: tuple[tuple[str, int], ...]

    @property
    def print_parts(self) -> list[str]:
        """The hash in pieces of eight, so that it breaks over lines."""
        return [self.list_hash[at : at + 8] for at in range(0, len(self.list_hash), 8)]


def runs_for(actor: Actor) -> QuerySet[Run]:
    """The own party's lists, newest first."""
    return Run.objects.filter(party_id=actor.own_party).order_by("-proposed_at")


def state_text(run: Run) -> str:
    """Where the list stands, in words."""
    if run.state == State.REFUSED.value and run.approved_by:
        return _("Återtagen")
    return State(run.state).label(get_language())


def run_for(actor: Actor, run_id: uuid.UUID) -> Run | None:
    """One list, or None."""
    return runs_for(actor).filter(pk=run_id).first()


@dataclass(frozen=True)
class RunLine:
    """A list among others."""

    id: uuid.UUID
    proposed_at: object
    state_text: str
    number: int


def run_lines(actor: Actor) -> list[RunLine]:
    """The party's lists, newest first."""
    rows = runs_for(actor).annotate(number=Count("items"))[:100]
    return [RunLine(run.pk, run.proposed_at, state_text(run), run.number) for run in rows]


def hash_of(items: Iterable[Item]) -> str:
    """SHA-256 of a list: each thing, unit, rule and day, in an order of its own."""
    rows = sorted(
        f"{item.what} {item.thing_id} {item.unit_id} {item.rule} {item.due_on}" for item in items
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def proof_for(actor: Actor, run_id: uuid.UUID) -> Proof | None:
    """A list with what became of it, or None when it is not the own party's."""
    run = runs_for(actor).select_related("party").filter(pk=run_id).first()
    if run is None:
        return None
    items = run.items.select_related("unit", "outcome").order_by("unit__name", "due_on", "pk")
    names = {u.pk: str(u) for u in User.objects.filter(pk__in=[run.proposed_by, run.approved_by])}
    outcomes = [item.outcome for item in items if hasattr(item, "outcome")]
    return Proof(
        id=run.pk,
        state=State(run.state),
        state_text=state_text(run),
        party=run.party.name,
        proposed_at=run.proposed_at,
        proposed_by=names.get(run.proposed_by, ""),
        is_mine=run.proposed_by == actor.user_id,
        approved_at=run.approved_at,
        approved_by=names.get(run.approved_by, "") if run.approved_by else "",
        refused_why=run.refused_why,
        done_at=run.done_at,
        list_hash=run.list_hash,
        lines=tuple(_line(item) for item in items),
        gone=sum(o.is_gone for o in outcomes),
        spared=sum(not o.is_gone for o in outcomes),
        files=sum(o.files for o in outcomes),
        rows=_sums(outcomes),
    )


def _line(item: Item) -> ItemLine:
    outcome: Outcome | None = getattr(item, "outcome", None)
    language = get_language()
    return ItemLine(
        thing=str(item.thing_id)[:8],
        what=What(item.what).label(language),
        unit=item.unit.name,
        sphere=Sphere(item.sphere).label(language),
        statute=item.statute,
        reference=item.reference,
        last_note=item.last_note,
        due_on=item.due_on,
        is_gone=outcome.is_gone if outcome else None,
        spared=outcome.spared if outcome else "",
    )


def _sums(outcomes: list[Outcome]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = {}
    for outcome in outcomes:
        for table, number in outcome.rows.items():
            sums[table] = sums.get(table, 0) + number
    return tuple(sorted(sums.items()))
