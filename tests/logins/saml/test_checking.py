"""Which responses of a real provider are accepted, and what exactly is wrong with the others?"""

import base64
import datetime as dt
import re
import secrets

import pytest
import time_machine
from lxml import etree
from saml2.xmldsig import DIGEST_SHA1, SIG_RSA_SHA1

from samsyn.foundation import clock
from samsyn.logins.saml.checking import Asked, checked
from samsyn.logins.saml.provider import provider, scopes
from samsyn.logins.saml.rules import Fault, NotAccepted, asserted
from samsyn.logins.saml.structure import decoded
from tests.logins.saml.provider import (
    ADDRESS,
    AFFILIATION,
    FAMILY,
    GIVEN,
    IDP,
    LOA2,
    LOA3,
    NON_RESIDENT,
    PNR,
    SAML,
    TestProvider,
    posted,
    unposted,
)
from tests.world import number_of_age

DS = "{http://www.w3.org/2000/09/xmldsig#}"
PERSON = {GIVEN: "Kim", FAMILY: "Testsson", AFFILIATION: "kim1@5566778899"}


def fault_of(posted_answer: str, idp: TestProvider, asked: Asked, **connection) -> Fault:
    """What is wrong with an answer."""
    way = idp.connection(**connection)
    with pytest.raises(NotAccepted) as refusal:
        asserted(checked(decoded(posted_answer), asked, way), way, scopes(way))
    return refusal.value.fault


@pytest.fixture
def asked() -> Asked:
    return Asked("_" + secrets.token_hex(20), clock.now())


def find(root, path: str):
    found = root.find(f".//{path}")
    assert found is not None, path
    return found


