"""Which browser began a log-in? A secret in a cookie of its own says so."""

from django.http import HttpRequest, HttpResponse

from samsyn.accounts.attempts import LIFETIME
from samsyn.foundation import cookies

COOKIE = "samsyn_browser"


def secret(request: HttpRequest) -> str:
    """What this browser's cookie holds; empty when it has none."""
    return request.COOKIES.get(cookies.named(COOKIE), "")


def remember(answer: HttpResponse, secret: str) -> HttpResponse:
    """Give the browser the secret, for as long as a log-in may take."""
    return cookies.give(answer, COOKIE, secret, seconds=int(LIFETIME.total_seconds()))
