"""Which views wait for somebody to say what became of them?"""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting
from samsyn.participation import rules
from samsyn.participation.models import Voice

MOST = 20


def steering_turns(actor: Actor) -> list[Waiting]:
    """Views without an answer after the time for it, and answers that the group has not heard."""
    if not actor.may(Permission.VOICE_WRITE):
        return []
    long_ago = clock.today() - dt.timedelta(days=rules.ANSWER_DAYS)
    waits = Q(heard_on__lte=long_ago) & ~Q(links__became__gt="")
    untold = Q(links__became__gt="", links__told_back_on__isnull=True)
    rows = Voice.objects.filter(region=actor.region).filter(waits | untold).distinct()
    return [_turn(v) for v in rows.prefetch_related("links").order_by("heard_on", "id")[:MOST]]


def _turn(voice: Voice) -> Waiting:
    answers = [link for link in voice.links.all() if link.became]
    answered_on = min((link.became_on for link in answers if link.became_on), default=None)
    return Waiting(
        what=_("Berätta för gruppen vad det blev")
        if answers
        else _("Skriv vad det blev av det som sades"),
        about=voice.group,
        url=reverse("participation:voice", args=[voice.pk]),
        since_on=answered_on or voice.heard_on,
        due=None if answers else rules.answer_due(voice.heard_on),
    )
