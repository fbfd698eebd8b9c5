"""Is an age exact, and inside exactly one of two limits that touch?"""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.regions.schema import Age, AgeInterval, BadAge

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
hundredths = st.integers(0, 2600).map(lambda n: Age(Fraction(n, 100)))


class TestParse:
    @pytest.mark.parametrize(
        ("text", "years"),
        [
            ("16.5", Fraction(33, 2)),
            ("17,99", Fraction(1799, 100)),
            ("0", Fraction(0)),
            (" 18 ", Fraction(18)),
            ("6m", Fraction(1, 2)),
            ("18 mån", Fraction(3, 2)),
        ],
    )
    def test_is_exact(self, text, years):
        assert Age.parse(text).years == years

    @pytest.mark.parametrize("text", ["", "sju", "nan", "1e3", "-3", "131", "17.", "28 veckor"])
    def test_refuses_what_is_no_age(self, text):
        with pytest.raises(BadAge):
            Age.parse(text)

    @pytest.mark.parametrize("text", ["28w", "40w", "42w", "28w+3", "28v"])
    def test_unborn_is_younger_than_zero(self, text):
        assert Age.parse(text).is_unborn
        assert Age.parse(text) < Age.parse("0")

    @pytest.mark.parametrize("text", ["28w", "28w+3", "16.5", "17.999999", "0", "18"])
    def test_is_written_as_it_is_read(self, text):
        assert str(Age.parse(text)) == text

    def test_is_never_shown_as_older(self):
        assert Age.parse("17.9999").number == 17.999
        assert str(Age(Fraction(18) - Fraction(1, 10**9))) == "17.999999"

    @given(hundredths)
    def test_survives_an_address(self, age):
        assert Age.parse(str(age)) == age


class TestFromBirth:
    @given(days, st.integers(0, 25))
    def test_is_whole_on_the_birthday_and_less_the_day_before(self, birth_on, years):
        try:
            birthday = birth_on.replace(year=birth_on.year + years)
        except ValueError:
            birthday = date(birth_on.year + years, 2, 28)
        assert Age.from_birth(birth_on, birthday).years == years
        if years:
            assert Age.from_birth(birth_on, birthday - timedelta(days=1)).years < years

    @given(days, days, days)
    def test_never_falls_as_time_passes(self, birth_on, one, other):
        birth_on, early, late = sorted([birth_on, one, other])
        assert Age.from_birth(birth_on, early) <= Age.from_birth(birth_on, late)

    def test_last_day_of_17_is_inside_to_18(self):
        age = Age.from_birth(date(2008, 3, 1), date(2026, 2, 28))
        assert age in AgeInterval(Age.parse("0"), Age.parse("18"))
        assert age > Age.parse("17.99")

    def test_leap_day_child_turns_on_28_february(self):
        assert Age.from_birth(date(2008, 2, 29), date(2026, 2, 28)).years == 18
        assert Age.from_birth(date(2008, 2, 29), date(2026, 2, 27)).years < 18

    def test_refuses_a_day_before_birth(self):
        with pytest.raises(BadAge):
            Age.from_birth(date(2026, 1, 2), date(2026, 1, 1))

    def test_counts_weeks_from_the_day_expected(self):
        assert Age.from_due_date(date(2026, 3, 26), date(2026, 1, 1)) == Age.parse("28w")


class TestInterval:
    @given(hundredths, hundredths, hundredths, hundredths)
    def test_touching_intervals_share_no_age_and_leave_none_out(self, a, b, c, age):
        low, middle, high = sorted([a, b, c])
        if low == middle or middle == high:
            return
        parts = [AgeInterval(low, middle), AgeInterval(middle, high)]
        assert sum(age in part for part in parts) == (age in AgeInterval(low, high))

    @given(hundredths, hundredths, hundredths, hundredths, hundredths)
    def test_what_is_left_and_what_is_shared_make_the_whole(self, a, b, c, d, age):
        if a == b or c == d:
            return
        one, other = AgeInterval(*sorted([a, b])), AgeInterval(*sorted([c, d]))
        shared = one.overlap(other)
        pieces = [*one.minus(other), *([shared] if shared else [])]
        assert sum(age in piece for piece in pieces) == (age in one)

    def test_ends_just_before_its_end(self):
        to_18 = AgeInterval(None, Age.parse("18"))
        assert Age.parse("17.999999") in to_18
        assert Age.parse("18") not in to_18

    def test_without_limits_holds_everyone(self):
        assert Age.parse("28w") in AgeInterval(None, None)

    def test_refuses_an_empty_interval(self):
        with pytest.raises(BadAge):
            AgeInterval(Age.parse("3"), Age.parse("3"))
