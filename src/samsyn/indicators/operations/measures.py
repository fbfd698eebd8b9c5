"""Which measures does a county follow, and when has one stopped?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.indicators import rules
from samsyn.indicators.access import check_may_measure
from samsyn.indicators.models import Measure, Observation
from samsyn.indicators.queries import measure_for
from samsyn.regions.schema import Region

#: Kinds that somebody may add; the rest come with the product.
ADDED = (rules.Kind.MANUAL, rules.Kind.KOLADA)


@dataclass(frozen=True)
class NewMeasure:
    """What is said of a measure when it is added."""

    name: str
    definition: str
    unit: rules.MeasureUnit
    kind: rules.Kind
    source: str
    direction: rules.Direction
    threshold: int = rules.DEFAULT_THRESHOLD
    threshold_note: str = ""
    kpi: str = ""
    kpi_title: str = ""


@operation
def open_measures(county: Region, *, actor: Actor) -> int:
    """Store the measures that every county begins with and lacks; says how many were new."""
    check_may_measure(actor)
    have = set(Measure.objects.filter(region=county.code).values_list("key", flat=True))
    new = Measure.objects.bulk_create(
        Measure(
            region=county.code, key=row.key, name=row.name, definition=row.definition,
            unit=row.unit.value, kind=row.kind.value, source=row.source,
            direction=row.direction.value, threshold=row.threshold, is_sensitive=row.is_sensitive,
            needs=row.needs,
        )
        for row in rules.definitions().values()
        if row.key not in have
    )  # fmt: skip
    record("measures.opened", "measure", actor=actor)
    return len(new)


@operation
def add_measure(new: NewMeasure, *, actor: Actor) -> Measure:
    """Add a measure whose figures are typed, read from a file or fetched from Kolada."""
    check_may_measure(actor)
    if new.kind not in ADDED:
        raise Refused(_("Välj hur siffrorna kommer in."), field="kind")
    if new.kind is rules.Kind.KOLADA and not (new.kpi.strip() and new.kpi_title.strip()):
        raise Refused(
            _("Skriv både nyckeltalets beteckning och dess rubrik i Kolada."), field="kpi_title"
        )
    key = _free_key(new, actor.region)
    _check_threshold(new.threshold)
    measure = Measure.objects.create(
        region=actor.region, key=key, name=new.name.strip(), definition=new.definition.strip(),
        unit=new.unit.value, kind=new.kind.value, source=new.source.strip(),
        direction=new.direction.value, threshold=new.threshold,
        threshold_note=new.threshold_note.strip(), kpi=new.kpi.strip().upper(),
        kpi_title=new.kpi_title.strip(),
    )  # fmt: skip
    record("measure.added", measure, actor=actor)
    return measure


@operation
def set_threshold(measure_id: uuid.UUID, *, threshold: int, decided: str, actor: Actor) -> Measure:
    """Change from which number figures are shown, for what comes in from now on."""
    measure = locked_measure(measure_id, actor)
    _check_threshold(threshold)
    if not decided.strip():
        raise Refused(_("Skriv vem som har beslutat det och när."), field="decided")
    measure.threshold, measure.threshold_note = threshold, decided.strip()
    measure.save(update_fields=["threshold", "threshold_note"])
    record("measure.threshold_set", measure, actor=actor)
    return measure


@operation
def stop_measure(measure_id: uuid.UUID, *, on: dt.date, why: str, actor: Actor) -> Measure:
    """Say that a measure's source has stopped: `on` is its last day. What it has shown stays."""
    measure = locked_measure(measure_id, actor)
    if not measure.is_active:
        raise NotPossible(_("Måttet har redan stoppats."))
    if on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="on")
    if not why.strip():
        raise Refused(_("Skriv varför måttet stoppas."), field="why")
    later = Observation.objects.filter(measure=measure, period_start__gt=on)
    if later.exists():
        raise Refused(_("Det finns siffror för en senare period än så."), field="on")
    measure.is_active, measure.stopped_on, measure.stopped_why = False, on, why.strip()
    measure.save(update_fields=["is_active", "stopped_on", "stopped_why"])
    record("measure.stopped", measure, actor=actor)
    return measure


def locked_measure(measure_id: uuid.UUID, actor: Actor) -> Measure:
    """A measure of the actor's county, locked for this transaction; NotPossible otherwise."""
    check_may_measure(actor)
    if measure_for(actor, measure_id) is None:
        raise NotPossible(_("Måttet finns inte i ditt län."))
    return Measure.objects.select_for_update().get(pk=measure_id)


def _check_threshold(threshold: int) -> None:
    if threshold < rules.LEAST_THRESHOLD:
        raise Refused(
            _("Gränsen får inte vara lägre än %(least)s.") % {"least": rules.LEAST_THRESHOLD},
            _("Annars går det att känna igen enskilda barn."),
            field="threshold",
        )


def _free_key(new: NewMeasure, region: str) -> str:
    base = f"kolada.{new.kpi.strip().upper()}" if new.kpi.strip() else slugify(new.name)[:70]
    taken = set(Measure.objects.filter(region=region).values_list("key", flat=True))
    if new.kind is rules.Kind.KOLADA and base in taken:
        raise Refused(_("Nyckeltalet finns redan bland måtten."), field="kpi")
    if not base:
        raise Refused(_("Ge måttet ett namn med bokstäver."), field="name")
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 1000))) if key not in taken)
