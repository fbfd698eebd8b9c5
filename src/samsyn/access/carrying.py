"""How does what was typed get through a log-in, and to nobody but the one who typed it?

A form that is sent after its session ended comes back as hidden fields (`typed:…`) that are posted
on to the door. A signed cookie says who last logged in with this browser; nobody else's log-in
takes the text over. A door that leads out of Samsyn parks the text here until it comes back.
"""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from samsyn.accounts.drafts import LONGEST
from samsyn.accounts.models import User
from samsyn.foundation import cookies
from samsyn.foundation.typed import is_kept, is_repeated

TYPED = "typed:"
AUTHOR = "samsyn_author"
CARRIED_KEY = "carried"

Fields = dict[str, list[str]]


def with_next(name: str, target: str) -> str:
    """The address called `name`, told to go on to `target` (a path) afterwards."""
    return f"{reverse(name)}?next={quote(target)}"


def asked_for(request: HttpRequest) -> str:
    """The address that was asked for, to come back to; without what in it opens or names anybody.

    Our own addresses hold opaque ids and choices only (CONTRIBUTING), so nothing of ours is lost.
    """
    query = request.GET.copy()
    for name in [name for name in query if not is_repeated(name)]:
        del query[name]
    return f"{request.path}?{query.urlencode()}" if query else request.path


def typed_in(request: HttpRequest) -> Fields:
    """What a form held when its session had ended, as it was posted on to a door.

    But for what is never kept: it would lie in the session's row, which has no wall.
    """
    return {
        key.removeprefix(TYPED).replace("\x00", ""): [str(v).replace("\x00", "") for v in values]
        for key, values in request.POST.lists()
        if key.startswith(TYPED) and is_kept(key)
    }


def typed_pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """The same as name and value, for the hidden fields of a door's own form."""
    return [(TYPED + key, value) for key, many in typed_in(request).items() for value in many]


def park_typed(request: HttpRequest, target: str) -> None:
    """Keep what was typed in this browser's session while the person is away at a provider."""
    typed = typed_in(request)
    if typed and sum(len(value) for many in typed.values() for value in many) <= LONGEST:
        request.session[CARRIED_KEY] = {"path": target, "fields": typed}


def take_parked(request: HttpRequest, target: str) -> Fields:
    """What was parked for `target`, which is then parked no more."""
    parked: dict[str, Any] = request.session.pop(CARRIED_KEY, None) or {}
    fields: Fields = parked.get("fields", {})
    return fields if parked.get("path") == target else {}


def is_author(request: HttpRequest, person: User) -> bool:
    """Whether this person was the last to log in with this browser, and so typed the text."""
    said = request.get_signed_cookie(cookies.named(AUTHOR), default="", salt=AUTHOR)
    return bool(said == str(person.pk))


def mark_author(answer: HttpResponse, person: User) -> HttpResponse:
    """From now on, what is typed in this browser is this person's."""
    answer.set_signed_cookie(cookies.named(AUTHOR), str(person.pk), salt=AUTHOR, **cookies.flags())
    return answer