class TestAccepted:
    def test_a_signed_and_encrypted_answer_to_our_request(self, idp: TestProvider, asked: Asked):
        number = number_of_age(17)
        answer = idp.answer(asked.request_id, attributes={**PERSON, PNR: number})
        way = idp.connection()
        shown = checked(decoded(answer), asked, way)
        person = asserted(shown, way, scopes(way))
        assert (person.given_name, person.family_name) == ("Kim", "Testsson")
        assert person.identities == (
            ("personal_number", number), ("org_affiliation", "kim1@5566778899"),
        )  # fmt: skip
        assert (person.issuer, person.method, person.assurance) == (IDP, "saml", 3)
        assert abs(person.authenticated_at - clock.now()) < dt.timedelta(minutes=1)
        assert person.provider_session

    def test_nothing_of_the_person_can_be_read_on_the_way(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(asked.request_id, attributes=PERSON)
        assert "Testsson" not in unposted(answer)
        assert "kim1" not in unposted(answer)

    def test_a_clock_that_is_a_minute_off(self, idp: TestProvider, asked: Asked):
        with time_machine.travel(clock.now() + dt.timedelta(minutes=1)):
            answer = idp.answer(asked.request_id, attributes=PERSON)
        assert checked(decoded(answer), asked, idp.connection())


class TestRefused:
    """Each thing that must hold, taken away alone."""

    def test_unsigned(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(asked.request_id, attributes=PERSON, signed_by=None)
        assert fault_of(answer, idp, asked) is Fault.UNSIGNED

    def test_signed_by_another_key(self, idp: TestProvider, asked: Asked):
        # The answer brings the stranger's own certificate along: it must not be believed.
        answer = idp.answer(asked.request_id, attributes=PERSON, signed_by="stranger")
        assert fault_of(answer, idp, asked) is Fault.SIGNATURE

    def test_not_encrypted(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(asked.request_id, attributes=PERSON, encrypted_for=None)
        assert fault_of(answer, idp, asked) is Fault.NOT_ENCRYPTED

    def test_encrypted_for_somebody_else(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(asked.request_id, attributes=PERSON, encrypted_for="stranger")
        assert fault_of(answer, idp, asked) is Fault.UNDECIPHERABLE

    def test_encrypted_weakly(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(
            asked.request_id, attributes=PERSON,
            cipher="http://www.w3.org/2001/04/xmlenc#tripledes-cbc", session_key="des-192",
        )  # fmt: skip
        assert fault_of(answer, idp, asked) is Fault.WEAK_ALGORITHM

    def test_encrypted_without_authentication_unless_its_row_says_so(
        self, idp: TestProvider, asked: Asked
    ):
        cbc = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
        answer = idp.answer(asked.request_id, attributes=PERSON, cipher=cbc)
        assert fault_of(answer, idp, asked) is Fault.WEAK_ALGORITHM
        assert checked(decoded(answer), asked, idp.connection(allows_cbc=True))

    def test_what_was_wrong_after_decryption_is_not_told(self, idp: TestProvider, asked: Asked):
        """By the differences, a text that is changed bit by bit could be read."""

        def doubled(root):
            assertion = find(root, f"{SAML}Assertion")
            assertion.append(etree.fromstring(etree.tostring(find(assertion, f"{DS}Signature"))))

        wrong = {
            Fault.UNDECIPHERABLE: {"encrypted_for": "stranger"},
            Fault.UNSIGNED: {"signed_by": None},
            Fault.SIGNATURE: {"signed_by": "stranger"},
            Fault.STRUCTURE: {"after_signing": doubled},
            Fault.WEAK_ALGORITHM: {"signature": SIG_RSA_SHA1},
        }
        for fault, changed in wrong.items():
            answer = idp.answer(asked.request_id, attributes=PERSON, **changed)
            with pytest.raises(NotAccepted) as refusal:
                checked(decoded(answer), asked, idp.connection())
            assert (refusal.value.fault, refusal.value.said) == (fault, Fault.ASSERTION)

    @pytest.mark.parametrize("plain", [b"\xff\xfe not text", b"", None, "no xml"])
    def test_what_is_no_text_when_decrypted(
        self, idp: TestProvider, asked: Asked, monkeypatch, plain
    ):
        way = idp.connection()
        monkeypatch.setattr(provider(way).sec, "decrypt_keys", lambda _text: plain)
        answer = idp.answer(asked.request_id, attributes=PERSON)
        with pytest.raises(NotAccepted) as refusal:
            checked(decoded(answer), asked, way)
        assert refusal.value.said is Fault.ASSERTION

    @pytest.mark.parametrize(
        "weak", [{"signature": SIG_RSA_SHA1}, {"digest": DIGEST_SHA1}], ids=["signature", "digest"]
    )
    def test_signed_with_sha1(self, idp: TestProvider, asked: Asked, weak):
        answer = idp.answer(asked.request_id, attributes=PERSON, **weak)
        assert fault_of(answer, idp, asked) is Fault.WEAK_ALGORITHM

    def test_for_another_audience(self, idp: TestProvider, asked: Asked):
        def other(root):
            find(root, f"{SAML}Audience").text = "https://annan.example.org/"

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=other)
        assert fault_of(answer, idp, asked) is Fault.AUDIENCE

    def test_for_anybody(self, idp: TestProvider, asked: Asked):
        def none(root):
            part = find(root, f"{SAML}AudienceRestriction")
            part.getparent().remove(part)

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=none)
        assert fault_of(answer, idp, asked) is Fault.AUDIENCE

    def test_for_another_recipient(self, idp: TestProvider, asked: Asked):
        def other(root):
            find(root, f"{SAML}SubjectConfirmationData").set("Recipient", "https://annan.example/")

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=other)
        assert fault_of(answer, idp, asked) is Fault.RECIPIENT

    def test_sent_to_another_address(self, idp: TestProvider, asked: Asked):
        def other(root):
            root.set("Destination", f"{ADDRESS}/nagon-annanstans/")

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=other)
        assert fault_of(answer, idp, asked) is Fault.DESTINATION

    def test_expired(self, idp: TestProvider, asked: Asked):
        with time_machine.travel(clock.now() - dt.timedelta(minutes=10)):
            answer = idp.answer(asked.request_id, attributes=PERSON)
        assert fault_of(answer, idp, asked) is Fault.EXPIRED

    def test_not_valid_yet(self, idp: TestProvider, asked: Asked):
        with time_machine.travel(clock.now() + dt.timedelta(minutes=10)):
            answer = idp.answer(asked.request_id, attributes=PERSON)
        assert fault_of(answer, idp, asked) is Fault.TOO_EARLY

    def test_valid_for_too_long(self, idp: TestProvider, asked: Asked):
        def long(root):
            find(root, f"{SAML}Conditions").set("NotOnOrAfter", "2099-01-01T00:00:00Z")

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=long)
        assert fault_of(answer, idp, asked) is Fault.CONDITION

    def test_without_an_end(self, idp: TestProvider, asked: Asked):
        def endless(root):
            del find(root, f"{SAML}SubjectConfirmationData").attrib["NotOnOrAfter"]

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=endless)
        assert fault_of(answer, idp, asked) is Fault.CONDITION

    def test_a_condition_that_we_do_not_know(self, idp: TestProvider, asked: Asked):
        def strange(root):
            etree.SubElement(find(root, f"{SAML}Conditions"), f"{SAML}Condition")

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=strange)
        # pysaml2 finds first that the schema does not hold, and then no signature does.
        assert fault_of(answer, idp, asked) in {Fault.SIGNATURE, Fault.CONDITION}

    def test_unsolicited(self, idp: TestProvider, asked: Asked):
        def unasked(root):
            del root.attrib["InResponseTo"]
            del find(root, f"{SAML}SubjectConfirmationData").attrib["InResponseTo"]

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=unasked)
        assert fault_of(answer, idp, asked) is Fault.OTHER_REQUEST

    def test_an_answer_to_another_request(self, idp: TestProvider, asked: Asked):
        answer = idp.answer("_" + secrets.token_hex(20), attributes=PERSON)
        assert fault_of(answer, idp, asked) is Fault.OTHER_REQUEST

    def test_an_assertion_of_another_request_in_an_envelope_of_ours(
        self, idp: TestProvider, asked: Asked
    ):
        def ours(root):
            root.set("InResponseTo", asked.request_id)

        answer = idp.answer("_" + secrets.token_hex(20), attributes=PERSON, after_signing=ours)
        assert fault_of(answer, idp, asked) is Fault.OTHER_REQUEST

    def test_a_level_that_is_not_accepted(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(asked.request_id, attributes=PERSON, context=LOA2)
        assert fault_of(answer, idp, asked) is Fault.LEVEL

    def test_a_context_that_only_begins_like_an_accepted_one(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(asked.request_id, attributes=PERSON, context=f"{LOA3}x")
        assert fault_of(answer, idp, asked) is Fault.LEVEL

    @pytest.mark.parametrize("where", ["assertion", "response"])
    def test_another_issuer(self, idp: TestProvider, asked: Asked, where):
        def other(root):
            parent = root if where == "response" else find(root, f"{SAML}Assertion")
            parent.find(f"{SAML}Issuer").text = "https://annan-idp.example.org/"

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=other)
        assert fault_of(answer, idp, asked) is Fault.ISSUER

    def test_an_attribute_changed_after_signing(self, idp: TestProvider, asked: Asked):
        def tamper(root):
            for value in root.iter(f"{SAML}AttributeValue"):
                value.text = value.text.replace("kim1", "chef1")

        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=tamper)
        assert fault_of(answer, idp, asked) is Fault.SIGNATURE

    def test_a_wrong_signature_of_the_envelope(self, idp: TestProvider, asked: Asked):
        def copied(root):
            signature = etree.fromstring(etree.tostring(find(root, f"{DS}Signature")).decode())
            signature.find(f".//{DS}Reference").set("URI", f"#{root.get('ID')}")
            root.insert(1, signature)

        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=copied)
        assert fault_of(answer, idp, asked) is Fault.SIGNATURE

    def test_the_provider_said_no(self, idp: TestProvider, asked: Asked):
        def no(root):
            code = "urn:oasis:names:tc:SAML:2.0:status:Responder"
            find(root, "{urn:oasis:names:tc:SAML:2.0:protocol}StatusCode").set("Value", code)

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=no)
        assert fault_of(answer, idp, asked) is Fault.PROVIDER_SAID_NO

    def test_a_log_in_from_before_when_a_new_one_was_asked_for(
        self, idp: TestProvider, asked: Asked
    ):
        def earlier(root):
            at = clock.now() - dt.timedelta(minutes=20)
            find(root, f"{SAML}AuthnStatement").set("AuthnInstant", f"{at:%Y-%m-%dT%H:%M:%SZ}")

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=earlier)
        assert checked(decoded(answer), asked, idp.connection())
        forced = Asked(asked.request_id, asked.at, force=True)
        assert fault_of(answer, idp, forced) is Fault.OLD_AUTHENTICATION

    def test_a_session_at_the_provider_that_is_too_old(self, idp: TestProvider, asked: Asked):
        def yesterday(root):
            at = clock.now() - dt.timedelta(hours=9)
            find(root, f"{SAML}AuthnStatement").set("AuthnInstant", f"{at:%Y-%m-%dT%H:%M:%SZ}")

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=yesterday)
        assert fault_of(answer, idp, asked) is Fault.OLD_AUTHENTICATION


