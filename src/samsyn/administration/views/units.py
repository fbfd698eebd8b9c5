"""Units: the tree, one of them, and what is done to it."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.administration import operations
from samsyn.administration.forms.people import HandOverForm
from samsyn.administration.forms.units import (
    CloseUnitForm,
    DescribeUnitForm,
    MergeUnitForm,
    NewUnitForm,
    PlaceUnitForm,
    RenameUnitForm,
)
from samsyn.administration.queries import units as queries
from samsyn.administration.queries.work import counts, hand_over_page, helper_choices, open_work
from samsyn.administration.views.frame import step, unit_or_404, unit_url
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused
from samsyn.organisations.operations import describe_unit, place_unit, rename_unit


@requires(Permission.ORGANISATION_MANAGE)
def show_all(request: HttpRequest) -> HttpResponse:
    """The units that one administers, each under the office that leads it."""
    context = {"list": queries.unit_list(actor_of(request))}
    return render(request, "administration/units.html", context)


@requires(Permission.ORGANISATION_MANAGE)
def show(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """A unit: its people, what is open in it, and its history."""
    page = queries.unit_page(actor_of(request), unit_id)
    if page is None:
        raise Http404
    return render(request, "administration/unit.html", {"page": page})


@requires(Permission.ORGANISATION_PARTY)
def add(request: HttpRequest) -> HttpResponse:
    """Open a unit."""
    actor = actor_of(request)
    make = partial(
        NewUnitForm,
        operations=queries.operation_choices(actor),
        above=queries.above_choices(actor, None),
    )

    def act(form: Any) -> tuple[str, str]:
        unit = operations.start_unit(form.new(), actor=actor)
        return unit_url(unit.pk), _("Klart. Enheten är öppnad. Ge någon ett uppdrag i den.")

    return step(
        request, make, act=act, heading=_("Öppna en enhet"), label=_("Öppna enheten"),
        back=(reverse("administration:units"), _("Enheter")),
        initial={"valid_from": clock.today()},
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
def rename(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """The unit is called something else."""
    unit = unit_or_404(request, unit_id)

    def act(form: Any) -> tuple[str, str]:
        rename_unit(unit_id, **form.cleaned_data, actor=actor_of(request))
        return unit_url(unit_id), _("Klart. Enheten har bytt namn.")

    return step(
        request, RenameUnitForm, act=act, heading=_("Byt namn på enheten"), label=_("Byt namn"),
        back=(unit_url(unit_id), unit.name),
        lead=_("Det gamla namnet står kvar i historiken och i det som skrevs tiden före."),
        initial={"name": unit.name, "on": clock.today()},
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
def describe(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Where the unit is and what HSA calls it."""
    unit = unit_or_404(request, unit_id)

    def act(form: Any) -> tuple[str, str]:
        describe_unit(unit_id, **form.cleaned_data, actor=actor_of(request))
        return unit_url(unit_id), _("Klart. Uppgifterna är ändrade.")

    return step(
        request, DescribeUnitForm, act=act, heading=_("Ändra ort och HSA-id"), label=_("Spara"),
        back=(unit_url(unit_id), unit.name), initial={"town": unit.town, "hsa_id": unit.hsa_id},
    )  # fmt: skip


@requires(Permission.ORGANISATION_PARTY)
def place(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Put the unit under another office."""
    unit, actor = unit_or_404(request, unit_id), actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        chosen = form.above_id()
        above = unit_or_404(request, chosen) if chosen else None
        place_unit(unit, above=above, actor=actor)
        return unit_url(unit_id), _("Klart. Enheten är flyttad.")

    return step(
        request, partial(PlaceUnitForm, above=queries.above_choices(actor, unit)), act=act,
        heading=_("Flytta enheten"), label=_("Flytta"), back=(unit_url(unit_id), unit.name),
        lead=_("Den som leder enheten tar emot avvikelser som enheten inte själv kan lösa."),
        initial={"above": str(unit.above_id or "")},
    )  # fmt: skip


@requires(Permission.ORGANISATION_PARTY)
def close(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Close a unit where nothing is open."""
    unit, actor = unit_or_404(request, unit_id), actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        operations.shut_unit(unit_id, **form.cleaned_data, actor=actor)
        return unit_url(unit_id), _("Klart. Enheten stänger, och uppdragen i den slutar då.")

    return step(
        request, CloseUnitForm, act=act, heading=_("Stäng enheten"), label=_("Stäng enheten"),
        back=(unit_url(unit_id), unit.name), danger=True, template="administration/ending.html",
        lead=_("Allt som är skrivet i den står kvar. Ingen kan kalla den eller logga in i den."),
        work=counts(open_work([unit_id], actor)), unit_id=unit_id, merging=False,
        initial={"last_day": clock.today()},
    )  # fmt: skip


@requires(Permission.ORGANISATION_PARTY)
def merge(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Let a unit go into another one."""
    unit, actor = unit_or_404(request, unit_id), actor_of(request)
    work = counts(open_work([unit_id], actor))
    into = queries.into_choices(actor, unit)
    make = partial(MergeUnitForm, into=into, helpers=helper_choices(into, work) if work else [])

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.merge_unit(
            unit_id, into_id=uuid.UUID(data["into"]), last_day=data["last_day"],
            staff_follows=data["staff_follows"], helpers=form.helper_ids(), actor=actor,
        )  # fmt: skip
        if work:
            return unit_url(unit_id), _("Klart. Enheten avvecklas. Stäng den när allt är avslutat.")
        return unit_url(unit_id), _("Klart. Enheten går upp i den andra.")

    return step(
        request, make, act=act, heading=_("Låt enheten gå upp i en annan"),
        label=_("Låt enheten gå upp"), back=(unit_url(unit_id), unit.name), danger=True,
        template="administration/ending.html", work=work, unit_id=unit_id, merging=True,
        has_into=bool(into), lead="", initial={"last_day": clock.today(), "staff_follows": True},
    )  # fmt: skip


@requires(Permission.ORGANISATION_PARTY)
@require_POST
def reopen(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Open a closed unit to finish what is left in it."""
    unit_or_404(request, unit_id)
    try:
        operations.reopen_to_finish(unit_id, actor=actor_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Klart. Ge någon ett uppdrag i enheten, så går det att avsluta.")
        )
    return redirect(unit_url(unit_id))


@requires(Permission.ORGANISATION_MANAGE)
def hand_over(
    request: HttpRequest, unit_id: uuid.UUID, person_id: uuid.UUID | None = None
) -> HttpResponse:
    """Hand over what somebody has left behind, or what nobody in the unit can take."""
    unit, actor = unit_or_404(request, unit_id), actor_of(request)
    page = hand_over_page(unit_id, person_id, actor)
    if page is None:
        messages.info(request, _("Det finns inget kvar att ta hand om."))
        return redirect(unit_url(unit_id))

    def act(form: Any) -> tuple[str, str]:
        operations.hand_over_left(unit_id, person_id=person_id, takers=form.takers(), actor=actor)
        return unit_url(unit_id), _("Klart. Det är överlämnat och står på deras Min tur.")

    heading = _("Det som %(name)s lämnat") % {"name": page.name} if page.name else _("Utan ägare")
    return step(
        request, partial(HandOverForm, left=page.left), act=act, heading=heading,
        label=_("Lämna över"), back=(unit_url(unit_id), unit.name),
        template="administration/hand_over.html", left=page.left, unit_id=unit_id,
        has_no_takers=any(not one.choices for one in page.left), is_of_few=page.is_of_few,
    )  # fmt: skip
