"""What arenas, boards and offices have decided, and a word to those who have not."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, fresh, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.agreements import operations, rules
from samsyn.agreements.forms import ArenaForm, SignForm, TreatForm
from samsyn.agreements.queries import VersionPage, arena_choices
from samsyn.agreements.views.frame import (
    STEP,
    parties_for,
    step_context,
    version_or_404,
    version_url,
)
from samsyn.foundation.refusals import Denied

Choices = list[tuple[str, str]]


@requires(Permission.AGREEMENT_WRITE)
def arena(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """What an arena said, when it was not recorded by the arena's own minutes."""
    actor, page = actor_of(request), version_or_404(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        after = operations.pass_arena(
            version_id,
            data["arena"],
            outcome=data["outcome"],
            decided_on=data["decided_on"],
            paragraph=data["paragraph"],
            actor=actor,
        )
        if after.state == rules.State.RECOMMENDED.value != page.state:
            return version_url(version_id), _("Klart. Nu är det parternas tur att besluta.")
        return version_url(version_id), _("Klart. Beslutet är sparat.")

    context = step_context(
        page,
        heading=_("Vad har arenan sagt?"),
        lead=_("När alla arenor på vägen har tillstyrkt är versionen rekommenderad till parterna."),
        label=_("Spara arenans beslut"),
        side="agreements/parts/arenas.html",
    )
    make = partial(ArenaForm, arenas=arena_choices(actor.region))
    return form_page(request, make, template=STEP, act=act, context=context)


@requires(Permission.AGREEMENT_WRITE)
@require_POST
def put_forward(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Send a local document straight to its own party."""
    version_or_404(request, version_id)
    operations.put_forward(version_id, actor=actor_of(request))
    messages.success(request, _("Klart. Nu är det partens tur att besluta."))
    return redirect(version_url(version_id))


def _answering(request: HttpRequest, version_id: uuid.UUID) -> tuple[VersionPage, Choices]:
    """The version and the parties that the actor may answer for; refused when there is none."""
    page = version_or_404(request, version_id)
    parties = parties_for(page, actor_of(request))
    if not parties:
        raise Denied(
            _("Din part är inte med i överenskommelsen, eller så får din roll inte svara för den."),
            _("Be partens nämndsekreterare eller arenans sekreterare."),
        )
    return page, parties


@requires(Permission.STEERING_READ)
@fresh
def treat(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """A board's decision, in a minute."""
    page, parties = _answering(request, version_id)
    own = {value for value, _name in parties}
    earlier = [
        (str(row.id), f"{row.party}: {row.label.lower()}, {row.board} {row.on.isoformat()}")
        for row in page.decisions
        if str(row.party_id) in own and not row.is_corrected
    ]

    def act(form: Any) -> tuple[str, str]:
        operations.treat(
            version_id,
            uuid.UUID(form.cleaned_data["party"]),
            form.decision(),
            corrects=form.corrected(),
            why=form.cleaned_data.get("why", ""),
            actor=actor_of(request),
        )
        return version_url(version_id), _("Klart. Beslutet syns för alla parter.")

    context = step_context(
        page,
        heading=_("Vad har nämnden beslutat?"),
        lead=_("Skriv in det som står i protokollet."),
        label=_("Spara nämndens beslut"),
        side="agreements/parts/for_deciders.html",
    )
    make = partial(
        TreatForm,
        parties=parties,
        clauses=[(row.number, f"{row.number} {row.heading}") for row in page.clauses],
        earlier=earlier,
    )
    return form_page(request, make, template=STEP, act=act, context=context)


@requires(Permission.STEERING_READ)
@fresh
def sign(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """That an office has signed."""
    page, parties = _answering(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.sign(
            version_id,
            uuid.UUID(data["party"]),
            office=data["office"],
            signed_on=data["signed_on"],
            actor=actor_of(request),
        )
        return version_url(version_id), _("Klart. Underskriften är noterad.")

    context = step_context(
        page,
        heading=_("Vem har skrivit under?"),
        lead=_("Skriv befattningen, inte namnet. Papperet med underskriften sparar ni själva."),
        label=_("Spara underskriften"),
        side="agreements/parts/signatures.html",
    )
    make = partial(SignForm, parties=parties)
    return form_page(request, make, template=STEP, act=act, context=context)


@requires(Permission.AGREEMENT_WRITE)
@require_POST
def remind(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Remind the parties that have not decided."""
    version_or_404(request, version_id)
    reminded = operations.remind(version_id, actor=actor_of(request))
    names = ", ".join(party.name for party in reminded)
    messages.success(request, _("Påminda: %(names)s.") % {"names": names})
    return redirect(version_url(version_id))
