"""Through the pages: out to a real provider, back from another site, and in; or turned away."""

import datetime as dt
import logging
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from lxml import etree

from samsyn.accounts.models import LoginSession, User
from samsyn.foundation import clock
from samsyn.logins.saml.configuration import connections
from samsyn.logins.tables import ConfigurationError
from samsyn.organisations.models import Assignment, GivenBy, Unit
from tests.logins.conftest import added, events, logged_in
from tests.logins.saml.provider import (
    ADDRESS,
    FAMILY,
    GIVEN,
    HSA,
    IDP,
    LOA2,
    LOA3,
    PNR,
    SAMBI,
    SP,
    TestProvider,
)

KIM = {HSA: "TST-1", GIVEN: "Kim", FAMILY: "Testsson"}
MD = "{urn:oasis:names:tc:SAML:2.0:metadata}"


@pytest.fixture
def county(idp: TestProvider, tmp_path: Path, settings, unit: Unit) -> Unit:
    """The login file names the provider; there is a unit to work in."""
    settings.SAMSYN_LOGIN_FILE = str(idp.login_file(tmp_path))
    return unit


@pytest.fixture
def kim(county: Unit) -> User:
    return added(county, "kim", hsa_id="TST-1")


def leave(client: Client, target: str = "/min-tur/", path: str = "/logga-in/saml/lan/"):
    """Out to the provider: its address."""
    response = client.get(path, {"next": target})
    assert response.status_code == 302, response.content[:300]
    return response["Location"]


def bring(posted: str):
    """The browser posts the answer from the provider's site: no cookie of ours comes along."""
    return Client().post("/logga-in/saml/svar/", {"SAMLResponse": posted})


def enter(client: Client, idp: TestProvider, attributes=KIM, target: str = "/min-tur/", **changes):
    """The whole way; the last answer."""
    request = idp.read_request(leave(client, target))
    led_on = bring(idp.answer(request.id, attributes=attributes, **changes))
    assert led_on.status_code == 302
    return client.get(led_on["Location"])


class TestWayIn:
    def test_the_person_comes_in(self, client: Client, idp: TestProvider, kim: User):
        response = enter(client, idp, target="/barn/")
        assert (response.status_code, response["Location"]) == (302, "/barn/")
        row = logged_in(client)
        assert (row.user, row.method, row.issuer, row.assurance) == (kim, "saml", IDP, 3)
        assert row.provider_session
        assert client.get("/min-tur/").status_code == 200

    def test_the_request_is_signed_and_asks_for_our_levels_exactly(
        self, client: Client, idp: TestProvider, county: Unit
    ):
        url = leave(client)
        assert url.startswith("https://idp.example.org/sso?")
        query = parse_qs(urlsplit(url).query)
        assert query["SigAlg"] == ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"]
        request = idp.read_request(url)
        context = request.requested_authn_context
        assert context.comparison == "exact"
        assert [one.text for one in context.authn_context_class_ref] == [LOA3]
        assert request.assertion_consumer_service_url == f"{ADDRESS}/logga-in/saml/svar/"
        assert request.issuer.text == SP
        assert request.force_authn is None

    def test_a_request_that_somebody_changed_is_no_longer_ours(
        self, client: Client, idp: TestProvider, county: Unit
    ):
        url = leave(client)
        other = parse_qs(urlsplit(leave(Client())).query)["Signature"][0]
        own = parse_qs(urlsplit(url).query)["Signature"][0]
        from urllib.parse import quote_plus

        with pytest.raises(Exception, match=r"."):
            idp.read_request(url.replace(quote_plus(own), quote_plus(other)))

    def test_a_commission_makes_the_person_and_the_assignment(
        self, client: Client, idp: TestProvider, county: Unit
    ):
        response = enter(
            client, idp,
            attributes={
                HSA: "TST-9", GIVEN: "Alex", FAMILY: "Provsson",
                f"{SAMBI}commissionHsaId": "TST-c1", f"{SAMBI}healthCareUnitHsaId": "TST-unit",
                f"{SAMBI}commissionPurpose": "Vård och behandling",
            },
        )  # fmt: skip
        assert response.status_code == 302
        row = logged_in(client)
        given = Assignment.objects.get(user=row.user)
        assert (given.unit, given.role, given.commission) == (county, "physician", "TST-c1")
        assert given.given_by == GivenBy.CLAIMS
        assert str(row.user) == "Alex Provsson"

    def test_whom_nobody_has_added_is_told_what_to_do(
        self, client: Client, idp: TestProvider, county: Unit
    ):
        response = enter(client, idp, attributes={HSA: "TST-8", GIVEN: "Alex", FAMILY: "P"})
        assert response.status_code == 403
        assert "administratören" in response.content.decode()
        assert logged_in(client) is None


