"""The pages of the balance lists."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.governance import documents, operations, rules
from samsyn.governance.forms.balance import CloseEntryForm, EntryForm, HandEntryForm, UpdateForm
from samsyn.governance.queries import balance_lists, balance_page
from samsyn.governance.queries.choices import arena_choices, meeting_choices, unit_choices
from samsyn.governance.views.frames import entry_or_404, found, pdf, words


@requires(Permission.STEERING_READ)
def show_all(request: HttpRequest) -> HttpResponse:
    """Every arena's balance list, counted."""
    return render(request, "governance/balances.html", {"rows": balance_lists(actor_of(request))})


@requires(Permission.STEERING_READ)
def show(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """An arena's balance list."""
    actor = actor_of(request)
    page = found(balance_page(actor, arena_id, show=request.GET.get("visa", "")))
    shows = [
        ("oppna", _("Pågår")), ("sena", _("Sena")), ("avslutade", _("Avslutade")),
        ("alla", _("Alla")),
    ]  # fmt: skip
    context = {"page": page, "shows": shows, "may_run": actor.may(Permission.MEETING_RUN)}
    return render(request, "governance/balance.html", context)


@requires(Permission.STEERING_READ)
def paper(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """The balance list as a document."""
    page = found(balance_page(actor_of(request), arena_id, show=request.GET.get("visa", "")))
    return pdf(documents.balance_pdf(page), "balanslista")


@requires(Permission.STEERING_READ)
def entry(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """One entry with its history."""
    context = {
        "page": entry_or_404(request, entry_id),
        "may_run": actor_of(request).may(Permission.MEETING_RUN),
    }
    return render(request, "governance/balance_entry.html", context)


@requires(Permission.MEETING_RUN)
def add(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """Put something on the list."""
    actor = actor_of(request)
    page = found(balance_page(actor, arena_id))
    back = reverse("governance:balance", args=[arena_id])

    def act(form: Any) -> tuple[str, str]:
        operations.add_entry(arena_id, **form.entry(), actor=actor)
        return back, _("Klart. Det står på balanslistan.")

    context = words(
        back=back, back_label=page.arena, heading=_("Nytt på balanslistan"), label=_("Lägg till")
    )
    make = partial(EntryForm, units=unit_choices(actor))
    template = "governance/meeting_step.html"
    return form_page(request, make, template=template, act=act, context=context)


@requires(Permission.STEERING_READ)
def update(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Say how it goes."""
    page, actor = entry_or_404(request, entry_id), actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.update_entry(
            entry_id, text=data["text"], due_on=data["due_on"], owner=data["owner"],
            meeting_id=form.meeting_id(), actor=actor,
        )  # fmt: skip
        return _url(entry_id), _("Klart. Det är noterat.")

    make = partial(UpdateForm, meetings=meeting_choices(actor, page.row.arena_id))
    initial = {"owner": page.row.owner, "due_on": page.row.due_on}
    return _small(
        request, page.row, make, act, initial=initial, heading=_("Hur går det?"), label=_("Spara")
    )


@requires(Permission.MEETING_RUN)
def hand(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Let another arena follow it."""
    page, actor = entry_or_404(request, entry_id), actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.hand_entry(
            entry_id, arena_id=uuid.UUID(data["arena"]), why=data["why"], actor=actor
        )
        return _url(entry_id), _("Klart. Det står på den andra listan.")

    others = [row for row in arena_choices(actor) if row[0] != str(page.row.arena_id)]
    make = partial(HandEntryForm, arenas=others)
    heading = _("Lämna över till en annan arena")
    return _small(request, page.row, make, act, heading=heading, label=_("Lämna över"))


@requires(Permission.MEETING_RUN)
def close(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Take it off the list with what came of it."""
    page, actor = entry_or_404(request, entry_id), actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.close_entry(
            entry_id, state=rules.BalanceState(data["state"]), outcome=data["outcome"],
            meeting_id=form.meeting_id(), actor=actor,
        )  # fmt: skip
        return _url(entry_id), _("Klart. Det är avslutat och finns kvar bland de avslutade.")

    make = partial(CloseEntryForm, meetings=meeting_choices(actor, page.row.arena_id))
    return _small(request, page.row, make, act, heading=_("Avsluta"), label=_("Avsluta"))


def _url(entry_id: uuid.UUID) -> str:
    return reverse("governance:entry", args=[entry_id])


def _small(
    request: HttpRequest, row: Any, make: Any, act: Any, *, initial: Any = None, **labels: Any
) -> HttpResponse:
    context = words(back=_url(row.id), back_label=row.what, **labels)
    template = "governance/meeting_step.html"
    return form_page(request, make, template=template, act=act, context=context, initial=initial)
