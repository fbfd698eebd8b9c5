"""Which ways in are there, in words, and where do they begin?"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from samsyn.access.carrying import with_next
from samsyn.logins.configuration import Configuration, configuration
from samsyn.logins.tables import ConfigurationError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WayIn:
    """One way in, as the door shows it."""

    name: str
    audience: str
    url: str


def current() -> Configuration:
    """The login file in force; ConfigurationError when it cannot be used."""
    return configuration(settings.SAMSYN_LOGIN_FILE)


def ways_in(language: str, target: str) -> list[WayIn]:
    """All ways in, in the file's order; none, and a line in the log, when it cannot be used."""
    try:
        found = current()
    except ConfigurationError as error:
        log.error("The login file cannot be used: %s", error)
        return []
    rows: list[tuple[str, Mapping[str, Any]]] = [("oidc", vars(way)) for way in found.oidc]
    rows += [("saml", {"audience": row.get("for", "staff"), **row}) for row in found.saml]
    named = [_way_in(kind, row, language, target) for kind, row in rows]
    return [way for way in named if way.url]


def local_way_in(target: str) -> str:
    """Where one logs in with a local account; empty when those are switched off."""
    try:
        return with_next("local_log_in", target)
    except NoReverseMatch:
        return ""


def _way_in(kind: str, row: Mapping[str, Any], language: str, target: str) -> WayIn:
    name = (row.get("name_en") if language == "en" else None) or row.get("name", "")
    return WayIn(str(name), str(row["audience"]), _url(kind, str(row.get("code")), target))


def _url(kind: str, code: str, target: str) -> str:
    """Where the way begins; empty when that kind of way is not installed."""
    try:
        return f"{reverse(f'{kind}_start', args=[code])}?{urlencode({'next': target})}"
    except NoReverseMatch:
        return ""
