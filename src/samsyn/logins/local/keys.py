"""How is the secret of the one-time codes kept? Encrypted, with a key outside the database."""

import base64

import pyotp
import segno
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.safestring import SafeString


def new_secret() -> str:
    """A new secret, encrypted."""
    return _fernet().encrypt(pyotp.random_base32().encode()).decode()


def opened(secret: str) -> str:
    """The secret itself (base32). Raises InvalidToken when no key that we have opens it."""
    return _fernet().decrypt(secret.encode()).decode()


def kept_anew(secret: str) -> str:
    """The same secret, encrypted with the key of today, so that an earlier one can be taken out."""
    return _fernet().rotate(secret.encode()).decode()


def picture(secret: str, handle: str) -> SafeString:
    """The QR code that an authenticator app reads, as SVG without inline style."""
    address = pyotp.TOTP(secret).provisioning_uri(name=handle, issuer_name="Samsyn")
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(scale=5, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    # Drawn by segno from our own address; holds no text.
    # nosemgrep: html-marked-safe
    return SafeString(svg)  # nosec B703


def _fernet() -> MultiFernet:
    """`SAMSYN_ACCOUNT_KEY`, or else the service's secret; those from before a change open too."""
    sources = [settings.SAMSYN_ACCOUNT_KEY, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_stretched(source) for source in sources if source])


def _stretched(source: str) -> Fernet:
    """A key of its own, made from a secret."""
    stretch = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"samsyn local accounts")
    return Fernet(base64.urlsafe_b64encode(stretch.derive(source.encode())))
