"""To a provider and back: where a log-in leaves Samsyn, and where it comes home."""

import logging

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from samsyn.access.access import open_page, signed_in
from samsyn.access.events import note_refused
from samsyn.access.sessions import FAREWELL_KEY
from samsyn.access.views import safe_next
from samsyn.accounts.attempts import begin, finish, new_secret
from samsyn.logins.arrival import arrive, refused, sentences
from samsyn.logins.configuration import OidcWay
from samsyn.logins.oidc import asking, browser, keys, logout, returning
from samsyn.logins.oidc.provider import provider
from samsyn.logins.oidc.refusal import NotAccepted, Unreachable
from samsyn.logins.operations import CommissionMapping
from samsyn.logins.queries import issuer_of
from samsyn.logins.tables import ConfigurationError
from samsyn.logins.ways import current

log = logging.getLogger(__name__)


@open_page
@require_GET
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Lead the browser to the provider."""
    return _lead_out(request, _way(code), safe_next(request, request.GET.get("next")))


@signed_in
@require_GET
def again(request: HttpRequest) -> HttpResponse:
    """Lead a person who is logged in to the same provider, to show again who it is."""
    way = current().of_issuer(issuer_of(request.behind.id))  # type: ignore[attr-defined]
    if way is None:
        raise Http404
    target = safe_next(request, request.GET.get("next"))
    return _lead_out(request, way, target, is_again=True)


def _lead_out(
    request: HttpRequest, way: OidcWay, target: str, *, is_again: bool = False
) -> HttpResponse:
    secret = browser.secret(request) or new_secret()
    try:
        said, key = provider(way), keys.own_key(way, current().folder)
        begun = begin(secret, way.code, target=target, is_again=is_again)
        url = asking.authorization_url(way, said, begun, _redirect_uri(way), key, again=is_again)
    except (NotAccepted, ConfigurationError) as error:
        return _turned_away(request, way, error, target)
    return browser.remember(redirect(url), secret)


@open_page
@require_GET
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The browser comes back from the provider, with a code or an error."""
    way = _way(code)
    begun = finish(browser.secret(request), way.code, request.GET.get("state", ""))
    if begun is None:
        return _turned_away(request, way, NotAccepted("state"), safe_next(request, None))
    try:
        asserted = returning.asserted_by(
            way, keys.own_key(way, current().folder), begun, request.GET, _redirect_uri(way)
        )
    except (NotAccepted, ConfigurationError) as error:
        return _turned_away(request, way, error, begun.target)
    mapping = None
    if way.audience == "staff":
        mapping = CommissionMapping(current().roles, is_all=bool(way.commissions))
    response = arrive(request, asserted, mapping, target=begun.target, is_again=begun.is_again)
    if response.status_code == 302:
        request.session[FAREWELL_KEY] = reverse("oidc_farewell", args=[way.code])
    return response


# nosemgrep: no-csrf-check  (a provider calls, with a signed token)
@csrf_exempt
@open_page
@require_POST
def ended(request: HttpRequest, code: str) -> HttpResponse:
    """The provider says that a session there has ended (back-channel): so do those here."""
    way = _way(code)
    try:
        logout.end(way, request.POST.get("logout_token", ""))
    except NotAccepted as error:
        _note(way, error)
        return JsonResponse({"error": "invalid_request"}, status=400)
    return HttpResponse(status=200)


@open_page
@require_GET
def farewell(request: HttpRequest, code: str) -> HttpResponse:
    """Logged out of Samsyn; on a shared computer one logs out of the provider too."""
    way = _way(code)
    try:
        url = logout.address(way, provider(way), current().address)
    except NotAccepted:
        url = ""
    name = way.name_en if get_language() == "en" else way.name
    return render(request, "logins/farewell.html", {"url": url, "name": name})


@open_page
@require_GET
def public_keys(request: HttpRequest, code: str) -> HttpResponse:
    """The public half of our key, for the provider to fetch (jwks_uri)."""
    return JsonResponse(keys.public_keys(keys.own_key(_way(code), current().folder)))


def _way(code: str) -> OidcWay:
    way = current().way(code)
    if way is None:
        raise Http404
    return way


def _redirect_uri(way: OidcWay) -> str:
    """One for each provider, so that an answer of one is never taken for another's."""
    return current().address + reverse("oidc_answer", args=[way.code])


def _turned_away(request: HttpRequest, way: OidcWay, error: Exception, target: str) -> HttpResponse:
    why = _note(way, error)
    sentence, advice = sentences("unreachable" if isinstance(error, Unreachable) else why)
    return refused(request, sentence, advice, target=target, code=why, status=400)


def _note(way: OidcWay, error: Exception) -> str:
    """Leave an event, and a line in the log for those who run the service; nothing of a person."""
    why = error.why if isinstance(error, NotAccepted) else "configuration"
    note_refused(f"{way.code}: {why}"[:60])
    log.warning("Log-in by %s was not accepted: %s", way.code, why)
    if isinstance(error, ConfigurationError):
        log.error("The login file cannot be used: %s", error)
    return why
