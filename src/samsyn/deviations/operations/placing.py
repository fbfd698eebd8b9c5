"""Who stands on a rung? Always somebody: the named one, else the level above, else who follows.

A manager who is away without a substitute, a unit that nobody is named for and a report about the
own manager all lead upwards, and the place says why.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Permission
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Place
from samsyn.deviations.queries.base import manned_units, roles_with
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible
from samsyn.organisations.models import Party, Unit
from samsyn.organisations.queries import at_work, line_above


@dataclass(frozen=True)
class Standing:
    """A unit that is to have a place, for which side, and why it is not the one that was named."""

    unit: Unit
    side: rules.Side
    stands_in: rules.StandIn


def standing_on(deviation: Deviation, rung: rules.Rung) -> list[Standing]:
    """Who is to stand on a rung of a deviation today; never nobody, and a unit only once."""
    found: dict[object, Standing] = {}
    for wanted in rules.places_on(rung, deviation.branch):
        who = _standing(deviation, rung, wanted)
        found.setdefault(who.unit.pk, who)
    return list(found.values())


def open_places_on(
    deviation: Deviation, rung: rules.Rung, but: Collection[object] = ()
) -> list[Place]:
    """Open the places of the rung where the deviation now stands, and let their units meet it.

    Units in `but` have theirs already. All must be known before the rows come, or the wall
    refuses them.
    """
    who = [s for s in standing_on(deviation, rung) if s.unit.pk not in but]
    units = [*deviation.units, *(s.unit.pk for s in who if s.unit.pk not in deviation.units)]
    if units != deviation.units:
        deviation.units = units
        Deviation.objects.filter(pk=deviation.pk).update(units=units)
    now = clock.now()
    return [
        Place.objects.create(
            deviation=deviation, rung=deviation.rung, unit=s.unit, party_id=s.unit.party_id,
            side=s.side.value, stands_in=s.stands_in.value, opened_at=now,
        )
        for s in who
    ]  # fmt: skip


def leave_places(deviation: Deviation) -> None:
    """Nobody has the turn any longer where it stood."""
    Place.objects.filter(deviation=deviation, left_at__isnull=True).update(left_at=clock.now())


def _standing(deviation: Deviation, rung: rules.Rung, wanted: rules.Wanted) -> Standing:
    if wanted.side is rules.Side.COUNTY:
        return _county(deviation, wanted.side, is_named=True)
    unit = deviation.unit if wanted.side is rules.Side.REPORTER else deviation.about_unit
    party = deviation.party if wanted.side is rules.Side.REPORTER else deviation.about_party
    line = _line(unit, party, wanted.level)
    allowed = [u for u in line if not (deviation.is_private and u.pk == deviation.unit_id)]
    may = Permission.DEVIATION_REPORT if rung.owner == "operations" else Permission.DEVIATION_ANSWER
    manned = manned_units(may, [u.pk for u in allowed])
    for office in allowed:
        if office.pk in manned:
            return Standing(office, wanted.side, _why(line, allowed, office))
    coordinator = _party_office(party, Permission.DEVIATION_PARTY)
    if coordinator is not None:
        why = rules.StandIn.UNMANNED if line else rules.StandIn.NO_UNIT
        return Standing(coordinator, wanted.side, why)
    return _county(deviation, wanted.side)


def _line(unit: Unit | None, party: Party, level: int) -> list[Unit]:
    """Those who could stand there, the named one first and then upwards."""
    line = [unit, *line_above(unit)] if unit is not None else []
    if level == 0:
        return line
    above = line[1:] if level > 0 else line[1:][-1:]
    if above:
        return above
    leading = _party_office(party, Permission.ACTION_PLAN_SIGN)
    return [leading] if leading is not None else []


def _why(line: Sequence[Unit], allowed: Sequence[Unit], office: Unit) -> rules.StandIn:
    if office.pk == line[0].pk:
        return rules.StandIn.NONE
    if line[0].pk != allowed[0].pk and office.pk == allowed[0].pk:
        return rules.StandIn.OWN_MANAGER
    return rules.StandIn.UNMANNED


def _party_office(party: Party, permission: Permission) -> Unit | None:
    """Where somebody of the party who carries the permission is at work today."""
    people = at_work(roles_with(permission), clock.today()).filter(unit__party=party)
    first = people.order_by("unit__name", "pk").first()
    return first.unit if first else None


def _county(deviation: Deviation, side: rules.Side, *, is_named: bool = False) -> Standing:
    why = rules.StandIn.NONE if is_named else rules.StandIn.NOBODY
    people = at_work(roles_with(Permission.DEVIATION_COUNTY), clock.today())
    first = people.filter(unit__party__region=deviation.region).order_by("pk").first()
    if first is not None:
        return Standing(first.unit, side, why)
    if deviation.is_private:
        raise NotPossible(
            _("Ingen annan än den som anmälan gäller kan ta emot den i Samsyn."),
            _("Vänd dig till chefen ovanför, eller till partens ledning, på annat sätt."),
        )
    return Standing(deviation.unit, side, rules.StandIn.NOBODY)
