"""The pages of matters."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation.refusals import Denied
from samsyn.governance import operations
from samsyn.governance.forms.matters import (
    CloseForm,
    DocumentForm,
    HandOverForm,
    MatterForm,
    WhyForm,
)
from samsyn.governance.queries import matter_list
from samsyn.governance.queries.choices import about_choices, arena_choices, way_choices
from samsyn.governance.queries.lineage import arenas_of
from samsyn.governance.queries.matters import MatterWords, matter_words
from samsyn.governance.rules import MatterState
from samsyn.governance.views.frames import found, matter_or_404, words


def _url(matter_id: uuid.UUID) -> str:
    return reverse("governance:matter", args=[matter_id])


@requires(Permission.STEERING_READ)
def show_all(request: HttpRequest) -> HttpResponse:
    """The county's matters, by arena and state."""
    actor = actor_of(request)
    arena, state = request.GET.get("arena", ""), request.GET.get("lage", "")
    arenas = arenas_of(actor.region)
    chosen = arenas.named(arena)
    context = {
        "rows": matter_list(actor, arena=arena, state=state, arenas=arenas),
        "arenas": [(a.code, a.name) for a in arenas.by_id.values()],
        "states": [(s.value, s.label(get_language())) for s in MatterState],
        "arena": chosen.code if chosen else "",
        "state": state,
        "may_record": actor.may(Permission.MATTER_PREPARE),
    }
    return render(request, "governance/matters.html", context)


@requires(Permission.STEERING_READ)
def show(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """One matter on one page."""
    return render(request, "governance/matter.html", {"page": matter_or_404(request, matter_id)})


@requires(Permission.MATTER_PREPARE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a matter."""
    actor = actor_of(request)
    make = partial(MatterForm, arenas=arena_choices(actor), about=about_choices(actor))

    def act(form: Any) -> tuple[str, str]:
        arena = uuid.UUID(form.cleaned_data["arena"])
        matter = operations.record_matter(form.matter(), arena_id=arena, actor=actor)
        return _url(matter.pk), _("Klart. Lägg till underlag, och lämna över när det är berett.")

    context = {"back": reverse("governance:matters"), "back_label": _("Ärenden"), "new": True}
    initial = {"arena": request.GET.get("arena", "")}
    return form_page(
        request, make, template="governance/matter_edit.html", act=act, context=context,
        initial=initial,
    )  # fmt: skip


@requires(Permission.MATTER_PREPARE)
def prepare(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Write on in a matter."""
    page, actor = _writable(request, matter_id), actor_of(request)
    make = partial(
        MatterForm, arenas=arena_choices(actor), about=about_choices(actor), fixed_arena=True
    )

    def act(form: Any) -> tuple[str, str]:
        operations.prepare_matter(matter_id, form.matter(), actor=actor)
        return _url(matter_id), _("Klart. Ändringarna är sparade.")

    context = {"back": _url(matter_id), "back_label": page.title, "new": False}
    return form_page(
        request, make, template="governance/matter_edit.html", act=act, context=context,
        initial=_initial(page),
    )  # fmt: skip


@requires(Permission.MATTER_PREPARE)
def document(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Put a text beside the matter."""

    def act(form: Any) -> tuple[str, str]:
        operations.add_document(matter_id, **form.cleaned_data, actor=actor_of(request))
        return _url(matter_id), _("Klart. Dokumentet finns vid ärendet.")

    heading, label = _("Lägg till ett dokument"), _("Lägg till")
    return _small(request, matter_id, DocumentForm, act, heading=heading, label=label)


@requires(Permission.MATTER_PREPARE)
def hand_over(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Hand the matter to another arena."""
    _writable(request, matter_id)
    ways = way_choices(actor_of(request), matter_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.hand_over(
            matter_id, arena_id=uuid.UUID(data["arena"]), why=data["why"], actor=actor_of(request)
        )
        return _url(matter_id), _("Klart. Ärendet ligger nu hos den andra arenan.")

    return _small(
        request, matter_id, partial(HandOverForm, arenas=ways), act,
        heading=_("Lämna över ärendet"), label=_("Lämna över"),
        lead=_("Var ärendet började finns kvar, och svaret går tillbaka dit."),
    )  # fmt: skip


@requires(Permission.MATTER_PREPARE)
def close(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Close the matter with what came of it."""

    def act(form: Any) -> tuple[str, str]:
        operations.close_matter(
            matter_id, outcome=form.cleaned_data["outcome"], actor=actor_of(request)
        )
        return _url(matter_id), _("Klart. Ärendet är avslutat.")

    heading = _("Avsluta ärendet")
    return _small(request, matter_id, CloseForm, act, heading=heading, label=heading)


@requires(Permission.MATTER_PREPARE)
def reopen(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """Take a closed matter up again."""

    def act(form: Any) -> tuple[str, str]:
        operations.reopen_matter(matter_id, why=form.cleaned_data["why"], actor=actor_of(request))
        return _url(matter_id), _("Klart. Ärendet bereds igen.")

    heading = _("Ta upp ärendet igen")
    return _small(request, matter_id, WhyForm, act, heading=heading, label=heading)


def _small(
    request: HttpRequest, matter_id: uuid.UUID, make: Any, act: Any, **labels: Any
) -> HttpResponse:
    page = _writable(request, matter_id)
    context = words(back=_url(matter_id), back_label=page.title, **labels)
    template = "governance/meeting_step.html"
    return form_page(request, make, template=template, act=act, context=context)


def _writable(request: HttpRequest, matter_id: uuid.UUID) -> MatterWords:
    page = found(matter_words(actor_of(request), matter_id))
    if not page.may_prepare:
        raise Denied(
            _("Ärendet bereds av en annan enhet."),
            _("Hör av dig till arenans sekreterare om något behöver ändras."),
        )
    return page


def _initial(page: MatterWords) -> dict[str, Any]:
    names = (
        "what", "why", "for_children", "proposal", "has_cost", "changes_responsibility",
        "is_public",
    )  # fmt: skip
    about = f"agreement:{page.agreement_id}" if page.agreement_id else ""
    return {name: getattr(page, name) for name in names} | {
        "title": page.title,
        "kind": page.kind.value,
        "meant_for": str(page.meant_for_id or ""),
        "about": f"version:{page.version_id}" if page.version_id else about,
    }
