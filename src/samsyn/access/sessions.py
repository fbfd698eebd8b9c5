"""How does a log-in begin, last and end, and which one stands behind a request?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import SESSION_KEY, login
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from samsyn.access.carrying import is_author, mark_author, take_parked, with_next
from samsyn.access.events import note_login, note_refused
from samsyn.access.lifetime import Behind, is_fresh, is_to_be_noted, why_over
from samsyn.access.queries import actor_for, actor_from, assignment_choices
from samsyn.access.rules import Actor
from samsyn.accounts.drafts import save_draft
from samsyn.accounts.models import LoginSession, User
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied
from samsyn.organisations.queries import assignments_of

LOGIN_KEY = "login"
PARKED_KEY = "parked"
FAREWELL_KEY = "farewell"  # a page of Samsyn that says how to log out of the provider too
TIMES = ("started_at", "authenticated_at", "last_seen_at")
FACTS = {name: name for name in ("method", "assurance", "is_family", *TIMES)}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class LoginFacts:
    """How somebody showed who it is: `assurance` 1 to 4, and when, by whose word.

    `is_family` when it was as a private person: such a log-in never works in an assignment.
    """

    method: str
    assurance: int
    authenticated_at: dt.datetime
    issuer: str = ""
    provider_session: str = ""
    is_family: bool = False


def begin_session(
    request: HttpRequest,
    person: User,
    facts: LoginFacts,
    *,
    target: str,
    typed: Mapping[str, list[str]] | None = None,
) -> HttpResponse:
    """Log a person in and answer where to go: on to `target`, or first to choose an assignment.

    What was typed before the log-in (`typed`, or what `carrying.park_typed` kept for `target`)
    becomes a draft there, if it was this person who typed it.
    """
    fields = {**take_parked(request, target), **(typed or {})}
    wall.bind(None)
    _replace_session(request, person)
    row = _new_row(person, facts)
    request.session[LOGIN_KEY] = str(row.pk)
    note_login("login.begun", row.pk, person.pk, ground=facts.method)
    if fields and is_author(request, person):
        request.session[PARKED_KEY] = {"path": urlsplit(target).path, "fields": fields}
    if facts.is_family or asks_for_no_assignment(target):
        return mark_author(redirect(target), person)
    choices = assignment_choices(person.pk, clock.today(), "sv")
    if len(choices) == 1:
        take_up(request, row.pk, person.pk, choices[0].assignment_id)
        return mark_author(redirect(target), person)
    return mark_author(redirect(with_next("choose_assignment", target)), person)


def asks_for_no_assignment(path: str) -> bool:
    """Whether a path leads to a page for somebody who acts for no unit: a family's own pages."""
    try:
        view = resolve(urlsplit(path).path).func
    except Resolver404:
        return False
    return getattr(view, "requirement", "") == "family"


def _replace_session(request: HttpRequest, person: User) -> None:
    """A log-in that this browser had ends, and the session gets a new key whoever logs in."""
    if before := request.session.pop(LOGIN_KEY, None):
        end_sessions(why="replaced", pk=before)
    login(request, person, backend=BACKEND)
    request.session.cycle_key()


def _new_row(person: User, facts: LoginFacts) -> LoginSession:
    now = clock.now()
    return LoginSession.objects.create(
        user=person,
        method=facts.method,
        issuer=facts.issuer,
        provider_session=facts.provider_session,
        assurance=facts.assurance,
        is_family=facts.is_family,
        started_at=now,
        authenticated_at=facts.authenticated_at,
        last_seen_at=now,
    )