class TestAgain:
    def test_the_provider_must_ask_anew(self, client: Client, idp: TestProvider, kim: User):
        enter(client, idp)
        before = logged_in(client)
        LoginSession.objects.filter(pk=before.pk).update(
            authenticated_at=clock.now() - dt.timedelta(minutes=10)
        )
        request = idp.read_request(leave(client, "/barn/", "/logga-in/saml/igen/"))
        assert request.force_authn == "true"
        led_on = bring(idp.answer(request.id, attributes=KIM))
        response = client.get(led_on["Location"])
        assert (response.status_code, response["Location"]) == (302, "/barn/")
        after = logged_in(client)
        assert after.pk == before.pk
        assert clock.now() - after.authenticated_at < dt.timedelta(minutes=1)

    def test_a_provider_that_did_not_ask_is_not_believed(
        self, client: Client, idp: TestProvider, kim: User
    ):
        enter(client, idp)
        request = idp.read_request(leave(client, path="/logga-in/saml/igen/"))

        def earlier(root):
            statement = root.find(".//{urn:oasis:names:tc:SAML:2.0:assertion}AuthnStatement")
            at = clock.now() - dt.timedelta(minutes=20)
            statement.set("AuthnInstant", f"{at:%Y-%m-%dT%H:%M:%SZ}")

        led_on = bring(idp.answer(request.id, attributes=KIM, before_signing=earlier))
        response = client.get(led_on["Location"])
        assert response.status_code == 400
        assert "utan att du legitimerade dig" in response.content.decode()

    def test_somebody_else_changes_nothing(self, client: Client, idp: TestProvider, kim: User):
        added(kim.assignments.get().unit, "alex", hsa_id="TST-2")
        enter(client, idp)
        before = logged_in(client)
        request = idp.read_request(leave(client, path="/logga-in/saml/igen/"))
        led_on = bring(idp.answer(request.id, attributes={**KIM, HSA: "TST-2"}))
        assert client.get(led_on["Location"]).status_code == 403
        assert logged_in(client).user == before.user


