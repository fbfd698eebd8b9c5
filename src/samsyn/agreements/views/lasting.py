"""From when a version holds, how it is reviewed, and until when."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, fresh, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.agreements import operations, rules
from samsyn.agreements.forms import EndForm, EnterForm, ReviewForm, WhyForm
from samsyn.agreements.queries import arena_choices
from samsyn.agreements.views.frame import STEP, step_context, version_or_404, version_url
from samsyn.foundation import clock


@requires(Permission.AGREEMENT_WRITE)
@fresh
def enter(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Decide from when the version is in force."""
    page = version_or_404(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.enter_into_force(
            version_id, valid_from=data["valid_from"], why=data["why"], actor=actor_of(request)
        )
        return version_url(version_id), _("Klart. Versionen är beslutad att gälla.")

    context = step_context(
        page,
        heading=_("Från när gäller versionen?"),
        lead=_("Den version som gäller nu upphör samma dag."),
        label=_("Besluta att den gäller"),
        side="agreements/parts/before_force.html",
    )
    initial = {"valid_from": page.trial["on"]} if page.trial else {}
    return form_page(request, EnterForm, template=STEP, act=act, context=context, initial=initial)


@requires(Permission.AGREEMENT_WRITE)
def review(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """The yearly review."""
    actor, page = actor_of(request), version_or_404(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        outcome = rules.ReviewOutcome(data["outcome"])
        operations.review(
            version_id,
            outcome=outcome,
            text=data["text"],
            reviewed_on=data["reviewed_on"],
            arena=data["arena"],
            paragraph=data["paragraph"],
            ends_on=data["ends_on"],
            actor=actor,
        )
        text = _("Klart. Uppföljningen är sparad.")
        if outcome is rules.ReviewOutcome.REVISE:
            text += " " + _("Ett utkast till nästa version finns nu.")
        return reverse("agreements:show", args=[page.agreement_id]), text

    context = step_context(
        page,
        heading=_("Årets uppföljning"),
        lead=_("Ska överenskommelsen fortsätta som den är, revideras eller upphöra?"),
        label=_("Spara uppföljningen"),
    )
    return form_page(
        request,
        partial(ReviewForm, arenas=arena_choices(actor.region)),
        template=STEP,
        act=act,
        context=context,
        initial={"reviewed_on": clock.today()},
    )


@requires(Permission.AGREEMENT_WRITE)
@fresh
def end(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Let the version end without a new one."""
    page = version_or_404(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.end(version_id, on=data["on"], why=data["why"], actor=actor_of(request))
        return version_url(version_id), _("Klart. Versionen upphör.")

    context = step_context(
        page,
        heading=_("Låt överenskommelsen upphöra"),
        lead=_("Ingen ny version tar vid. Det den har ändrat i vem som gör vad upphör samma dag."),
        label=_("Låt den upphöra"),
        danger=True,
    )
    return form_page(request, EndForm, template=STEP, act=act, context=context)


@requires(Permission.AGREEMENT_WRITE)
def withdraw(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Take back a version that never came into force."""
    page = version_or_404(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        operations.withdraw(version_id, why=form.cleaned_data["why"], actor=actor_of(request))
        return version_url(version_id), _("Klart. Versionen är återtagen.")

    context = step_context(
        page,
        heading=_("Återta versionen"),
        lead=_("Versionen går inte att ta upp igen. Texten och allt som sagts om den finns kvar."),
        label=_("Återta versionen"),
        danger=True,
    )
    return form_page(request, WhyForm, template=STEP, act=act, context=context)
