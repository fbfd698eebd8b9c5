"""Which passwords are refused, how long does one wait, which codes fit?"""

import datetime as dt

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.logins.local.rules import STEP_SECONDS, Weak, fitting_step, wait_after, why_weak

NAMES = ("Maja", "Omma-Lindqvist", "maja-omma", "Samsyn")
NOW = dt.datetime(2026, 12, 1, 9, 0, 10, tzinfo=dt.UTC)
SECRET = pyotp.random_base32()


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kort", Weak.SHORT),
        ("fjorton tecken", Weak.SHORT),
        ("x" * 201, Weak.LONG),
        ("aaaaaaaaaaaaaaaaaa", Weak.REPEATED),
        ("abcabcabcabcabcabc", Weak.REPEATED),
        ("123456789012345678", Weak.COMMON),
        ("Password-Password-1", Weak.COMMON),
        ("qwertyuiop-asdfghjkl-1", Weak.COMMON),
        ("Maja Omma-Lindqvist 1979", Weak.NAMES),
        ("samsyn-maja-2026!!", Weak.NAMES),
        ("häst batteri klammer rätt", None),
        ("Maja cyklar till fjället på tisdagar", None),
    ],
)
def test_passwords(password, why):
    assert why_weak(password, NAMES) is why


@given(st.text(min_size=0, max_size=14))
def test_nothing_short_is_accepted(password):
    assert why_weak(password, NAMES) is Weak.SHORT


def test_waits_grow_and_stop_growing():
    waits = [wait_after(failed).total_seconds() / 60 for failed in range(14)]
    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


class TestCodes:
    def code(self, shift: int) -> str:
        return pyotp.TOTP(SECRET).at(NOW + shift * dt.timedelta(seconds=STEP_SECONDS))

    def test_now_and_one_aside_fit_and_two_do_not(self):
        here = int(NOW.timestamp()) // STEP_SECONDS
        assert [fitting_step(SECRET, self.code(n), NOW, 0) for n in (-1, 0, 1)] == [
            here - 1, here, here + 1,
        ]  # fmt: skip
        assert [fitting_step(SECRET, self.code(n), NOW, 0) for n in (-2, 2)] == [None, None]

    def test_a_used_code_and_those_before_it_fit_no_more(self):
        used = fitting_step(SECRET, self.code(0), NOW, 0)
        assert used is not None
        assert fitting_step(SECRET, self.code(0), NOW, used) is None
        assert fitting_step(SECRET, self.code(-1), NOW, used) is None
        assert fitting_step(SECRET, self.code(1), NOW, used) == used + 1

    @pytest.mark.parametrize("code", ["", "abcdef", "١٢٣٤٥٦", "12345", "🙂"])
    def test_what_is_no_code_never_fits(self, code):
        assert fitting_step(SECRET, code, NOW, 0) is None

    def test_spaces_do_not_matter(self):
        code = self.code(0)
        assert fitting_step(SECRET, f" {code[:3]} {code[3:]} ", NOW, 0) is not None
