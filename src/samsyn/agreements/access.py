"""May this actor write in agreements, or record what a party has decided?"""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def check_may_write(actor: Actor) -> None:
    """Agreements are kept by the arenas' secretaries and the coordinators."""
    if not actor.may(Permission.AGREEMENT_WRITE):
        raise Denied(
            _("Din roll får inte ändra överenskommelser."),
            _("Be arenans sekreterare eller samordnaren."),
        )


def check_may_pass(actor: Actor) -> None:
    """What an arena said is recorded by those who run its meetings or keep the agreements."""
    if not actor.may(Permission.MEETING_RUN) and not actor.may(Permission.AGREEMENT_WRITE):
        raise Denied(
            _("Din roll får inte skriva in vad en arena har sagt."), _("Be arenans sekreterare.")
        )


def may_answer_for(party_id: uuid.UUID | None, actor: Actor) -> bool:
    """Whether the actor records decisions of this party: its own, or any for the secretary."""
    own = actor.may(Permission.AGREEMENT_TREAT) and party_id == actor.party_id
    return own or actor.may(Permission.AGREEMENT_WRITE)


def check_may_answer_for(party_id: uuid.UUID, actor: Actor) -> None:
    """A board secretary answers for the own party, the arena's secretary for any."""
    if not may_answer_for(party_id, actor):
        raise Denied(
            _("Du kan bara skriva in beslut för din egen part."),
            _("Be partens nämndsekreterare eller arenans sekreterare."),
        )
