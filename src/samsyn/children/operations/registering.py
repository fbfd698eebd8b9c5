"""What may happen to a child's record in a unit."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.children.access import check_may_register
from samsyn.children.models import Child, ChildRecord, Guardian
from samsyn.children.queries.numbers import checked_number
from samsyn.children.rules import GuardianKind, IdentityNumber
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, NotPossible, Refused


@operation
def register_child(
    number: str,
    *,
    given_name: str,
    family_name: str,
    reason: str,
    actor: Actor,
    born_on: dt.date | None = None,
    language: str = "",
    guardians: Iterable[tuple[str, GuardianKind]] = (),
) -> ChildRecord:
    """Open the own unit's record of a child; the same number twice gives the record there is.

    Nothing tells whether another unit knows the child. Raises Refused on an impossible number.
    """
    check_may_register(actor)
    read = checked_number(number)
    child_id = _identity(read, born_on)
    known = ChildRecord.objects.filter(child_id=child_id, unit_id=actor.own_unit).first()
    if known is not None:
        record("child.opened", known, actor=actor, child_id=child_id)
        return known
    opened = ChildRecord(
        child_id=child_id,
        unit_id=actor.own_unit,
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        language=language.strip(),
        reason=reason.strip(),
        opened_at=clock.now(),
        opened_by=actor.assignment_id,
    )
    _keep(opened)
    for name, kind in guardians:
        Guardian.objects.create(
            record=opened, unit_id=actor.own_unit, name=name.strip(), kind=kind.value
        )
    record("child.registered", opened, actor=actor, child_id=child_id)
    return opened


def _keep(opened: ChildRecord) -> None:
    """Store a new record. One that the unit has, but that the actor may not meet, stops it."""
    try:
        with transaction.atomic():
            opened.save(force_insert=True)
    except IntegrityError:
        raise Denied(
            _("Du kan inte lägga till det här barnet."),
            _("Prata med din chef, som vet vem hos er som kan hjälpa dig vidare."),
        ) from None


@operation
def add_guardian(child_id: uuid.UUID, *, name: str, kind: GuardianKind, actor: Actor) -> Guardian:
    """Write down an adult who answers for the child."""
    check_may_register(actor)
    own = ChildRecord.objects.get(child_id=child_id, unit_id=actor.own_unit)
    guardian = Guardian.objects.create(
        record=own, unit_id=actor.own_unit, name=name.strip(), kind=kind.value
    )
    record("guardian.added", guardian, actor=actor, child_id=child_id)
    return guardian


def _identity(read: IdentityNumber, born_on: dt.date | None) -> uuid.UUID:
    """The child's identity: found by the whole number, else made.

    Everything is asked for before the number is looked up, so that no answer tells whether some
    other unit knows the child.
    """
    birth = read.born_on or born_on
    if birth is None:
        raise Refused(
            _("Samordningsnumret säger inte vilken dag barnet är fött."),
            _("Fyll i födelsedatumet, ungefär om ni inte vet."),
            field="born_on",
        )
    if birth > clock.today():
        raise NotPossible(_("Födelsedatumet ligger i framtiden."), field="born_on")
    # Another unit may register the same child at this moment: the number decides, not who is first.
    Child.objects.bulk_create([Child(number=read.digits, born_on=birth)], ignore_conflicts=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT child_by_number(%s)", [read.digits])
        return uuid.UUID(str(cursor.fetchone()[0]))
