"""Lift to the next rung: by either side, by the county's coordinator, or by time."""

import uuid
from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record
from samsyn.deviations import rules
from samsyn.deviations.access import check_follows_county, check_may_lift
from samsyn.deviations.models import Deviation, Place
from samsyn.deviations.operations.placing import open_places_on, standing_on
from samsyn.deviations.operations.steps import advance, locked_deviation, note_step, steps_of
from samsyn.deviations.operations.wording import add_words, needed
from samsyn.deviations.queries.base import manned_units, steps_today
from samsyn.foundation import clock, wall
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, NotPossible
from samsyn.organisations.models import Unit


@operation
def lift_deviation(
    deviation_id: uuid.UUID, *, why: str, actor: Actor, looked: bool = False
) -> Deviation:
    """Lift a deviation to the next rung. What has been answered stays to be read."""
    deviation = locked_deviation(deviation_id, actor)
    check_may_lift(deviation, actor)
    if deviation.rung >= steps_of(deviation).top:
        raise NotPossible(
            _("Det här är det högsta steget i trappan."),
            _("Länssamordnaren kan ta frågan till en arena."),
        )
    needed(why, _("Skriv varför det inte går att lösa här."), "why")
    add_words(deviation, rules.Part.LIFT, why, actor=actor, looked=looked, field="why")
    return advance(deviation, "lift", actor=actor, to_rung=deviation.rung + 1)


@operation
def follow_new_ladder(deviation_id: uuid.UUID, *, actor: Actor) -> Deviation:
    """Go on by the ladder that the county has agreed since the report was made."""
    deviation = locked_deviation(deviation_id, actor)
    check_may_lift(deviation, actor)
    old = steps_of(deviation)
    new = steps_today(deviation.region, rules.Branch(deviation.branch), clock.today())
    if new == old:
        raise NotPossible(
            _("Trappan är densamma som när avvikelsen anmäldes."),
            _("Svara, eller lyft till nästa steg."),
        )
    to_rung = rules.rung_like(new, old.rungs[deviation.rung], deviation.rung)
    deviation.ladder = new.as_json()
    return advance(deviation, "move", actor=actor, to_rung=to_rung, also=["ladder"])


@operation
def lift_overdue(region: str, *, actor: Actor) -> int:
    """Lift what the days have run out for, and let the level above take places that nobody mans.

    Run every day by the service. Acts for the unit that has the turn, so it meets nothing else.
    Says how many were lifted or moved.
    """
    if actor.user_id is not None:
        check_follows_county(actor)
    if actor.region != region:
        raise Denied(_("Det är ett annat län."), _("Välj ett uppdrag i det länet."))
    changed = 0
    for deviation_id, unit_id in _to_lift(region):
        changed += _as_unit(unit_id, region, deviation_id, _lift_by_time)
    for deviation_id, unit_id in _unmanned(region):
        changed += _as_unit(unit_id, region, deviation_id, _stand_anew)
    wall.bind(actor)
    record("deviations.lifted_by_time", "deviation", actor=actor)
    return changed


def _under_way(region: str) -> list[tuple[uuid.UUID, uuid.UUID, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT deviation_id, unit_id, is_overdue FROM deviations_under_way(%s)", [region]
        )
        return list(cursor.fetchall())


def _to_lift(region: str) -> Iterator[tuple[uuid.UUID, uuid.UUID]]:
    units = {one: unit for one, unit, is_overdue in _under_way(region) if is_overdue}
    yield from units.items()


def _unmanned(region: str) -> list[tuple[uuid.UUID, uuid.UUID]]:
    rows = _under_way(region)
    units = {unit for _one, unit, _late in rows}
    staffed = manned_units(Permission.DEVIATION_REPORT, units)
    managed = manned_units(Permission.DEVIATION_ANSWER, units)
    return [(one, unit) for one, unit, _late in rows if unit not in staffed & managed]


def _as_unit(unit_id: uuid.UUID, region: str, deviation_id: uuid.UUID, act: object) -> int:
    unit = Unit.objects.select_related("party").get(pk=unit_id)
    actor = Actor(
        user_name="Samsyn", unit_id=unit.pk, unit_name=unit.name, party_id=unit.party_id,
        party_name=unit.party.name, region=region,
        permissions=frozenset({Permission.DEVIATION_REPORT, Permission.DEVIATION_ANSWER}),
    )  # fmt: skip
    wall.bind(actor)
    return int(act(locked_deviation(deviation_id, actor), actor))  # type: ignore[operator]


def _lift_by_time(deviation: Deviation, actor: Actor) -> bool:
    top = steps_of(deviation).top
    is_over = deviation.due_on is not None and deviation.due_on < clock.today()
    if not is_over or deviation.rung >= top or deviation.state == rules.State.ANSWERED.value:
        return False
    advance(deviation, "lift", actor=actor, to_rung=deviation.rung + 1, by_time=True)
    return True


def _stand_anew(deviation: Deviation, actor: Actor) -> bool:
    """Let whoever the rung now leads to take the place that its unit cannot man."""
    rung = steps_of(deviation).rungs[deviation.rung]
    mine = Place.objects.filter(
        deviation=deviation, unit_id=actor.own_unit, left_at__isnull=True
    ).first()
    who = standing_on(deviation, rung)
    if mine is None or any(s.unit.pk == mine.unit_id for s in who):
        return False
    now = clock.now()
    Place.objects.filter(pk=mine.pk).update(left_at=now)
    held = set(
        Place.objects.filter(deviation=deviation, left_at__isnull=True).values_list(
            "unit_id", flat=True
        )
    )
    open_places_on(deviation, rung, but=held)
    note_step(deviation, "move", rules.State(deviation.state), deviation.rung, actor=actor,
              by_time=True)  # fmt: skip
    return True
