"""The professional's start page, search, plans and the child's page."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from samsyn.access.access import requires, signed_in
from samsyn.access.rules import Permission
from samsyn.audit.trail import record_shown
from samsyn.cases.views.frame import actor_of
from samsyn.children.queries import search_children
from samsyn.plans.rules import State
from samsyn.workspace.overview import child_page
from samsyn.workspace.plans import plans_page
from samsyn.workspace.search import search_texts
from samsyn.workspace.turns import SHOWN, turns_for
from samsyn.workspace.waiting import waiting_for
from samsyn.workspace.ways import ways_for


@signed_in
def turns(request: HttpRequest) -> HttpResponse:
    """My turn, first."""
    actor = actor_of(request)
    waiting = waiting_for(actor)
    show_all = request.GET.get("visa") == "alla"
    most = None if show_all else SHOWN
    if not actor.may(Permission.CHILD_READ):
        context = {
            "items": waiting[:most],
            "count": len(waiting),
            "hidden": 0 if show_all else max(0, len(waiting) - SHOWN),
            "ways": ways_for(actor),
        }
        return render(request, "workspace/waiting.html", context)
    items = turns_for(actor)
    record_shown("turns", (i.child_id for i in items[: None if show_all else SHOWN]), actor=actor)
    context = {
        "items": items if show_all else items[:SHOWN],
        "count": len(items) + len(waiting),
        "late": sum(item.late for item in items) + sum(item.is_late for item in waiting),
        "hidden": 0 if show_all else max(0, len(items) - SHOWN) + max(0, len(waiting) - SHOWN),
        "new_url": reverse("cases:new_child"),
        "waiting": waiting[:most],
    }
    return render(request, "workspace/turns.html", context)


@requires(Permission.CHILD_READ)
def children(request: HttpRequest) -> HttpResponse:
    """Find a child that the own unit works with. The words searched for stay out of the address."""
    actor = actor_of(request)
    text = request.POST.get("q", "").replace("\x00", "").strip()[:200]
    found = search_children(actor, text)
    texts = search_texts(actor, text) if text else []
    shown = [*(child.id for child in found), *(hit.child_id for hit in texts)]
    record_shown("search" if text else "children", shown, actor=actor)
    context = {
        "q": text,
        "found": found,
        "texts": texts,
        "units_protected": actor.may(Permission.PROTECTION_MANAGE),
    }
    return render(request, "workspace/children.html", context)


@requires(Permission.CHILD_READ)
def child(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The child's page."""
    page = child_page(actor_of(request), child_id)
    if page is None:
        raise Http404
    return render(request, "workspace/child.html", {"page": page})


@requires(Permission.CHILD_READ)
def plans(request: HttpRequest) -> HttpResponse:
    """The unit's plans."""
    actor = actor_of(request)
    number = request.GET.get("sida", "1")
    listed = plans_page(
        actor,
        page=int(number) if number.isdecimal() and len(number) < 6 else 1,
        state=request.GET.get("status", ""),
    )
    record_shown("plans", (row.child_id for row in listed.rows), actor=actor)
    states = [(s.value, s.label(get_language())) for s in State]
    return render(request, "workspace/plans.html", {"list": listed, "states": states})
