"""What does every answer carry? Language by choice, guards against misuse, nothing kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from samsyn.foundation import correlation
from samsyn.foundation.errors import too_large

Handler = Callable[[HttpRequest], HttpResponse]

NO_FEATURES = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
OWN_FEATURES = ("publickey-credentials-create", "publickey-credentials-get", "fullscreen")

#: On every answer, files and errors too, unless the view has said something of its own.
GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in NO_FEATURES), *(f"{name}=(self)" for name in OWN_FEATURES)]
    ),
    "Cache-Control": "no-store",
}


class Guarded:
    """Outermost: an id for the log, and the guards on every answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with correlation.new_request() as number:
            request.correlation = number  # type: ignore[attr-defined]
            answer = self.get_response(request)
        for name, value in GUARDS.items():
            answer.headers.setdefault(name, value)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            # Not on papers: Chromium's own reader would refuse to show them.
            answer.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return answer


class NotTooLarge:
    """No bodies past the limit; they are not read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return too_large(request) if is_too_large(request) else self.get_response(request)


def is_too_large(request: HttpRequest) -> bool:
    """Whether more is announced than any form or file of ours may be."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return announced.isdigit() and int(announced) > settings.SAMSYN_MOST_BYTES


class ChosenLanguage:
    """Swedish first; another language only when the person has chosen it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        known = {code for code, _ in settings.LANGUAGES}
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "sv")
        return response
