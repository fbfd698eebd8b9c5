"""The steps of a deviation that ask for a text: answer, say no, lift, talk, follow up."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.deviations import operations
from samsyn.deviations.forms.steps import AnswerForm, FollowUpForm, TextForm, WhyForm
from samsyn.deviations.queries.pages import DeviationPage
from samsyn.deviations.views.frames import is_too_late, not_now, page_or_404, url_of

TEMPLATE = "deviations/step.html"


@requires(Permission.DEVIATION_REPORT)
def answer(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Answer for the rung, or propose an answer to the others on it."""
    page = page_or_404(request, deviation_id)
    if is_too_late(request, page.can.answer):
        return not_now(request, deviation_id)

    def act(form: Any) -> tuple[str, str]:
        operations.answer_deviation(
            deviation_id, form.answering(), looked=form.looked_at, actor=actor_of(request)
        )
        return url_of(deviation_id), _("Tack. Svaret är sparat.")

    is_shared = len(page.waited_units) > 1
    lead = _("De andra på steget säger sedan ja eller nej till ditt svar.") if is_shared else ""
    context = _words(page, _("Svara på avvikelsen"), _("Skicka svaret"), lead)
    make = partial(AnswerForm, kind=page.kind_code)
    return form_page(request, make, template=TEMPLATE, act=act, context=context)


@requires(Permission.DEVIATION_REPORT)
def refuse(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Say no to the proposed answer; then it waits for an answer again."""
    return _why(
        request, deviation_id, operations.refuse_answer, "refuse",
        heading=_("Säg nej till svaret"),
        lead=_("Avvikelsen ligger kvar på steget tills ni är överens, eller tills den lyfts."),
        label=_("Varför säger ni nej, och vad vore ett bättre svar?"),
        button=_("Säg nej"), message=_("Klart. De andra ser varför ni säger nej."),
    )  # fmt: skip


@requires(Permission.DEVIATION_REPORT)
def disown(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Say that it is somebody else's."""
    return _why(
        request, deviation_id, operations.disown_deviation, "disown",
        heading=_("Det är inte vårt"),
        lead=_("Avvikelsen ligger kvar tills någon tar den. Säger alla på steget nej lyfts den."),
        label=_("Varför är det inte ert, och vems tror ni att det är?"),
        button=_("Säg att den inte är er"), message=_("Klart. De andra ser vad ni har sagt."),
    )  # fmt: skip


@requires(Permission.DEVIATION_REPORT)
def lift(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Lift it to the next rung."""
    return _why(
        request, deviation_id, operations.lift_deviation, "lift",
        heading=_("Lyft till nästa steg"),
        lead=_("De som har nästa steg tar över. Ni kan fortfarande läsa och skriva i samtalet."),
        label=_("Varför går det inte att lösa här?"),
        button=_("Lyft avvikelsen"), message=_("Klart. Avvikelsen är på nästa steg."),
    )  # fmt: skip


@requires(Permission.DEVIATION_REPORT)
def withdraw(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Take the report back."""
    return _why(
        request, deviation_id, operations.withdraw_deviation, "withdraw",
        heading=_("Ta tillbaka avvikelsen"),
        lead=_("Då avslutas den utan svar. Den finns kvar att läsa, och kan öppnas igen."),
        label=_("Varför tar ni tillbaka den?"),
        button=_("Ta tillbaka avvikelsen"), message=_("Klart. Avvikelsen är avslutad."),
    )  # fmt: skip


@requires(Permission.DEVIATION_REPORT)
def reopen(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Open a closed one again."""
    return _why(
        request, deviation_id, operations.reopen_deviation, "reopen",
        heading=_("Öppna avvikelsen igen"),
        lead=_("Den väntar då på svar igen, på det steg där den avslutades."),
        label=_("Varför är den inte löst?"),
        button=_("Öppna igen"), message=_("Klart. Avvikelsen väntar på svar igen."),
    )  # fmt: skip


@requires(Permission.DEVIATION_REPORT)
def talk(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Write in the dialogue."""
    page = page_or_404(request, deviation_id)
    if is_too_late(request, page.can.talk):
        return not_now(request, deviation_id)

    def act(form: Any) -> tuple[str, str]:
        text = form.cleaned_data["text"]
        operations.talk(deviation_id, text=text, looked=form.looked_at, actor=actor_of(request))
        return f"{url_of(deviation_id)}#samtal", _("Klart. Alla som är med i avvikelsen ser det.")

    lead = _("Alla som är med i avvikelsen läser det du skriver.")
    context = _words(page, _("Skriv i samtalet"), _("Skicka"), lead)
    make = partial(TextForm, label=_("Vad vill du säga?"))
    return form_page(request, make, template=TEMPLATE, act=act, context=context)


@requires(Permission.DEVIATION_REPORT)
def follow_up(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Say how the measure went."""
    page = page_or_404(request, deviation_id)
    if is_too_late(request, page.can.follow_up):
        return not_now(request, deviation_id)

    def act(form: Any) -> tuple[str, str]:
        operations.follow_up_measure(
            deviation_id, form.followed(), looked=form.looked_at, actor=actor_of(request)
        )
        return url_of(deviation_id), _("Tack. Alla som är med i avvikelsen ser hur det gick.")

    lead = _("Är åtgärden gjord avslutas avvikelsen. Är den inte gjord väntar den på svar igen.")
    context = _words(page, _("Följ upp åtgärden"), _("Spara uppföljningen"), lead)
    return form_page(request, FollowUpForm, template=TEMPLATE, act=act, context=context)


def _why(
    request: HttpRequest,
    deviation_id: uuid.UUID,
    operation: Callable[..., Any],
    step: str,
    *,
    heading: str,
    lead: str,
    label: str,
    button: str,
    message: str,
) -> HttpResponse:
    """A page that asks why, and then does one operation."""
    page = page_or_404(request, deviation_id)
    if is_too_late(request, getattr(page.can, step)):
        return not_now(request, deviation_id)

    def act(form: Any) -> tuple[str, str]:
        why = form.cleaned_data["why"]
        operation(deviation_id, why=why, looked=form.looked_at, actor=actor_of(request))
        return url_of(deviation_id), message

    context = _words(page, heading, button, lead)
    make = partial(WhyForm, label=label)
    return form_page(request, make, template=TEMPLATE, act=act, context=context)


def _words(page: DeviationPage, heading: str, button: str, lead: str) -> dict[str, Any]:
    return {"page": page, "heading": heading, "button": button, "lead": lead}
