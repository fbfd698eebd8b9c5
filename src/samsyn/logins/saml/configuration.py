"""Which SAML identity providers does the county use? Rows `[[saml]]` of the log-in file, strictly.

A key that is not known, a file that is not there or a value of the wrong kind is refused with the
line where it stands. A SAML row has, beside `code`, `name`, `name_en` and `for`:

    idp                      entityID of the provider
    metadata                 its metadata, a file beside this one
    metadata_certificate     with whose key the file must be signed (may be left out)
    entity_id                what Samsyn is called towards the providers
    signing_key, signing_certificate, decryption_key, decryption_certificate     PEM files
    [saml.assurance]         AuthnContext class → level; others are not accepted
    [saml.identities]        attribute name → kind of name (see `rules.KINDS`)
    given_name, family_name  attribute names
    [saml.commission]        hsa_id, unit, name, purpose, right: attribute names (may be left out)
    all_commissions          whether an assertion names all commissions of the person
    longest_sso_minutes      how long ago the person may have logged in at the provider
    allows_cbc               whether it may encrypt with AES-CBC, which is not authenticated
    entity_categories        what the metadata says that Samsyn asks for
"""

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from samsyn.logins.configuration import AUDIENCES, configuration
from samsyn.logins.saml.rules import COMMISSION_PARTS, KINDS, Connection, Provider
from samsyn.logins.tables import ConfigurationError, Table

OWN_FILES = ("signing_key", "signing_certificate", "decryption_key", "decryption_certificate")
#: Words that stand in the addresses of this package.
RESERVED = frozenset({"igen", "svar", "fortsatt", "metadata"})


def connections() -> tuple[Connection, ...]:
    """Every SAML connection of the log-in file; none when there is no file."""
    path = settings.SAMSYN_LOGIN_FILE
    if not configuration(path).saml:
        return ()
    return _connections(path, os.stat(path).st_mtime_ns)


@lru_cache(maxsize=4)
def _connections(path: str, _changed: int) -> tuple[Connection, ...]:
    found, file = configuration(path), Path(path)
    text = file.read_text(encoding="utf-8")
    return read_connections(
        found.saml, folder=file.parent, address=found.address, file=file.name, text=text
    )


def connection(code: str) -> Connection | None:
    """The connection with this code."""
    return next((one for one in connections() if one.code == code), None)


def of_issuer(idp: str) -> Connection | None:
    """The connection with this provider."""
    return next((one for one in connections() if one.idp == idp), None)


def read_connections(
    rows: Iterable[Mapping[str, Any]], *, folder: Path, address: str, file: str, text: str = ""
) -> tuple[Connection, ...]:
    """Connections of rows; `address` is Samsyn's own and key files are named from `folder`."""
    tables = [Table(row, file, text, "[saml]", number) for number, row in enumerate(rows)]
    found = tuple(_read(table, folder, address) for table in tables)
    if len({one.idp for one in found}) < len(found):
        raise tables[-1].wrong("två vägar in har samma idp.", "idp")
    if len({one.ourselves for one in found}) > 1:
        raise tables[-1].wrong(
            "alla rader ska ha samma entity_id och nycklar, för Samsyn är en tjänst.", "entity_id"
        )
    return found


def _read(row: Table, folder: Path, address: str) -> Connection:
    certificate = "metadata_certificate"
    made = Connection(
        code=_code(row),
        name=row.word("name"),
        audience=row.one_of("for", AUDIENCES, "staff"),
        idp=row.word("idp"),
        metadata=_file(row, "metadata", folder),
        metadata_certificate=_file(row, certificate, folder) if certificate in row.values else None,
        ourselves=Provider(
            row.word("entity_id"), address, *(_file(row, key, folder) for key in OWN_FILES)
        ),
        assurance=_assurance(row.inner("assurance", needed=True)),
        identities=_identities(row.inner("identities", needed=True)),
        given_name=row.word("given_name", ""),
        family_name=row.word("family_name", ""),
        commission=_commission(row.inner("commission")),
        all_commissions=row.truth("all_commissions", False),
        entity_categories=row.words("entity_categories", ()),
        longest_sso=dt.timedelta(minutes=row.whole("longest_sso_minutes", 60, 1, 480)),
        allows_cbc=row.truth("allows_cbc", False),
    )
    row.word("name_en", "")  # shown at the door
    row.done()
    return made


def _code(row: Table) -> str:
    code = row.word("code")
    if not re.fullmatch(r"[a-z0-9-]{1,60}", code) or code in RESERVED:
        raise row.wrong("code ska vara små bokstäver, siffror och bindestreck.", "code")
    return code


def _file(row: Table, key: str, folder: Path) -> Path:
    path = folder / row.word(key)
    if not path.is_file():
        raise row.wrong(f"filen {path.name} finns inte.", key)
    return path


def _assurance(table: Table) -> dict[str, int]:
    levels = {name: table.whole(name, 0, 1, 4) for name in table.values}
    return levels or _empty(table)


def _identities(table: Table) -> dict[str, str]:
    kinds = {name: table.one_of(name, tuple(sorted(KINDS))) for name in table.values}
    return kinds or _empty(table)


def _empty(table: Table) -> Any:
    raise table.wrong("skriv minst en rad.")


def _commission(table: Table) -> dict[str, str]:
    if not table.values:
        return {}
    needed = {part: table.word(part) for part in ("hsa_id", "unit")}
    others = {part: table.word(part, "") for part in COMMISSION_PARTS if part not in needed}
    table.done()
    return {**needed, **{part: name for part, name in others.items() if name}}


__all__ = ["ConfigurationError", "connection", "connections", "of_issuer", "read_connections"]
