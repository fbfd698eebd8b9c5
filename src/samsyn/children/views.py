"""The page that asks why, what a protection is, who the few are and who must not know."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, fresh, fresh_to_send, requires
from samsyn.access.opening import keep_open, wanted_by
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.children import operations
from samsyn.children.forms import PersonForm, ProtectForm, ReasonForm, SourceForm, UnawareForm
from samsyn.children.queries import (
    ProtectedPage,
    child_for,
    kept_list,
    people_of_unit,
    protected_page,
    units_protected,
)
from samsyn.children.rules import OPEN_MINUTES, Kind
from samsyn.foundation.refusals import Refused


def _page_or_404(request: HttpRequest, child_id: uuid.UUID) -> ProtectedPage:
    page = protected_page(actor_of(request), child_id)
    if page is None:
        raise Http404
    return page


@requires(Permission.CHILD_READ)
@fresh
def wait(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Ask why, before the pages of a protected child open. Says nothing of who it is."""
    page = _page_or_404(request, child_id)
    target = wanted_by(request, child_id) or reverse("workspace:child", args=[child_id])

    def act(form: Any) -> tuple[str, str]:
        reason, actor = form.cleaned_data["reason"], actor_of(request)
        operations.open_protected(child_id, reason=reason, actor=actor)
        keep_open(request, child_id, minutes=OPEN_MINUTES)
        return target, _(
            "Sidorna är öppna för dig i en timme. Varför du öppnade dem står i loggen."
        )

    context = {"page": page, "target": target, "minutes": OPEN_MINUTES}
    return form_page(request, ReasonForm, template="children/wait.html", act=act, context=context)


@requires(Permission.CHILD_REGISTER)
def protect(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What protects the child, or: say that it is protected."""
    actor = actor_of(request)
    child = child_for(actor, child_id)
    if child is None:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        operations.protect_child(child_id, **form.cleaned_data, actor=actor)
        keep_open(request, child_id, minutes=OPEN_MINUTES)
        return request.path, _("Klart. Barnets uppgifter är skyddade från och med nu.")

    context = {
        "child": child,
        "page": _page_or_404(request, child_id),
        "may_manage": actor.may(Permission.PROTECTION_MANAGE),
        "kept_unaware": [g.name for g in child.guardians if g.kept_unaware],
        "is_fictitious": child.protection is Kind.FICTITIOUS,
        "never_address": child.protection in (Kind.REGISTERED, Kind.FICTITIOUS),
    }
    return form_page(
        request, ProtectForm, template="children/protect.html", act=act, context=context
    )


@requires(Permission.PROTECTION_MANAGE)
@fresh
def end(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """End the own unit's marking, or one that its unit has left behind."""
    child = child_for(actor_of(request), child_id)
    page = _page_or_404(request, child_id)
    ending = page.to_end

    def act(form: Any) -> tuple[str, str]:
        if ending is None:
            raise Refused(_("Ni har inget skydd att avsluta för det här barnet."))
        source = form.cleaned_data["source"]
        operations.end_protection(ending.id, source=source, actor=actor_of(request))
        return reverse("workspace:child", args=[child_id]), _("Klart. Skyddet är avslutat.")

    context = {"child": child, "page": page, "ending": ending}
    return form_page(request, SourceForm, template="children/end.html", act=act, context=context)


@requires(Permission.PROTECTION_MANAGE)
@fresh_to_send
def few(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Who in the unit can open the child's pages; kept also by who does not meet the child."""
    actor = actor_of(request)
    kept = kept_list(actor, child_id)
    if kept is None:
        raise Http404
    if request.method == "POST" and "gone" in request.POST:
        return _unname(request, child_id)

    def act(form: Any) -> tuple[str, str]:
        operations.name_person(child_id, user_id=form.cleaned_data["user"], actor=actor)
        return request.path, _("Klart. Personen kan öppna barnets sidor.")

    named = {str(row.user_id) for row in kept.named}
    people = [row for row in people_of_unit(actor) if row[0] not in named]
    make = partial(PersonForm, people=people)
    return form_page(request, make, template="children/few.html", act=act, context={"kept": kept})


def _unname(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    try:
        access_id = uuid.UUID(request.POST["gone"])
        operations.unname_person(child_id, access_id=access_id, actor=actor_of(request))
    except ValueError:
        raise Http404 from None
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Klart. Personen kan inte öppna sidorna längre."))
    return redirect(request.path)


@requires(Permission.CHILD_REGISTER)
@fresh_to_send
def unaware(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Which of the adults must not learn where the child is."""
    actor = actor_of(request)
    child = child_for(actor, child_id)
    if child is None:
        raise Http404
    people = [(str(adult.id), adult.name) for adult in child.guardians]

    def act(form: Any) -> tuple[str, str]:
        chosen = set(form.cleaned_data["guardians"])
        operations.keep_guardians_unaware(child_id, guardians=chosen, actor=actor)
        return reverse("children:protect", args=[child_id]), _("Klart. Det gäller från och med nu.")

    return form_page(
        request,
        partial(UnawareForm, people=people),
        template="children/unaware.html",
        act=act,
        context={"child": child},
        initial={"guardians": [str(adult.id) for adult in child.guardians if adult.kept_unaware]},
    )


@requires(Permission.PROTECTION_MANAGE)
def protected(request: HttpRequest) -> HttpResponse:
    """The unit's protected children and who can open their pages; not who they are."""
    return render(request, "children/protected.html", {"rows": units_protected(actor_of(request))})
