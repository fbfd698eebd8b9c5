"""What may happen to a family's access to its own pages?"""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.accounts.identities import people_named, remember
from samsyn.accounts.models import IdentityKind, User
from samsyn.audit.trail import record
from samsyn.children.models import Child, ChildRecord, Guardian
from samsyn.children.queries import hides_places
from samsyn.children.queries.numbers import checked_number
from samsyn.children.rules import GuardianKind
from samsyn.family.access import check_may_give
from samsyn.family.models import FamilyAccess
from samsyn.family.rules import Relation, last_day
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, NotPossible, Refused


@operation
def give_access(
    child_id: uuid.UUID,
    *,
    guardian_id: uuid.UUID | None,
    number: str,
    valid_until: dt.date,
    is_checked: bool,
    actor: Actor,
) -> FamilyAccess:
    """Let a guardian that the unit has written down, or the child itself (None), see its pages.

    `number` is the guardian's personal identity number, which is kept as a keyed digest only; the
    child's own is known. Raises Refused at the field.
    """
    check_may_give(actor)
    own = _own_record(child_id, actor)
    if hides_places(child_id):
        raise Denied(
            _("Barnet har skyddade uppgifter, eller någon som inte får veta var det finns."),
            _("Lämna det familjen får veta i ett samtal i stället, efter en prövning varje gång."),
        )
    guardian = _guardian(own, guardian_id) if guardian_id else None
    relation = Relation.GUARDIAN if guardian else Relation.SELF
    _check_until(relation, own.child, valid_until)
    if not is_checked:
        raise Refused(
            _("Kontrollera vem personen är, och vårdnaden, innan du ger tillgång."), field="checked"
        )
    digits = checked_number(number).digits if guardian else own.child.number
    if guardian and digits == own.child.number:
        raise Refused(_("Det är barnets eget nummer."), field="number")
    name = guardian.name if guardian else own.name
    person = _person(digits, name)
    _check_is_new(child_id, person, actor)
    access = FamilyAccess.objects.create(
        child_id=child_id,
        unit_id=actor.own_unit,
        user=person,
        relation=relation.value,
        guardian=guardian,
        name=name,
        given_at=clock.now(),
        given_by=actor.user_id,
        valid_until=valid_until,
    )
    record("family_access.given", access, actor=actor, child_id=child_id, ground=relation.value)
    return access


@operation
def end_access(child_id: uuid.UUID, access_id: uuid.UUID, *, actor: Actor) -> FamilyAccess:
    """Take an access back; it ends at once. Ending twice is no error."""
    check_may_give(actor)
    _own_record(child_id, actor)
    access = (
        FamilyAccess.objects.select_for_update()
        .filter(pk=access_id, child_id=child_id, unit_id=actor.own_unit)
        .first()
    )
    if access is None:
        raise NotPossible("unknown access")
    if access.ended_at is None:
        access.ended_at, access.ended_by = clock.now(), actor.user_id
        access.save(update_fields=["ended_at", "ended_by"])
    record("family_access.ended", access, actor=actor, child_id=child_id)
    return access


def _own_record(child_id: uuid.UUID, actor: Actor) -> ChildRecord:
    rows = ChildRecord.objects.filter(child_id=child_id, unit_id=actor.own_unit)
    own = rows.select_related("child").first()
    if own is None:
        raise NotPossible("unknown child")
    return own


def _guardian(own: ChildRecord, guardian_id: uuid.UUID) -> Guardian:
    guardian = Guardian.objects.filter(pk=guardian_id, record=own).first()
    if guardian is None or not GuardianKind(guardian.kind).may_consent:
        raise Refused(
            _("Bara den som är vårdnadshavare, särskilt förordnad eller god man kan få tillgång."),
            field="who",
        )
    return guardian


def _check_until(relation: Relation, child: Child, valid_until: dt.date) -> None:
    today = clock.today()
    latest = last_day(relation, child.born_on, today)
    if latest is None:
        raise Refused(_("Barnet är myndigt. Ge den unga egen tillgång i stället."), field="who")
    if not today <= valid_until <= latest:
        raise Refused(
            _("Välj en dag från i dag till och med {day}.").format(day=latest.isoformat()),
            field="valid_until",
        )


def _person(digits: str, name: str) -> User:
    """Who has this number: one and the same, in whichever units and for whichever children."""
    number = (IdentityKind.PERSONAL_NUMBER.value, digits)
    found = people_named("", [number])
    if found:
        return found[0]
    given, _space, family = name.rpartition(" ")
    person = User(handle=f"f-{uuid.uuid4().hex}", given_name=given or family, family_name=family)
    person.set_unusable_password()
    person.save()
    remember(person, "", [number])
    return person


def _check_is_new(child_id: uuid.UUID, person: User, actor: Actor) -> None:
    living = FamilyAccess.objects.filter(
        child_id=child_id, unit_id=actor.own_unit, user=person, ended_at=None
    )
    for old in living:
        if old.valid_until >= clock.today():
            raise Refused(
                _("Personen har redan tillgång. Avsluta den först om den ska ändras."), field="who"
            )
        old.ended_at, old.ended_by = clock.now(), actor.user_id
        old.save(update_fields=["ended_at", "ended_by"])