class TestTurnedAway:
    def test_an_answer_that_nobody_asked_for(self, idp: TestProvider, kim: User):
        response = bring(idp.answer("_unasked", attributes=KIM))
        assert response.status_code == 400
        assert events("login.refused") == ["saml: state"]

    def test_an_answer_that_is_no_answer(self, idp: TestProvider, kim: User):
        assert bring("inget").status_code == 400
        assert events("login.refused") == ["saml: malformed"]

    def test_an_answer_in_another_browser(self, client: Client, idp: TestProvider, kim: User):
        """Somebody cannot be logged in as another without knowing it."""
        request = idp.read_request(leave(client))
        led_on = bring(idp.answer(request.id, attributes=KIM))
        other = Client()
        leave(other)  # it has begun a log-in of its own, too
        assert other.get(led_on["Location"]).status_code == 400
        assert logged_in(other) is None
        assert client.get(led_on["Location"]).status_code == 302

    def test_an_answer_used_again(self, client: Client, idp: TestProvider, kim: User):
        request = idp.read_request(leave(client))
        posted = idp.answer(request.id, attributes=KIM)
        led_on = bring(posted)["Location"]
        assert client.get(led_on).status_code == 302
        client.post("/logga-ut/")
        assert client.get(led_on).status_code == 400
        assert bring(posted).status_code == 400
        assert logged_in(client) is None

    def test_an_answer_posted_twice_at_once(self, client: Client, idp: TestProvider, kim: User):
        request = idp.read_request(leave(client))
        assert bring(idp.answer(request.id, attributes=KIM)).status_code == 302
        assert bring(idp.answer(request.id, attributes=KIM)).status_code == 400

    def test_an_assertion_of_an_earlier_log_in(self, client: Client, idp: TestProvider, kim: User):
        kept = {}

        def keep(root):
            assertion = root.find(".//{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
            kept.setdefault("id", assertion.get("ID"))
            assertion.set("ID", kept["id"])

        assert enter(client, idp, before_signing=keep).status_code == 302
        client.post("/logga-ut/")
        assert enter(client, idp, before_signing=keep).status_code == 400
        assert events("login.refused")[-1] == "lan: replayed"

    def test_too_late(self, client: Client, idp: TestProvider, kim: User):
        request = idp.read_request(leave(client))
        with time_machine.travel(clock.now() + dt.timedelta(minutes=16)):
            response = bring(idp.answer(request.id, attributes=KIM))
        assert response.status_code == 400

    def test_a_low_level_says_what_to_do(self, client: Client, idp: TestProvider, kim: User):
        response = enter(client, idp, context=LOA2)
        assert response.status_code == 400
        assert "tillitsnivå 3" in response.content.decode()
        assert logged_in(client) is None

    def test_another_key_says_only_a_code(self, client: Client, idp: TestProvider, kim: User):
        response = enter(client, idp, signed_by="stranger")
        assert response.status_code == 400
        assert "Felkod: assertion" in response.content.decode()
        assert "signature" not in response.content.decode(), "only in the event and the log"
        assert events("login.refused") == ["lan: signature"]

    def test_what_pysaml2_would_say_is_not_kept(
        self, client: Client, idp: TestProvider, kim: User, caplog
    ):
        """Its messages hold assertions: neither name nor number reaches the log."""
        with caplog.at_level(logging.DEBUG):
            enter(client, idp, attributes={**KIM, PNR: "20000101ABCD"}, signed_by="stranger")
            enter(client, idp, attributes={**KIM, PNR: "20000101ABCD"})
        assert "Testsson" not in caplog.text and "20000101" not in caplog.text
        assert "lan was not accepted: number" in caplog.text

    def test_the_waiting_answer_is_kept_encrypted(
        self, client: Client, idp: TestProvider, kim: User
    ):
        request = idp.read_request(leave(client))
        bring(idp.answer(request.id, attributes=KIM))
        kept = [str(row.get_decoded()) for row in Session.objects.all()]
        assert any("answer" in text for text in kept)
        assert not any("Testsson" in text or "TST-1" in text for text in kept)

    def test_a_way_that_is_not_there(self, client: Client, county: Unit):
        assert client.get("/logga-in/saml/annan/").status_code == 404

    def test_only_by_the_right_method(self, client: Client, county: Unit):
        assert client.get("/logga-in/saml/svar/").status_code == 405
        assert client.post("/logga-in/saml/lan/").status_code == 405

    def test_nothing_is_open_without_a_login_file(self, client: Client, db):
        assert django_settings.SAMSYN_LOGIN_FILE == ""
        assert client.get("/logga-in/saml/metadata/").status_code == 404
        assert client.get("/logga-in/saml/lan/").status_code == 404


class TestMetadata:
    def test_says_what_a_provider_needs(self, client: Client, county: Unit):
        response = client.get("/logga-in/saml/metadata/")
        assert response["Content-Type"].startswith("application/samlmetadata+xml")
        root = etree.fromstring(response.content)
        assert root.get("entityID") == SP
        descriptor = root.find(f"{MD}SPSSODescriptor")
        assert descriptor.get("AuthnRequestsSigned") == "true"
        assert descriptor.get("WantAssertionsSigned") == "true"
        uses = [key.get("use") for key in descriptor.findall(f"{MD}KeyDescriptor")]
        assert sorted(uses) == ["encryption", "signing"]
        (place,) = descriptor.findall(f"{MD}AssertionConsumerService")
        assert place.get("Location") == f"{ADDRESS}/logga-in/saml/svar/"
        asked = {one.get("Name"): one for one in descriptor.iter(f"{MD}RequestedAttribute")}
        assert {HSA, PNR, GIVEN, FAMILY, f"{SAMBI}commissionHsaId"} <= set(asked)
        names = [
            node.get("{http://www.w3.org/XML/1998/namespace}lang")
            for node in descriptor.iter("{urn:oasis:names:tc:SAML:metadata:ui}DisplayName")
        ]
        assert sorted(names) == ["en", "sv"]
        assert b"http://id.swedenconnect.se/ec/1.0/loa3-hsaid" in response.content
        assert b"PRIVATE" not in response.content


class TestConfiguration:
    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ('code = "lan"', 'code = "Län"', "code"),
            ('code = "lan"', 'code = "metadata"', "code"),
            ('idp = "', 'ipd = "', "idp saknas"),
            ("idp.xml", "finns-inte.xml", "finns-inte.xml"),
            ('loa3" = 3', 'loa3" = 5', "1 till 4"),
            ('= "hsa_id"', '= "name"', "hsa_id"),
            ('given_name = "', 'given = "', "given"),
            ('hsa_id = "', 'has_id = "', "hsa_id"),
            (f'entity_id = "{SP}"', "entity_id = 7", "entity_id"),
        ],
        ids=[
            "letters", "reserved", "missing", "no file", "level", "kind", "unknown", "commission",
            "type",
        ],
    )  # fmt: skip
    def test_what_cannot_be_used_is_said_with_its_line(
        self, idp: TestProvider, tmp_path: Path, settings, old, new, says
    ):
        settings.SAMSYN_LOGIN_FILE = str(idp.login_file(tmp_path, (old, new)))
        with pytest.raises(ConfigurationError, match=says) as error:
            connections()
        assert "rad " in str(error.value)

    def test_a_visitor_meets_a_page_and_not_the_fault(
        self, client: Client, idp: TestProvider, tmp_path: Path, settings, db
    ):
        settings.SAMSYN_LOGIN_FILE = str(idp.login_file(tmp_path, ("idp.xml", "finns-inte.xml")))
        response = client.get("/logga-in/saml/lan/")
        assert response.status_code == 400
        assert "finns-inte" not in response.content.decode()
        assert events("login.refused") == ["saml: configuration"]

    def test_two_rows_are_one_service(self, idp: TestProvider, tmp_path: Path, settings):
        path = idp.login_file(tmp_path)
        row = path.read_text().split("[[role]]")[0].split("[[saml]]")[1]
        other = row.replace('"lan"', '"annan"').replace(IDP, "https://b.example/").replace(SP, "x")
        path.write_text(path.read_text() + "\n[[saml]]" + other)
        settings.SAMSYN_LOGIN_FILE = str(path)
        with pytest.raises(ConfigurationError, match="samma entity_id"):
            connections()

    def test_metadata_that_should_be_signed_and_is_not(
        self, client: Client, idp: TestProvider, county: Unit, tmp_path: Path, settings
    ):
        changed = (
            "entity_id =",
            f'metadata_certificate = "{idp.folder}/metadata.pem"\nentity_id =',
        )
        settings.SAMSYN_LOGIN_FILE = str(idp.login_file(tmp_path, changed))
        assert client.get("/logga-in/saml/lan/").status_code == 400
        assert events("login.refused") == ["lan: configuration"]

    def test_metadata_signed_by_the_federation(
        self, client: Client, idp: TestProvider, county: Unit, tmp_path: Path, settings
    ):
        signed = idp.signed_metadata()
        certificate = f'metadata_certificate = "{idp.folder}/metadata.pem"\nentity_id ='
        files = (("entity_id =", certificate), ("idp.xml", signed.name))
        settings.SAMSYN_LOGIN_FILE = str(idp.login_file(tmp_path, *files))
        assert idp.read_request(leave(client)).issuer.text == SP

    def test_metadata_signed_and_then_changed(
        self, client: Client, idp: TestProvider, county: Unit, tmp_path: Path, settings
    ):
        changed = idp.folder / "changed.xml"
        text = idp.signed_metadata().read_text()
        changed.write_text(text.replace("https://idp.example.org/sso", "https://evil.example/sso"))
        certificate = f'metadata_certificate = "{idp.folder}/metadata.pem"\nentity_id ='
        files = (("entity_id =", certificate), ("idp.xml", changed.name))
        settings.SAMSYN_LOGIN_FILE = str(idp.login_file(tmp_path, *files))
        assert client.get("/logga-in/saml/lan/").status_code == 400

    def test_a_provider_that_is_not_in_its_metadata(
        self, client: Client, idp: TestProvider, county: Unit, tmp_path: Path, settings
    ):
        changed = (f'idp = "{IDP}"', 'idp = "https://annan.example/"')
        settings.SAMSYN_LOGIN_FILE = str(idp.login_file(tmp_path, changed))
        assert client.get("/logga-in/saml/lan/").status_code == 400


def test_the_door_shows_the_way(idp: TestProvider, county: Unit):
    from samsyn.logins.ways import ways_in

    (way,) = ways_in("sv", "/barn/")
    assert way.url == "/logga-in/saml/lan/?next=%2Fbarn%2F"
