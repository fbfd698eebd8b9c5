"""Is this response from the configured provider, for us, to this request, now? Then what it says.

Everything is looked at in one document: the decrypted text whose only assertion has been verified.
"""

import datetime as dt
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from saml2.saml import assertion_from_string

from samsyn.foundation import clock
from samsyn.logins.saml.provider import decrypted, provider
from samsyn.logins.saml.rules import LONGEST_VALID, SKEW, Connection, Fault, NotAccepted, Shown
from samsyn.logins.saml.structure import (
    DS,
    SAML,
    check_envelope,
    decrypted_assertion,
    parsed,
    request_answered,
)

BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion:Assertion"
KNOWN_CONDITIONS = {f"{SAML}AudienceRestriction", f"{SAML}OneTimeUse", f"{SAML}ProxyRestriction"}


@dataclass(frozen=True)
class Asked:
    """Our request: its id, when it was sent, and whether the person had to log in anew."""

    request_id: str
    at: dt.datetime
    force: bool = False


def checked(text: str, asked: Asked, connection: Connection) -> Shown:
    """What the response's assertion says, or `NotAccepted` with the first thing that is wrong."""
    envelope = parsed(text)
    if request_answered(envelope) != asked.request_id:
        raise NotAccepted(Fault.OTHER_REQUEST)
    check_envelope(envelope, allows_cbc=connection.allows_cbc)
    _check_sender(envelope, connection, needed=False)
    if envelope.get("Destination") != connection.ourselves.acs:
        raise NotAccepted(Fault.DESTINATION)
    if envelope.find(f"{DS}Signature") is not None:
        _verify_response(text, connection)
    try:
        assertion = _verified(text, connection)
    except NotAccepted as error:
        raise NotAccepted(error.fault, said=Fault.ASSERTION) from None
    until = _check_conditions(assertion, connection)
    _check_bearer(assertion, asked, connection)
    return _shown(assertion, asked, connection, until)


def _verified(text: str, connection: Connection) -> Any:
    """The assertion, decrypted and with a signature that holds.

    Which of its steps failed is told to nobody who brings an answer: a text that is changed bit by
    bit could be read by the differences.
    """
    plain = decrypted(connection, text)
    assertion = decrypted_assertion(parsed(plain))
    _check_sender(assertion, connection, needed=True)
    _verify_assertion(assertion, plain, connection)
    return assertion


def _check_sender(element: Any, connection: Connection, *, needed: bool) -> None:
    issuer = element.find(f"{SAML}Issuer")
    if (issuer is None and needed) or (issuer is not None and _text(issuer) != connection.idp):
        raise NotAccepted(Fault.ISSUER)


def _verify_response(text: str, connection: Connection) -> None:
    security = provider(connection).sec
    if not _holds(lambda: security.correctly_signed_response(text)):
        raise NotAccepted(Fault.SIGNATURE)


def _verify_assertion(assertion: Any, plain: str, connection: Connection) -> None:
    """By the keys in the provider's metadata, whatever the document brings along."""
    security = provider(connection).sec
    xml = etree.tostring(assertion)
    if not _holds(lambda: security.check_signature(assertion_from_string(xml), ASSERTION, plain)):
        raise NotAccepted(Fault.SIGNATURE)


def _holds(check: Callable[[], object]) -> bool:
    """Whether a signature holds: only when pysaml2 says so, and not when it stumbles on anything.

    What it raises holds the person's data and open files, so its frames are emptied here.
    """
    try:
        return bool(check())
    except Exception as error:
        stumbled: BaseException | None = error
        while stumbled is not None:
            traceback.clear_frames(stumbled.__traceback__)
            stumbled = stumbled.__cause__
        return False


