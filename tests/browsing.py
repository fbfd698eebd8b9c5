"""A browser that is logged in as an actor, for tests that need no real one."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client

from samsyn.access.rules import Actor
from samsyn.access.sessions import LOGIN_KEY
from samsyn.accounts.models import LoginSession
from samsyn.foundation import clock


def client_of(actor: Actor | None, **facts: Any) -> Client:
    """A browser that has just logged in as the actor (LoA3), or nobody's; `facts` say otherwise."""
    client = Client()
    if actor is not None:
        now = clock.now()
        behind = LoginSession.objects.create(
            **{
                "user_id": actor.user_id,
                "method": "demo",
                "assurance": 3,
                "assignment_id": actor.assignment_id,
                "started_at": now,
                "authenticated_at": now,
                "last_seen_at": now,
                **facts,
            }
        )
        session = client.session
        session[SESSION_KEY] = str(actor.user_id)
        session[LOGIN_KEY] = str(behind.pk)
        session.save()
    return client
