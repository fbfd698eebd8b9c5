"""How does a log-in begin, and which one stands behind a request?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import SESSION_KEY, login
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from samsyn.access.queries import actor_for, actor_from, assignment_choices
from samsyn.access.rules import Actor
from samsyn.accounts.drafts import save_draft
from samsyn.accounts.models import LoginSession, User
from samsyn.foundation import clock, wall
from samsyn.organisations.queries import assignments_of

LOGIN_KEY = "login"
PARKED_KEY = "parked"
TIMES = ("authenticated_at", "last_seen_at")
FACTS = {name: name for name in ("method", "assurance", *TIMES)}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class LoginFacts:
    """How somebody showed who it is: `assurance` 1 to 4, and when, by whose word."""

    method: str
    assurance: int
    authenticated_at: dt.datetime
    issuer: str = ""
    provider_session: str = ""


def begin_session(
    request: HttpRequest,
    person: User,
    facts: LoginFacts,
    *,
    target: str,
    typed: Mapping[str, list[str]] | None = None,
) -> HttpResponse:
    """Log a person in and answer where to go: on to `target`, or first to choose an assignment.

    What was typed before the log-in (`typed`, of the form at `target`) becomes a draft there.
    """
    login(request, person, backend=BACKEND)
    now = clock.now()
    row = LoginSession.objects.create(
        user=person,
        method=facts.method,
        issuer=facts.issuer,
        provider_session=facts.provider_session,
        assurance=facts.assurance,
        started_at=now,
        authenticated_at=facts.authenticated_at,
        last_seen_at=now,
    )
    request.session[LOGIN_KEY] = str(row.pk)
    if typed:
        request.session[PARKED_KEY] = {"path": target, "fields": dict(typed)}
    choices = assignment_choices(person.pk, clock.today(), "sv")
    if len(choices) == 1:
        take_up(request, row.pk, person.pk, choices[0].assignment_id)
        return redirect(target)
    return redirect(f"{reverse('choose_assignment')}?{urlencode({'next': target})}")


@dataclass(frozen=True)
class Behind:
    """The log-in behind a request: whose, how sure, since when."""

    id: uuid.UUID
    user_id: uuid.UUID
    method: str
    assurance: int
    authenticated_at: dt.datetime
    last_seen_at: dt.datetime


def behind_request(request: HttpRequest) -> tuple[Behind | None, Actor | None]:
    """The living log-in of this browser and the actor that it is bound to; one statement.

    No log-in when it has ended; no actor before an assignment is chosen or when it is over.
    """
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
        return Behind(id=login_id, user_id=user_id, **facts), actor_from(found)
    alone = living.values("method", "assurance", *TIMES).first()
    return (Behind(id=login_id, user_id=user_id, **alone) if alone else None), None


def take_up(
    request: HttpRequest, login_id: uuid.UUID, user_id: uuid.UUID, assignment_id: uuid.UUID
) -> None:
    """Work in this assignment from now on; what was parked becomes a draft there."""
    LoginSession.objects.filter(pk=login_id).update(assignment_id=assignment_id)
    parked = request.session.pop(PARKED_KEY, None)
    actor = actor_for(user_id, assignment_id, clock.today())
    if parked and actor is not None:
        wall.bind(actor)
        save_draft(actor, parked["path"], parked["fields"])


def end_sessions(*, why: str, **which: object) -> int:
    """End the living log-ins that `which` names (`pk=`, `user_id=`, `issuer=` …); how many."""
    living = LoginSession.objects.filter(ended_at=None, **which)
    return living.update(ended_at=clock.now(), ended_why=why)
