"""Views from children and user organisations: list, read, write down, answer."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation import clock
from samsyn.participation import operations, queries, rules
from samsyn.participation.forms import BecameForm, LinkForm, ToldForm, VoiceForm


@requires(Permission.STEERING_READ)
def voices(request: HttpRequest) -> HttpResponse:
    """What has been heard, newest first."""
    page = request.GET.get("sida", "")
    actor = actor_of(request)
    found = queries.voice_list(
        actor, kind=request.GET.get("vilka", ""), page=int(page) if page.isdecimal() else 1
    )
    kinds = [(word.value, word.label(get_language())) for word in rules.VoiceKind]
    context = {"list": found, "kinds": kinds, "may_write": actor.may(Permission.VOICE_WRITE)}
    return render(request, "participation/voices.html", context)


@requires(Permission.STEERING_READ)
def voice(request: HttpRequest, voice_id: uuid.UUID) -> HttpResponse:
    """One view and what became of it."""
    page = _page_or_404(request, voice_id)
    return render(request, "participation/voice.html", {"page": page, "row": page.row})


@requires(Permission.VOICE_WRITE)
def new_voice(request: HttpRequest) -> HttpResponse:
    """Write down what a group said."""
    actor = actor_of(request)
    make = partial(VoiceForm, methods=queries.method_choices(actor))

    def act(form: Any) -> tuple[str, str]:
        stored = operations.record_voice(
            form.heard(), names_checked=form.cleaned_data["names_checked"], actor=actor
        )
        return (
            reverse("participation:voice", args=[stored.pk]),
            _("Tack. Koppla det till ett ärende när det hör till ett, och berätta vad det blev."),
        )

    initial = {"heard_on": clock.today()}
    return form_page(
        request, make, template="participation/new_voice.html", act=act, initial=initial
    )


@requires(Permission.VOICE_WRITE)
def link(request: HttpRequest, voice_id: uuid.UUID) -> HttpResponse:
    """Say where a view led."""
    actor = actor_of(request)
    page = _page_or_404(request, voice_id)
    make = partial(LinkForm, matters=queries.matter_choices(actor))

    def act(form: Any) -> tuple[str, str]:
        operations.link_voice(voice_id, matter_id=form.matter_id(), actor=actor)
        return _url(voice_id), _("Klart. Skriv vad det blev när du vet.")

    return form_page(
        request, make, template="participation/link.html", act=act, context={"page": page}
    )


@requires(Permission.VOICE_WRITE)
def became(request: HttpRequest, link_id: uuid.UUID) -> HttpResponse:
    """Write what became of it."""
    page, row = _link_or_404(request, link_id)

    def act(form: Any) -> tuple[str, str]:
        operations.say_what_became(link_id, **form.cleaned_data, actor=actor_of(request))
        return _url(page.row.id), _("Klart. Berätta det för gruppen också.")

    return form_page(
        request,
        BecameForm,
        template="participation/became.html",
        act=act,
        context={"page": page, "link": row},
        initial={"on": clock.today(), "text": row.became},
    )


@requires(Permission.VOICE_WRITE)
def told(request: HttpRequest, link_id: uuid.UUID) -> HttpResponse:
    """Write that the group was told."""
    page, row = _link_or_404(request, link_id)

    def act(form: Any) -> tuple[str, str]:
        operations.tell_back(link_id, **form.cleaned_data, actor=actor_of(request))
        return _url(page.row.id), _("Klart. Det är noterat att gruppen har fått veta.")

    return form_page(
        request,
        ToldForm,
        template="participation/told.html",
        act=act,
        context={"page": page, "link": row},
        initial={"on": clock.today()},
    )


def _url(voice_id: uuid.UUID) -> str:
    return reverse("participation:voice", args=[voice_id])


def _page_or_404(request: HttpRequest, voice_id: uuid.UUID) -> queries.VoicePage:
    page = queries.voice_page(actor_of(request), voice_id)
    if page is None:
        raise Http404
    return page


def _link_or_404(
    request: HttpRequest, link_id: uuid.UUID
) -> tuple[queries.VoicePage, queries.LinkRow]:
    found = queries.link_page(actor_of(request), link_id)
    if found is None:
        raise Http404
    return found
