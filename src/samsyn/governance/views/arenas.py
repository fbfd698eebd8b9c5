"""The arenas, one arena, and what happens to it."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation import clock
from samsyn.governance import operations, queries
from samsyn.governance.forms.arenas import ArenaForm, CloseForm, NewArenaForm, RenameForm


@requires(Permission.STEERING_READ)
def arenas(request: HttpRequest) -> HttpResponse:
    """Every arena of the county."""
    actor = actor_of(request)
    context = {
        "page": queries.arenas_page(actor),
        "may_manage": actor.may(Permission.ARENA_MANAGE),
    }
    return render(request, "governance/arenas.html", context)


@requires(Permission.STEERING_READ)
def arena(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """One arena."""
    page = arena_or_404(request, arena_id)
    may_manage = actor_of(request).may(Permission.ARENA_MANAGE) and not page.is_past
    return render(request, "governance/arena.html", {"page": page, "may_manage": may_manage})


@requires(Permission.ARENA_MANAGE)
def arena_new(request: HttpRequest) -> HttpResponse:
    """Open an arena, or a party's local network below one."""
    actor = actor_of(request)
    choices = queries.arena_choices(actor)
    above = request.GET.get("under", "")

    def act(form: Any) -> tuple[str, str]:
        opened = operations.open_arena(
            form.cleaned_data["name"],
            valid_from=form.cleaned_data["valid_from"],
            terms=form.terms(),
            actor=actor,
        )
        return arena_url(opened.pk), _("Klart. %(arena)s är öppnad.") % {"arena": opened}

    return form_page(
        request,
        partial(NewArenaForm, arenas=choices, parties=queries.party_choices(actor)),
        template="governance/arena_new.html",
        act=act,
        context={"is_local": any(value == above for value, _name in choices)},
        initial={
            "valid_from": clock.today(),
            "parent": above,
            **({"kind": "official", "power": "coordinate"} if above else {}),
        },
    )


@requires(Permission.ARENA_MANAGE)
def arena_change(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """Change what is said of an arena."""
    actor, page = actor_of(request), arena_or_404(request, arena_id)
    parties = queries.party_choices(actor)

    def act(form: Any) -> tuple[str, str]:
        operations.change_arena(arena_id, terms=form.terms(), actor=actor)
        return arena_url(arena_id), _("Sparat.")

    return form_page(
        request,
        partial(
            ArenaForm, arenas=queries.arena_choices(actor), parties=parties, this=str(arena_id)
        ),
        template="governance/arena_change.html",
        act=act,
        context={"page": page},
        initial={
            "kind": page.kind.value,
            "power": page.power.value,
            "parent": str(page.parent.id) if page.parent else "",
            "local_party": next((v for v, name in parties if name == page.local_party), ""),
            "prepares_for": [str(link.id) for link in page.prepares_for],
            "meetings_per_year": page.meetings_per_year,
            "quorum": page.quorum,
            "about": page.about,
            "source": page.source,
        },
    )


@requires(Permission.ARENA_MANAGE)
def arena_rename(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """Give an arena a new name from a day."""
    actor, page = actor_of(request), arena_or_404(request, arena_id)

    def act(form: Any) -> tuple[str, str]:
        renamed = operations.rename_arena(arena_id, **form.cleaned_data, actor=actor)
        text = _("Klart. %(old)s heter nu %(new)s.") % {"old": page.name, "new": renamed}
        return arena_url(renamed.pk), text

    return form_page(
        request,
        RenameForm,
        template="governance/arena_rename.html",
        act=act,
        context={"page": page},
        initial={"on": clock.today(), "name": page.name},
    )


@requires(Permission.ARENA_MANAGE)
def arena_close(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """End an arena, or let it go up in another."""
    actor, page = actor_of(request), arena_or_404(request, arena_id)
    others = [(v, name) for v, name in queries.arena_choices(actor) if v != str(arena_id)]

    def act(form: Any) -> tuple[str, str]:
        heir, on = form.successor_id(), form.cleaned_data["on"]
        if form.cleaned_data["how"] == "merged":
            into = operations.merge_arena(arena_id, into=heir, on=on, actor=actor)
            text = _("Klart. %(old)s har gått upp i %(new)s.") % {"old": page.name, "new": into}
            return arena_url(into.pk), text
        operations.close_arena(
            arena_id, on=on, why=form.cleaned_data["why"], successor=heir, actor=actor
        )
        text = _("Klart. %(arena)s har upphört. Det som var står kvar.") % {"arena": page.name}
        return arena_url(arena_id), text

    return form_page(
        request,
        partial(CloseForm, arenas=others),
        template="governance/arena_close.html",
        act=act,
        context={"page": page},
        initial={"on": clock.today(), "how": "closed"},
    )


def arena_or_404(request: HttpRequest, arena_id: uuid.UUID) -> queries.ArenaPage:
    """The arena's page, when it is the actor's county's."""
    page = queries.arena_page(actor_of(request), arena_id)
    if page is None:
        raise Http404
    return page


def arena_url(arena_id: uuid.UUID) -> str:
    """The arena's page."""
    return reverse("governance:arena", args=[arena_id])
