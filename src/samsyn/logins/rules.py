"""What has an identity provider said about a person? Pure; every door gives the same shape."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Commission:
    """A medarbetaruppdrag that the provider asserts (HSA): its id, its unit and what it is for."""

    hsa_id: str
    unit_hsa_id: str
    name: str = ""
    purpose: str = ""
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asserted:
    """A person as an identity provider has just shown it, checked and read by configuration.

    `identities` are (kind, value) of `accounts.models.IdentityKind`, a personal identity number in
    its twelve digits; `assurance` is the level 1 to 4; `authenticated_at` is when the person last
    showed who it is, in UTC; `provider_session` names the provider's session for a common log-out.
    """

    issuer: str
    method: str
    identities: tuple[tuple[str, str], ...]
    assurance: int
    authenticated_at: dt.datetime
    given_name: str = ""
    family_name: str = ""
    commissions: tuple[Commission, ...] = ()
    provider_session: str = ""


class GivesRole(Protocol):
    """A row of the login file: which purpose (and right, in which operation) gives which role."""

    @property
    def purpose(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def operation(self) -> str: ...
    @property
    def role(self) -> str: ...


def role_of(commission: Commission, operation: str, rules: Iterable[GivesRole]) -> str | None:
    """The role that a commission gives in a unit of `operation`: the first row that fits."""
    for rule in rules:
        fits = rule.purpose == commission.purpose
        fits = fits and rule.right in ("", *commission.rights)
        if fits and rule.operation in ("", operation):
            return rule.role
    return None
