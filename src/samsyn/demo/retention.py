"""A case that ended long ago and a list that waits for approval, in the demo."""

import datetime as dt
import uuid
from collections.abc import Sequence

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.cases.operations import close_case, record_need
from samsyn.cases.operations.needs import Seen
from samsyn.cases.rules import Extent
from samsyn.children.queries import known_child
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Refused
from samsyn.organisations.models import Assignment
from samsyn.retention.operations import propose_run, record_decision
from samsyn.retention.queries.due import due_for
from samsyn.retention.rules import Plan, Sphere

NAMESPACE = uuid.UUID("6c1b7f52-7f5e-4f0e-9a39-1f6f3c0e8d55")
#: How long the party keeps, by its own decision; no shorter than the law lets it.
YEARS = {Sphere.SOCIAL: 5, Sphere.SCHOOL: 2}
MOST = 4


def tell_retention(known: Sequence[tuple[uuid.UUID, Actor]]) -> int:
    """An old case in units of the archivist's party, a decision and a list; how many cases."""
    archivist, operations = _archivist(), set[str]()
    told = 0
    for child_id, owner in known:
        if owner.party_id == archivist.party_id and told < MOST:
            told += _tell(child_id, owner)
            operations.add(owner.operation)
    for operation in sorted(operations):
        _decide(archivist, operation)
    wall.bind(archivist)
    if told and due_for(archivist).going:
        propose_run(actor=archivist)
    return told


def _archivist() -> Actor:
    rows = Assignment.objects.on(clock.today()).filter(role="archivist")
    return actor_from(rows.select_related("user", "unit__party").order_by("user__handle")[0])


def _tell(child_id: uuid.UUID, owner: Actor) -> int:
    wall.bind(owner)
    child = known_child(owner, child_id)
    then = clock.now() - dt.timedelta(days=365 * (YEARS[_sphere(owner.operation)] + 1) + 20)
    if then.date() < child.born_on:
        return 0
    seen = Seen(areas=["psychological"], extent=Extent.MILD, setting="", worry="Sov dåligt en tid.")
    try:
        with clock.held(then):
            once = uuid.uuid5(NAMESPACE, str(child_id))
            case = record_need(child_id, seen, submission=once, actor=owner)
        with clock.held(then + dt.timedelta(days=15)):
            close_case(case.pk, why="Det gick över av sig självt.", actor=owner)
    except Refused:
        return 0
    return 1


def _sphere(operation: str) -> Sphere:
    return Sphere.SOCIAL if operation.startswith("social") else Sphere.SCHOOL


def _decide(archivist: Actor, operation: str) -> None:
    record_decision(
        Plan(
            operation=operation, sphere=_sphere(operation), years=YEARS[_sphere(operation)],
            is_working_copy=True, reference="KS 2026/411", decided_on=clock.today(),
        ),
        actor=archivist,
    )  # fmt: skip
