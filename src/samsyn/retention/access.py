"""May this person propose, approve or stop?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied
from samsyn.retention.models import Run


def check_may_propose(actor: Actor) -> None:
    """The archivist of a party."""
    if actor.party_id is None or not actor.may(Permission.RETENTION_PROPOSE):
        raise Denied(_("Din roll får inte föreslå gallring."), _("Be partens arkivarie."))


def check_may_approve(run: Run, actor: Actor) -> None:
    """Another person than the one who proposed, in the same party."""
    if run.party_id != actor.party_id or not actor.may(Permission.RETENTION_APPROVE):
        raise Denied(_("Din roll får inte godkänna gallring."), _("Be partens arkivansvariga."))
    if run.proposed_by == actor.user_id:
        raise Denied(
            _("Du har själv föreslagit listan. Då får du inte godkänna den."),
            _("Be någon annan med rätt att godkänna."),
        )


def check_may_keep(actor: Actor) -> None:
    """Whoever proposes or approves may also stop a thing from going."""
    if actor.party_id is None or not (
        actor.may(Permission.RETENTION_PROPOSE) or actor.may(Permission.RETENTION_APPROVE)
    ):
        raise Denied(_("Din roll får inte stoppa gallring."), _("Be partens arkivarie."))
