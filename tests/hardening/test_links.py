"""Is there any link that opens something without a session? There is none."""

import re
import uuid
from pathlib import Path

import pytest
from django.test import Client

import samsyn
from samsyn.access.views import safe_next
from tests.hardening.test_headers import filled
from tests.workspace.test_views import named

SOURCE = Path(samsyn.__file__).parent
#: Open to all; what is asked with a token in a header, never in the address, is tried elsewhere.
ELSEWHERE = ("public:", "oidc_", "saml_", "scim:")
CLOSED = [(name, needs) for name, needs in named() if needs and not name.startswith(ELSEWHERE)]
KEYS = ("token", "sig", "signature", "key", "nyckel", "access_token")
#: A signed cookie that says who typed a text, and a file that is sent back to its own form.
SIGNING = {"access/carrying.py", "administration/views/importing.py"}


@pytest.mark.parametrize(("name", "needs"), CLOSED, ids=[name for name, _ in CLOSED])
def test_no_word_in_an_address_stands_in_for_a_session(db, name, needs):
    answer = Client().get(filled(name, needs), {key: uuid.uuid4().hex for key in KEYS})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/logga-in/?next=/")
    assert "token" not in answer.headers["Location"]


def test_nothing_in_the_code_signs_a_link():
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(
            r"TimestampSigner|signing\.(dumps|loads)|signed_cookie", path.read_text("utf-8")
        )
    }
    assert found <= SIGNING


@pytest.mark.parametrize(
    "value", ["x", "a b", "//evil.example/", "https://evil.example/", "", None]
)
def test_one_is_sent_on_only_to_a_path_here(rf, value):
    assert safe_next(rf.get("/"), value) == "/min-tur/"


def test_a_path_here_is_kept(rf):
    assert safe_next(rf.get("/"), "/planer/") == "/planer/"
