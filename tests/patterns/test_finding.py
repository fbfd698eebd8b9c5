"""Which faults recur, and what is said of them? Without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.patterns import rules
from samsyn.patterns.rules import LEAST, Found, Ground, Shape, Tally, find, reasons_of

CLAUSE, OTHER = Ground("clause", "avtal", "§4.2"), Ground("clause", "avtal", "§6.1")
AB, AC, AD, BC = ("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")
JUNE = frozenset({dt.date(2026, 6, 1)})


def tally(count, pair=AB, ground=CLAUSE, kind="guideline", **more):
    values = {"count": count, "months": JUNE if count else frozenset(), **more}
    return Tally(kind=kind, ground=ground, pair=pair, **values)


def shapes(*tallies):
    return {found.shape: found.count for found in find(tallies)}


class TestWhatRecurs:
    def test_too_few_are_chance(self):
        assert find([tally(LEAST - 1)]) == ()

    def test_the_same_fault_between_the_same_two(self):
        assert shapes(tally(LEAST)) == {Shape("guideline", CLAUSE, AB): LEAST}

    def test_the_same_fault_between_several(self):
        assert shapes(tally(1, AB), tally(1, AC), tally(1, BC)) == {Shape("guideline", CLAUSE): 3}

    def test_the_same_two_whatever_was_not_kept(self):
        found = shapes(tally(1, ground=CLAUSE), tally(1, ground=OTHER), tally(1, ground=Ground()))
        assert found == {Shape("guideline", Ground(), AB): 3}

    def test_what_nobody_knows_is_no_ground(self):
        assert shapes(*(tally(1, pair, Ground()) for pair in (AB, AC, BC))) == {}

    def test_different_kinds_are_different_faults(self):
        assert shapes(tally(2), tally(2, kind="cost")) == {}

    def test_old_ones_are_counted_apart(self):
        (found,) = find([tally(3, before=1), tally(0, before=4)])
        assert (found.count, found.before, found.rises) == (3, 5, False)


class TestNoDoubleFlags:
    def test_the_narrow_one_wins_when_it_explains_the_wide_one(self):
        assert shapes(tally(9, AB), tally(1, AC), tally(1, BC)) == {
            Shape("guideline", CLAUSE, AB): 9
        }

    def test_the_wide_one_wins_when_it_is_spread(self):
        assert shapes(tally(3, AB), tally(3, AC), tally(3, BC)) == {Shape("guideline", CLAUSE): 9}

    def test_two_narrow_ones_far_apart_are_both_told(self):
        found = shapes(tally(4, AB), tally(4, BC, OTHER))
        assert found == {Shape("guideline", CLAUSE, AB): 4, Shape("guideline", OTHER, BC): 4}

    def test_a_wide_one_needs_enough_of_its_own(self):
        found = shapes(tally(3, AB), tally(3, AC), tally(3, AD), tally(1, AB, OTHER))
        assert found == {Shape("guideline", CLAUSE): 9}


class TestWords:
    def found(self, **changes):
        values = {
            "shape": Shape("guideline", CLAUSE, AB), "count": 8, "before": 2, "months": 4,
            "total": 40, "pairs": 1, "grounds": 1, "climbed": 3, "waiting": 1,
        }  # fmt: skip
        return Found(**{**values, **changes})

    def test_every_number_is_told_to_who_meets_all(self):
        text = " ".join(reasons_of(self.found()))
        for words in ("8 avvikelser", "4 olika månader", "före var det 2", "ökning", "20 procent",
                      "3 av dem har lyfts", "1 av dem väntar"):  # fmt: skip
            assert words in text

    def test_a_small_number_is_never_written_for_all(self):
        text = " ".join(reasons_of(self.found(count=4, pairs=3, months=4), rules.THRESHOLD))
        assert "Färre än 5 avvikelser" in text
        assert not any(digit in text.replace("än 5", "").replace("12 m", "") for digit in "1234")

    def test_a_part_whose_rest_is_small_is_not_told(self):
        found = self.found(count=8, climbed=6, waiting=3)
        assert not any("av dem" in reason for reason in reasons_of(found, rules.THRESHOLD))

    def test_a_share_whose_rest_is_small_is_not_told(self):
        found = self.found(count=8, total=10)
        assert not any("procent" in reason for reason in reasons_of(found, rules.THRESHOLD))

    def test_a_small_number_is_not_kept(self):
        kept = [rules.stored_number(n) for n in (0, 1, rules.THRESHOLD - 1, rules.THRESHOLD)]
        assert kept == [0, None, None, rules.THRESHOLD]

    def test_what_came_back_says_so(self):
        assert "kommit tillbaka" in reasons_of(rules.again(self.found()))[-1]


class TestGround:
    def test_a_routine_is_the_same_however_it_is_written(self):
        assert Ground.of("routine", routine=" Kallelse  SIP") == Ground.of(
            "routine", routine="kallelse sip"
        )

    @pytest.mark.parametrize("against", ["clause", "routine", "unsure"])
    def test_what_is_not_named_is_no_ground(self, against):
        assert not Ground.of(against)

    def test_the_period_is_a_year_and_the_one_before_it(self):
        assert rules.period_of(dt.date(2026, 11, 25)) == (
            dt.date(2024, 11, 26), dt.date(2025, 11, 26), dt.date(2026, 11, 26),
        )  # fmt: skip
        assert rules.period_of(dt.date(2024, 2, 28))[1] == dt.date(2023, 2, 28)


GROUNDS = [Ground(), CLAUSE, OTHER, Ground("plan")]
TALLIES = st.lists(
    st.builds(
        Tally,
        kind=st.sampled_from(["guideline", "cost"]),
        ground=st.sampled_from(GROUNDS),
        pair=st.sampled_from([AB, AC, AD, BC, ("a", "a")]),
        municipality=st.sampled_from(["", "x", "y"]),
        count=st.integers(0, 6),
        before=st.integers(0, 6),
        months=st.just(JUNE),
    ),
    max_size=25,
)


class TestProperties:
    @given(TALLIES, st.randoms(use_true_random=False))
    def test_the_order_does_not_matter(self, tallies, random):
        shuffled = list(tallies)
        random.shuffle(shuffled)
        assert find(tallies) == find(shuffled)

    @given(TALLIES)
    def test_one_by_one_or_together_is_the_same(self, tallies):
        apart = [
            Tally(t.kind, t.ground, t.pair, t.municipality, 1, 0, months=t.months)
            for t in tallies for _n in range(t.count)
        ]  # fmt: skip
        together = {f.shape: f.count for f in find(tallies)}
        assert {f.shape: f.count for f in find(apart)} == together

    @given(TALLIES)
    def test_each_is_enough_and_has_enough_of_its_own(self, tallies):
        found = find(tallies)
        for one in found:
            mine = [t for t in tallies if one.shape.covers(t.shape)]
            assert sum(t.count for t in mine) == one.count >= LEAST
            assert sum(t.before for t in mine) == one.before
        largest = sorted(found, key=lambda f: (-f.count, not f.shape.ground, f.shape))
        for nth, one in enumerate(largest):
            before = [f.shape for f in largest[:nth]]
            own = [
                t.count for t in tallies
                if one.shape.covers(t.shape) and not any(s.covers(t.shape) for s in before)
            ]  # fmt: skip
            assert sum(own) >= LEAST

    @given(TALLIES)
    def test_nothing_that_recurs_between_two_is_lost(self, tallies):
        counts: dict[Shape, int] = {}
        for t in tallies:
            if t.ground:
                counts[t.shape] = counts.get(t.shape, 0) + t.count
        found = find(tallies)
        for shape, count in counts.items():
            if count >= LEAST:
                assert any(one.shape.covers(shape) for one in found)

    @given(TALLIES)
    def test_keys_are_of_the_shape_alone(self, tallies):
        found = find(tallies)
        assert len({one.key for one in found}) == len(found)
        assert all(one.key == one.shape.key for one in found)
