"""People: found, registered, named, known at log-in, given assignments, shut out."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, fresh, fresh_to_press, requires
from samsyn.access.rules import Permission
from samsyn.administration import operations
from samsyn.administration.forms.people import (
    IdentityForm,
    NamesForm,
    NewPersonForm,
    PostForm,
    SureForm,
)
from samsyn.administration.queries import people as queries
from samsyn.administration.views.frame import person_url, step
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused
from samsyn.organisations.operations import (
    forget_outside_name,
    give_outside_name,
    rename_person,
)


@requires(Permission.ORGANISATION_MANAGE)
def show_all(request: HttpRequest) -> HttpResponse:
    """People in one's units. The words searched for stay out of the address."""
    text = request.POST.get("q", "").replace("\x00", "").strip()[:200]
    context = {"list": queries.person_list(actor_of(request), text), "q": text}
    return render(request, "administration/people.html", context)


@requires(Permission.ORGANISATION_MANAGE)
def show(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """A person: assignments, leaves and names at log-in."""
    return render(request, "administration/person.html", {"page": page_or_404(request, person_id)})


@requires(Permission.ORGANISATION_MANAGE)
@fresh
def add(request: HttpRequest) -> HttpResponse:
    """Register somebody with a first assignment."""
    actor = actor_of(request)
    units = queries.unit_choices(actor)
    make = partial(NewPersonForm, units=units, roles=queries.role_choices(actor))

    def act(form: Any) -> tuple[str, str]:
        given = operations.admit_person(form.who(), form.post(), actor=actor)
        return person_url(given.user_id), _("Klart. Personen är registrerad och har sitt uppdrag.")

    asked = request.GET.get("enhet", "")
    chosen = asked if asked in dict(units) else ""
    return step(
        request, make, act=act, heading=_("Registrera en person"), label=_("Registrera"),
        back=(reverse("administration:people"), _("Personer")),
        lead=_("Finns personen redan hos någon annan hittas hen på HSA-id eller EPPN."),
        initial={"valid_from": clock.today(), "unit": chosen},
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
def rename(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The person is called something else."""
    page, actor = page_or_404(request, person_id), actor_of(request)
    person = queries.person_within(actor, person_id)

    def act(form: Any) -> tuple[str, str]:
        rename_person(person, **form.cleaned_data, actor=actor)
        return person_url(person_id), _("Klart. Namnet är ändrat.")

    return step(
        request, NamesForm, act=act, heading=_("Ändra namnet"), label=_("Spara"),
        back=(person_url(person_id), page.name),
        initial={"given_name": person.given_name, "family_name": person.family_name},
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
@fresh
def appoint(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Give the person one more assignment."""
    page, actor = page_or_404(request, person_id), actor_of(request)
    make = partial(PostForm, units=queries.unit_choices(actor), roles=queries.role_choices(actor))

    def act(form: Any) -> tuple[str, str]:
        operations.appoint(person_id, form.post(), actor=actor)
        return person_url(person_id), _("Klart. Uppdraget är givet.")

    return step(
        request, make, act=act, heading=_("Ge ett uppdrag"), label=_("Ge uppdraget"),
        back=(person_url(person_id), page.name), initial={"valid_from": clock.today()},
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
@fresh
def identify(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down what HSA or the skolfederation calls the person."""
    page, actor = page_or_404(request, person_id), actor_of(request)
    person = queries.person_within(actor, person_id)

    def act(form: Any) -> tuple[str, str]:
        kind = queries.IdentityKind(form.cleaned_data["kind"])
        give_outside_name(person, kind=kind, value=form.cleaned_data["value"], actor=actor)
        return person_url(person_id), _("Klart. Personen känns igen när hen loggar in.")

    return step(
        request, IdentityForm, act=act, heading=_("Lägg till en inloggning"), label=_("Lägg till"),
        back=(person_url(person_id), page.name), initial={"kind": "hsa_id"},
        lead=_("Den som har identiteten kan logga in som personen. Kontrollera den noga."),
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
@require_POST
@fresh_to_press("administration:person", "person_id")
def forget(request: HttpRequest, person_id: uuid.UUID, identity_id: int) -> HttpResponse:
    """The person no longer logs in by this name."""
    page_or_404(request, person_id)
    identity = queries.identity_of(person_id, identity_id)
    if identity is None:
        raise Http404
    try:
        forget_outside_name(identity, actor=actor_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Klart. Personen loggar inte längre in med den."))
    return redirect(person_url(person_id))


@requires(Permission.ORGANISATION_MANAGE)
def shut_out(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The person cannot log in any more."""
    page, actor = page_or_404(request, person_id), actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        operations.shut_out_person(person_id, actor=actor)
        return person_url(person_id), _("Klart. Personen är utloggad och kan inte logga in.")

    return step(
        request, SureForm, act=act, heading=_("Stäng av personen"), label=_("Stäng av"),
        back=(person_url(person_id), page.name), danger=True,
        lead=_("Alla inloggningar bryts genast och uppdragen slutar i dag. Namnet står kvar i det"
               " som personen har skrivit."),
    )  # fmt: skip


def page_or_404(request: HttpRequest, person_id: uuid.UUID) -> queries.PersonPage:
    """The person's page, or 404."""
    page = queries.person_page(actor_of(request), person_id)
    if page is None:
        raise Http404
    return page
