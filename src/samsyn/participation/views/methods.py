"""The county's method bank."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.participation import operations, queries
from samsyn.participation.forms import MethodForm


@requires(Permission.STEERING_READ)
def methods(request: HttpRequest) -> HttpResponse:
    """Ways to listen."""
    actor = actor_of(request)
    context = {
        "methods": queries.methods_for(actor),
        "may_write": actor.may(Permission.VOICE_WRITE),
    }
    return render(request, "participation/methods.html", context)


@requires(Permission.VOICE_WRITE)
def new_method(request: HttpRequest) -> HttpResponse:
    """Add a way to listen."""

    def act(form: Any) -> tuple[str, str]:
        stored = operations.add_method(form.way(), actor=actor_of(request))
        return (
            reverse("participation:methods"),
            _("Klart. %(title)s finns nu i metodbanken.") % {"title": stored.title},
        )

    return form_page(request, MethodForm, template="participation/new_method.html", act=act)
