"""Who has not answered a call, or did not come? In cases that the actor's unit owns."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.cases.models import Call, Summons
from samsyn.cases.rules import Reply, State, SummonsKind
from samsyn.deviations import rules
from samsyn.foundation import clock

#: How far back the product looks. Older things are for the yearly follow-up.
LOOK_BACK = dt.timedelta(days=365)
#: How many of each kind are fetched.
MOST = 200


@dataclass(frozen=True)
class Seen:
    """What was late or silent, without a name."""

    key: str
    kind: rules.Origin
    child_id: uuid.UUID
    case_id: uuid.UUID
    plan_id: uuid.UUID | None
    about_unit_id: uuid.UUID
    about_unit: str
    about_party_id: uuid.UUID
    happened_on: dt.date
    what: str


def silent_or_absent(actor: Actor) -> list[Seen]:
    """Called units that have not answered in time, or that the meeting was held without."""
    today = clock.today()
    # Called anew without a meeting: the family had taken back its yes, so nobody could answer.
    anew = Call.objects.filter(case_id=OuterRef("case_id"), sent_at__gt=OuterRef("sent_at"))
    is_silent = Q(reply="", reply_by__lt=today, reply_by__gte=today - LOOK_BACK)
    is_silent &= Q(attended__isnull=True) & Q(~Exists(anew))
    is_absent = Q(attended=False, call__meeting__held_at__gte=clock.now() - LOOK_BACK)
    is_absent &= ~Q(reply=Reply.OTHER_UNIT.value)
    rows = Summons.objects.filter(
        is_silent | is_absent, case__unit_id=actor.own_unit, kind=SummonsKind.CALLED.value
    ).exclude(case__state__in=[State.WITHDRAWN.value, State.CLOSED.value])
    rows = rows.select_related("unit", "case").annotate(
        held_on=TruncDate(F("call__meeting__held_at"))
    )
    return [_seen(row) for row in rows.order_by("-reply_by", "id")[:MOST]]


def _seen(row: Summons) -> Seen:
    came_not = row.attended is False
    kind = rules.Origin.ABSENT if came_not else rules.Origin.SILENT_CALL
    return Seen(
        key=f"{kind.value}:{row.pk}",
        kind=kind,
        child_id=row.case.child_id,
        case_id=row.case_id,
        plan_id=None,
        about_unit_id=row.unit_id,
        about_unit=row.unit.name,
        about_party_id=row.unit.party_id,
        happened_on=row.held_on if came_not else row.reply_by,  # type: ignore[attr-defined]
        what=_sentence(row, came_not=came_not) % {"unit": row.unit.name},
    )


def _sentence(row: Summons, *, came_not: bool) -> str:
    if not came_not:
        return _("%(unit)s har inte svarat på kallelsen.")
    if row.reply == Reply.DOES_NOT_COME.value:
        return _("%(unit)s var kallad till mötet men svarade att de inte kommer.")
    if row.reply:
        return _("%(unit)s svarade att de kommer till mötet men kom inte.")
    return _("%(unit)s svarade inte på kallelsen och kom inte till mötet.")
