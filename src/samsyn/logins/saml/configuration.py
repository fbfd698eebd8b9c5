"""Which SAML identity providers does the county use? Rows `[[saml]]` of the log-in file, strictly.

A key that is not known, a file that is not there or a value of the wrong kind stops the service
at once, with the row and the key named.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from samsyn.logins.saml.rules import COMMISSION_PARTS, KINDS, Connection, Provider

NEEDED = frozenset(
    {
        "code", "name", "for", "idp", "metadata", "entity_id", "address", "signing_key",
        "signing_certificate", "decryption_key", "decryption_certificate", "assurance",
        "identities",
    }
)  # fmt: skip
ALLOWED = NEEDED | {
    "metadata_certificate", "given_name", "family_name", "commission", "entity_categories",
    "longest_sso_minutes",
}  # fmt: skip
OWN_FILES = ("signing_key", "signing_certificate", "decryption_key", "decryption_certificate")
LEVELS = range(1, 5)
LOOPBACK = {"127.0.0.1", "localhost"}


class BadConfiguration(Exception):
    """The log-in file cannot be used; the sentence says where and why."""


@cache
def connections() -> tuple[Connection, ...]:
    """Every SAML connection of the log-in file; none when there is no file."""
    name = getattr(settings, "SAMSYN_LOGIN_FILE", "")
    if not name:
        return ()
    path = Path(name)
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("saml", [])
    return read_connections(rows, path.parent)


def connection(code: str) -> Connection | None:
    """The connection with this code."""
    return next((one for one in connections() if one.code == code), None)


def read_connections(rows: Iterable[Mapping[str, Any]], folder: Path) -> tuple[Connection, ...]:
    """Connections of rows; files are named from `folder`. Raises `BadConfiguration`."""
    found = tuple(_read(row, number, folder) for number, row in enumerate(rows, start=1))
    for what, names in (
        ("code", [one.code for one in found]),
        ("idp", [one.idp for one in found]),
    ):
        if len(set(names)) != len(names):
            raise BadConfiguration(f"saml: samma {what} står i två rader.")
    if len({one.ourselves for one in found}) > 1:
        raise BadConfiguration(
            "saml: alla rader ska ha samma entity_id, address och nycklar,"
            " för Samsyn är en tjänst med en adress."
        )
    return found


class _Row:
    """One row, and where it stands, for the sentences."""

    def __init__(self, row: Mapping[str, Any], number: int, folder: Path) -> None:
        self.row, self.number, self.folder = row, number, folder

    def wrong(self, key: str, why: str) -> BadConfiguration:
        return BadConfiguration(f"saml rad {self.number}, {key}: {why}")

    def text(self, key: str) -> str:
        value = self.row.get(key, "")
        if not isinstance(value, str) or (key in NEEDED and not value.strip()):
            raise self.wrong(key, "ska vara en text.")
        return value

    def file(self, key: str) -> Path:
        path = self.folder / self.text(key)
        if not path.is_file():
            raise self.wrong(key, f"filen {path.name} finns inte.")
        return path

    def table(self, key: str) -> Mapping[str, Any]:
        value = self.row.get(key, {})
        if not isinstance(value, Mapping) or (key in NEEDED and not value):
            raise self.wrong(key, "ska vara en tabell med minst en rad.")
        return value


def _read(row: Mapping[str, Any], number: int, folder: Path) -> Connection:
    reader = _Row(row, number, folder)
    for key in sorted(NEEDED - set(row)):
        raise reader.wrong(key, "saknas.")
    for key in sorted(set(row) - ALLOWED):
        raise reader.wrong(key, "är ingen inställning.")
    code, audience = reader.text("code"), reader.text("for")
    if not code.replace("-", "").isalnum() or not code.isascii() or code != code.lower():
        raise reader.wrong("code", "ska vara små bokstäver, siffror och bindestreck.")
    if audience not in {"staff", "family"}:
        raise reader.wrong("for", "ska vara staff eller family.")
    return Connection(
        code=code,
        name=reader.text("name"),
        audience=audience,
        idp=reader.text("idp"),
        metadata=reader.file("metadata"),
        metadata_certificate=(
            reader.file("metadata_certificate") if "metadata_certificate" in row else None
        ),
        ourselves=_ourselves(reader),
        assurance=_assurance(reader),
        identities=_identities(reader),
        given_name=reader.text("given_name"),
        family_name=reader.text("family_name"),
        commission=_commission(reader),
        entity_categories=_categories(reader),
        longest_sso=_longest_sso(reader),
    )


def _ourselves(reader: _Row) -> Provider:
    address = reader.text("address").rstrip("/")
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise reader.wrong("address", "ska börja med https://.")
    return Provider(reader.text("entity_id"), address, *(reader.file(key) for key in OWN_FILES))


def _assurance(reader: _Row) -> dict[str, int]:
    levels = dict(reader.table("assurance"))
    for context, level in levels.items():
        if isinstance(level, bool) or level not in LEVELS:
            raise reader.wrong(f"assurance.{context}", "ska vara 1, 2, 3 eller 4.")
    return levels


def _identities(reader: _Row) -> dict[str, str]:
    kinds = dict(reader.table("identities"))
    for name, kind in kinds.items():
        if kind not in KINDS:
            raise reader.wrong(f"identities.{name}", f"ska vara något av {sorted(KINDS)}.")
    return kinds


def _commission(reader: _Row) -> dict[str, str]:
    parts = dict(reader.table("commission"))
    if parts and not ({"hsa_id", "unit"} <= set(parts) <= set(COMMISSION_PARTS)):
        raise reader.wrong("commission", f"ska ha hsa_id och unit, av {COMMISSION_PARTS}.")
    return parts


def _categories(reader: _Row) -> tuple[str, ...]:
    value = reader.row.get("entity_categories", [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise reader.wrong("entity_categories", "ska vara en lista med adresser.")
    return tuple(value)


def _longest_sso(reader: _Row) -> dt.timedelta:
    value = reader.row.get("longest_sso_minutes", 60)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 480:
        raise reader.wrong("longest_sso_minutes", "ska vara 1 till 480.")
    return dt.timedelta(minutes=value)
