"""How does an agreed version become the county's data?"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied
from samsyn.responsibilities.engine import Change, change_as_dict
from samsyn.responsibilities.models import AdoptedChange


@operation
def adopt_change(
    change: Change, *, valid_from: dt.date, origin: uuid.UUID, source: str, actor: Actor
) -> AdoptedChange:
    """Let a change be the county's data from a day. `origin` and `source` tell which version."""
    _check_may_adopt(actor)
    row = _add(change_as_dict(change), valid_from, origin, source, actor)
    record("county.changed", row, actor=actor)
    return row


@operation
def end_changes(
    origins: Iterable[uuid.UUID], *, on: dt.date, source: str, actor: Actor
) -> list[AdoptedChange]:
    """Take away, from a day, what these versions changed."""
    _check_may_adopt(actor)
    adopted = AdoptedChange.objects.filter(region=actor.region, origin__in=set(origins))
    living = set(adopted.exclude(change__kind="ended").values_list("origin", flat=True))
    rows = [_add({"kind": "ended"}, on, origin, source, actor) for origin in sorted(living)]
    record("county.changes_ended", "county", actor=actor)
    return rows


def _add(
    change: dict[str, object], day: dt.date, origin: uuid.UUID, source: str, actor: Actor
) -> AdoptedChange:
    return AdoptedChange.objects.create(
        region=actor.region, valid_from=day, change=change, origin=origin, source=source,
        adopted_at=clock.now(),
    )  # fmt: skip


def _check_may_adopt(actor: Actor) -> None:
    if not actor.may(Permission.AGREEMENT_WRITE):
        raise Denied(
            _("Din roll får inte ändra länets data."),
            _("Be arenans sekreterare eller samordnaren."),
        )
