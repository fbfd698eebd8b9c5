"""What may happen to a release: it is decided, it is revoked, copies are left."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.children.models import ChildRecord
from samsyn.children.queries import is_protected, may_receive
from samsyn.consents.queries import ConsentLine
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.laws.rules import statute
from samsyn.organisations.models import Unit
from samsyn.releases.access import check_may_release
from samsyn.releases.models import ReceivedCopy, Release
from samsyn.releases.rules import Ground, Scope, without_places


@operation
def decide_release(
    child_id: uuid.UUID,
    matter_id: uuid.UUID,
    to_unit: Unit,
    *,
    scopes: Sequence[Scope],
    ground: Ground,
    valid_until: dt.date,
    actor: Actor,
    consent: ConsentLine | None = None,
    note: str = "",
) -> Release:
    """Let `to_unit` see parts of a matter. Widens or renews the release that already stands.

    The receiver gets its own record of the child's name, as the sender knows it.
    """
    check_may_release(actor)
    _check(to_unit, scopes, ground, valid_until, consent, note)
    _check_received_by_few(child_id, to_unit)
    until = min(valid_until, consent.valid_until) if consent else valid_until
    standing = Release.objects.select_for_update().filter(
        matter_id=matter_id, to_unit=to_unit, from_unit_id=actor.own_unit, revoked_at__isnull=True,
        ground=ground.value,
    ).first()  # fmt: skip
    if standing is not None:
        widened = list(dict.fromkeys([*standing.scopes, *(s.value for s in scopes)]))
        if widened == standing.scopes and standing.valid_until == until:
            record(
                "release.confirmed", standing, actor=actor, child_id=child_id,
                ground=standing.ground,
            )  # fmt: skip
            return standing
        standing.revoked_at, standing.revoked_why = (
            clock.now(),
            _("Ersatt av ett nytt beslut."),
        )
        standing.save(update_fields=["revoked_at", "revoked_why"])
        scopes = [Scope(value) for value in widened]
    release = Release.objects.create(
        child_id=child_id,
        matter_id=matter_id,
        from_unit_id=actor.own_unit,
        to_unit=to_unit,
        scopes=[scope.value for scope in scopes],
        ground=ground.value,
        statute=statute(ground.value, clock.today()).citation,
        consent_id=consent.id if consent else None,
        note=note.strip(),
        decided_at=clock.now(),
        decided_by=actor.assignment_id,
        valid_until=until,
    )
    _make_known(child_id, to_unit, actor)
    record("release.decided", release, actor=actor, child_id=child_id, ground=ground.value)
    return release


@operation
def leave_copy(
    release: Release,
    *,
    kind: Scope,
    title: str,
    content: Mapping[str, Any],
    actor: Actor,
) -> ReceivedCopy:
    """Leave the receiver its own copy of what it was shown, as it stands now."""
    check_may_release(actor)
    copy = ReceivedCopy.objects.create(
        release=release,
        child_id=release.child_id,
        from_unit_id=release.from_unit_id,
        to_unit_id=release.to_unit_id,
        kind=kind.value,
        title=title,
        content=without_places(content) if is_protected(release.child_id) else dict(content),
        received_at=clock.now(),
    )
    record("copy.left", copy, actor=actor, child_id=release.child_id, ground=release.ground)
    return copy


@operation
def revoke_releases(
    matter_id: uuid.UUID,
    *,
    why: str,
    actor: Actor,
    every_ground: bool = False,
    to_unit_id: uuid.UUID | None = None,
) -> int:
    """Revoke a matter's living releases, of consent or of `every_ground`; returns how many.

    Those to one unit when `to_unit_id` is given.

    Copies that were received stay with those who have them.
    """
    check_may_release(actor)
    rows = Release.objects.select_for_update().filter(
        matter_id=matter_id,
        from_unit_id=actor.own_unit,
        revoked_at__isnull=True,
    )
    if not every_ground:
        rows = rows.filter(ground=Ground.CONSENT.value)
    if to_unit_id is not None:
        rows = rows.filter(to_unit_id=to_unit_id)
    count = 0
    for release in rows.order_by("id"):
        release.revoked_at, release.revoked_why = clock.now(), why.strip()
        release.save(update_fields=["revoked_at", "revoked_why"])
        record(
            "release.revoked", release, actor=actor, child_id=release.child_id,
            ground=release.ground,
        )  # fmt: skip
        count += 1
    record("releases.revoked", "matter", actor=actor)
    return count


def _check(
    to_unit: Unit,
    scopes: Sequence[Scope],
    ground: Ground,
    valid_until: dt.date,
    consent: ConsentLine | None,
    note: str,
) -> None:
    today = clock.today()
    if not scopes:
        raise Refused(_("Välj vad de ska få se."), field="scopes")
    if to_unit.valid_to is not None and to_unit.valid_to <= today:
        raise Refused(
            _("%(unit)s har stängt.") % {"unit": to_unit.name},
            _("Välj enheten som har tagit över."),
            field="units",
        )
    if valid_until < today:
        raise Refused(_("Dagen har redan passerat."), field="valid_until")
    if ground.needs_consent:
        _check_covers(to_unit, consent)
    elif not note.strip():
        raise Refused(
            _("Skriv hur ni har bedömt att uppgifterna får lämnas utan samtycke."),
            field="note",
        )


def _check_received_by_few(child_id: uuid.UUID, to_unit: Unit) -> None:
    """A protected child comes to somebody who answers for who else in the unit meets it."""
    if is_protected(child_id) and not may_receive(to_unit):
        raise Refused(
            _("%(unit)s har ingen chef eller samordnare som kan ta emot skyddade uppgifter.")
            % {"unit": to_unit.name},
            _("Ring enheten och be den utse någon först."),
            field="units",
        )


def _check_covers(to_unit: Unit, consent: ConsentLine | None) -> None:
    if consent is None or not consent.holds:
        raise Refused(
            _("Det finns inget samtycke som gäller i dag."),
            _("Fråga familjen först, eller välj en annan grund om lagen ger en."),
            field="ground",
        )
    if to_unit.pk not in consent.unit_ids:
        raise Refused(
            _("Samtycket gäller inte %(unit)s.") % {"unit": to_unit.name},
            _("Fråga familjen om de säger ja till att den också är med."),
            field="units",
        )


def _make_known(child_id: uuid.UUID, to_unit: Unit, actor: Actor) -> None:
    own = ChildRecord.objects.get(child_id=child_id, unit_id=actor.own_unit)
    ChildRecord.objects.bulk_create(
        [
            ChildRecord(
                child_id=child_id,
                unit=to_unit,
                given_name=own.given_name,
                family_name=own.family_name,
                language=own.language,
                reason=_("Fick uppgifter från %(unit)s") % {"unit": actor.unit_name},
                opened_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )
