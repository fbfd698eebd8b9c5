"""What a group gives: assignments of those in it, made and ended as the directory says.

An assignment that ends here stays as a row with its last day, given by provisioning, and leaves
the event `assignment.ended`: that is what a unit's administrator is shown, to hand over open work.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from samsyn.access.sessions import end_sessions
from samsyn.accounts.models import User
from samsyn.audit.trail import record
from samsyn.family.queries import may_open_any
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment, GivenBy, Unit
from samsyn.provisioning.access import ClientActor
from samsyn.provisioning.models import ProvisionedGroup, ProvisionedPerson

ENDED_WHY = "deprovisioned"


def settle(group: ProvisionedGroup, *, ground: str, actor: object) -> None:
    """Make the assignments of the group's unit and role be those of its members, from today."""
    if group.unit is None:
        return
    today = clock.today()
    is_open = group.unit.valid_to is None or group.unit.valid_to > today
    members = group.people.filter(is_active=True, removed_at=None) if is_open else []
    wanted = {person.user_id for person in members}
    end_group_assignments(group, ground=ground, actor=actor, but=wanted)
    rows = Assignment.objects.on(today).filter(unit=group.unit, role=group.role)
    there = set(rows.values_list("user_id", flat=True))
    for user_id in sorted(wanted - there):
        _give(group.unit, group.role, user_id, today=today, ground=ground, actor=actor)


def end_group_assignments(
    group: ProvisionedGroup, *, ground: str, actor: object, but: Collection[uuid.UUID] = ()
) -> None:
    """End what the group has given, for all or all but some."""
    if group.unit is None:
        return
    rows = Assignment.objects.filter(
        unit=group.unit, role=group.role, given_by=GivenBy.PROVISIONING
    ).exclude(user_id__in=but)
    end_assignments(rows, ground=ground, actor=actor)


def end_assignments(rows: QuerySet[Assignment], *, ground: str, actor: object) -> None:
    """Today is the first day without them; those that have not begun never do."""
    today = clock.today()
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    has_days = Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
    for row in rows.filter(lasting, has_days):
        row.valid_to = max(today, row.valid_from)
        row.save(update_fields=["valid_to"])
        record("assignment.ended", row, actor=actor, ground=ground)
        end_sessions(why=ENDED_WHY, assignment_id=row.pk)


def leave_party(person: ProvisionedPerson, *, actor: ClientActor) -> None:
    """The person works no more for the party: log-ins end now and every assignment there today.

    Also those that an administrator or a log-in gave. What other parties have given stays; a
    person whom nobody else has, and who opens no family's pages, can log in no more.
    """
    end_sessions(why=ENDED_WHY, user_id=person.user_id)
    rows = Assignment.objects.filter(user_id=person.user_id, unit__party_id=person.party_id)
    end_assignments(rows, ground=actor.ground, actor=actor)
    is_known = works_elsewhere(person.user_id, person.party_id)
    if not is_known and not may_open_any(person.user_id, actor=actor):
        User.objects.filter(pk=person.user_id).update(is_active=False)


def works_elsewhere(user_id: uuid.UUID, party_id: uuid.UUID) -> bool:
    """Whether another party has, or another directory vouches for, the person."""
    others = ProvisionedPerson.objects.filter(user_id=user_id, removed_at=None, is_active=True)
    if others.exclude(party_id=party_id).exists():
        return True
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=clock.today())
    rows = Assignment.objects.filter(lasting, user_id=user_id)
    return rows.exclude(unit__party_id=party_id).exists()


def is_anothers_too(user_id: uuid.UUID, party_id: uuid.UUID) -> bool:
    """Whether another party has the person, also when its directory has it put away for a while."""
    others = ProvisionedPerson.objects.filter(user_id=user_id, removed_at=None)
    return others.exclude(party_id=party_id).exists() or works_elsewhere(user_id, party_id)


def _give(
    unit: Unit, role: str, user_id: uuid.UUID, *, today: dt.date, ground: str, actor: object
) -> None:
    """Until further notice, or until the same assignment begins by somebody else's word."""
    later = Assignment.objects.filter(
        user_id=user_id, unit=unit, role=role, valid_from__gt=today
    ).exclude(valid_to=F("valid_from"))
    first = later.order_by("valid_from").values_list("valid_from", flat=True).first()
    given = Assignment.objects.create(
        user_id=user_id, unit=unit, role=role, valid_from=today,
        valid_to=first, given_by=GivenBy.PROVISIONING,
    )  # fmt: skip
    record("assignment.given", given, actor=actor, ground=ground)
