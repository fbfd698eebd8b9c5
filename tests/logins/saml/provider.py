"""A real identity provider for the tests: pysaml2's Server in this process, with keys of its own.

It can answer as it should, and wrongly in every way that a test wants: what stands in the assertion
before it is signed, between signing and encryption, and in the envelope afterwards.
"""

import base64
import datetime as dt
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from saml2 import BINDING_HTTP_REDIRECT, class_name
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAME_FORMAT_URI
from saml2.samlp import response_from_string
from saml2.sigver import pre_encryption_part, pre_signature_part, signed_instance_factory
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

from samsyn.logins.saml.rules import Connection, Provider

with warnings.catch_warnings():
    # pysaml2's provider side touches a cipher that cryptography has moved; we do not use it.
    warnings.simplefilter("ignore")
    from saml2.server import Server

IDP = "https://idp.example.org/"
SP = "https://samsyn.example.org/saml"
ADDRESS = "https://samsyn.example.org"
LOA2 = "http://id.elegnamnden.se/loa/1.0/loa2"
LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
NON_RESIDENT = "http://id.swedenconnect.se/loa/1.0/loa3-nonresident"
PNR = "urn:oid:1.2.752.29.4.13"
AFFILIATION = "urn:oid:1.2.752.201.3.1"
HSA = "urn:oid:1.2.752.29.6.2.1"
GIVEN, FAMILY = "urn:oid:2.5.4.42", "urn:oid:2.5.4.4"
SAMBI = "http://sambi.se/attributes/1/"
SCOPE = "5566778899"
AES = "http://www.w3.org/2009/xmlenc11#aes256-gcm"
OAEP = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"

LOGIN_FILE = """
address = "{address}"

[[saml]]
code = "lan"
name = "Länets legitimering"
idp = "{idp}"
metadata = "{folder}/idp.xml"
entity_id = "{sp}"
signing_key = "{folder}/signing.key"
signing_certificate = "{folder}/signing.pem"
decryption_key = "{folder}/decryption.key"
decryption_certificate = "{folder}/decryption.pem"
given_name = "{given}"
family_name = "{family}"
entity_categories = ["http://id.swedenconnect.se/ec/1.0/loa3-hsaid"]

[saml.assurance]
"{loa3}" = 3

[saml.identities]
"{hsa}" = "hsa_id"
"{pnr}" = "personal_number"

[saml.commission]
hsa_id = "{sambi}commissionHsaId"
unit = "{sambi}healthCareUnitHsaId"
purpose = "{sambi}commissionPurpose"
right = "{sambi}commissionRight"

[[role]]
purpose = "Vård och behandling"
role = "physician"
"""

Change = Callable[[Any], None]


@dataclass(frozen=True)
class Pair:
    """A key and its certificate, as files."""

    key: Path
    certificate: Path


