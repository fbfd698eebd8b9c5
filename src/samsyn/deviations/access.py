"""May this actor report, answer, lift, talk, hide or follow this deviation?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Origin, Place
from samsyn.foundation.refusals import Denied


def check_may_report(actor: Actor) -> None:
    """Whoever works in one of the parties may report, with or without a case."""
    if actor.unit_id is None or not actor.may(Permission.DEVIATION_REPORT):
        raise Denied(
            _("Din roll anmäler inte avvikelser."),
            _("Be en kollega som arbetar i verksamheten, eller partens samordnare."),
        )


def check_may_lead(actor: Actor) -> None:
    """Only somebody who answers for a unit says who stands in for it."""
    if actor.unit_id is None or not actor.may(Permission.DEVIATION_ANSWER):
        raise Denied(
            _("Din roll tar inte emot avvikelser, så ingen behöver ersätta dig här."),
            _("Fråga din chef."),
        )


def open_places(deviation: Deviation) -> list[Place]:
    """The places of the rung where it stands."""
    rows = Place.objects.filter(deviation=deviation, left_at__isnull=True)
    return list(rows.select_related("unit", "party").order_by("pk"))


def check_has_turn(deviation: Deviation, actor: Actor) -> Place:
    """The actor's open place on the rung; Denied when it has none or may not answer there."""
    mine = next((p for p in open_places(deviation) if p.unit_id == actor.unit_id), None)
    if mine is None:
        raise Denied(
            _("Avvikelsen ligger inte hos er nu."),
            _("På sidan står vem som har den. Du kan skriva i samtalet om du är med i den."),
        )
    if not actor.may(answering_on(deviation)):
        raise Denied(_("På det här steget svarar en chef."), _("Be chefen för enheten att svara."))
    return mine


def answering_on(deviation: Deviation) -> Permission:
    """What answering asks for on this rung: everybody answers on the operations', else managers."""
    rung = rules.Steps.from_json(deviation.ladder).rungs[deviation.rung]
    is_own_work = rung.owner == "operations"
    return Permission.DEVIATION_REPORT if is_own_work else Permission.DEVIATION_ANSWER


def is_reporter(deviation: Deviation, actor: Actor) -> bool:
    """Whether it was reported here: by the actor's unit, or by the actor when it is private."""
    if deviation.unit_id != actor.unit_id:
        return False
    return Origin.objects.filter(deviation=deviation).exists()


def check_may_lift(deviation: Deviation, actor: Actor) -> None:
    """Either side lifts: where it was reported, or who has the turn; and who follows the county."""
    if is_reporter(deviation, actor) or actor.may(Permission.DEVIATION_COUNTY):
        return
    check_has_turn(deviation, actor)


def check_may_talk(deviation: Deviation, actor: Actor) -> None:
    """Everybody who takes part, or follows the party or the county, writes in the dialogue."""
    follows = (Permission.DEVIATION_COUNTY, Permission.DEVIATION_PARTY)
    takes_part = actor.unit_id in deviation.units or is_reporter(deviation, actor)
    if not takes_part and not any(actor.may(p) for p in follows):
        raise Denied(
            _("Du läser avvikelsen men är inte med i den."),
            _("Hör av dig till den som har den."),
        )


def check_may_follow_up(deviation: Deviation, actor: Actor) -> None:
    """Where it was reported, or who has the turn, says how a measure went."""
    if not is_reporter(deviation, actor):
        check_has_turn(deviation, actor)


def check_is_reporter(deviation: Deviation, actor: Actor) -> None:
    """Only where it was reported it is withdrawn."""
    if not is_reporter(deviation, actor):
        raise Denied(
            _("Bara den som anmälde kan ta tillbaka avvikelsen."),
            _("Skriv i samtalet om den är löst."),
        )


def check_may_reopen(deviation: Deviation, actor: Actor) -> None:
    """Where it was reported, any unit that has had a place, and who follows it."""
    check_may_talk(deviation, actor)


def check_follows_county(actor: Actor) -> None:
    """Who follows the whole county's deviations."""
    if not actor.may(Permission.DEVIATION_COUNTY):
        raise Denied(_("Din roll följer inte länets avvikelser."), _("Fråga länssamordnaren."))
