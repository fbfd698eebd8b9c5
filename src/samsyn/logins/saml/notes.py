"""What is remembered on the server for some minutes, once? Answers on their way, assertions used.

A note is a row of the session table under a name that cannot be worked out from outside. An answer
waits as it came: encrypted for us, so that nobody at the database can read it.
"""

import datetime as dt
from collections.abc import Mapping

from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import salted_hmac

from samsyn.foundation import clock
from samsyn.logins.saml.rules import Fault, NotAccepted

WAITS = dt.timedelta(minutes=2)


def let_wait(request_id: str, answer: str) -> None:
    """Keep the answer to a request until its own browser asks for it; only the first one."""
    if not _note("answer", request_id, {"answer": answer}, until=clock.now() + WAITS):
        raise NotAccepted(Fault.REPLAYED)


def fetched(request_id: str) -> str:
    """The answer that waits, once."""
    key = _key("answer", request_id)
    rows = SessionStore.get_model_class().objects.filter(session_key=key)
    row = rows.select_for_update().first()
    if row is None:
        raise NotAccepted(Fault.STATE)
    answer, expires = str(row.get_decoded().get("answer", "")), row.expire_date
    rows.delete()
    if expires <= clock.now():
        raise NotAccepted(Fault.STATE)
    return answer


def use_once(issuer: str, assertion_id: str, until: dt.datetime) -> None:
    """An assertion is used once, for as long as it holds."""
    if not _note("assertion", f"{issuer} {assertion_id}", {}, until=until):
        raise NotAccepted(Fault.REPLAYED)


def _note(kind: str, name: str, facts: Mapping[str, str], *, until: dt.datetime) -> bool:
    """Keep facts under a name until then; False when the name is taken."""
    _row, is_new = SessionStore.get_model_class().objects.get_or_create(
        session_key=_key(kind, name),
        defaults={"session_data": SessionStore().encode(dict(facts)), "expire_date": until},
    )
    return bool(is_new)


def _key(kind: str, name: str) -> str:
    return salted_hmac(f"saml-{kind}", name, algorithm="sha256").hexdigest()[:32]