def new_pair(folder: Path, name: str) -> Pair:
    """A fresh RSA key with a certificate that it has signed itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=400))
        .not_valid_after(now + dt.timedelta(days=400))
        .sign(key, hashes.SHA256())
    )
    pair = Pair(folder / f"{name}.key", folder / f"{name}.pem")
    pair.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    pair.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return pair


@dataclass
class TestProvider:
    """The provider and the keys of both sides."""

    folder: Path
    pairs: dict[str, Pair] = field(default_factory=dict)
    server: Any = None

    __test__ = False

    def __post_init__(self) -> None:
        for name in ("idp", "signing", "decryption", "stranger", "metadata"):
            self.pairs[name] = new_pair(self.folder, name)
        self.metadata.write_text(str(entity_descriptor(self._configuration())), encoding="utf-8")

    @property
    def metadata(self) -> Path:
        return self.folder / "idp.xml"

    def _configuration(self, sp_metadata: str = "") -> IdPConfig:
        pair = self.pairs["idp"]
        return IdPConfig().load(
            {
                "entityid": IDP,
                "key_file": str(pair.key),
                "cert_file": str(pair.certificate),
                "metadata": {"inline": [sp_metadata]} if sp_metadata else {},
                "service": {
                    "idp": {
                        "name": "Testlegitimering",
                        "endpoints": {
                            "single_sign_on_service": [
                                ("https://idp.example.org/sso", BINDING_HTTP_REDIRECT)
                            ]
                        },
                        "want_authn_requests_signed": True,
                        "scope": [SCOPE],
                        "policy": {
                            "default": {
                                "lifetime": {"minutes": 5},
                                "attribute_restrictions": None,
                                "name_form": NAME_FORMAT_URI,
                            }
                        },
                    }
                },
            }
        )

    def connection(self, **changes: Any) -> Connection:
        """Our side, connected to this provider."""
        values: dict[str, Any] = {
            "code": "lan", "name": "Länets legitimering", "audience": "staff", "idp": IDP,
            "metadata": self.metadata,
            "ourselves": Provider(
                SP, ADDRESS,
                self.pairs["signing"].key, self.pairs["signing"].certificate,
                self.pairs["decryption"].key, self.pairs["decryption"].certificate,
            ),
            "assurance": {LOA3: 3, NON_RESIDENT: 3},
            "identities": {PNR: "personal_number", AFFILIATION: "org_affiliation", HSA: "hsa_id"},
            "given_name": GIVEN, "family_name": FAMILY,
        }  # fmt: skip
        return Connection(**{**values, **changes})

    def login_file(self, folder: Path, *changed: tuple[str, str]) -> Path:
        """A log-in file with this provider in it; `changed` are texts to put in place of others."""
        text = LOGIN_FILE.format(
            address=ADDRESS, idp=IDP, sp=SP, loa3=LOA3, hsa=HSA, pnr=PNR, given=GIVEN,
            family=FAMILY, sambi=SAMBI, folder=self.folder,
        )  # fmt: skip
        for old, new in changed:
            assert old in text, old
            text = text.replace(old, new)
        path = folder / f"login-{abs(hash(text))}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def signed_metadata(self) -> Path:
        """The metadata as a federation publishes it: signed with a key of its own."""
        from saml2.md import entity_descriptor_from_string

        descriptor = entity_descriptor_from_string(self.metadata.read_text(encoding="utf-8"))
        descriptor.id = "_metadata"
        pair = self.pairs["metadata"]
        certificate = "".join(pair.certificate.read_text(encoding="utf-8").splitlines()[1:-1])
        descriptor.signature = pre_signature_part(
            descriptor.id, certificate, 1, sign_alg=SIG_RSA_SHA256, digest_alg=DIGEST_SHA256
        )
        security, own = self.server.sec, self.server.sec.key_file
        security.key_file = str(pair.key)
        to_sign = [(class_name(descriptor), descriptor.id)]
        path = self.folder / "signed.xml"
        try:
            path.write_text(signed_instance_factory(descriptor, security, to_sign))
        finally:
            security.key_file = own
        return path

    def read_request(self, url: str) -> Any:
        """Our request as the provider reads it; it refuses one that is not signed by us."""
        query = {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}
        return self.server.parse_authn_request(
            query["SAMLRequest"], BINDING_HTTP_REDIRECT,
            sigalg=query["SigAlg"], signature=query["Signature"],
        ).message  # fmt: skip

    def know(self, sp_metadata: str) -> None:
        """Load the metadata that we publish."""
        self.server = Server(config=self._configuration(sp_metadata.split("\n", 1)[1]))

    def answer(
        self,
        request_id: str,
        *,
        attributes: Mapping[str, str | list[str]],
        context: str = LOA3,
        destination: str = f"{ADDRESS}/logga-in/saml/svar/",
        before_signing: Change | None = None,
        after_signing: Change | None = None,
        signed_by: str | None = "idp",
        encrypted_for: str | None = "decryption",
        signature: str = SIG_RSA_SHA256,
        digest: str = DIGEST_SHA256,
        cipher: str = AES,
        session_key: str = "aes-256",
    ) -> str:
        """A posted SAMLResponse; right when nothing is changed."""
        response = self.server.create_authn_response(
            dict(attributes), request_id, destination, SP, userid="someone",
            authn={"class_ref": context, "authn_auth": IDP},
            sign_assertion=False, sign_response=False, encrypt_assertion=False,
        )  # fmt: skip
        root = changed(str(response), before_signing)
        if signed_by:
            root = self._signed(root, signed_by, signature, digest)
        root = changed(root, after_signing)
        if encrypted_for:
            root = self.sealed(root, encrypted_for, cipher, session_key)
        return posted(root)

    def _signed(self, text: str, by: str, signature: str, digest: str) -> str:
        response = response_from_string(text)
        assertion = response.assertion[0]
        certificate = "".join(
            self.pairs[by].certificate.read_text(encoding="utf-8").splitlines()[1:-1]
        )
        assertion.signature = pre_signature_part(
            assertion.id, certificate, 1, sign_alg=signature, digest_alg=digest
        )
        security, own = self.server.sec, self.server.sec.key_file
        security.key_file = str(self.pairs[by].key)
        try:
            return str(
                signed_instance_factory(response, security, [(class_name(assertion), assertion.id)])
            )
        finally:
            security.key_file = own

    def sealed(self, text: str, to: str, cipher: str = AES, session_key: str = "aes-256") -> str:
        """The response with its (first) assertion encrypted for the holder of a key."""
        root = etree.fromstring(text.encode())
        assertion = root.find(f"{SAML}Assertion")
        envelope = etree.Element(f"{SAML}EncryptedAssertion", nsmap={"saml": SAML[1:-1]})
        assertion.addprevious(envelope)
        envelope.append(assertion)
        return str(
            self.server.sec.encrypt_assertion(
                etree.tostring(root, encoding="unicode"),
                str(self.pairs[to].certificate),
                pre_encryption_part(msg_enc=cipher, key_enc=OAEP),
                key_type=session_key,
                node_xpath='/*[local-name()="Response"]/*[local-name()="EncryptedAssertion"]'
                '/*[local-name()="Assertion"]',
            )
        )


def changed(text: str, change: Change | None) -> str:
    """The document after a change to its tree."""
    if change is None:
        return text
    root = etree.fromstring(text.encode())
    change(root)
    return etree.tostring(root, encoding="unicode")


def posted(text: str) -> str:
    """As a browser posts it."""
    return base64.b64encode(text.encode()).decode()


def unposted(value: str) -> str:
    """The XML of a posted response."""
    return base64.b64decode(value).decode()
