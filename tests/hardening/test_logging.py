"""Does the log tell what broke and where, and nothing about anybody?"""

import io
import logging
import logging.config
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from samsyn.access.access import open_page
from samsyn.config import urls as real
from samsyn.foundation import correlation, logs
from tests.world import number_of_age

NUMBER, NAME, WORRY = number_of_age(10), "Lo Barnsson", "Mamman dricker"


@open_page
def fails(request: HttpRequest) -> HttpResponse:
    """Breaks as badly as it can: with what was sent in each error's text."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO limits_count (key, number, ends_at) VALUES (%s, NULL, now())",
                [request.POST["number"]],
            )
    except IntegrityError as error:
        raise ValueError(f"could not keep {request.POST}") from error
    return HttpResponse()


@open_page
def tells(request: HttpRequest) -> HttpResponse:
    """Logs as nobody should."""
    log = logging.getLogger("samsyn.careless")
    log.warning("child %s is %s", request.POST["number"], request.POST["name"])
    log.warning(f"number {request.POST['number']} at {request.get_full_path()}")
    log.warning(f"kept {dict(request.POST)}\n{NAME} on the next line")
    return HttpResponse()


urlpatterns = [*real.urlpatterns, path("gar-sonder/<slug:name>/", lambda r, name: fails(r)),
               path("berattar/", tells)]  # fmt: skip
handler500 = real.handler500


@pytest.fixture
def written():
    """What the log's own handler writes, through the formatter of the settings."""
    out = io.StringIO()
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    spec = logs.settings()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.config.DictConfigurator(spec).configure_formatter(
        {**spec["formatters"]["quiet"]}))  # fmt: skip
    root.handlers = [handler]
    yield out
    root.handlers = before


SENT = {"number": NUMBER, "name": NAME, "worry": WORRY}


def nothing_of_it(text: str) -> None:
    for secret in (NUMBER, NUMBER.replace("-", ""), NUMBER[-4:], *NAME.split(), WORRY, "dricker"):
        assert secret not in text, secret
    assert "anna-andersson" not in text and "q=" not in text


@pytest.mark.urls(__name__)
class TestUnhandled:
    def test_an_error_is_found_by_its_number_and_holds_nothing_of_the_body(self, db, written):
        client = Client(raise_request_exception=False)
        answer = client.post(f"/gar-sonder/anna-andersson/?q={NUMBER}", SENT)
        text = written.getvalue()
        number = re.search(r"<strong>([0-9a-f]{16})</strong>", answer.content.decode())[1]
        assert f"[{number}]" in text
        assert "POST /gar-sonder/<slug:name>/ 500" in text
        assert "builtins.ValueError" in text and "django.db.utils.IntegrityError" in text
        assert "test_logging.py" in text
        nothing_of_it(text)

    def test_careless_lines_lose_what_was_put_into_them(self, db, written):
        Client().post(f"/berattar/?q={NUMBER}", SENT)
        text = written.getvalue()
        assert text.count("samsyn.careless") == 3 and "child … is …" in text
        nothing_of_it(text)

    def test_an_address_that_is_not_there_is_not_repeated(self, db, written):
        Client().get(f"/barn/anna-andersson/{NUMBER}/?q=x")
        assert re.search(r"\[[0-9a-f]{16}\] .*GET \(no such address\) 404", written.getvalue())
        nothing_of_it(written.getvalue())


class TestWords:
    @pytest.mark.parametrize(
        ("said", "left"),
        [
            ("Not Found: %s", "Not Found: …"),
            ("status 404", "status 404"),
            ("number 20160101-2384 here", "number … here"),
            ("get /barn/?q=Lo", "get /barn/…"),
            ("Key (number)=(20160101)", "Key (number)…"),
            ("SELECT 'Lo' , \"x\"", "SELECT … , …"),
            ("", ""),
        ],
    )
    def test_only_the_codes_own_remain(self, said, left):
        assert logs.own_words(said) == left

    def test_outside_a_request_there_is_no_number(self):
        assert correlation.current() == correlation.OUTSIDE
        with correlation.new_request() as one, correlation.new_request() as two:
            assert one != two == correlation.current()


def test_statements_and_mail_are_not_logged():
    assert logs.settings()["loggers"]["django.db.backends"]["level"] == "ERROR"
    assert "mail" not in str(logs.settings())


def test_gunicorn_writes_its_errors_in_the_same_form_and_no_access_log():
    from gunicorn.config import Config

    from samsyn.cli.gunicorn_server import QuietLogger

    logger = QuietLogger(Config())
    assert logger.error_log.handlers
    assert all(isinstance(h.formatter, logs.Quiet) for h in logger.error_log.handlers)
    assert not logger.access_log.handlers