def renew_session(
    request: HttpRequest, person: User, facts: LoginFacts, *, target: str
) -> HttpResponse:
    """The person behind the request has shown again who it is; go on to `target`.

    Raises Denied, and leaves the log-in as it was, when it is another person, another way than the
    log-in began by, or not shown just now.
    """
    behind: Behind | None = getattr(request, "behind", None)
    if behind is None:
        return begin_session(request, person, facts, target=target)
    if person.pk != behind.user_id:
        note_refused("another_person")
        raise Denied(
            _("Det var någon annan som legitimerade sig. Inget är ändrat."),
            _("Legitimera dig själv, eller logga ut först om någon annan ska arbeta här."),
        )
    if not is_fresh(facts, clock.now()):
        note_refused("not_fresh")
        raise Denied(
            _("Inloggningstjänsten släppte in dig utan att du legitimerade dig på nytt."),
            _("Logga ut, logga in igen och fortsätt där du var. Det du skrev är sparat."),
        )
    same = LoginSession.objects.filter(pk=behind.id, method=facts.method, issuer=facts.issuer)
    renewed = same.update(
        authenticated_at=facts.authenticated_at,
        last_seen_at=clock.now(),
        assurance=facts.assurance,
        provider_session=facts.provider_session,
    )
    if not renewed:
        note_refused("another_way")
        raise Denied(
            _("Du legitimerade dig på ett annat sätt än när du loggade in. Inget är ändrat."),
            _("Legitimera dig på samma sätt som då, eller logga ut och logga in på nytt."),
        )
    request.session.cycle_key()
    note_login("login.renewed", behind.id, person.pk, ground=facts.method)
    return redirect(target)


def behind_request(request: HttpRequest) -> tuple[Behind | None, Actor | None]:
    """The living log-in of this browser and the actor that it is bound to; one statement.

    No log-in when it has ended; one that is over by its times is ended here. No actor before an
    assignment is chosen or when it is over.
    """
    behind, actor = _found_behind(request)
    if behind is not None and (why := why_over(behind, clock.now())):
        wall.bind(actor)
        end_sessions(why=why, pk=behind.id)
        return None, None
    return behind, actor


def _found_behind(request: HttpRequest) -> tuple[Behind | None, Actor | None]:
    try:
        login_id = uuid.UUID(request.session[LOGIN_KEY])
        user_id = uuid.UUID(request.session[SESSION_KEY])
    except (KeyError, ValueError):
        return None, None
    living = LoginSession.objects.filter(
        pk=login_id, user_id=user_id, user__is_active=True, ended_at=None
    )
    bound = living.filter(assignment_id=OuterRef("pk")).values(facts=JSONObject(**FACTS))
    row = assignments_of(user_id, clock.today()).annotate(behind=Subquery(bound))
    found = row.filter(behind__isnull=False).first()
    if found is not None:
        facts: dict[str, Any] = dict(found.behind)
        facts |= {key: dt.datetime.fromisoformat(facts[key]) for key in TIMES}
        behind = Behind(id=login_id, user_id=user_id, **facts)
        return behind, actor_from(found, assurance=behind.assurance)
    alone = living.values(*FACTS).first()
    return (Behind(id=login_id, user_id=user_id, **alone) if alone else None), None


def note_seen(behind: Behind) -> None:
    """The log-in is in use; written at most once a minute."""
    if is_to_be_noted(behind, clock.now()):
        noted(behind)


def noted(behind: Behind) -> Behind:
    """The log-in is in use at this very moment."""
    now = clock.now()
    LoginSession.objects.filter(pk=behind.id).update(last_seen_at=now)
    return replace(behind, last_seen_at=now)


def take_up(
    request: HttpRequest, login_id: uuid.UUID, user_id: uuid.UUID, assignment_id: uuid.UUID
) -> None:
    """Work in this assignment from now on; what was parked becomes a draft there.

    Nothing happens in the log-in of a private person.
    """
    bound = LoginSession.objects.filter(pk=login_id, is_family=False)
    if not bound.update(assignment_id=assignment_id):
        return
    parked = request.session.pop(PARKED_KEY, None)
    actor = actor_for(user_id, assignment_id, clock.today())
    if actor is None:
        return
    wall.bind(actor)
    note_login("login.bound", login_id, user_id, ground=actor.role)
    if parked:
        save_draft(actor, parked["path"], parked["fields"])


def end_sessions(*, why: str, **which: object) -> int:
    """End the living log-ins that `which` names (`pk=`, `user_id=`, `issuer=` …); how many."""
    with transaction.atomic():
        rows = LoginSession.objects.select_for_update().filter(ended_at=None, **which)
        living = list(rows.values_list("pk", "user_id"))
        ended = LoginSession.objects.filter(pk__in=[pk for pk, _user in living])
        ended.update(ended_at=clock.now(), ended_why=why)
        for pk, user_id in living:
            note_login("login.ended", pk, user_id, ground=why)
    return len(living)
