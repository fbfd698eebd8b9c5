"""To a SAML provider and back: where a log-in leaves Samsyn, and where it comes home.

The provider's answer is a form that the browser posts from another site, so the browser's cookies
do not come along (SameSite). It is put aside, still encrypted, and the browser is led on by a GET,
with which the cookie comes: only then is the answer looked at, in the browser that began.
"""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from samsyn.access.access import open_page, signed_in
from samsyn.access.events import note_refused
from samsyn.access.views import safe_next
from samsyn.accounts.attempts import Finished, begin, finish, new_secret, way_of
from samsyn.logins.arrival import arrive, refused, sentences
from samsyn.logins.oidc import browser
from samsyn.logins.operations import CommissionMapping
from samsyn.logins.queries import issuer_of
from samsyn.logins.rules import Asserted
from samsyn.logins.saml import notes, provider
from samsyn.logins.saml.checking import Asked, checked
from samsyn.logins.saml.configuration import connection, connections, of_issuer
from samsyn.logins.saml.rules import Connection, Fault, NotAccepted, asserted
from samsyn.logins.saml.structure import decoded, parsed, request_answered
from samsyn.logins.tables import ConfigurationError
from samsyn.logins.ways import current

log = logging.getLogger(__name__)
#: An id in XML may not begin with a digit or a hyphen; what follows is the attempt's state.
BEGINS = "_"
#: What the person can do something about; all else is said alike.
SENTENCES = {
    Fault.STATE: "state", Fault.REPLAYED: "state", Fault.CANCELLED: "cancelled",
    Fault.LEVEL: "acr", Fault.OLD_AUTHENTICATION: "auth_time",
}  # fmt: skip


@open_page
@require_GET
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Lead the browser to the provider, with a signed request."""
    target = safe_next(request, request.GET.get("next"))
    try:
        way = connection(code)
    except ConfigurationError as error:
        return _turned_away(request, "saml", error, target)
    if way is None:
        raise Http404
    return _lead_out(request, way, target)


@signed_in
@require_GET
def again(request: HttpRequest) -> HttpResponse:
    """Lead a person who is logged in to the same provider, to show again who it is."""
    way = of_issuer(issuer_of(request.behind.id))  # type: ignore[attr-defined]
    if way is None:
        raise Http404
    return _lead_out(request, way, safe_next(request, request.GET.get("next")), is_again=True)


# nosemgrep: no-csrf-check  (a provider posts through the browser; the attempt is what binds it)
@csrf_exempt
@open_page
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """The provider's answer, posted by the browser without its cookies: put aside, and led on."""
    posted = request.POST.get("SAMLResponse", "")
    try:
        request_id = request_answered(parsed(decoded(posted)))
        if not way_of(request_id.removeprefix(BEGINS)):
            raise NotAccepted(Fault.STATE)
        notes.let_wait(request_id, posted)
    except NotAccepted as error:
        return _turned_away(request, "saml", error)
    return redirect(f"{reverse('saml_continue')}?{urlencode({'svar': request_id})}")


@open_page
@require_GET
def go_on(request: HttpRequest) -> HttpResponse:
    """The browser that began the log-in comes for its answer, which is checked now."""
    request_id = request.GET.get("svar", "")
    state = request_id.removeprefix(BEGINS)
    way = connection(way_of(state))
    begun = finish(browser.secret(request), way.code, state) if way else None
    if way is None or begun is None:
        return _turned_away(request, "saml", NotAccepted(Fault.STATE))
    try:
        person = _person_shown(request_id, begun, way)
    except (NotAccepted, ConfigurationError) as error:
        return _turned_away(request, way.code, error, begun.target)
    mapping = CommissionMapping()
    if way.audience == "staff":
        mapping = CommissionMapping(current().roles, is_all=way.all_commissions)
    return arrive(request, person, mapping, target=begun.target, is_again=begun.is_again)


@open_page
@require_GET
def metadata(request: HttpRequest) -> HttpResponse:
    """What the providers need to know of Samsyn."""
    ways = connections()
    if not ways:
        raise Http404
    text = provider.metadata(ways)
    return HttpResponse(text, content_type="application/samlmetadata+xml; charset=utf-8")


def _lead_out(
    request: HttpRequest, way: Connection, target: str, *, is_again: bool = False
) -> HttpResponse:
    secret = browser.secret(request) or new_secret()
    try:
        begun = begin(secret, way.code, target=target, is_again=is_again)
        url = provider.login_address(way, f"{BEGINS}{begun.state}", force=is_again)
    except ConfigurationError as error:
        return _turned_away(request, way.code, error, target)
    return browser.remember(redirect(url), secret)


def _person_shown(request_id: str, begun: Finished, way: Connection) -> Asserted:
    asked = Asked(request_id, begun.started_at, force=begun.is_again)
    shown = checked(decoded(notes.fetched(request_id)), asked, way)
    notes.use_once(shown.issuer, shown.assertion_id, shown.valid_until)
    return asserted(shown, way, provider.scopes(way))


def _turned_away(
    request: HttpRequest, way: str, error: Exception, target: str = "/min-tur/"
) -> HttpResponse:
    """Leave an event, and a line in the log for those who run the service; nothing of a person."""
    fault = error.fault if isinstance(error, NotAccepted) else None
    why = fault.value if fault else "configuration"
    note_refused(f"{way}: {why}"[:60])
    log.warning("Log-in by %s was not accepted: %s", way, why)
    if fault is None:
        log.error("The login file cannot be used: %s", error)
    known = SENTENCES.get(fault, "") if fault else "unreachable"
    sentence, advice = sentences(known)
    code = error.said.value if isinstance(error, NotAccepted) else why
    return refused(request, sentence, advice, target=target, code=code, status=400)