class TestWrapping:
    """A right signature somewhere in the document says nothing of what stands elsewhere."""

    @staticmethod
    def evil(original):
        """A copy with another person in it and without the signature."""
        copy = etree.fromstring(etree.tostring(original))
        for signature in copy.findall(f"{DS}Signature"):
            copy.remove(signature)
        copy.set("ID", "_evil")
        for value in copy.iter(f"{SAML}AttributeValue"):
            value.text = value.text.replace("kim1", "chef1")
        return copy

    def test_beside_in_the_same_envelope(self, idp: TestProvider, asked: Asked):
        def wrap(root):
            original = find(root, f"{SAML}Assertion")
            original.addprevious(self.evil(original))

        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=wrap)
        # The first is encrypted, the other stands in the open.
        assert fault_of(answer, idp, asked) is Fault.NOT_ENCRYPTED

    def test_around_the_signed_one(self, idp: TestProvider, asked: Asked):
        def wrap(root):
            original = find(root, f"{SAML}Assertion")
            evil = self.evil(original)
            original.addprevious(evil)
            advice = etree.SubElement(evil, f"{SAML}Advice")
            advice.append(original)

        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=wrap)
        assert fault_of(answer, idp, asked) is Fault.STRUCTURE

    def test_the_signed_one_inside_the_signature_of_the_other(
        self, idp: TestProvider, asked: Asked
    ):
        def wrap(root):
            original = find(root, f"{SAML}Assertion")
            evil = self.evil(original)
            original.addprevious(evil)
            signature = original.find(f"{DS}Signature")
            evil.insert(1, signature)
            etree.SubElement(signature, f"{DS}Object").append(original)

        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=wrap)
        assert fault_of(answer, idp, asked) is Fault.STRUCTURE

    def test_a_signature_that_points_elsewhere(self, idp: TestProvider, asked: Asked):
        def wrap(root):
            assertion = find(root, f"{SAML}Assertion")
            assertion.set("ID", "_evil")

        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=wrap)
        assert fault_of(answer, idp, asked) is Fault.STRUCTURE

    def test_two_encrypted_assertions(self, idp: TestProvider, asked: Asked):
        text = unposted(idp.answer(asked.request_id, attributes=PERSON))
        part = re.search(r"<(\w+:)?EncryptedAssertion.*?EncryptedAssertion>", text, re.S).group(0)
        twice = text.replace(part, part + part.replace('Id="', 'Id="b'))
        assert fault_of(posted(twice), idp, asked) is Fault.STRUCTURE

    def test_the_same_id_twice(self, idp: TestProvider, asked: Asked):
        def twice(root):
            root.set("ID", find(root, f"{SAML}Assertion").get("ID"))

        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=twice)
        assert fault_of(answer, idp, asked) is Fault.STRUCTURE

    def test_an_attribute_given_twice(self, idp: TestProvider, asked: Asked):
        def twice(root):
            statement = find(root, f"{SAML}AttributeStatement")
            statement.append(etree.fromstring(etree.tostring(statement[0])))

        answer = idp.answer(asked.request_id, attributes=PERSON, before_signing=twice)
        assert fault_of(answer, idp, asked) is Fault.STRUCTURE


