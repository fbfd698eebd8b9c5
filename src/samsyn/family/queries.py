"""What does a family see of its child, and who has been let in?"""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.children.models import Guardian
from samsyn.children.queries import known_child
from samsyn.children.rules import GuardianKind
from samsyn.family.access import Member
from samsyn.family.models import FamilyAccess
from samsyn.family.rules import Relation
from samsyn.foundation import clock, wall
from samsyn.plans.rules import Content
from samsyn.releases.rules import Scope


@dataclass(frozen=True)
class Door:
    """One of a person's accesses: whose pages, by which unit."""

    id: uuid.UUID
    unit: str
    is_own: bool


def doors_of(member: Member) -> list[Door]:
    """What a person may open today, in the order it was given."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM open_doors() AS id")
        doors = [door_id for (door_id,) in cursor.fetchall()]
    rows = FamilyAccess.objects.filter(user_id=member.user_id, pk__in=doors)
    rows = rows.select_related("unit").order_by("given_at")
    return [Door(r.pk, r.unit.name, r.relation == Relation.SELF) for r in rows]


def may_open_any(user_id: uuid.UUID, *, actor: wall.WhoAsks) -> bool:
    """Whether a person may open somebody's pages today; `actor` asks, and is told no more.

    The wall shows an access to its unit and to the person itself alone, so it is met as the person.
    """
    member = Member(user_id)
    wall.bind(member)
    found = bool(doors_of(member))
    wall.bind(actor)
    return found


@dataclass(frozen=True)
class Meeting:
    """A meeting that is to come."""

    at: dt.datetime
    minutes: int
    place: str


@dataclass(frozen=True)
class Plan:
    """A plan that all have agreed to."""

    content: Content
    agreed_on: dt.date
    next_on: dt.date | None


@dataclass(frozen=True)
class YesLine:
    """What the family has said yes to."""

    purpose: str
    covers: str
    excludes: str
    given_on: dt.date
    until: dt.date
    withdrawn_on: dt.date | None
    holds: bool


@dataclass(frozen=True)
class SharedLine:
    """Who has got to see what."""

    unit: str
    party: str
    what: tuple[str, ...]
    since: dt.date
    until: dt.date
    ended_on: dt.date | None
    holds: bool


@dataclass(frozen=True)
class ReadLine:
    """On which day the unit opened or wrote something, and how many times."""

    day: dt.date
    times: int


@dataclass(frozen=True)
class FamilyPage:
    """What one unit has about a child, for the child itself or its guardian."""

    is_own: bool
    child: str
    unit: str
    party: str
    until: dt.date
    meetings: tuple[Meeting, ...]
    plans: tuple[Plan, ...]
    consents: tuple[YesLine, ...]
    shared: tuple[SharedLine, ...]
    readings: tuple[ReadLine, ...]

    @property
    def sees_now(self) -> tuple[SharedLine, ...]:
        """Who sees something today."""
        return tuple(line for line in self.shared if line.holds)

    @property
    def saw_before(self) -> tuple[SharedLine, ...]:
        """Who saw something that it does not see any more."""
        return tuple(line for line in self.shared if not line.holds)


def family_page_for(member: Member, access_id: uuid.UUID) -> FamilyPage | None:
    """The page that an access opens, or None when it is not this person's or not in force."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT family_view(%s)", [access_id])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    view: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    record(
        "family.read", "familyaccess", actor=member, child_id=uuid.UUID(view["child_id"]),
        ground=view["relation"],
    )  # fmt: skip
    today = clock.today()
    return FamilyPage(
        is_own=view["relation"] == Relation.SELF,
        child=view["child"],
        unit=view["unit"],
        party=view["party"],
        until=_day(view["until"]),
        meetings=tuple(
            Meeting(_moment(row["at"]), row["minutes"], row["place"]) for row in view["meetings"]
        ),
        plans=tuple(_plan(row) for row in view["plans"]),
        consents=tuple(_yes(row, today) for row in view["consents"]),
        shared=tuple(_shared(row, today) for row in view["shared"]),
        readings=tuple(ReadLine(_day(row["day"]), row["times"]) for row in view["readings"]),
    )


def _plan(row: dict[str, Any]) -> Plan:
    next_on = _day(row["next"]) if row["next"] else None
    return Plan(Content.from_json(row["content"]), _moment(row["agreed_at"]).date(), next_on)


def _yes(row: dict[str, Any], today: dt.date) -> YesLine:
    until = _day(row["until"])
    withdrawn = _day(row["withdrawn"]) if row["withdrawn"] else None
    return YesLine(
        row["purpose"], row["covers"], row["excludes"], _day(row["given"]), until, withdrawn,
        holds=withdrawn is None and until >= today,
    )  # fmt: skip


def _shared(row: dict[str, Any], today: dt.date) -> SharedLine:
    until = _day(row["until"])
    ended = _moment(row["revoked"]).date() if row["revoked"] else None
    what = tuple(Scope(scope).label(get_language()) for scope in row["scopes"])
    return SharedLine(
        row["unit"], row["party"], what, _moment(row["from"]).date(), until, ended,
        holds=ended is None and until >= today,
    )  # fmt: skip


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@dataclass(frozen=True)
class AccessLine:
    """Somebody who has been let in by the own unit."""

    id: uuid.UUID
    name: str
    relation: str
    given_at: dt.datetime
    until: dt.date


@dataclass(frozen=True)
class GivingPage:
    """Who of a child's family can open pages, and who could."""

    child: Any
    lines: tuple[AccessLine, ...]


def giving_page(actor: Actor, child_id: uuid.UUID) -> GivingPage:
    """The own unit's accesses to a child that it knows; raises NotPossible."""
    child = known_child(actor, child_id)
    rows = FamilyAccess.objects.filter(
        child_id=child_id, unit_id=actor.own_unit, ended_at=None, valid_until__gte=clock.today()
    ).order_by("given_at")
    record("child.read", "familyaccess", actor=actor, child_id=child_id)
    language = get_language()
    return GivingPage(
        child,
        tuple(
            AccessLine(
                r.pk, r.name, Relation(r.relation).label(language), r.given_at, r.valid_until
            )
            for r in rows
        ),
    )


def people_to_let_in(actor: Actor, child_id: uuid.UUID) -> list[tuple[str, str]]:
    """The guardians of the own record that may answer for the child: (id, name)."""
    rows = Guardian.objects.filter(
        record__child_id=child_id, record__unit_id=actor.own_unit, unit_id=actor.own_unit
    ).order_by("name")
    return [(str(r.pk), r.name) for r in rows if GuardianKind(r.kind).may_consent]
