"""What does an assertion say about a person, and is it enough? Pure; crypto is done before."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from samsyn.logins.rules import Asserted, Commission

METHOD = "saml"
SKEW = dt.timedelta(minutes=2)
#: An assertion is for one log-in now: one that says that it holds for longer is not accepted.
LONGEST_VALID = dt.timedelta(minutes=15)
PERSONAL_NUMBER = "personal_number"
#: Kinds whose values end in a scope, that the provider's metadata must name.
SCOPED = frozenset({"org_affiliation", "eppn"})
KINDS = frozenset({"hsa_id", "eppn", "org_affiliation", PERSONAL_NUMBER, "subject"})
#: Sweden Connect: these levels are for people without a Swedish number, and must not carry one.
NON_RESIDENT = re.compile(r"loa[234]-nonresident$")
COMMISSION_PARTS = ("hsa_id", "unit", "name", "purpose", "right")


class Fault(str, Enum):
    """Why a response is not accepted. The value stands in the log, and holds nothing personal."""

    MALFORMED = "malformed"
    DTD = "dtd_or_entities"
    COMMENT = "comment_or_instruction"
    STRUCTURE = "structure"
    NOT_ENCRYPTED = "not_encrypted"
    WEAK_ALGORITHM = "weak_algorithm"
    UNDECIPHERABLE = "undecipherable"
    UNSIGNED = "unsigned"
    SIGNATURE = "signature"
    PROVIDER_SAID_NO = "provider_said_no"
    CANCELLED = "cancelled"
    STATE = "state"
    OTHER_REQUEST = "other_request"
    REPLAYED = "replayed"
    ISSUER = "issuer"
    DESTINATION = "destination"
    RECIPIENT = "recipient"
    AUDIENCE = "audience"
    CONDITION = "condition"
    TOO_EARLY = "too_early"
    EXPIRED = "expired"
    OLD_AUTHENTICATION = "old_authentication"
    LEVEL = "level"
    NON_RESIDENT_NUMBER = "non_resident_number"
    NUMBER = "number"
    SCOPE = "scope"
    NO_IDENTITY = "no_identity"
    ASSERTION = "assertion"  # said for all that goes wrong between decryption and signature


class NotAccepted(Exception):
    """A response that is not accepted. `said` is what the one who brought it may know of why."""

    def __init__(self, fault: Fault, said: Fault | None = None) -> None:
        super().__init__(fault.value)
        self.fault, self.said = fault, said or fault


@dataclass(frozen=True)
class Provider:
    """Ourselves, as the identity providers know us: names, addresses and key files."""

    entity_id: str
    address: str
    signing_key: Path
    signing_certificate: Path
    decryption_key: Path
    decryption_certificate: Path

    @property
    def acs(self) -> str:
        """Where answers are posted."""
        return f"{self.address}/logga-in/saml/svar/"


@dataclass(frozen=True)
class Connection:
    """One identity provider, as the configuration describes it.

    `assurance` says which authentication contexts are accepted and which level each is;
    `identities` which attributes name a person and as what; `commission` which attributes
    describe a medarbetaruppdrag (keys: `COMMISSION_PARTS`).
    """

    code: str
    name: str
    audience: str
    idp: str
    metadata: Path
    ourselves: Provider
    assurance: Mapping[str, int] = field(hash=False)
    identities: Mapping[str, str] = field(hash=False)
    given_name: str = ""
    family_name: str = ""
    commission: Mapping[str, str] = field(default_factory=dict, hash=False)
    all_commissions: bool = False
    metadata_certificate: Path | None = None
    entity_categories: tuple[str, ...] = ()
    longest_sso: dt.timedelta = dt.timedelta(minutes=60)
    allows_cbc: bool = False


@dataclass(frozen=True)
class Shown:
    """What a verified assertion says, in its own words."""

    issuer: str
    context: str
    authenticated_at: dt.datetime
    attributes: Mapping[str, tuple[str, ...]]
    assertion_id: str
    valid_until: dt.datetime
    persistent_name: str = ""
    provider_session: str = ""


def asserted(shown: Shown, connection: Connection, scopes: frozenset[str]) -> Asserted:
    """The person in the shape of all log-ins; `scopes` are those of the provider's metadata.

    Raises `NotAccepted` when level, number or scope do not hold.
    """
    level = connection.assurance.get(shown.context)
    if level is None:
        raise NotAccepted(Fault.LEVEL)
    identities = _identities(shown, connection, scopes)
    if not identities:
        raise NotAccepted(Fault.NO_IDENTITY)
    return Asserted(
        issuer=shown.issuer,
        method=METHOD,
        identities=identities,
        assurance=level,
        authenticated_at=shown.authenticated_at,
        given_name=_one(shown, connection.given_name),
        family_name=_one(shown, connection.family_name),
        commissions=_commissions(shown, connection.commission),
        provider_session=shown.provider_session,
    )


def _identities(
    shown: Shown, connection: Connection, scopes: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    found = [
        (kind, value)
        for name, kind in connection.identities.items()
        for value in shown.attributes.get(name, ())
    ]
    if shown.persistent_name and "subject" in connection.identities.values():
        found.append(("subject", shown.persistent_name))
    for kind, value in found:
        _check_identity(kind, value, shown.context, scopes)
    if len({value for kind, value in found if kind == PERSONAL_NUMBER}) > 1:
        raise NotAccepted(Fault.NUMBER)
    return tuple(dict.fromkeys(found))


def _check_identity(kind: str, value: str, context: str, scopes: frozenset[str]) -> None:
    if kind in SCOPED:
        name, _at, scope = value.rpartition("@")
        if not name or scope not in scopes:
            raise NotAccepted(Fault.SCOPE)
    if kind == PERSONAL_NUMBER:
        if NON_RESIDENT.search(context):
            raise NotAccepted(Fault.NON_RESIDENT_NUMBER)
        if not re.fullmatch(r"[0-9]{12}", value):
            raise NotAccepted(Fault.NUMBER)


def _one(shown: Shown, name: str) -> str:
    values = shown.attributes.get(name, ()) if name else ()
    return values[0].strip() if values else ""


def _commissions(shown: Shown, names: Mapping[str, str]) -> tuple[Commission, ...]:
    """Commissions when each has its id and its unit; the attributes come as lists side by side."""
    if not names:
        return ()
    parts = {part: shown.attributes.get(names.get(part, ""), ()) for part in COMMISSION_PARTS}
    ids, units = parts["hsa_id"], parts["unit"]
    if len(ids) != len(units):
        return ()
    return tuple(
        Commission(
            hsa_id=ids[n],
            unit_hsa_id=units[n],
            name=parts["name"][n] if len(parts["name"]) == len(ids) else "",
            purpose=parts["purpose"][n] if len(parts["purpose"]) == len(ids) else "",
            # Which rights belong to which commission cannot be told when there are several.
            rights=parts["right"] if len(ids) == 1 else (),
        )
        for n in range(len(ids))
    )
