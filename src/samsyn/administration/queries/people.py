"""Who works in the units that one administers, and what is known of one of them?"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Func, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, roles
from samsyn.accounts.models import Identity, IdentityKind, User
from samsyn.administration.access import people_within, roles_to_give, units_within
from samsyn.administration.queries.units import AssignmentLine, LeaveLine, assignment_line
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied
from samsyn.organisations.access import check_may_change_person
from samsyn.organisations.models import Assignment, Leave, Unit

MOST = 50


@dataclass(frozen=True)
class PersonLine:
    """A person in a list."""

    id: uuid.UUID
    name: str
    is_active: bool
    assignments: list[AssignmentLine]


@dataclass(frozen=True)
class PersonList:
    """Those who were found; `more` says that there are others."""

    rows: list[PersonLine]
    more: bool


def person_list(actor: Actor, text: str = "") -> PersonList:
    """People within the actor's units whose name, HSA-id or EPPN fits; all when nothing is said."""
    today = clock.today()
    rows = people_within(actor)
    for word in text.split()[:5]:
        known = Identity.objects.filter(value__iexact=word, kind__in=SHOWN).values("user_id")
        rows = rows.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(pk__in=known)
        )
    order = Func(F("family_name"), function="swedish_order")
    found = list(rows.order_by("-is_active", order, "given_name", "pk")[: MOST + 1])
    given = _lines(actor, [person.pk for person in found], today)
    people = [
        PersonLine(person.pk, str(person), person.is_active, given.get(person.pk, []))
        for person in found[:MOST]
    ]
    return PersonList(people, len(found) > MOST)


def _lines(
    actor: Actor, people: Iterable[uuid.UUID], today: dt.date
) -> dict[uuid.UUID, list[AssignmentLine]]:
    rows = Assignment.objects.filter(user__in=list(people), unit__in=units_within(actor))
    rows = rows.exclude(valid_to__lte=today).select_related("user", "unit")
    found: dict[uuid.UUID, list[AssignmentLine]] = {}
    for row in rows.order_by("unit__name", "role"):
        found.setdefault(row.user_id, []).append(assignment_line(row, today))
    return found


SHOWN = (IdentityKind.HSA_ID, IdentityKind.EPPN)


@dataclass(frozen=True)
class IdentityLine:
    """What somebody outside calls the person; `can_forget` when it was written here."""

    id: int
    kind: str
    value: str
    can_forget: bool


@dataclass(frozen=True)
class PersonPage:
    """A person, the assignments within the actor's units, and the names at log-in."""

    id: uuid.UUID
    name: str
    handle: str
    is_active: bool
    now: list[AssignmentLine]
    ended: list[AssignmentLine]
    elsewhere: int
    identities: list[IdentityLine]
    why_not: str
    is_self: bool


def person_page(actor: Actor, person_id: uuid.UUID) -> PersonPage | None:
    """A person who works, or has worked, in a unit that the actor administers; or None."""
    person = people_within(actor).filter(pk=person_id).first()
    if person is None:
        return None
    today = clock.today()
    rows = Assignment.objects.filter(user=person).exclude(valid_to=F("valid_from"))
    rows = rows.select_related("user", "unit").order_by("unit__name", "-valid_from")
    own = set(units_within(actor).filter(assignments__user=person).values_list("pk", flat=True))
    away = _leaves(person, today)
    lines = [assignment_line(r, today, away.get(r.pk)) for r in rows if r.unit_id in own]
    others = {r.unit_id for r in rows if r.unit_id not in own and not _is_over(r, today)}
    return PersonPage(
        id=person.pk,
        name=str(person),
        handle=person.handle,
        is_active=person.is_active,
        now=[line for line in lines if line.state != "ended"],
        ended=[line for line in lines if line.state == "ended"],
        elsewhere=len(others),
        identities=_identities(person),
        why_not=_why_not(actor, person, today),
        is_self=person.pk == actor.user_id,
    )


def person_within(actor: Actor, person_id: uuid.UUID) -> User:
    """The person whose page it is; people_within has been asked before."""
    return people_within(actor).get(pk=person_id)


