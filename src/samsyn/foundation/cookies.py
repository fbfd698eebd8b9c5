"""How is a cookie of our own given? Bound to this host and unreadable for scripts, each of them."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse


def named(name: str) -> str:
    """The cookie's whole name: `__Host-` before it behind TLS, as browsers then demand."""
    return f"{settings.SAMSYN_COOKIE_PREFIX}{name}"


def flags(**more: Any) -> dict[str, Any]:
    """What every cookie of ours carries, and `more`."""
    return {"httponly": True, "samesite": "Lax", "secure": settings.SECURE_TLS, "path": "/", **more}


def give(answer: HttpResponse, name: str, value: str, *, seconds: int) -> HttpResponse:
    """Put a cookie on the answer that lasts so long."""
    answer.set_cookie(named(name), value, **flags(max_age=seconds))
    return answer
