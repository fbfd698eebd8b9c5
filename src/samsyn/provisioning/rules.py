"""What may a client say of people and groups, and what never? Pure."""

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from samsyn.accounts.rules import HSA_ID, normal

TOKEN_DAYS = 365
MOST_TOKEN_DAYS = 2 * 365
TOKEN_PREFIX = "samsyn-scim-"  # noqa: S105  # so that a leaked one is recognised  # nosec B105  # no password: what keys begin with
PAGE = 100
MOST_ON_A_PAGE = 500
FURTHEST = 1_000_000_000

_EPPN = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")
_PREFIX = re.compile(r"[A-Z]{2}(?:[0-9]{2})?[0-9]{10}")
LONGEST_BOUND = 120


def outside_kind(user_name: str) -> str:
    """As what a log-in may know this userName: `hsa_id`, `eppn`, or "" when it is only SCIM's."""
    if HSA_ID.fullmatch(user_name):
        return "hsa_id"
    return "eppn" if _EPPN.fullmatch(user_name) else ""


def read_bound(text: str) -> str:
    """A domain of EPPN or the first part of HSA-ids as it is compared; "" when it is neither."""
    text = text.strip().rstrip("-")
    if _PREFIX.fullmatch(text.upper()):
        return text.upper()
    is_domain = len(text) <= LONGEST_BOUND and _DOMAIN.fullmatch(text.lower())
    return text.lower() if is_domain else ""


def is_within(user_name: str, bounds: Collection[str]) -> bool:
    """Whether a client with these bounds may say whom a log-in knows by this name; all without."""
    kind = outside_kind(user_name)
    if not kind or not bounds:
        return True
    name = normal(kind, user_name)
    mine = name.partition("-")[0] if kind == "hsa_id" else name.rpartition("@")[2]
    return mine in bounds


@dataclass(frozen=True)
class PersonFacts:
    """What a client says of a person. `is_active` is None when it says nothing."""

    user_name: str
    given_name: str
    family_name: str
    external_id: str = ""
    is_active: bool | None = None


@dataclass(frozen=True)
class GroupFacts:
    """What a client says of a group: its name and who is in it."""

    display_name: str
    external_id: str = ""
    members: frozenset[uuid.UUID] = frozenset()
