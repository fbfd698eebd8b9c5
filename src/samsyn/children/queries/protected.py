"""Whose data are protected, what does that hide, and who meets the child all the same?"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor, NeedsReason, Permission, roles
from samsyn.children.models import Child, ChildRecord, Protection, ProtectionAccess
from samsyn.children.queries.listed import protected_words
from samsyn.children.rules import Kind, Source, strongest
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment, Unit


def ask_reason(actor: Actor, child_id: uuid.UUID, protected: object) -> None:
    """Raise NeedsReason when the child is `protected` and its pages are not opened."""
    if protected and child_id not in actor.opened:
        raise NeedsReason(child_id)


def is_protected(child_id: uuid.UUID) -> bool:
    """Whether the child's data are protected today, as far as the asking unit knows the child."""
    return Protection.objects.filter(child_id=child_id, ended_at__isnull=True).exists()


def hides_places(child_id: uuid.UUID) -> bool:
    """Whether units, towns, rooms and times are left out of what others or the family are given.

    True for a protected child, and when a guardian must not learn where the child is, whichever
    unit has written that down.
    """
    unaware = Child.objects.filter(kept_unaware_of("pk"), pk=child_id)
    return is_protected(child_id) or unaware.exists()


def kept_unaware_of(path: str) -> Func:
    """Whether some adult, in any unit, must not learn where the child at `path` is: yes or no."""
    return Func(F(path), function="someone_kept_unaware", output_field=BooleanField())


def with_left(rows: QuerySet[Protection]) -> QuerySet[Any]:
    """Protections with `is_left`: the unit that recorded it has closed or the child no more."""
    unit = F("recorded_by_unit_id")
    left = Func(F("child_id"), unit, function="protection_is_left", output_field=BooleanField())
    return rows.annotate(is_left=left)


@dataclass(frozen=True)
class ProtectionLine:
    """One marking, living or ended. Who recorded it is told to the own unit alone."""

    id: uuid.UUID
    kind: str
    source: str
    holds_from: dt.date
    recorded_at: dt.datetime
    by: str
    is_ours: bool
    is_left: bool
    ended_at: dt.datetime | None
    ended_by: str
    ended_source: str


@dataclass(frozen=True)
class NamedLine:
    """Somebody in the own unit who is named for a protected child."""

    id: uuid.UUID
    user_id: uuid.UUID
    name: str
    since: dt.datetime


@dataclass(frozen=True)
class UnitsChild:
    """A protected child in the unit's list, without a word of who it is."""

    child_id: uuid.UUID
    label: str
    named: tuple[NamedLine, ...]


@dataclass(frozen=True)
class ProtectedPage:
    """What there is to know of a child's protection."""

    child_id: uuid.UUID
    label: str
    kind: Kind | None
    lines: tuple[ProtectionLine, ...]
    named: tuple[NamedLine, ...]

    @property
    def ours(self) -> ProtectionLine | None:
        """The own unit's living marking, if it has one."""
        return next((row for row in self.lines if row.is_ours and not row.ended_at), None)

    @property
    def to_end(self) -> ProtectionLine | None:
        """What the own unit can end: its own living marking, or one that its unit has left."""
        left = next((row for row in self.lines if row.is_left and not row.ended_at), None)
        return self.ours or left


def protected_page(actor: Actor, child_id: uuid.UUID) -> ProtectedPage | None:
    """The child's protection as the own unit meets it, or None when it does not meet the child."""
    if not ChildRecord.objects.filter(child_id=child_id, unit_id=actor.own_unit).exists():
        return None
    found = Protection.objects.filter(child_id=child_id).order_by("-recorded_at", "id")
    rows = list(with_left(found))
    return ProtectedPage(
        child_id=child_id,
        label=protected_words(child_id),
        kind=strongest(row.kind for row in rows if row.ended_at is None),
        lines=_lines(actor, rows),
        named=_named(actor, [child_id]).get(child_id, ()),
    )


def _lines(actor: Actor, rows: list[Any]) -> tuple[ProtectionLine, ...]:
    ours = [row for row in rows if row.recorded_by_unit_id == actor.unit_id]
    who = _people({row.recorded_by for row in ours} | {row.ended_by for row in ours})
    language = get_language()
    return tuple(
        ProtectionLine(
            id=row.pk,
            kind=Kind(row.kind).label(language),
            source=Source(row.source).label(language),
            holds_from=row.holds_from,
            recorded_at=row.recorded_at,
            by=who.get(row.recorded_by, "") if row in ours else "",
            is_ours=row in ours,
            is_left=row not in ours and row.is_left,
            ended_at=row.ended_at,
            ended_by=who.get(row.ended_by, "") if row in ours else "",
            ended_source=Source(row.ended_source).label(language) if row.ended_source else "",
        )
        for row in rows
    )


def _people(assignments: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    rows = Assignment.objects.filter(pk__in={a for a in assignments if a}).select_related("user")
    return {row.pk: str(row.user) for row in rows}


def _named(
    actor: Actor, children: list[uuid.UUID] | None = None
) -> dict[uuid.UUID, tuple[NamedLine, ...]]:
    rows = ProtectionAccess.objects.filter(unit_id=actor.own_unit, ended_at__isnull=True)
    if children is not None:
        rows = rows.filter(child_id__in=children)
    found: dict[uuid.UUID, tuple[NamedLine, ...]] = {}
    for row in rows.select_related("user").order_by("given_at", "id"):
        line = NamedLine(row.pk, row.user_id, str(row.user), row.given_at)
        found[row.child_id] = (*found.get(row.child_id, ()), line)
    return found


def units_protected(actor: Actor) -> list[UnitsChild]:
    """The own unit's protected children: those that the actor meets or whose list it keeps."""
    named = _named(actor)
    living = Protection.objects.filter(ended_at__isnull=True).values_list("child_id", flat=True)
    known = ChildRecord.objects.filter(unit_id=actor.own_unit, child_id__in=living)
    children = set(known.values_list("child_id", flat=True))
    if actor.may(Permission.PROTECTION_MANAGE):
        children |= set(named)
    else:
        named = {child: lines for child, lines in named.items() if child in children}
    return [
        UnitsChild(child, protected_words(child), named.get(child, ()))
        for child in sorted(children, key=str)
    ]


def kept_list(actor: Actor, child_id: uuid.UUID) -> UnitsChild | None:
    """Who in the own unit is named for a protected child; None when it is none of the unit's."""
    found = next((row for row in units_protected(actor) if row.child_id == child_id), None)
    known = ChildRecord.objects.filter(child_id=child_id, unit_id=actor.own_unit)
    if found is None and known.exists():
        return UnitsChild(child_id, protected_words(child_id), ())
    return found


def people_of_unit(actor: Actor) -> list[tuple[str, str]]:
    """Those in the own unit who can be named: they work with children there today."""
    return [(str(row.user_id), str(row.user)) for row in _staff(actor.own_unit, "child.read")]


def may_receive(unit: Unit) -> bool:
    """Whether somebody in the unit can receive a child whose data are protected."""
    return bool(_staff(unit.pk, Permission.PROTECTION_MANAGE.value))


def _staff(unit_id: uuid.UUID, permission: str) -> list[Assignment]:
    fit = [r.code for r in roles().values() if Permission(permission) in r.permissions]
    today = clock.today()
    rows = Assignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today),
        unit_id=unit_id, role__in=fit, valid_from__lte=today,
    )  # fmt: skip
    return list(rows.select_related("user").order_by("user__family_name", "user__given_name"))
