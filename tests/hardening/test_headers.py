"""Does every answer carry its guards: pages, files, papers, and all that goes wrong?"""

import json
import os
import re
import subprocess
import sys
import uuid

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from samsyn.access.access import open_page
from samsyn.config import urls as real
from samsyn.foundation.http import GUARDS
from tests.browsing import client_of
from tests.workspace.test_views import named
from tests.world import World

CLOSED_DIRECTIVES = (
    "default-src", "script-src-attr", "style-src-attr", "object-src", "worker-src", "child-src",
    "frame-src", "media-src", "base-uri", "frame-ancestors",
)  # fmt: skip
OWN_DIRECTIVES = (
    "script-src",
    "style-src",
    "font-src",
    "connect-src",
    "manifest-src",
    "form-action",
)
VALUES = {
    "region": "jamtland-harjedalen", "county": "jamtland-harjedalen", "code": "x", "key": "arenor",
    "ending": "json", "row_id": "x", "number": 1, "year": 2026, "before": 1, "after": 2,
    "month": 10, "hold_id": 1, "leave_id": 1, "identity_id": 1, "what": "case", "name": "User",
}  # fmt: skip


@open_page
def fails(request: HttpRequest) -> HttpResponse:
    """A view that breaks."""
    raise RuntimeError("20161301-2384")


urlpatterns = [*real.urlpatterns, path("gar-sonder/", fails)]
handler400, handler403, handler404, handler500 = (
    real.handler400, real.handler403, real.handler404, real.handler500,
)  # fmt: skip


def filled(name: str, needs: list[str]) -> str:
    """An address with ids that nothing has."""
    return reverse(name, kwargs={need: VALUES.get(need, uuid.uuid4()) for need in needs})


#: All but the one that answers for every other address of the directory's service.
EVERY = [(name, needs) for name, needs in named() if name != "scim:nothing"]


def check(answer) -> None:
    """The guards, whatever the answer is."""
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers["Content-Security-Policy"].split(";")
    )
    for name in CLOSED_DIRECTIVES:
        assert policy[name] == "'none'", name
    for name in OWN_DIRECTIVES:
        assert policy[name] == "'self'", name
    assert policy["img-src"] == "'self' data:"
    assert "unsafe" not in str(policy) and "*" not in str(policy)
    for name in set(GUARDS) - {"Cache-Control", "Cross-Origin-Resource-Policy"}:
        assert answer.headers[name] == GUARDS[name], name
    assert answer.headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    assert ("Cross-Origin-Embedder-Policy" in answer.headers) == is_page


def test_every_address_answers_nobody_with_guards(db):
    client = Client()
    for name, needs in EVERY:
        for answer in (client.get(filled(name, needs)), client.post(filled(name, needs), {})):
            check(answer)
            assert answer.status_code < 500, name
            is_open = answer.status_code == 200 and name.startswith(
                ("public:", "responsibilities:")
            )
            kept = answer.headers["Cache-Control"]
            assert kept == "no-store" or (is_open and "max-age=300" in kept), name


def test_what_a_person_gets_is_never_kept(county: World):
    client = client_of(county.fitting(10, 1)[0])
    for name, needs in EVERY:
        answer = client.get(filled(name, needs))
        check(answer)
        if "public" in answer.headers["Cache-Control"]:
            assert name.startswith("public:") and "Set-Cookie" not in answer.headers
        else:
            assert answer.headers["Cache-Control"] == "no-store", name


