"""How does a figure come in by hand or from a file? Hidden before it is stored, if it must be."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.indicators import rules
from samsyn.indicators.models import ImportBatch, Measure, Observation
from samsyn.indicators.operations.measures import locked_measure
from samsyn.indicators.queries import areas_of, latest_observations
from samsyn.indicators.rules.incoming import Cells, WouldTell, as_may_be_shown
from samsyn.indicators.rules.kolada import ATTRIBUTION
from samsyn.indicators.rules.reading import Row


@operation
def record_value(measure_id: uuid.UUID, row: Row, *, actor: Actor) -> Observation:
    """Store one value that somebody typed. A value typed anew corrects; the old one is kept."""
    measure = locked_measure(measure_id, actor)
    if row.value is None and not row.is_hidden and not row.note.strip():
        raise Refused(_("Skriv värdet, eller varför det saknas."), field="value")
    stored = _store(measure, [row], "", actor)
    record("measure.value_recorded", measure, actor=actor)
    return stored[0]


@operation
def store_rows(
    measure_id: uuid.UUID, rows: Sequence[Row], *, file_name: str, actor: Actor
) -> ImportBatch:
    """Store rows of a file, all or none."""
    measure = locked_measure(measure_id, actor)
    if not rows:
        raise Refused(_("Filen har inga rader att läsa in."))
    stored = _store(measure, rows, file_name, actor)
    record("measure.rows_stored", measure, actor=actor)
    return stored[0].batch


def _store(
    measure: Measure, rows: Sequence[Row], file_name: str, actor: Actor
) -> list[Observation]:
    _check(measure, rows)
    shown = rows if measure.kind == rules.Kind.KOLADA else _hidden(measure, rows)
    now = clock.now()
    batch = ImportBatch.objects.create(
        measure=measure, kind=measure.kind, file_name=file_name[:200], rows=len(rows), at=now,
        by=actor.assignment_id,
    )  # fmt: skip
    source = ATTRIBUTION if measure.kind == rules.Kind.KOLADA else measure.source
    return Observation.objects.bulk_create(
        Observation(
            measure=measure, batch=batch, area=row.area, period_start=row.period.start,
            period_end=row.period.end, value=row.value, base=row.base, is_suppressed=row.is_hidden,
            note=row.note[:300], source=source, recorded_at=now,
        )
        for row in shown
    )  # fmt: skip


def _check(measure: Measure, rows: Sequence[Row]) -> None:
    if measure.kind == rules.Kind.LIVE:
        raise NotPossible(_("Samsyn räknar det här måttet. Det går inte att skriva in."))
    known = {"", *areas_of(measure.region)}
    unit = rules.MeasureUnit(measure.unit)
    for row in rows:
        if row.area not in known:
            raise Refused(_("Parten finns inte i länet."), field="area")
        if row.period.start > clock.today():
            raise Refused(_("Perioden har inte börjat."), field="period")
        if measure.stopped_on and row.period.end > measure.stopped_on:
            raise Refused(_("Måttet har stoppats före periodens slut."), field="period")
        if row.value is None:
            continue
        is_count = unit is rules.MeasureUnit.COUNT
        if is_count and (row.value < 0 or row.value != row.value.to_integral_value()):
            raise Refused(_("Ett antal är ett helt tal, från noll och uppåt."), field="value")
        if unit is rules.MeasureUnit.PERCENT and not 0 <= row.value <= 100:
            raise Refused(_("En andel är mellan 0 och 100 procent."), field="value")


def _hidden(measure: Measure, rows: Sequence[Row]) -> list[Row]:
    held: Cells = {
        (row.area, rules.Period(row.period_start, row.period_end)): Row(
            row.area, rules.Period(row.period_start, row.period_end), row.value, row.is_suppressed
        )
        for row in latest_observations([measure.pk])
    }
    try:
        shown = as_may_be_shown(
            rows,
            held,
            unit=rules.MeasureUnit(measure.unit),
            threshold=measure.threshold,
            is_sensitive=measure.is_sensitive,
        )
    except WouldTell as error:
        raise Refused(
            _("Ett litet tal i %(period)s skulle gå att räkna ut ur det som redan visas.")
            % {"period": error.period.code},
            _("Läs in hela perioden på en gång: länet och alla parter i samma fil."),
            field="period",
        ) from error
    return [replace(row, value=None, base=None) if row.is_hidden else row for row in shown]
