"""What may a client say of people and groups, and what never? Pure."""

import re
import uuid
from dataclasses import dataclass

TOKEN_DAYS = 365
MOST_TOKEN_DAYS = 2 * 365
TOKEN_PREFIX = "samsyn-scim-"  # noqa: S105  # so that a leaked one is recognised  # nosec B105  # no password: what keys begin with
PAGE = 100
MOST_ON_A_PAGE = 500

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{2})?[0-9]{2}([0-9]{2})([0-9]{2})[-+ ]?[0-9]{4}(?![0-9])")
_HSA_ID = re.compile(r"[A-Za-z]{2}[0-9]{10,12}-[A-Za-z0-9]{1,20}")
_EPPN = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def looks_like_personal_number(text: str) -> bool:
    """Whether a personnummer or samordningsnummer, of ten or twelve digits, may stand in the text.

    The date must be possible, the check digit need not: what looks like one is kept out.
    """
    for month, day in _NUMBER.findall(_UUID.sub(" ", text)):
        is_date = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        is_coordination = int(month) <= 12 and 60 <= int(day) <= 91
        if is_date or is_coordination:
            return True
    return False


def outside_kind(user_name: str) -> str:
    """As what a log-in may know this userName: `hsa_id`, `eppn`, or "" when it is only SCIM's."""
    if _HSA_ID.fullmatch(user_name):
        return "hsa_id"
    return "eppn" if _EPPN.fullmatch(user_name) else ""


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
