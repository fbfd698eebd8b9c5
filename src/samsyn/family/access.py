"""May this person open a family's pages, and may this actor give somebody that right?"""

import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samsyn.access.carrying import with_next
from samsyn.access.rules import ENOUGH, Actor, Permission
from samsyn.foundation import wall
from samsyn.foundation.refusals import Denied


@dataclass(frozen=True)
class Member:
    """Somebody who has logged in for itself or its child: a person that acts for no unit."""

    user_id: uuid.UUID
    unit_id: None = None
    assignment_id: None = None


def family_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for a person who has shown well enough who it is, whatever its assignments.

    The view meets the database as that person and as no unit; it gets the `Member` after the
    request.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        behind = request.behind  # type: ignore[attr-defined]
        if behind is None:
            return redirect(with_next("log_in", request.path))
        if behind.assurance < ENOUGH:
            raise Denied(
                _("De här sidorna kräver en starkare e-legitimation än den du loggade in med."),
                _("Logga in igen med en e-legitimation på tillitsnivå 3, till exempel BankID."),
            )
        member = Member(behind.user_id)
        wall.bind(member)
        return view(request, member, *args, **kwargs)

    guarded.requirement = "family"  # type: ignore[attr-defined]
    return guarded


def check_may_give(actor: Actor) -> None:
    """Those who take the family's answers, in a unit."""
    if actor.unit_id is None or not actor.may(Permission.CONSENT_RECORD):
        raise Denied(
            _("Din roll får inte ge familjen tillgång till egna sidor."),
            _("Be en kollega som arbetar med barnet."),
        )