class TestXml:
    def test_an_entity_bomb(self, idp: TestProvider, asked: Asked):
        lines = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
        bomb = (
            f'<!DOCTYPE r [<!ENTITY b0 "x">{lines}]>'
            f'<r xmlns="urn:oasis:names:tc:SAML:2.0:protocol" InResponseTo="{asked.request_id}">&b11;</r>'
        )
        assert fault_of(posted(bomb), idp, asked) is Fault.DTD

    def test_an_entity_that_reads_a_file(self, idp: TestProvider, asked: Asked):
        text = unposted(idp.answer(asked.request_id, attributes=PERSON))
        body = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
        evil = f'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]>{body}'
        assert fault_of(posted(evil), idp, asked) is Fault.DTD

    def test_a_comment_in_a_name(self, idp: TestProvider, asked: Asked):
        def cut(root):
            for value in root.iter(f"{SAML}AttributeValue"):
                if value.text.startswith("kim1"):
                    value.text = "kim1"
                    comment = etree.Comment("")
                    comment.tail = "@5566778899"
                    value.append(comment)

        # Canonicalization drops comments, so the signature would hold.
        answer = idp.answer(asked.request_id, attributes=PERSON, after_signing=cut)
        assert fault_of(answer, idp, asked) is Fault.COMMENT

    def test_an_entity_bomb_in_a_disguise(self, idp: TestProvider, asked: Asked):
        hidden = '<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE r>+ADw-r/>'
        assert fault_of(posted(hidden), idp, asked) is Fault.MALFORMED

    @pytest.mark.parametrize(
        "junk",
        ["", "inte base64!", base64.b64encode(b"inte xml").decode(), "A" * 400_000,
         base64.b64encode(b"\xff\xfe<").decode(), base64.b64encode(b"<r/>").decode()],
        ids=["nothing", "not base64", "not xml", "too long", "not text", "something else"],
    )  # fmt: skip
    def test_junk(self, idp: TestProvider, asked: Asked, junk):
        assert fault_of(junk, idp, asked) is Fault.MALFORMED


