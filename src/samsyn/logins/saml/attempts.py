"""What do we remember of a log-in that is under way? Single-use notes, on the server.

A note is a row of the session table under a name that cannot be worked out from outside. The
browser's own session holds only which attempts are its own.
"""

import datetime as dt
from typing import Any

from django.contrib.sessions.backends.base import CreateError
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from samsyn.foundation import clock
from samsyn.logins.saml.rules import Fault, NotAccepted

OWN = "saml"
MOST_AT_ONCE = 5
MINUTES = 15


def _key(kind: str, name: str) -> str:
    return salted_hmac(f"saml-{kind}", name, algorithm="sha256").hexdigest()[:32]


def note(kind: str, name: str, facts: dict[str, Any], *, until: dt.datetime) -> bool:
    """Keep `facts` under a name until then; False when the name is taken."""
    store = SessionStore(_key(kind, name))
    store.update(facts)
    store.set_expiry(until)
    try:
        store.save(must_create=True)
    except CreateError:
        return False
    return True


def take(kind: str, name: str) -> dict[str, Any] | None:
    """What was kept under the name, once; None when it is gone, too old or never was."""
    rows = SessionStore.get_model_class().objects.filter(session_key=_key(kind, name))
    row = rows.select_for_update().first()
    if row is None:
        return None
    facts, expires = row.get_decoded(), row.expire_date
    rows.delete()
    return facts if expires > clock.now() else None


def begin(request: HttpRequest, request_id: str, facts: dict[str, Any]) -> None:
    """Note an attempt, and in the browser's session that it is its own."""
    now = clock.now()
    facts = {**facts, "request_id": request_id, "at": now.isoformat()}
    note("attempt", request_id, facts, until=now + dt.timedelta(minutes=MINUTES))
    own = [*request.session.get(OWN, []), request_id]
    request.session[OWN] = own[-MOST_AT_ONCE:]


def receive(request_id: str, posted: str, ticket: str) -> None:
    """Let an answer to a living attempt wait, as it came (encrypted), for its own browser."""
    facts = take("attempt", request_id)
    if facts is None:
        raise NotAccepted(Fault.UNSOLICITED)
    facts["posted"] = posted
    note("answer", ticket, facts, until=clock.now() + dt.timedelta(minutes=2))


def finish(request: HttpRequest, ticket: str) -> dict[str, Any]:
    """The attempt and its answer, when this browser began it; gone afterwards either way."""
    facts = take("answer", ticket)
    if facts is None:
        raise NotAccepted(Fault.REPLAYED)
    own = list(request.session.get(OWN, []))
    if facts["request_id"] not in own:
        raise NotAccepted(Fault.OTHER_BROWSER)
    own.remove(facts["request_id"])
    request.session[OWN] = own
    return facts


def use_once(issuer: str, assertion_id: str, until: dt.datetime) -> None:
    """An assertion is used once, for as long as it holds."""
    if not note("assertion", f"{issuer} {assertion_id}", {}, until=until):
        raise NotAccepted(Fault.REPLAYED)
