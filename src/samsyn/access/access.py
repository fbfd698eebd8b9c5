"""May this request go on? Every view says what it needs, or that it is open."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.carrying import asked_for, with_next
from samsyn.access.lifetime import is_fresh
from samsyn.access.rules import ENOUGH, Actor, Permission, roles
from samsyn.accounts.drafts import save_draft, typed_fields
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied, Refused
from samsyn.foundation.typed import is_kept

View = Callable[..., HttpResponse]
#: What every form of ours holds besides what is typed.
OURS = "csrfmiddlewaretoken"


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a guarded request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def open_page(view: View) -> View:
    """Mark a view as open to everyone."""
    view.requirement = "open"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Ask for a person with an assignment in force, whatever the role."""
    return _guard(view, None)


def requires(permission: Permission) -> Callable[[View], View]:
    """Ask for an actor whose role carries `permission`."""
    return lambda view: _guard(view, permission)


def fresh(view: View) -> View:
    """Ask for a log-in made just now (`SAMSYN_FRESH_MINUTES`), for what is as good as a signature.

    Stands below `requires`. Who has not shown who it is lately does so and comes back; what a POST
    held has then been kept as a draft of the same address, so the view must have a form to GET.
    """

    @functools.wraps(view)
    def fresh_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        behind = request.behind  # type: ignore[attr-defined]
        if is_fresh(behind, clock.now()):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            check_assignment(request)
            if save_draft(actor_of(request), request.path, typed_fields(request.POST)) is None:
                raise Refused(
                    _("Texten är för lång för att sparas medan du visar vem du är."),
                    _("Gå tillbaka i webbläsaren och korta texten, och skicka igen."),
                )
        return redirect(with_next("log_in_again", asked_for(request)))

    fresh_view.asks_for_fresh_login = True  # type: ignore[attr-defined]
    return fresh_view


def fresh_to_send(view: View) -> View:
    """As `fresh`, for a page that anybody who may can read: only sending its form asks."""
    guarded = fresh(view)

    @functools.wraps(view)
    def sent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (guarded if request.method == "POST" else view)(request, *args, **kwargs)

    sent.asks_for_fresh_login = True  # type: ignore[attr-defined]
    return sent


def fresh_to_press(page: str, *names: str) -> Callable[[View], View]:
    """As `fresh`, for a button that stands on another page: who has shown who it is comes to that.

    `page` is its name and `names` are the parts of its address, as the view is given them. Nothing
    is done and nothing is kept, so the button is pressed once more.
    """

    def mark(view: View) -> View:
        @functools.wraps(view)
        def pressed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            behind = request.behind  # type: ignore[attr-defined]
            if request.method == "POST" and not is_fresh(behind, clock.now()):
                stands_on = reverse(page, kwargs={name: kwargs[name] for name in names})
                messages.info(request, _("Inget är gjort än. Visa vem du är och gör det igen."))
                return redirect(with_next("log_in_again", stands_on))
            return view(request, *args, **kwargs)

        pressed.asks_for_fresh_login = True  # type: ignore[attr-defined]
        return pressed

    return mark


def check_assignment(request: HttpRequest) -> None:
    """A form opened in one assignment is not stored in another that was chosen since."""
    opened_in = request.POST.get("as")
    if opened_in and opened_in != str(actor_of(request).assignment_id):
        raise Denied(
            _("Du har bytt uppdrag sedan du öppnade formuläret. Inget är sparat."),
            _("Byt tillbaka i en annan flik och skicka igen, så sparas det där det hör hemma."),
        )


def _guard(view: View, permission: Permission | None) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if actor is None:
            return _ask_to_log_in(request)
        if permission is not None and not actor.may(permission):
            raise _why_not(request, actor, permission)
        return view(request, *args, **kwargs)

    guarded.requirement = permission.value if permission else "signed_in"  # type: ignore[attr-defined]
    return guarded


class TooWeakLogin(Denied):
    """The role may, but not with a log-in of this level of assurance."""


def _why_not(request: HttpRequest, actor: Actor, permission: Permission) -> Denied:
    """The role itself lacks the permission, or the log-in was too weak to carry it."""
    role, behind = roles().get(actor.role), request.behind  # type: ignore[attr-defined]
    if behind.assurance < ENOUGH and actor.operation and role and permission in role.permissions:
        return TooWeakLogin(
            _("Det som rör barn kräver en starkare e-legitimation än den du loggade in med."),
            _("Logga in igen med en e-legitimation på tillitsnivå 3, till exempel BankID."),
        )
    return Denied(
        _("Din roll har inte rätt att öppna den här sidan."),
        _("Byt uppdrag om du har fler, eller fråga din chef."),
    )


@open_page
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before the last log-in: what was typed is carried through a new one.

    Not what another site let the browser send: that nobody typed here.
    """
    if is_own_form(request):
        response = _ask_to_log_in(request)
    else:
        why = Denied(
            _("Formuläret skickades inte från Samsyn. Inget är sparat."),
            _("Öppna sidan i Samsyn och skriv där."),
        )
        response = render(request, "access/refused.html", {"refusal": why})
    response.status_code = 403
    return response


def is_own_form(request: HttpRequest) -> bool:
    """Whether a form was sent from our own pages, by what the browser says of where it stood.

    A browser that says nothing is believed, as such cannot be told from ours.
    """
    if fetched_from := request.headers.get("Sec-Fetch-Site"):
        return fetched_from in {"same-origin", "none"}
    sent_from = request.headers.get("Origin") or request.headers.get("Referer")
    return not sent_from or _origin(sent_from) == _origin(request.build_absolute_uri("/"))


def _origin(address: str) -> tuple[str, str]:
    try:
        found = urlsplit(address)
    except ValueError:
        return "", ""
    return found.scheme.lower(), found.netloc.lower()


def _ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """What was typed comes along: a post is carried through the log-in in hidden fields.

    But for passwords, codes and personal identity numbers, which are typed once more.
    Who has logged in and only acts for no unit chooses one, or is told why there is none.
    """
    if request.method != "POST":
        behind = getattr(request, "behind", None)
        return redirect(with_next("choose_assignment" if behind else "log_in", asked_for(request)))
    typed = [
        (key, value) for key, values in request.POST.lists() if is_kept(key) for value in values
    ]
    return render(
        request,
        "access/session_ended.html",
        {
            "typed": typed,
            "is_some_left_out": any(not is_kept(key) and key != OURS for key in request.POST),
            "path": asked_for(request),
        },
        status=401,
    )
