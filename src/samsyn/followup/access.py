"""May this actor write the follow-up, record a finding or answer one?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def check_may_report(actor: Actor) -> None:
    """Those who write the arenas' yearly follow-up."""
    if not actor.may(Permission.REPORT_WRITE):
        raise Denied(
            _("Din roll kan läsa uppföljningar men inte skriva dem."),
            _("Be arenans sekreterare eller en länssamordnare."),
        )


def check_may_find(actor: Actor) -> None:
    """Auditors record what they find."""
    if not actor.may(Permission.FINDING_WRITE):
        raise Denied(_("Iakttagelser skrivs in av revisorerna."))


def check_may_answer(actor: Actor) -> None:
    """Those who answer auditors on behalf of the collaboration."""
    if not actor.may(Permission.FINDING_ANSWER):
        raise Denied(
            _("Din roll kan läsa revisionen men inte svara."),
            _("Be arenans sekreterare eller en länssamordnare."),
        )
