"""Let another unit see parts of a case, whether or not it is called."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record
from samsyn.cases.access import check_may_lead
from samsyn.cases.models import Case
from samsyn.cases.operations.steps import locked_case
from samsyn.cases.queries.responsibility import age_refusal_text
from samsyn.children.queries import known_child
from samsyn.consents.queries import ConsentLine, holding_consent
from samsyn.consents.rules import ADULT_FROM
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.organisations.models import Unit
from samsyn.releases.models import Release
from samsyn.releases.operations import decide_release, leave_copy
from samsyn.releases.rules import Ground, Scope


@operation
def share_case(
    case_id: uuid.UUID,
    unit_ids: Sequence[uuid.UUID],
    *,
    scopes: Sequence[Scope],
    ground: Ground,
    valid_until: dt.date | None,
    note: str,
    actor: Actor,
) -> list[Release]:
    """Decide releases of a case to some units; with the need goes a copy of it."""
    case = locked_case(case_id, actor)
    check_may_lead(case, actor, Permission.RELEASE_DECIDE)
    if not unit_ids:
        raise Refused(_("Välj minst en enhet."), field="units")
    releases = share(case, unit_ids, scopes, ground, valid_until, note, actor)
    record("case.shared", case, actor=actor, child_id=case.child_id, ground=ground.value)
    return releases


def share(
    case: Case,
    unit_ids: Sequence[uuid.UUID],
    scopes: Sequence[Scope],
    ground: Ground,
    valid_until: dt.date | None,
    note: str,
    actor: Actor,
) -> list[Release]:
    """Releases for each unit, after the age and closing rules; a copy of the need where given."""
    child = known_child(actor, case.child_id)
    if ground in (Ground.HEALTH_TO_SOCIAL, Ground.SOCIAL_TO_HEALTH) and child.age >= ADULT_FROM:
        raise Refused(
            _("Den grunden gäller bara barn under 18 år."),
            _("Välj en annan grund."),
            field="ground",
        )
    consent = holding_consent(actor, case.child_id, case.pk) if ground.needs_consent else None
    until = valid_until or _until(consent)
    releases = []
    for unit in Unit.objects.filter(pk__in=unit_ids).order_by("name"):
        refusal = age_refusal_text(
            actor.region, unit.operation, unit.name, child.given_name, child.born_on
        )
        if refusal:
            raise Refused(refusal, _("Välj en annan verksamhet."), field="units")
        release = decide_release(
            case.child_id,
            case.pk,
            unit,
            scopes=scopes,
            ground=ground,
            valid_until=until,
            consent=consent,
            note=note,
            actor=actor,
        )
        if Scope.NEED in scopes:
            leave_copy(
                release, kind=Scope.NEED, title=_("Behovet"), content=need_copy(case), actor=actor
            )
        releases.append(release)
    return releases


def need_copy(case: Case) -> dict[str, Any]:
    """What a receiver is given of the need, in plain values."""
    need = case.need
    return {
        "areas": list(need.areas),
        "extent": need.extent,
        "setting": need.setting,
        "worry": need.worry,
        "works": need.works,
        "child_words": need.child_words,
        "tried": need.tried,
    }


def _until(consent: ConsentLine | None) -> dt.date:
    if consent is None:
        raise Refused(
            _("Det finns inget samtycke som gäller i dag."),
            _("Fråga familjen först, eller välj en annan grund om lagen ger en."),
            field="units",
        )
    return max(consent.valid_until, clock.today())
