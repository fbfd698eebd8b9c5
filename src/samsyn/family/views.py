"""A family's own pages, and the page where a unit lets it in."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.access.access import actor_of, fresh, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.children.queries import child_for
from samsyn.family import operations, queries
from samsyn.family.access import Member, family_page
from samsyn.family.forms import SELF, GiveAccess
from samsyn.foundation import clock


@require_safe
@family_page
def home(request: HttpRequest, member: Member) -> HttpResponse:
    """What one may open; straight on when there is one thing only."""
    doors = queries.doors_of(member)
    if len(doors) == 1:
        return redirect("family:show", doors[0].id)
    return render(request, "family/home.html", {"doors": doors})


@require_safe
@family_page
def show(request: HttpRequest, member: Member, access_id: uuid.UUID) -> HttpResponse:
    """What one unit has about the child."""
    page = queries.family_page_for(member, access_id)
    if page is None:
        raise Http404
    return render(request, "family/show.html", {"page": page})


@requires(Permission.CONSENT_RECORD)
@fresh
def give(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Who of the family has pages of its own, and let somebody in."""
    actor = actor_of(request)
    if child_for(actor, child_id) is None:
        raise Http404
    page = queries.giving_page(actor, child_id)
    people = queries.people_to_let_in(actor, child_id)

    def act(form: Any) -> tuple[str, str]:
        operations.give_access(
            child_id,
            guardian_id=form.guardian_id,
            number=form.cleaned_data["number"],
            valid_until=form.until,
            is_checked=form.cleaned_data["checked"],
            actor=actor,
        )
        return reverse("family:give", args=[child_id]), _("Klart. Personen kan logga in nu.")

    return form_page(
        request,
        partial(GiveAccess, people=[*people, (SELF, _("Barnet självt"))]),
        template="family/give.html",
        act=act,
        context={"page": page, "assignment": actor.assignment_id},
        initial={"valid_until": clock.today() + dt.timedelta(days=180)},
    )


@requires(Permission.CONSENT_RECORD)
@require_POST
def end(request: HttpRequest, child_id: uuid.UUID, access_id: uuid.UUID) -> HttpResponse:
    """Take an access back."""
    actor = actor_of(request)
    if child_for(actor, child_id) is None:
        raise Http404
    operations.end_access(child_id, access_id, actor=actor)
    messages.success(request, _("Tillgången är avslutad."))
    return redirect("family:give", child_id)
