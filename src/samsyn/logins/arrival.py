"""Somebody comes back from a provider, checked: into Samsyn, or to a page that says why not."""

import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samsyn.access.events import note_refused
from samsyn.access.rules import Actor
from samsyn.access.sessions import (
    LoginFacts,
    asks_for_no_assignment,
    begin_session,
    renew_session,
)
from samsyn.accounts.models import User
from samsyn.foundation.refusals import Denied
from samsyn.logins.operations import CommissionMapping, enter, enter_as_family
from samsyn.logins.queries import person_named
from samsyn.logins.rules import Asserted


def arrive(
    request: HttpRequest,
    asserted: Asserted,
    mapping: CommissionMapping | None,
    *,
    target: str,
    is_again: bool,
) -> HttpResponse:
    """Log in the person whom a checked assertion names, or renew the log-in that is (`is_again`).

    Without a `mapping` the way in is the families' own, and leads to their pages alone.

    The answer leads on to `target`, or says why not. What was typed before the log-in follows when
    `access.carrying.park_typed` has kept it for `target`.
    """
    facts = LoginFacts(
        method=asserted.method,
        assurance=asserted.assurance,
        authenticated_at=asserted.authenticated_at,
        issuer=asserted.issuer,
        provider_session=asserted.provider_session,
        is_family=mapping is None,
    )
    if facts.is_family and not asks_for_no_assignment(target):
        target = reverse("family:home")
    try:
        if is_again and request.behind is not None:  # type: ignore[attr-defined]
            # Whom Samsyn does not know is somebody else than the one who is logged in.
            shown = person_named(asserted) or User()
            return renew_session(request, shown, facts, target=target)
        person = _person(asserted, mapping)
    except Denied as refusal:
        if not is_again:
            note_refused("not_known")
        return refused(request, str(refusal.message), str(refusal.advice), target=target)
    return begin_session(request, person, facts, target=target)


def _person(asserted: Asserted, mapping: CommissionMapping | None) -> User:
    if mapping is None:
        return enter_as_family(asserted, actor=Actor.system())
    return enter(asserted, mapping=mapping, actor=Actor.system())


def refused(
    request: HttpRequest, why: str, advice: str, *, target: str, code: str = "", status: int = 403
) -> HttpResponse:
    """The page that says why somebody was not let in, and what to do; `code` is for support."""
    page = {
        "why": why,
        "advice": advice,
        "code": code,
        "door": f"{reverse('log_in')}?{urlencode({'next': target})}",
    }
    # The address holds the provider's answer: the page's own forms must not carry that on.
    bare = copy.copy(request)
    bare.META = {**request.META, "QUERY_STRING": ""}
    return render(bare, "logins/refused.html", page, status=status)


def sentences(why: str) -> tuple[str, str]:
    """Why, and what to do, for one who was not let in; what only support can mend is said alike."""
    again = _("Försök igen. Händer det igen, hör av dig till din it-support och säg felkoden.")
    known = {
        "state": (
            _("Inloggningen tog för lång tid eller var redan använd."),
            _("Börja om, så går det bra."),
        ),
        "cancelled": (_("Du avbröt inloggningen."), _("Inget har ändrats. Logga in när du vill.")),
        "acr": (
            _("Du loggade in på ett sätt som inte är säkert nog för Samsyn."),
            _("Logga in igen med en e-legitimation på tillitsnivå 3, till exempel SITHS."),
        ),
        "auth_time": (
            _("Inloggningstjänsten släppte in dig utan att du legitimerade dig på nytt."),
            _("Försök igen och legitimera dig när tjänsten frågar."),
        ),
        "unreachable": (_("Inloggningstjänsten svarar inte som den ska just nu."), again),
    }
    return known.get(why, (_("Svaret från inloggningstjänsten gick inte att lita på."), again))
