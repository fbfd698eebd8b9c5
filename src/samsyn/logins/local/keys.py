"""How is the secret of the one-time codes kept? Encrypted, with a key outside the database."""

import base64

import pyotp
import segno
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.safestring import SafeString


def new_secret() -> str:
    """A new secret, encrypted."""
    return _fernet().encrypt(pyotp.random_base32().encode()).decode()


def opened(secret: str) -> str:
    """The secret itself (base32). Raises InvalidToken when the key is another."""
    return _fernet().decrypt(secret.encode()).decode()


def picture(secret: str, handle: str) -> SafeString:
    """The QR code that an authenticator app reads, as SVG without inline style."""
    address = pyotp.TOTP(secret).provisioning_uri(name=handle, issuer_name="Samsyn")
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(scale=5, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return SafeString(svg)  # drawn by segno from our own address; holds no text  # nosec B703  # our own SVG, made of digits


def _fernet() -> Fernet:
    """`SAMSYN_ACCOUNT_KEY`, or else the service's secret, stretched to a key of its own."""
    source = settings.SAMSYN_ACCOUNT_KEY or settings.SECRET_KEY
    stretch = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"samsyn local accounts")
    return Fernet(base64.urlsafe_b64encode(stretch.derive(source.encode())))
