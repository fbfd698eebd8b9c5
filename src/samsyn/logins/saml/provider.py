"""How do we speak SAML? pysaml2 with keys and metadata of one connection; xmlsec1 does crypto."""

import contextlib
import datetime as dt
import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.client import Saml2Client
from saml2.config import SPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAMEID_FORMAT_PERSISTENT
from saml2.sigver import SigverError
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

from samsyn.foundation import clock
from samsyn.logins.saml.rules import Connection, Fault, NotAccepted
from samsyn.logins.saml.structure import check_signature_shape, parsed
from samsyn.logins.tables import ConfigurationError

# pysaml2 writes whole assertions in its messages, people's numbers and all: nothing of it is kept.
logging.getLogger("saml2").addHandler(logging.NullHandler())
logging.getLogger("saml2").propagate = False

URI_FORMAT = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"
MD = "urn:oasis:names:tc:SAML:2.0:metadata"
WHAT_WE_ARE = {
    "sv": "Samverkan kring barn och unga",
    "en": "Collaboration on children and young people",
}


def provider(connection: Connection) -> Saml2Client:
    """Our side towards one identity provider; its metadata is read anew each day or when changed.

    Raises `ConfigurationError` when it is too old, not signed as it must be, or of others.
    """
    changed = connection.metadata.stat().st_mtime_ns
    return _provider(connection, changed, clock.today())


@lru_cache(maxsize=16)
def _provider(connection: Connection, _changed: int, _day: dt.date) -> Saml2Client:
    client = Saml2Client(config=_configuration(connection))
    if connection.metadata_certificate is not None:
        _check_metadata_signature(client, connection)
    if connection.idp not in client.metadata.identity_providers():
        raise ConfigurationError(
            f"saml {connection.code}: {connection.idp} finns inte i metadatafilen"
            " eller är inte giltig längre."
        )
    return client


def _configuration(
    connection: Connection, *, wanted: Sequence[str] = (), categories: Sequence[str] = ()
) -> SPConfig:
    ourselves = connection.ourselves
    return SPConfig().load(
        {
            "entityid": ourselves.entity_id,
            "name": ("Samsyn", "sv"),
            "key_file": str(ourselves.signing_key),
            "cert_file": str(ourselves.signing_certificate),
            "encryption_keypairs": [
                {
                    "key_file": str(ourselves.decryption_key),
                    "cert_file": str(ourselves.decryption_certificate),
                }
            ],
            "metadata": {"local": [str(connection.metadata)]},
            "only_use_keys_in_metadata": True,
            "metadata_key_usage": "both",
            "entity_category": list(categories),
            "delete_tmpfiles": True,
            "service": {
                "sp": {
                    "endpoints": {
                        "assertion_consumer_service": [(ourselves.acs, BINDING_HTTP_POST)]
                    },
                    "authn_requests_signed": True,
                    "want_assertions_signed": True,
                    "signing_algorithm": SIG_RSA_SHA256,
                    "digest_algorithm": DIGEST_SHA256,
                    "ui_info": {
                        "display_name": [{"text": "Samsyn", "lang": lang} for lang in WHAT_WE_ARE],
                        "description": [
                            {"text": text, "lang": lang} for lang, text in WHAT_WE_ARE.items()
                        ],
                    },
                    "name_id_policy_format": (
                        NAMEID_FORMAT_PERSISTENT
                        if "subject" in connection.identities.values()
                        else None
                    ),
                    "required_attributes": list(wanted),
                    "requested_attribute_name_format": URI_FORMAT,
                }
            },
        }
    )


def _wanted(connection: Connection) -> list[str]:
    """Attributes that we ask for, in the order of the configuration."""
    names = [*connection.identities, connection.given_name, connection.family_name]
    return list(dict.fromkeys(name for name in [*names, *connection.commission.values()] if name))


def _check_metadata_signature(client: Saml2Client, connection: Connection) -> None:
    text = connection.metadata.read_text(encoding="utf-8")
    try:
        root = parsed(text)
        check_signature_shape(root)
        kind = etree.QName(root)
        whole = client.sec.verify_signature(
            text,
            cert_file=str(connection.metadata_certificate),
            node_name=f"{kind.namespace}:{kind.localname}",
            node_id=root.get("ID"),
        )
    except (NotAccepted, SigverError):
        whole = False
    if not whole:
        raise ConfigurationError(f"saml {connection.code}: metadatafilen är inte rätt signerad.")


def login_address(connection: Connection, request_id: str, *, force: bool) -> str:
    """Where to send the browser: a signed request for one of the accepted levels, exactly."""
    client = provider(connection)
    places = client.metadata.single_sign_on_service(connection.idp, BINDING_HTTP_REDIRECT, "idpsso")
    destination = places[0]["location"]
    _id, message = client.create_authn_request(
        destination,
        binding=BINDING_HTTP_POST,
        message_id=request_id,
        sign=False,
        force_authn=force,
        requested_authn_context={
            "authn_context_class_ref": list(connection.assurance),
            "comparison": "exact",
        },
    )
    answer = client.apply_binding(
        BINDING_HTTP_REDIRECT, str(message), destination, sign=True, sigalg=SIG_RSA_SHA256
    )
    return str(dict(answer["headers"])["Location"])


def scopes(connection: Connection) -> frozenset[str]:
    """The scopes (organisation numbers, domains) that the provider's metadata lets it speak for."""
    found = provider(connection).metadata.shibmd_scopes(connection.idp, "idpsso_descriptor")
    return frozenset(one["text"].strip() for one in found if not one["regexp"])


def decrypted(connection: Connection, text: str) -> str:
    """The response with its assertion in the open, by our key."""
    plain: Any = None
    with contextlib.suppress(SigverError, ValueError, SyntaxError):  # no text, or no XML
        plain = provider(connection).sec.decrypt_keys(text)
        plain = plain if isinstance(plain, str) else str(plain or b"", "utf-8")
    if not plain or not isinstance(plain, str):
        raise NotAccepted(Fault.UNDECIPHERABLE)
    return plain


def metadata(connections: Sequence[Connection]) -> str:
    """What identity providers need to know of us, as SAML metadata; not signed.

    We are one service to all of them, that asks for all that any connection reads.
    """
    wanted = [name for one in connections for name in _wanted(one)]
    categories = [name for one in connections for name in one.entity_categories]
    described = entity_descriptor(
        _configuration(
            connections[0],
            wanted=list(dict.fromkeys(wanted)),
            categories=list(dict.fromkeys(categories)),
        )
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{described}'