class TestPapersAndFiles:
    def test_a_plan_as_pdf(self, county: World):
        tale = county.tale(others=1).to_plan_in_force()
        answer = client_of(tale.owner).get(f"/planer/{tale.plan_id}/plan.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"
        assert re.fullmatch(
            r'inline; filename="sip-version-\d+\.pdf"', answer.headers["Content-Disposition"]
        )
        check(answer)

    @pytest.mark.parametrize("name", ["foundation/mark.svg", "foundation/js/samsyn.js", "none.css"])
    def test_a_static_file(self, db, name):
        answer = Client().get(f"/static/{name}")
        assert answer.status_code == (404 if name == "none.css" else 200)
        check(answer)
        answer.close()


@pytest.mark.urls(__name__)
class TestErrors:
    def said(self, answer, status: int) -> str:
        check(answer)
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == "no-store"
        text = answer.content.decode()
        for detail in ("Traceback", "Exception", "Error:", "samsyn.foundation", "psycopg", "2384"):
            assert detail not in text, detail
        assert "<h1>" in text and 'lang="sv"' in text
        return text

    def test_an_unknown_host_is_400(self, db):
        text = self.said(Client(SERVER_NAME="evil.example").get("/"), 400)
        assert "Gå tillbaka och försök igen" in text and "evil" not in text

    def test_a_refused_role_is_403(self, county: World):
        unit = county.units[county.tale().owner.operation]
        auditor = county.add_unit("x", unit.party, "revision", role="auditor")
        text = self.said(client_of(auditor).get("/barn/"), 403)
        assert "Din roll har inte rätt" in text and "Byt uppdrag" in text

    def test_a_form_without_its_token_is_403_and_keeps_what_was_typed(self, db):
        text = self.said(Client(enforce_csrf_checks=True).post("/min-tur/", {"worry": "Oro"}), 403)
        assert 'value="Oro"' in text

    def test_what_is_not_there_is_404(self, db):
        text = self.said(Client().get("/finns-inte/"), 404)
        assert "Kontrollera adressen" in text

    def test_a_wrong_method_is_405(self, db):
        answer = Client().get(reverse("log_out"))
        assert answer.status_code == 405
        check(answer)

    def test_what_breaks_is_500_with_a_number_for_the_log(self, db):
        text = self.said(Client(raise_request_exception=False).get("/gar-sonder/"), 500)
        assert "Vänta en stund" in text and re.search(r"<strong>[0-9a-f]{16}</strong>", text)

    def test_too_much_is_413_before_it_is_read(self, db, settings):
        settings.SAMSYN_MOST_BYTES = 10
        text = self.said(Client().post("/min-tur/", {"q": "x" * 50}), 413)
        assert "mindre fil" in text

    def test_a_form_past_djangos_own_limit_is_400(self, db, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
        self.said(Client().post("/logga-in/", {"a": "1", "b": "2"}), 400)


class TestSecurityText:
    def test_says_whom_to_tell_and_until_when(self, db, settings):
        settings.SAMSYN_SECURITY_CONTACT = "mailto:sakerhet@kommun.example"
        text = Client().get("/.well-known/security.txt").content.decode()
        assert "Contact: mailto:sakerhet@kommun.example\n" in text
        assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", text, re.MULTILINE)


PROGRAM = """
import json, django
from django.conf import settings
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
plain = Client().get("/om/")
answer = Client().get("/om/", secure=True)
from django.http import HttpResponse
from samsyn.access.carrying import mark_author
from samsyn.accounts.models import User
from samsyn.logins.oidc import browser
begun = mark_author(browser.remember(HttpResponse(), "secret"), User())
chosen = Client().post("/sprak/", {"language": "en", "next": "/"}, secure=True)
print(json.dumps({
    "redirect": [plain.status_code, plain.headers["Location"]],
    "hsts": answer.headers["Strict-Transport-Security"],
    "policy": answer.headers["Content-Security-Policy"],
    "cookies": {name: [bool(c["secure"]), bool(c["httponly"]), c["samesite"], c["path"], c["domain"]]
                for source in (answer, chosen, begun) for name, c in source.cookies.items()},
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,
                settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE],
    "health": Client().get("/halsa/").status_code,
}))
"""


def test_behind_tls_cookies_are_bound_to_the_host_and_browsers_stay_there(django_db_setup):
    environment = {**os.environ, "SAMSYN_TLS": "1", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    seen = json.loads(done.stdout)
    assert seen["redirect"] == [301, "https://testserver/om/"]
    assert seen["hsts"] == "max-age=31536000; includeSubDomains"
    assert "upgrade-insecure-requests" in seen["policy"]
    assert seen["session"] == ["__Host-sessionid", True, True, "Lax"]
    assert set(seen["cookies"]) == {
        "__Host-csrftoken", "__Host-django_language", "__Host-samsyn_browser",
        "__Host-samsyn_author",
    }  # fmt: skip
    assert all(flags == [True, True, "Lax", "/", ""] for flags in seen["cookies"].values())
    assert seen["health"] == 200
