"""Recording and ending a protection, naming the few, opening with a reason."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.children.access import check_may_end, check_may_name, check_may_protect
from samsyn.children.models import ChildRecord, Guardian, Protection, ProtectionAccess
from samsyn.children.queries import is_protected, people_of_unit, with_left
from samsyn.children.rules import GROUND, Kind, Reason, Source
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Assignment


@operation
def protect_child(
    child_id: uuid.UUID,
    *,
    kind: Kind,
    source: Source,
    actor: Actor,
    holds_from: dt.date | None = None,
) -> Protection:
    """Record that a child's data are protected. From now on it holds for all who know the child.

    In the own unit those who record it and who registered the child are named as the few; another
    unit's manager and the one who registered it there, until they have named others.
    """
    own = _own_record(child_id, actor)
    check_may_protect(actor)
    if holds_from and holds_from > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="holds_from")
    living = Protection.objects.filter(child_id=child_id, ended_at__isnull=True)
    if living.filter(recorded_by_unit_id=actor.own_unit).exists():
        raise NotPossible(
            _("Ni har redan skrivit in ett skydd för barnet."),
            _("Avsluta det först om det har ändrats."),
        )
    opened_by = [own.opened_by] if own.opened_by else []
    openers = Assignment.objects.filter(pk__in=opened_by).values_list("user_id", flat=True)
    for user_id in dict.fromkeys([actor.own_user, *openers]):
        _name(child_id, user_id, actor)
    made = Protection.objects.create(
        child_id=child_id,
        kind=kind.value,
        source=source.value,
        holds_from=holds_from or clock.today(),
        recorded_by_unit_id=actor.own_unit,
        recorded_by=actor.assignment_id,
        recorded_at=clock.now(),
    )
    record("protection.recorded", made, actor=actor, child_id=child_id, ground=GROUND)
    return made


@operation
def end_protection(protection_id: uuid.UUID, *, source: Source, actor: Actor) -> Protection:
    """End the own unit's marking; who, when and how it is known stay, and nothing is unsaid.

    Also another unit's that has closed or has the child no more. With the last one every unit's
    names end, so that none of them is back in force with the next protection.
    """
    known = with_left(Protection.objects.filter(pk=protection_id)).first()
    if known is not None:
        check_may_end(known.recorded_by_unit_id, actor, is_left=known.is_left)
    rows = Protection.objects.select_for_update()
    living = rows.filter(pk=protection_id, ended_at__isnull=True).first()
    if living is None:
        raise NotPossible(_("Skyddet är redan avslutat."))
    living.ended_at, living.ended_by = clock.now(), actor.assignment_id
    living.ended_source = source.value
    living.save(update_fields=["ended_at", "ended_by", "ended_source"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT end_names(%s, %s, %s)", [living.child_id, clock.now(), actor.assignment_id]
        )
    record("protection.ended", living, actor=actor, child_id=living.child_id, ground=GROUND)
    return living


@operation
def name_person(child_id: uuid.UUID, *, user_id: uuid.UUID, actor: Actor) -> None:
    """Let one more person in the own unit meet a protected child."""
    _check_named(child_id, actor)
    if _is_as_any_other(child_id, actor):
        raise NotPossible(_("Barnet har inga skyddade uppgifter."))
    if str(user_id) not in dict(people_of_unit(actor)):
        raise Refused(_("Personen arbetar inte hos er."), field="user")
    _name(child_id, user_id, actor)


@operation
def unname_person(child_id: uuid.UUID, *, access_id: uuid.UUID, actor: Actor) -> None:
    """Somebody no longer meets the child. The last one stays: a child is never without anybody."""
    _check_named(child_id, actor)
    rows = ProtectionAccess.objects.select_for_update().filter(
        child_id=child_id, unit_id=actor.own_unit, ended_at__isnull=True
    )
    named = list(rows)
    gone = next((row for row in named if row.pk == access_id), None)
    if gone is None:
        raise NotPossible(_("Personen finns inte på listan."))
    if len(named) == 1:
        raise NotPossible(
            _("Någon hos er måste kunna öppna barnets sidor."),
            _("Lägg till en annan person först."),
        )
    gone.ended_at, gone.ended_by = clock.now(), actor.assignment_id
    gone.save(update_fields=["ended_at", "ended_by"])
    record("protection.unnamed", gone, actor=actor, child_id=child_id, ground=GROUND)


@operation
def open_protected(child_id: uuid.UUID, *, reason: Reason, actor: Actor) -> None:
    """Give the reason why a protected child's pages are opened; it stands in the log."""
    _own_record(child_id, actor)
    record("protection.opened", reason.value, actor=actor, child_id=child_id, ground=GROUND)


@operation
def keep_guardians_unaware(
    child_id: uuid.UUID, *, guardians: Collection[str], actor: Actor
) -> None:
    """These adults, and no others, must not learn where the child is; papers leave places out."""
    check_may_protect(actor)
    own = _own_record(child_id, actor)
    for adult in Guardian.objects.select_for_update().filter(record=own):
        unaware = str(adult.pk) in guardians
        if adult.kept_unaware != unaware:
            adult.kept_unaware = unaware
            adult.save(update_fields=["kept_unaware"])
            action = "guardian.kept_unaware" if unaware else "guardian.may_know"
            record(action, adult, actor=actor, child_id=child_id)
    record("guardians.reviewed", own, actor=actor, child_id=child_id)


def _own_record(child_id: uuid.UUID, actor: Actor) -> ChildRecord:
    own = ChildRecord.objects.filter(child_id=child_id, unit_id=actor.own_unit).first()
    if own is None:
        raise NotPossible(_("Barnet finns inte hos er."))
    return own


def _check_named(child_id: uuid.UUID, actor: Actor) -> None:
    """A manager keeps the list also of a child that the manager does not meet."""
    kept = ProtectionAccess.objects.filter(child_id=child_id, unit_id=actor.own_unit)
    if not kept.exists():
        _own_record(child_id, actor)
    check_may_name(actor)


def _is_as_any_other(child_id: uuid.UUID, actor: Actor) -> bool:
    """Whether the actor meets the child and it is not protected."""
    own = ChildRecord.objects.filter(child_id=child_id, unit_id=actor.own_unit)
    return own.exists() and not is_protected(child_id)


def _name(child_id: uuid.UUID, user_id: uuid.UUID, actor: Actor) -> None:
    access, _is_new = ProtectionAccess.objects.get_or_create(
        child_id=child_id,
        unit_id=actor.own_unit,
        user_id=user_id,
        ended_at=None,
        defaults={"given_by": actor.assignment_id, "given_at": clock.now()},
    )
    record("protection.named", access, actor=actor, child_id=child_id, ground=GROUND)
