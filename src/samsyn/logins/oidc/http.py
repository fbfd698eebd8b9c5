"""How is a provider asked? Over TLS, within seconds, never following a redirect, never much."""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from samsyn.logins.configuration import LOOPBACK, is_safe
from samsyn.logins.oidc.refusal import Unreachable

CONNECT, READ, ALTOGETHER = 3.05, 5.0, 8.0
LARGEST = 256 * 1024


def get_json(url: str) -> dict[str, Any]:
    """A JSON object from `url`; Unreachable when it is anything else."""
    return _object(_ask("GET", url, {"Accept": "application/json"})[1])


def post_form(url: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """The JSON object that answers a posted form."""
    return _object(_ask("POST", url, {"Accept": "application/json"}, fields)[1])


def get_signed(url: str, access_token: str) -> str:
    """A signed answer (application/jwt) to one who holds the access token."""
    headers = {"Accept": "application/jwt", "Authorization": f"Bearer {access_token}"}
    kind, body = _ask("GET", url, headers)
    if kind != "application/jwt":
        raise Unreachable("userinfo_not_signed")
    return body.decode("ascii", errors="replace")


def _ask(
    method: str, url: str, headers: Mapping[str, str], fields: Mapping[str, str] | None = None
) -> tuple[str, bytes]:
    if not is_safe(url):
        raise Unreachable("address_not_safe")
    deadline = time.monotonic() + ALTOGETHER
    try:
        with requests.Session() as session:
            session.auth = _no_auth  # or a .netrc would be sent along
            session.trust_env = urlsplit(url).hostname not in LOOPBACK
            with session.request(
                method, url, data=fields, headers=dict(headers), timeout=(CONNECT, READ),
                allow_redirects=False, stream=True,
            ) as answer:  # fmt: skip
                if answer.status_code != 200:
                    raise Unreachable(f"status_{answer.status_code}")
                kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                return kind, _body(answer, deadline)
    except requests.RequestException as error:
        raise Unreachable("no_answer") from error


def _body(answer: requests.Response, deadline: float) -> bytes:
    body = b""
    for part in answer.iter_content(16 * 1024):
        body += part
        if len(body) > LARGEST:
            raise Unreachable("answer_too_large")
        if time.monotonic() > deadline:
            raise Unreachable("answer_too_slow")
    return body


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise Unreachable("answer_not_json") from error
    if not isinstance(found, dict):
        raise Unreachable("answer_not_json")
    return found