class TestPerson:
    def test_a_non_resident_must_not_bring_a_number(self, idp: TestProvider, asked: Asked):
        attributes = {**PERSON, PNR: number_of_age(17)}
        answer = idp.answer(asked.request_id, attributes=attributes, context=NON_RESIDENT)
        assert fault_of(answer, idp, asked) is Fault.NON_RESIDENT_NUMBER
        answer = idp.answer(asked.request_id, attributes=PERSON, context=NON_RESIDENT)
        way = idp.connection()
        assert asserted(checked(decoded(answer), asked, way), way, scopes(way)).assurance == 3

    def test_an_affiliation_outside_the_providers_scope(self, idp: TestProvider, asked: Asked):
        attributes = {**PERSON, AFFILIATION: "kim1@2120001355"}
        answer = idp.answer(asked.request_id, attributes=attributes)
        assert fault_of(answer, idp, asked) is Fault.SCOPE

    def test_the_scope_stands_after_the_last_at(self, idp: TestProvider, asked: Asked):
        attributes = {**PERSON, AFFILIATION: "kim1@5566778899@2120001355"}
        answer = idp.answer(asked.request_id, attributes=attributes)
        assert fault_of(answer, idp, asked) is Fault.SCOPE

    def test_nobody(self, idp: TestProvider, asked: Asked):
        answer = idp.answer(asked.request_id, attributes={GIVEN: "Kim"})
        assert fault_of(answer, idp, asked) is Fault.NO_IDENTITY