def identity_of(person_id: uuid.UUID, identity_id: int) -> Identity | None:
    """One of a person's names at log-in."""
    rows = Identity.objects.select_related("user")
    return rows.filter(pk=identity_id, user_id=person_id).first()


def _is_over(row: Assignment, today: dt.date) -> bool:
    return row.valid_to is not None and row.valid_to <= today


def _why_not(actor: Actor, person: User, today: dt.date) -> str:
    """Why name, log-in and the person's being there are not changed by this actor; or nothing."""
    try:
        check_may_change_person(actor, person, today)
    except Denied as denied:
        return str(denied)
    return ""


def leave_of(assignment_id: uuid.UUID, leave_id: int) -> Leave | None:
    """A leave from an assignment."""
    return Leave.objects.filter(pk=leave_id, assignment_id=assignment_id).first()


def _leaves(person: User, today: dt.date) -> dict[uuid.UUID, list[LeaveLine]]:
    rows = Leave.objects.filter(assignment__user=person, away_to__gt=today)
    found: dict[uuid.UUID, list[LeaveLine]] = {}
    for row in rows.select_related("substitute__user").order_by("away_from"):
        name = str(row.substitute.user) if row.substitute else ""
        line = LeaveLine(row.pk, row.away_from, row.away_to - dt.timedelta(days=1), name)
        found.setdefault(row.assignment_id, []).append(line)
    return found


def _identities(person: User) -> list[IdentityLine]:
    """A personnummer is a digest and never shown; what the provider gave says only that it is."""
    told = {
        IdentityKind.HSA_ID: _("HSA-id"), IdentityKind.EPPN: _("EPPN"),
        IdentityKind.AFFILIATION: _("Tjänste-id"),
        IdentityKind.PERSONAL_NUMBER: _("E-legitimation"),
        IdentityKind.SUBJECT: _("Inloggningstjänsten"), IdentityKind.SCIM: _("Behörighetssystemet"),
    }  # fmt: skip
    return [
        IdentityLine(
            row.pk, told[IdentityKind(row.kind)], row.value if row.kind in SHOWN else "",
            row.kind in SHOWN and not row.issuer,
        )
        for row in Identity.objects.filter(user=person).order_by("kind", "value")
    ]  # fmt: skip


def unit_choices(actor: Actor) -> list[tuple[str, str]]:
    """Units that the actor gives assignments in, closed ones left out."""
    rows = units_within(actor).exclude(valid_to__lte=clock.today()).order_by("name")
    return [(str(row.pk), row.name) for row in rows]


def role_choices(actor: Actor, units: Iterable[Unit] | None = None) -> list[tuple[str, str]]:
    """Roles that fit in at least one of the units."""
    rows = units if units is not None else units_within(actor).exclude(valid_to__lte=clock.today())
    fitting = {code for unit in _of_each_operation(rows) for code in roles_to_give(actor, unit)}
    language = get_language() or "sv"
    return [(code, role.label(language)) for code, role in roles().items() if code in fitting]


def _of_each_operation(rows: Iterable[Unit]) -> list[Unit]:
    return list({unit.operation: unit for unit in rows}.values())


def substitute_choices(actor: Actor, assignment: Assignment) -> list[tuple[str, str]]:
    """Who can stand in: at the same party, in the unit, one beside it or one of the same kind.

    Those who have the same role there already need no assignment to step in.
    """
    today, unit = clock.today(), assignment.unit
    beside = Q(unit=unit) | Q(unit__operation=unit.operation)
    if unit.above_id:
        beside |= Q(unit__above=unit.above_id)
    rows = Assignment.objects.on(today).filter(
        beside, unit__party_id=unit.party_id, user__is_active=True
    )
    same = Assignment.objects.on(today).filter(unit=unit, role=assignment.role).values("user_id")
    rows = rows.exclude(user__in=same).exclude(user=actor.own_user).select_related("user", "unit")
    people = {row.user_id: f"{row.user}, {row.unit.name}" for row in rows.order_by("pk")}
    return sorted(((str(pk), name) for pk, name in people.items()), key=lambda p: p[1].casefold())
