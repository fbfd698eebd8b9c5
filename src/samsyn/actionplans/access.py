"""May this actor write, decide on, sign or report in an action plan?"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.actionplans.rules import Row, Signatory, may_sign_for
from samsyn.foundation.refusals import Denied


def check_may_write(actor: Actor) -> None:
    """Those who keep the plan, and directors, write in it."""
    if not actor.may(Permission.ACTION_PLAN_WRITE):
        raise Denied(
            _("Din roll skriver inte i handlingsplanen."),
            _("Hör av dig till arenans sekreterare."),
        )


def check_may_decide(actor: Actor) -> None:
    """An arena's decision is written down by its secretary."""
    if not actor.may(Permission.MEETING_RUN):
        raise Denied(
            _("Arenans sekreterare skriver in vad arenan har beslutat."),
            _("Hör av dig till sekreteraren."),
        )


def check_may_sign(actor: Actor, signatory: Signatory, parties: Collection[str]) -> None:
    """A director signs for the own organisation."""
    if not actor.may(Permission.ACTION_PLAN_SIGN) or actor.assignment_id is None:
        raise Denied(
            _("Din roll skriver inte under handlingsplanen."),
            _("Den skrivs under av dem som står på raderna längst ner i planen."),
        )
    if not may_sign_for(signatory.organisation, actor.party_name, parties):
        raise Denied(
            _("Du skriver under för %(own)s, inte för %(other)s.")
            % {"own": actor.party_name, "other": signatory.organisation},
            _("Välj den rad som hör till din egen organisation."),
        )


def may_report(actor: Actor, row: Row, own_party: str) -> bool:
    """Those who keep the plan report on every row, others on their party's and on nobody's."""
    if not actor.may(Permission.ACTION_PLAN_WRITE):
        return False
    return actor.may(Permission.ARENA_MANAGE) or row.party in ("", own_party)


def check_may_report(actor: Actor, rows: Collection[Row], own_party: str) -> None:
    """Everybody reports on the rows that they answer for."""
    check_may_write(actor)
    other = next((row for row in rows if not may_report(actor, row, own_party)), None)
    if other is not None:
        raise Denied(
            _("En annan part ansvarar för raden %(area)s.") % {"area": other.area},
            _("Skriv läget för era egna rader."),
        )
