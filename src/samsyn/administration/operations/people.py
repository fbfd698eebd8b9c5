"""Register somebody, give and prolong assignments, give leave."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.accounts.identities import who_has
from samsyn.accounts.models import IdentityKind, User
from samsyn.administration.access import check_may_give, people_within, the_assignment, the_unit
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.organisations.models import Assignment, Leave, Unit
from samsyn.organisations.operations import (
    change_end,
    give_assignment,
    give_outside_name,
    register_person,
    take_leave,
)
from samsyn.organisations.operations.people import read_outside_name


@dataclass(frozen=True)
class Newcomer:
    """Somebody to register, with the names that the log-in gives."""

    given_name: str
    family_name: str
    hsa_id: str = ""
    eppn: str = ""


@dataclass(frozen=True)
class Post:
    """An assignment to give; `last_day` is the last day it holds."""

    unit_id: uuid.UUID
    role: str
    valid_from: dt.date
    last_day: dt.date | None = None

    @property
    def valid_to(self) -> dt.date | None:
        """The first day after."""
        return self.last_day + dt.timedelta(days=1) if self.last_day else None


@operation
def admit_person(who: Newcomer, post: Post, *, actor: Actor) -> Assignment:
    """Register a person with a first assignment; one who is known by log-in is found again."""
    person = _known(who)
    if person is None:
        person = register_person(
            _new_handle(), given_name=who.given_name,
            family_name=who.family_name, actor=actor,
        )  # fmt: skip
        given = appoint(person.pk, post, actor=actor, just_registered=True)
        for kind, value in _outside(who):
            give_outside_name(person, kind=kind, value=value, actor=actor)
        return given
    if (person.given_name, person.family_name) != (
        who.given_name.strip(), who.family_name.strip(),
    ):  # fmt: skip
        raise Refused(
            _("Någon med ett annat namn har redan den identiteten."),
            _("Kontrollera HSA-id och EPPN, och hur namnet skrivs."),
            field="family_name",
        )
    return appoint(person.pk, post, actor=actor, just_registered=True)


@operation
def appoint(
    person_id: uuid.UUID, post: Post, *, actor: Actor, just_registered: bool = False
) -> Assignment:
    """Give somebody within one's units a role that fits, in a unit that one administers."""
    rows = User.objects.all() if just_registered else people_within(actor)
    person, unit = rows.filter(pk=person_id).first(), unit_to_change(post.unit_id, actor)
    if person is None:
        raise NotPossible(_("Personen finns inte hos er."))
    if not person.is_active:
        raise NotPossible(
            _("Personen är avstängd från Samsyn."), _("Fråga den som förvaltar tjänsten.")
        )
    check_may_give(post.role, unit, actor)
    return give_assignment(
        person,
        unit,
        role=post.role,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
        actor=actor,
    )


@operation
def prolong(assignment_id: uuid.UUID, *, last_day: dt.date | None, actor: Actor) -> Assignment:
    """The assignment goes on until another last day, or until further notice; never earlier."""
    assignment = assignment_to_change(assignment_id, actor)
    check_may_give(assignment.role, assignment.unit, actor)
    valid_to = last_day + dt.timedelta(days=1) if last_day else None
    before = assignment.valid_to
    if valid_to is not None and (before is None or valid_to < before):
        raise Refused(
            _("Då slutar uppdraget tidigare än nu."),
            _("Avsluta det i stället, så ser du vad som lämnas efter."),
            field="last_day",
        )
    return change_end(assignment_id, valid_to=valid_to, actor=actor)


@operation
def set_leave(
    assignment_id: uuid.UUID,
    *,
    away_from: dt.date,
    back_on: dt.date,
    substitute_id: uuid.UUID | None,
    actor: Actor,
) -> Leave:
    """Somebody is away, and perhaps somebody stands in with the same role for those days."""
    assignment = assignment_to_change(assignment_id, actor)
    substitute = User.objects.filter(pk=substitute_id).first() if substitute_id else None
    if substitute is not None:
        check_may_give(assignment.role, assignment.unit, actor)
    return take_leave(
        assignment, away_from=away_from, back_on=back_on, substitute=substitute, actor=actor
    )


def unit_to_change(unit_id: uuid.UUID, actor: Actor) -> Unit:
    """A unit that the actor administers; Denied otherwise, whether it exists or not."""
    unit = the_unit(unit_id, actor)
    if unit is None:
        raise Denied(
            _("Enheten sköts av någon annan."),
            _("Be partens administratör, om det är en enhet hos er."),
            field="unit",
        )
    return unit


def assignment_to_change(assignment_id: uuid.UUID, actor: Actor) -> Assignment:
    """An assignment in a unit that the actor administers; Denied otherwise."""
    assignment = the_assignment(assignment_id, actor)
    if assignment is None:
        raise Denied(_("Uppdraget sköts av någon annan."), _("Be administratören för den enheten."))
    return assignment


def _outside(who: Newcomer) -> list[tuple[IdentityKind, str]]:
    given = [(IdentityKind.HSA_ID, who.hsa_id), (IdentityKind.EPPN, who.eppn)]
    return [(kind, value) for kind, value in given if value.strip()]


def _known(who: Newcomer) -> User | None:
    """The person whom the names at log-in belong to; both must be the same one's."""
    found: set[uuid.UUID] = set()
    for kind, value in _outside(who):
        try:
            text = read_outside_name(kind, value)
        except Refused as refusal:
            raise Refused(refusal.message, refusal.advice, field=kind.value) from refusal
        found |= who_has([(kind, text)])
    if len(found) > 1:
        raise Refused(
            _("HSA-id och EPPN hör till två olika personer."), _("Kontrollera dem."), field="hsa_id"
        )
    return User.objects.filter(pk__in=found).first()


def _new_handle() -> str:
    """An opaque name of letters only, so that it never looks like somebody's number."""
    return "m-" + uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))[:16]