def _check_conditions(assertion: Any, connection: Connection) -> dt.datetime:
    """For us alone and now; answers until when."""
    conditions = assertion.findall(f"{SAML}Conditions")
    if len(conditions) != 1 or {one.tag for one in conditions[0]} - KNOWN_CONDITIONS:
        raise NotAccepted(Fault.CONDITION)
    audiences = conditions[0].findall(f"{SAML}AudienceRestriction")
    named = [{_text(one) for one in each.iter(f"{SAML}Audience")} for each in audiences]
    if not named or any(connection.ourselves.entity_id not in each for each in named):
        raise NotAccepted(Fault.AUDIENCE)
    begins, ends = _time(conditions[0], "NotBefore"), _time(conditions[0], "NotOnOrAfter")
    _check_now(begins, ends)
    if begins is None or ends is None or ends - begins > LONGEST_VALID + SKEW:
        raise NotAccepted(Fault.CONDITION)
    return ends + SKEW


def _check_bearer(assertion: Any, asked: Asked, connection: Connection) -> None:
    """Handed to whoever brings it, at our address, as the answer to this request."""
    found = assertion.findall(f"{SAML}Subject/{SAML}SubjectConfirmation")
    if len(found) != 1 or found[0].get("Method") != BEARER:
        raise NotAccepted(Fault.CONDITION)
    data = found[0].find(f"{SAML}SubjectConfirmationData")
    if data is None or data.get("Recipient") != connection.ourselves.acs:
        raise NotAccepted(Fault.RECIPIENT)
    if data.get("InResponseTo") != asked.request_id:
        raise NotAccepted(Fault.OTHER_REQUEST)
    ends = _time(data, "NotOnOrAfter")
    if ends is None:
        raise NotAccepted(Fault.CONDITION)
    _check_now(_time(data, "NotBefore"), ends)


def _check_now(begins: dt.datetime | None, ends: dt.datetime | None) -> None:
    now = clock.now()
    if begins is not None and now + SKEW < begins:
        raise NotAccepted(Fault.TOO_EARLY)
    if ends is not None and now - SKEW >= ends:
        raise NotAccepted(Fault.EXPIRED)


def _shown(assertion: Any, asked: Asked, connection: Connection, until: dt.datetime) -> Shown:
    statements = assertion.findall(f"{SAML}AuthnStatement")
    if len(statements) != 1:
        raise NotAccepted(Fault.CONDITION)
    statement = statements[0]
    _check_now(None, _time(statement, "SessionNotOnOrAfter"))
    at = _time(statement, "AuthnInstant")
    oldest = asked.at if asked.force else clock.now() - connection.longest_sso
    if at is None or at < oldest - SKEW or at > clock.now() + SKEW:
        raise NotAccepted(Fault.OLD_AUTHENTICATION)
    context = statement.find(f"{SAML}AuthnContext/{SAML}AuthnContextClassRef")
    name = assertion.find(f"{SAML}Subject/{SAML}NameID")
    persistent = name is not None and name.get("Format") == PERSISTENT
    return Shown(
        issuer=connection.idp,
        context="" if context is None else _text(context),
        authenticated_at=at,
        attributes=_attributes(assertion),
        persistent_name=_text(name) if persistent else "",
        provider_session=str(statement.get("SessionIndex", "")),
        assertion_id=str(assertion.get("ID")),
        valid_until=until,
    )


def _attributes(assertion: Any) -> dict[str, tuple[str, ...]]:
    """Values by attribute name; an attribute that is given twice is not accepted."""
    found: dict[str, tuple[str, ...]] = {}
    for attribute in assertion.findall(f"{SAML}AttributeStatement/{SAML}Attribute"):
        name = str(attribute.get("Name", ""))
        if name in found:
            raise NotAccepted(Fault.STRUCTURE)
        values = (_text(value) for value in attribute.findall(f"{SAML}AttributeValue"))
        found[name] = tuple(value for value in values if value)
    return found


def _text(element: Any) -> str:
    """All text of an element that holds text alone."""
    if len(element):
        raise NotAccepted(Fault.STRUCTURE)
    return str(element.text or "").strip()


def _time(element: Any, name: str) -> dt.datetime | None:
    value = element.get(name)
    if value is None:
        return None
    try:
        read = dt.datetime.fromisoformat(value)
    except ValueError:
        raise NotAccepted(Fault.CONDITION) from None
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)
