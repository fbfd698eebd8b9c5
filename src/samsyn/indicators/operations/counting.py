"""When do counted figures become figures that everyone reads? When they are stored, as shown."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, Refused
from samsyn.indicators import rules
from samsyn.indicators.access import check_may_measure
from samsyn.indicators.models import ImportBatch, Measure, Observation
from samsyn.indicators.queries import latest_observations
from samsyn.indicators.queries.counting import Counted, counted_year

FIRST_YEAR = 2000


@operation
def count_live(region: str, year: int, *, actor: Actor) -> int:
    """Count a year's measures per party, tertial and year and store what may be shown.

    Only what differs from what is stored becomes new rows; says how many. A measure that stopped
    before the year is left as it was.
    """
    check_may_measure(actor)
    if actor.region != region:
        raise Denied(_("Det är ett annat län."))
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Refused(_("Välj ett år som har börjat."), field="year")
    measures = list(
        Measure.objects.select_for_update()
        .filter(region=region, kind=rules.Kind.LIVE.value)
        .exclude(stopped_on__lt=dt.date(year, 1, 1))
        .order_by("key")
    )
    held = {
        (row.measure_id, row.area, row.period_start, row.period_end): row
        for row in latest_observations([measure.pk for measure in measures])
    }
    counted = counted_year(region, measures, year)
    new: list[Observation] = []
    for measure in measures:
        rows = [
            row
            for row in counted[measure.key]
            if (measure.stopped_on is None or row.period.end <= measure.stopped_on)
            and not _same(row, held.get((measure.pk, row.area, row.period.start, row.period.end)))
        ]
        new += _observations(measure, rows, actor)
    Observation.objects.bulk_create(new)
    record("measures.counted", "measure", actor=actor)
    return len(new)


def _same(row: Counted, held: Observation | None) -> bool:
    return held is not None and (row.value, row.base, row.is_hidden) == (
        held.value,
        held.base,
        held.is_suppressed,
    )


def _observations(measure: Measure, rows: Sequence[Counted], actor: Actor) -> list[Observation]:
    if not rows:
        return []
    now = clock.now()
    batch = ImportBatch.objects.create(
        measure=measure, kind=measure.kind, rows=len(rows), at=now, by=actor.assignment_id
    )
    return [
        Observation(
            measure=measure, batch=batch, area=row.area, period_start=row.period.start,
            period_end=row.period.end, value=row.value, base=row.base, is_suppressed=row.is_hidden,
            source=measure.source, recorded_at=now,
        )
        for row in rows
    ]  # fmt: skip
