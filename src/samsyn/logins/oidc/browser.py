"""Which browser began a log-in? A secret in a cookie of its own says so."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samsyn.accounts.attempts import LIFETIME

COOKIE = "samsyn_browser"
PATH = "/logga-in/"


def secret(request: HttpRequest) -> str:
    """What this browser's cookie holds; empty when it has none."""
    return request.COOKIES.get(COOKIE, "")


def remember(answer: HttpResponse, secret: str) -> HttpResponse:
    """Give the browser the secret, for as long as a log-in may take."""
    answer.set_cookie(
        COOKIE, secret, max_age=LIFETIME, path=PATH, httponly=True, samesite="Lax",
        secure=settings.SECURE_TLS,
    )  # fmt: skip
    return answer
