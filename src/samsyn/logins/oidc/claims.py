"""What do a provider's claims say about a person? Read by the names in the login file."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from samsyn.accounts.models import IdentityKind
from samsyn.children.rules import IdentityNumber, read_number
from samsyn.foundation import clock
from samsyn.logins.configuration import OidcWay
from samsyn.logins.oidc.refusal import NotAccepted
from samsyn.logins.oidc.tokens import Claims
from samsyn.logins.rules import Asserted, Commission

LONGEST_NAME, LONGEST_ID, MOST_COMMISSIONS = 80, 200, 200


def asserted(way: OidcWay, claims: Claims) -> Asserted:
    """The person as the claims show it; NotAccepted when a value is not what it should be."""
    return Asserted(
        issuer=way.issuer,
        method="oidc",
        identities=tuple(_identities(way, claims)),
        assurance=way.levels[claims["acr"]],
        authenticated_at=dt.datetime.fromtimestamp(int(claims["auth_time"]), dt.UTC),
        given_name=_text(claims.get(way.given_name))[:LONGEST_NAME],
        family_name=_text(claims.get(way.family_name))[:LONGEST_NAME],
        commissions=tuple(_commissions(way, claims)),
        provider_session=_short(claims.get("sid")),
    )


def _identities(way: OidcWay, claims: Claims) -> Iterator[tuple[str, str]]:
    yield IdentityKind.SUBJECT.value, _needed(claims["sub"])
    for kind, name in way.identities.items():
        value = claims.get(name)
        for one in value if isinstance(value, list) else [value]:
            if one in (None, ""):
                continue
            yield kind, _number(one) if kind == "personal_number" else _needed(one)


def _number(value: object) -> str:
    found = read_number(_needed(value), clock.today())
    if not isinstance(found, IdentityNumber):
        raise NotAccepted("personal_number")
    return found.digits


def _commissions(way: OidcWay, claims: Claims) -> Iterator[Commission]:
    """All of them from a list, or the one that the person has chosen at the provider."""
    if not way.commission:
        return
    rows = claims.get(way.commissions) if way.commissions else [claims]
    if isinstance(rows, list):
        for row in rows[:MOST_COMMISSIONS]:
            if isinstance(row, Mapping) and _text(row.get(way.commission["id"])):
                yield _commission(way.commission, row)


def _commission(names: Mapping[str, str], row: Mapping[str, Any]) -> Commission:
    rights = row.get(names["right"]) if names["right"] else None
    return Commission(
        hsa_id=_short(row.get(names["id"])),
        unit_hsa_id=_short(row.get(names["unit"])),
        name=_text(row.get(names["name"])),
        purpose=_text(row.get(names["purpose"])),
        rights=tuple(_text(one) for one in (rights if isinstance(rights, list) else [rights])),
    )


def _text(value: object) -> str:
    """A value as text without control characters; empty for anything but text."""
    text = value if isinstance(value, str) else ""
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _short(value: object) -> str:
    """A name of something; too long a one is no name, and cutting it could make it another's."""
    text = _text(value)
    return text if len(text) <= LONGEST_ID else ""


def _needed(value: object) -> str:
    text = _short(value)
    if not text:
        raise NotAccepted("identity")
    return text
