"""Which password is strong enough, how long does one wait, which one-time code fits? Pure."""

import datetime as dt
import hmac
import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

import pyotp

LEAST = 15
MOST = 200
#: Wrong attempts before the first wait, and the longest wait.
FREE_ATTEMPTS = 5
LONGEST_WAIT = dt.timedelta(hours=1)
STEP_SECONDS = 30
#: What many choose when told to make it long. Compared without digits, signs and repetitions.
COMMON = frozenset(
    {
        "password", "passord", "lösenord", "losenord", "passwordpassword", "lösenordlösenord",
        "qwerty", "qwertyuiop", "asdfghjkl", "qwertyasdfgh", "qwertyuiopasdfghjkl", "letmein",
        "iloveyou", "jagälskardig", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmno", "welcome",
        "välkommen", "administrator", "administratör", "hemligt", "hemligtlösenord", "sommar",
        "vinter", "samsyn", "samsynsamsyn", "correcthorsebatterystaple", "changemenow",
        "detärhemligt", "mittlösenord", "mittlösenordärhemligt", "passwordadmin", "adminpassword",
    }
)  # fmt: skip


class Weak(Enum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    NAMES = "names"
    REPEATED = "repeated"


def normal(password: str) -> str:
    """The same text however the keyboard wrote it."""
    return unicodedata.normalize("NFKC", password)


def why_weak(password: str, names: Iterable[str]) -> Weak | None:
    """Why the password is too easy to guess for one with these names, or None."""
    text = normal(password)
    if min(len(text), len(password)) < LEAST:
        return Weak.SHORT
    if len(text) > MOST:
        return Weak.LONG
    if len(set(text.casefold())) < 6 or re.fullmatch(r"(.{1,5})\1+.{0,4}", text.casefold()):
        return Weak.REPEATED
    letters = re.sub(r"[\W\d_]+", "", text.casefold())
    own = {n.casefold() for name in names for n in [name, *re.split(r"\W+", name)] if len(n) > 2}
    rest = letters
    for name in sorted(own, key=len, reverse=True):
        rest = rest.replace(name, "")
    if rest != letters and len(rest) < 8:
        return Weak.NAMES
    return Weak.COMMON if letters in COMMON or not letters else None


def wait_after(failed: int) -> dt.timedelta:
    """How long the account is closed after so many wrong attempts in a row: 1, 2, 4 … minutes."""
    if failed < FREE_ATTEMPTS:
        return dt.timedelta(0)
    doubled = min(failed - FREE_ATTEMPTS, 10)
    return min(dt.timedelta(minutes=2**doubled), LONGEST_WAIT)


def fitting_step(secret: str, code: str, now: dt.datetime, last_step: int) -> int | None:
    """The step that a one-time code is of, when it is of now (or one aside) and not yet used."""
    digits = re.sub(r"\s", "", code)
    here = int(now.timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(secret)
    fitting = None
    for step in (here - 1, here, here + 1):
        is_it = hmac.compare_digest(codes.generate_otp(step).encode(), digits.encode())
        if is_it and step > last_step:
            fitting = step
    return fitting
