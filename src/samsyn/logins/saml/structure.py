"""What does a SAML document look like, before and after decryption? Anything unusual is refused.

Signature wrapping, cut texts and entity bombs all need a document that is richer than a log-in
needs. So only the plain shape is let through, and crypto is asked about that alone.
"""

import base64
import binascii
import re
from typing import Any

from lxml import etree

from samsyn.logins.saml.rules import Fault, NotAccepted

SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"
SAMLP = "{urn:oasis:names:tc:SAML:2.0:protocol}"
DS = "{http://www.w3.org/2000/09/xmldsig#}"
XENC = "{http://www.w3.org/2001/04/xmlenc#}"
LARGEST = 300_000
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
SIGNATURES = {f"{MORE}{kind}-sha{bits}" for kind in ("rsa", "ecdsa") for bits in (256, 384, 512)}
DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256",
    f"{MORE}sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
}
TRANSFORMS = ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", EXCLUSIVE]
CONTENT_CIPHERS = {f"http://www.w3.org/2009/xmlenc11#aes{bits}-gcm" for bits in (128, 192, 256)}
#: What is changed on the way is not seen before the signature within: only by a provider's own row.
CBC_CIPHERS = {f"http://www.w3.org/2001/04/xmlenc#aes{bits}-cbc" for bits in (128, 192, 256)}
KEY_CIPHERS = {
    "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
    "http://www.w3.org/2009/xmlenc11#rsa-oaep",
}

DECLARED_ENCODING = re.compile(r"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")

Element = Any


def decoded(posted: str) -> str:
    """The XML of a posted SAMLResponse."""
    if not 0 < len(posted) <= LARGEST:
        raise NotAccepted(Fault.MALFORMED)
    try:
        return base64.b64decode("".join(posted.split()), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise NotAccepted(Fault.MALFORMED) from None


def parsed(text: str) -> Element:
    """The document's root; refused with a DTD, an entity, a comment or an instruction."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotAccepted(Fault.DTD)
    declared = DECLARED_ENCODING.search(text)
    if declared and declared[1].lower() != "utf-8":  # xmlsec1 would read another text than we
        raise NotAccepted(Fault.MALFORMED)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotAccepted(Fault.MALFORMED) from None
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    if around or any(not isinstance(node.tag, str) for node in root.iter()):
        raise NotAccepted(Fault.COMMENT)
    ids = [node.get(name) for node in root.iter() for name in ("ID", "Id", "id") if node.get(name)]
    if len(set(ids)) != len(ids):
        raise NotAccepted(Fault.STRUCTURE)
    return root


def request_answered(root: Element) -> str:
    """Which request a response says that it answers; empty when none."""
    if root.tag != f"{SAMLP}Response" or root.get("Version") != "2.0":
        raise NotAccepted(Fault.MALFORMED)
    return str(root.get("InResponseTo", ""))


def check_envelope(root: Element, *, allows_cbc: bool = False) -> None:
    """A response as it came: a success, with one encrypted assertion and nothing beside it."""
    status = root.find(f"{SAMLP}Status/{SAMLP}StatusCode")
    if status is None or status.get("Value") != SUCCESS:
        why = [one.get("Value", "") for one in root.iter(f"{SAMLP}StatusCode")]
        cancelled = any(value.endswith("status/1.0/cancel") for value in why)
        raise NotAccepted(Fault.CANCELLED if cancelled else Fault.PROVIDER_SAID_NO)
    if root.findall(f".//{SAML}Assertion"):
        raise NotAccepted(Fault.NOT_ENCRYPTED)
    if len(root.findall(f".//{SAML}EncryptedAssertion")) != 1:
        raise NotAccepted(Fault.STRUCTURE)
    data = root.findall(f"{SAML}EncryptedAssertion/{XENC}EncryptedData")
    if len(data) != 1 or len(root.findall(f".//{XENC}EncryptedData")) != 1:
        raise NotAccepted(Fault.STRUCTURE)
    _check_ciphers(root, data[0], CONTENT_CIPHERS | (CBC_CIPHERS if allows_cbc else set()))
    if any(one.getparent() is not root for one in root.iter(f"{DS}Signature")):
        raise NotAccepted(Fault.STRUCTURE)
    if root.find(f"{DS}Signature") is not None:
        check_signature_shape(root)


def _check_ciphers(root: Element, data: Element, ciphers: set[str]) -> None:
    method = f"{XENC}EncryptionMethod"
    keys = root.findall(f".//{XENC}EncryptedKey/{method}")
    content = data.find(method)
    if content is None or content.get("Algorithm") not in ciphers:
        raise NotAccepted(Fault.WEAK_ALGORITHM)
    if not keys or any(key.get("Algorithm") not in KEY_CIPHERS for key in keys):
        raise NotAccepted(Fault.WEAK_ALGORITHM)


def decrypted_assertion(root: Element) -> Element:
    """The one assertion of a decrypted response, with a signature of its own over the whole."""
    found = root.findall(f".//{SAML}Assertion")
    inside = root.findall(f"{SAML}EncryptedAssertion/{SAML}Assertion")
    if len(found) != 1 or len(inside) != 1 or root.find(f".//{XENC}EncryptedData") is not None:
        raise NotAccepted(Fault.STRUCTURE)
    assertion = inside[0]
    if assertion.find(f".//{DS}Signature") is None:
        raise NotAccepted(Fault.UNSIGNED)
    check_signature_shape(assertion)
    return assertion


def check_signature_shape(signed: Element) -> None:
    """One signature, a child of what it signs, over just that, with algorithms that hold."""
    signatures = list(signed.iter(f"{DS}Signature"))
    if len(signatures) != 1 or signatures[0].getparent() is not signed:
        raise NotAccepted(Fault.STRUCTURE)
    info = signatures[0].find(f"{DS}SignedInfo")
    references = [] if info is None else info.findall(f"{DS}Reference")
    if len(references) != 1 or not signed.get("ID"):
        raise NotAccepted(Fault.STRUCTURE)
    if references[0].get("URI") != f"#{signed.get('ID')}":
        raise NotAccepted(Fault.STRUCTURE)
    steps = [
        step.get("Algorithm") for step in references[0].findall(f"{DS}Transforms/{DS}Transform")
    ]
    if steps != TRANSFORMS[: len(steps)] or not steps:
        raise NotAccepted(Fault.STRUCTURE)
    if (
        _algorithm(info, "CanonicalizationMethod") != EXCLUSIVE
        or _algorithm(info, "SignatureMethod") not in SIGNATURES
        or _algorithm(references[0], "DigestMethod") not in DIGESTS
    ):
        raise NotAccepted(Fault.WEAK_ALGORITHM)


def _algorithm(parent: Element, name: str) -> str:
    found = parent.find(f"{DS}{name}")
    return "" if found is None else str(found.get("Algorithm", ""))
