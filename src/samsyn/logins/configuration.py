"""Which ways in has the county connected? Read from the file that SAMSYN_LOGIN_FILE names."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from samsyn.access.rules import roles
from samsyn.logins.tables import ConfigurationError, Table

#: Kinds of `accounts.models.IdentityKind` that a claim can be read as; `sub` always is.
KINDS = ("hsa_id", "eppn", "org_affiliation", "personal_number")
AUDIENCES = ("staff", "family")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class OidcWay:
    """One OpenID Connect provider, and how its claims are read."""

    code: str
    name: str
    name_en: str
    audience: str
    issuer: str
    client_id: str
    key_file: str
    key_env: str
    scopes: tuple[str, ...]
    levels: Mapping[str, int]
    requested: tuple[str, ...]
    identities: Mapping[str, str]
    given_name: str
    family_name: str
    commissions: str
    commission: Mapping[str, str]
    signed_userinfo: bool
    always_ask: bool
    max_age_minutes: int
    token_minutes: int


@dataclass(frozen=True)
class RoleRule:
    """A commission with this purpose (and right, in this operation) gives this role."""

    purpose: str
    right: str
    operation: str
    role: str


@dataclass(frozen=True)
class Configuration:
    """The whole login file. Rows of `[[saml]]` are read by `logins.saml`."""

    address: str = ""
    oidc: tuple[OidcWay, ...] = ()
    saml: tuple[Mapping[str, Any], ...] = ()
    roles: tuple[RoleRule, ...] = ()
    folder: Path = field(default_factory=Path)

    def way(self, code: str) -> OidcWay | None:
        """The OpenID Connect way with this code."""
        return next((way for way in self.oidc if way.code == code), None)

    def of_issuer(self, issuer: str) -> OidcWay | None:
        """The OpenID Connect way of this issuer."""
        return next((way for way in self.oidc if way.issuer == issuer), None)


def knows_by_number(found: Configuration) -> bool:
    """Whether some way in says somebody's personal number."""
    named = [way.identities.keys() for way in found.oidc]
    named += [row.get("identities", {}).values() for row in found.saml]
    return any("personal_number" in kinds for kinds in named)


def configuration(path: str) -> Configuration:
    """The login file at `path`, read anew when it has changed; an empty path has no ways in.

    Raises ConfigurationError, with file and line, for what cannot be used.
    """
    if not path:
        return Configuration()
    try:
        return _read_once(path, os.stat(path).st_mtime_ns)
    except OSError as error:
        raise ConfigurationError(f"{path}: filen går inte att läsa.") from error


@lru_cache(maxsize=8)
def _read_once(path: str, _changed: int) -> Configuration:
    file = Path(path)
    return read(file.read_text(encoding="utf-8"), file.name, file.parent)


def read(text: str, file: str = "inloggning.toml", folder: Path | None = None) -> Configuration:
    """Read the text of a login file."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file}: inte giltig TOML, {error}") from error
    top = Table(values, file, text, "fil")
    found = Configuration(
        address=_url(top, "address"),
        oidc=tuple(_oidc(row) for row in top.rows("oidc")),
        saml=tuple(row.values for row in top.rows("saml")),
        roles=tuple(_role(row) for row in top.rows("role")),
        folder=folder or Path(),
    )
    top.done()
    _refuse_doubles(top, found)
    return found


def _oidc(row: Table) -> OidcWay:
    code = row.word("code")
    if not re.fullmatch(r"[a-z0-9-]{1,60}", code) or code == "igen":
        raise row.wrong("code ska vara små bokstäver, siffror och bindestreck.", "code")
    claims, commission = row.inner("claims"), row.inner("commission")
    way = OidcWay(
        code=code,
        name=row.word("name"),
        name_en=row.word("name_en", row.word("name")),
        audience=row.one_of("for", AUDIENCES, "staff"),
        issuer=_url(row, "issuer"),
        client_id=row.word("client_id"),
        key_file=row.word("key_file", ""),
        key_env=row.word("key_env", ""),
        scopes=row.words("scopes", ("openid",)),
        levels=_levels(row.inner("levels", needed=True)),
        requested=row.words("requested", ()),
        identities={kind: claims.word(kind) for kind in KINDS if kind in claims.values},
        given_name=claims.word("given_name", "given_name"),
        family_name=claims.word("family_name", "family_name"),
        commissions=claims.word("commissions", ""),
        commission=_commission(commission),
        signed_userinfo=row.truth("signed_userinfo", True),
        always_ask=row.truth("always_ask", True),
        max_age_minutes=row.whole("max_age_minutes", 60, 1, 24 * 60),
        token_minutes=row.whole("token_minutes", 5, 1, 60),
    )
    claims.asked |= set(KINDS)
    for table in (claims, commission, row):
        table.done()
    _check(row, way)
    return way


def _check(row: Table, way: OidcWay) -> None:
    """What the single keys cannot say."""
    if bool(way.key_file) == bool(way.key_env):
        raise row.wrong("skriv key_file eller key_env, en av dem.", "key_file")
    if "openid" not in way.scopes:
        raise row.wrong("scopes ska innehålla openid.", "scopes")
    if way.commissions and not way.commission:
        raise row.wrong("commissions kräver tabellen [oidc.commission].", "commissions")


def _levels(table: Table) -> dict[str, int]:
    levels = {name: table.whole(name, 0, 1, 4) for name in table.values}
    if not levels:
        raise table.wrong("skriv minst en tillitsnivå.")
    return levels


def _commission(table: Table) -> dict[str, str]:
    """Names within a commission: its id and its unit are needed, the others may be left out."""
    if not table.values:
        return {}
    found = {"id": table.word("id"), "unit": table.word("unit")}
    return found | {key: table.word(key, "") for key in ("name", "purpose", "right")}


def _role(row: Table) -> RoleRule:
    rule = RoleRule(
        purpose=row.word("purpose"),
        right=row.word("right", ""),
        operation=row.word("operation", ""),
        role=row.one_of("role", tuple(roles())),
    )
    row.done()
    return rule


def is_safe(url: str) -> bool:
    """Whether a provider may be asked at this address: https, or this machine itself."""
    parts = urlsplit(url)
    is_here = parts.scheme == "http" and parts.hostname in LOOPBACK
    return (parts.scheme == "https" or is_here) and bool(parts.hostname) and "@" not in parts.netloc


def _url(table: Table, key: str) -> str:
    url = table.word(key)
    if not is_safe(url) or urlsplit(url).query or urlsplit(url).fragment:
        raise table.wrong(f"{key} ska vara en adress som börjar med https://.", key)
    return url if key == "issuer" else url.rstrip("/")


def _refuse_doubles(top: Table, found: Configuration) -> None:
    codes = [way.code for way in found.oidc] + [str(row.get("code")) for row in found.saml]
    issuers = [way.issuer for way in found.oidc]
    if len(set(codes)) < len(codes):
        raise top.wrong("två vägar in har samma code.")
    if len(set(issuers)) < len(issuers):
        raise top.wrong("två vägar in har samma issuer.")
