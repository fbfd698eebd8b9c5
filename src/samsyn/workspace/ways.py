"""Where can somebody who meets no children go on from Min tur?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.deviations.queries.lists import may_read


@dataclass(frozen=True)
class Way:
    """A card that leads on from Min tur."""

    label: str
    text: str
    url: str


def ways_for(actor: Actor) -> list[Way]:
    """Where somebody who meets no children can go, by what the role may."""
    ways = []
    if actor.may(Permission.LOG_REVIEW):
        ways.append(
            Way(
                _("Granska loggen"),
                _("Vem som har läst och skrivit om barn i era enheter, månad för månad."),
                reverse("logreview:overview"),
            )
        )
    if actor.may(Permission.ORGANISATION_MANAGE):
        ways.append(
            Way(
                _("Administration"),
                _("Enheter, medarbetare och uppdrag, och vem som tar över när någon slutar."),
                reverse("administration:start"),
            )
        )
    if may_read(actor):
        ways.append(
            Way(
                _("Avvikelser"),
                _("Vad som har brustit mellan verksamheterna, vems tur det är och vad det blev."),
                reverse("deviations:list"),
            )
        )
    if actor.may(Permission.STEERING_READ):
        ways += [
            Way(
                _("Styrning"),
                _("Arenor, möten, ärenden och balanslistor i länet."),
                reverse("governance:start"),
            ),
            Way(
                _("Överenskommelser"),
                _("Vad parterna har kommit överens om och vilka som har antagit det."),
                reverse("agreements:list"),
            ),
            Way(
                _("Handlingsplaner"),
                _("Mål, mått och aktiviteter, och hur det går."),
                reverse("actionplans:list"),
            ),
            Way(
                _("Uppföljning"),
                _("Rapporter om vad som har hänt under året."),
                reverse("followup:reports"),
            ),
            Way(
                _("Revision"),
                _("Iakttagelser, svar, åtgärder och bevis."),
                reverse("followup:findings"),
            ),
        ]
    if actor.may(Permission.RETENTION_READ):
        ways.append(
            Way(
                _("Gallring"),
                _("Vad som får gallras, vad som ska bevaras och bevis på det som har gallrats."),
                reverse("retention:overview"),
            )
        )
    ways.append(
        Way(
            _("Vem gör vad?"),
            _(
                "Fråga länets överenskommelse vem som ansvarar för ett barn i en viss ålder"
                " och med ett visst behov."
            ),
            reverse("responsibilities:ask"),
        )
    )
    ways.append(
        Way(
            _("Hela ansvaret på en sida"),
            _("Alla verksamheter och åldrar i en tabell. Luckor och överlapp syns direkt."),
            reverse("responsibilities:matrix"),
        )
    )
    if actor.may(Permission.AGREEMENT_TRY):
        ways.append(
            Way(
                _("Prova en ändring"),
                _(
                    "Flytta en åldersgräns eller ett ansvar och se vad det ändrar för barnen."
                    " Inget sparas."
                ),
                reverse("responsibilities:try_out"),
            )
        )
    return ways
