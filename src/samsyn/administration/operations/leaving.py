"""Somebody leaves: first everything open is handed over, then the assignment ends."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.access.sessions import end_sessions
from samsyn.accounts.models import User
from samsyn.administration import rules
from samsyn.administration.access import people_within, units_within
from samsyn.administration.models import Handover
from samsyn.administration.operations.people import assignment_to_change, unit_to_change
from samsyn.administration.queries.work import leaving, open_work, ownerless, workers_in
from samsyn.administration.rules import Kind, Work, Worker
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Assignment
from samsyn.organisations.operations import deactivate_person, end_assignment, note_taken_over
from samsyn.organisations.operations.assignments import locked_assignment

Takers = Mapping[Kind, uuid.UUID]


@operation
def end_and_hand_over(
    assignment_id: uuid.UUID, *, last_day: dt.date | None, takers: Takers, actor: Actor
) -> Assignment:
    """End an assignment after `last_day` (None: at once); each open thing gets a new owner first.

    `takers` gives, for each kind of work that is left, the assignment that takes over.
    """
    assignment_to_change(assignment_id, actor)
    assignment = locked_assignment(assignment_id, actor)
    hand_over(leaving(assignment, actor).rows, takers, actor, but=assignment.user_id)
    today = clock.today()
    first_after = last_day + dt.timedelta(days=1) if last_day else today
    ended = end_assignment(assignment_id, on=max(first_after, assignment.valid_from), actor=actor)
    if last_day is None:
        end_sessions(why="assignment_ended", assignment_id=assignment_id)
    return ended


@operation
def hand_over_left(
    unit_id: uuid.UUID, *, person_id: uuid.UUID | None, takers: Takers, actor: Actor
) -> int:
    """Hand over what somebody has left in a unit (or what the whole unit has). How many things."""
    unit = unit_to_change(unit_id, actor)
    rows = [
        row for one in ownerless([unit.pk], actor) if one.user_id == person_id for row in one.rows
    ]
    if not rows:
        raise NotPossible(_("Det finns inget kvar att ta hand om."))
    hand_over(rows, takers, actor)
    return len(rows)


@operation
def shut_out_person(person_id: uuid.UUID, *, actor: Actor) -> User:
    """The person cannot log in any more: assignments end and log-ins under way are cut off.

    Refused while the person has something open: end that assignment first, with who takes over.
    """
    person = people_within(actor).filter(pk=person_id).first()
    if person is None:
        raise NotPossible(_("Personen finns inte hos er."))
    deactivate_person(person, actor=actor)
    today = clock.today()
    lasting = Assignment.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    own = list(lasting.filter(user=person).values_list("pk", "unit_id", "given_by"))
    units = {unit_id for _pk, unit_id, _by in own}
    _check_nothing_left(person, units, actor)
    for pk, _unit_id, given_by in own:
        if given_by == "administrator":
            row = Assignment.objects.get(pk=pk)
            end_assignment(pk, on=max(today, row.valid_from), actor=actor)
    end_sessions(why="deactivated", user_id=person.pk)
    return person


@operation
def look_through(*, actor: Actor) -> None:
    """The taker has seen what was handed over; the line leaves Min tur."""
    note_taken_over(actor.own_assignment, count=0, actor=actor)


def hand_over(
    rows: Iterable[Work], takers: Takers, actor: Actor, but: uuid.UUID | None = None
) -> None:
    """Write down who takes over each thing; Refused at the kind that has no fitting taker."""
    taken: dict[uuid.UUID, int] = {}
    rows = list(rows)
    workers = workers_in({row.unit_id for row in rows}, clock.today())
    chosen = {
        kind: _taker([row for row in rows if row.kind is kind], takers, workers, but)
        for kind in dict.fromkeys(row.kind for row in rows)
    }
    for row in rows:
        taker = chosen[row.kind]
        handover = Handover.objects.create(
            unit_id=row.unit_id, kind=row.kind.value, thing=row.thing,
            to_assignment_id=taker.assignment_id, at=clock.now(), by=actor.assignment_id,
        )  # fmt: skip
        record("work.handed_over", handover, actor=actor)
        taken[taker.assignment_id] = taken.get(taker.assignment_id, 0) + 1
    for assignment_id, count in taken.items():
        note_taken_over(assignment_id, count=count, actor=actor)


def _taker(
    rows: list[Work], takers: Takers, workers: Iterable[Worker], but: uuid.UUID | None
) -> Worker:
    """Who takes over everything of one kind in one unit."""
    kind, workers = rows[0].kind, list(workers)
    field = f"to_{kind.value}"
    able = rules.takers(rows, workers, but)
    if not able:
        what = rules.label_of(kind, len(rows), get_language())
        raise Refused(
            _("Ingen annan i enheten kan ta över: %(what)s.") % {"what": what},
            _advice(rows, workers, but),
            field=field,
        )
    chosen = next((w for w in able if w.assignment_id == takers.get(kind)), None)
    if chosen is None:
        raise Refused(_("Välj vem som tar över."), field=field)
    return chosen


def _advice(rows: Iterable[Work], workers: Iterable[Worker], but: uuid.UUID | None) -> str:
    """What to do when nobody can take over; of the few it is their list that is short."""
    if rules.takers([replace(row, few=None) for row in rows], workers, but):
        return _(
            "Något gäller ett barn med skyddade uppgifter. Be enhetens chef eller samordnare låta"
            " den som tar över öppna sidorna."
        )
    return _("Ge först en kollega ett uppdrag i enheten med en roll som får göra det.")


def _check_nothing_left(person: User, units: set[uuid.UUID], actor: Actor) -> None:
    """Said when the person is gone already: what has no owner now is what was left behind."""
    within = set(units_within(actor).filter(pk__in=units).values_list("pk", flat=True))
    workers = [w for w in workers_in(within, clock.today()) if w.user_id != person.pk]
    left = [
        row
        for row in open_work(within, actor)
        if (row.user_id in (person.pk, None) or person.pk in (row.few or ()))
        and not rules.has_owner(row, workers)
    ]
    if left:
        text = ngettext(
            "%(name)s har %(n)s öppen sak.", "%(name)s har %(n)s öppna saker.", len(left)
        )
        raise NotPossible(
            text % {"name": person, "n": len(left)},
            _("Avsluta uppdragen först, så väljer du vem som tar över."),
        )
