"""What holds of a mandate on a day: never a gap, never a day too early or too late."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samsyn.foundation.dates import dated
from samsyn.governance.rules import (
    MandateFact,
    MandateState,
    mandate_on,
    word_changes,
)

BEGAN = dt.date(2009, 6, 1)
DAYS = st.dates(dt.date(2009, 6, 1), dt.date(2035, 12, 31))
MAYBE = st.none() | DAYS
FACTS = st.lists(
    st.builds(
        MandateFact, adopted=st.booleans(), valid_from=DAYS, valid_to=MAYBE, review_by=MAYBE,
        outdated_from=MAYBE, anchored=st.booleans(),
    ),
    max_size=5,
)  # fmt: skip


def fact(start: str, **changes) -> MandateFact:
    days = {k: dt.date.fromisoformat(v) if isinstance(v, str) else v for k, v in changes.items()}
    return MandateFact(**{"adopted": True, **days, "valid_from": dt.date.fromisoformat(start)})


class TestBoundaries:
    @pytest.mark.parametrize(
        ("on", "state", "since"),
        [
            ("2021-08-31", MandateState.MISSING, BEGAN),
            ("2021-09-01", MandateState.VALID, dt.date(2021, 9, 1)),
            ("2023-09-01", MandateState.VALID, dt.date(2021, 9, 1)),
            ("2023-09-02", MandateState.OUTDATED, dt.date(2023, 9, 2)),
            ("2024-12-31", MandateState.OUTDATED, dt.date(2023, 9, 2)),
            ("2025-01-01", MandateState.VALID, dt.date(2025, 1, 1)),
        ],
    )
    def test_the_last_day_of_review_still_holds(self, on, state, since):
        facts = [fact("2021-09-01", review_by="2023-09-01"), fact("2025-01-01")]
        verdict = mandate_on(facts, dt.date.fromisoformat(on), BEGAN)
        assert (verdict.state, verdict.since) == (state, since)

    def test_the_day_it_ends_is_the_first_without(self):
        facts = [fact("2021-09-01", valid_to="2022-09-01")]
        assert mandate_on(facts, dt.date(2022, 8, 31), BEGAN).state is MandateState.VALID
        assert mandate_on(facts, dt.date(2022, 9, 1), BEGAN).state is MandateState.OUTDATED

    def test_what_a_source_calls_outdated_is_so_from_that_day(self):
        facts = [fact("2020-01-01", outdated_from="2021-06-30", review_by="2025-01-01")]
        assert mandate_on(facts, dt.date(2021, 6, 29), BEGAN).state is MandateState.VALID
        verdict = mandate_on(facts, dt.date(2021, 6, 30), BEGAN)
        assert (verdict.state, verdict.since) == (MandateState.OUTDATED, dt.date(2021, 6, 30))

    def test_it_cannot_be_outdated_before_it_began(self):
        facts = [fact("2021-01-01"), fact("2022-01-01", outdated_from="2020-01-01")]
        verdict = mandate_on(facts, dt.date(2022, 6, 1), BEGAN)
        assert (verdict.state, verdict.since) == (MandateState.OUTDATED, dt.date(2022, 1, 1))

    def test_a_draft_is_no_mandate(self):
        facts = [fact("2020-01-01", adopted=False)]
        assert mandate_on(facts, dt.date(2024, 1, 1), BEGAN).state is MandateState.MISSING

    def test_it_says_when_it_was_never_anchored(self):
        assert not mandate_on(
            [fact("2020-01-01", anchored=False)], dt.date(2024, 1, 1), BEGAN
        ).anchored


class TestNeverSkips:
    @given(FACTS, DAYS)
    def test_the_verdict_holds_on_every_day_since(self, facts, on):
        verdict = mandate_on(facts, on, BEGAN)
        assert verdict.since <= on
        for share in range(5):
            day = verdict.since + (on - verdict.since) * share // 4
            assert mandate_on(facts, day, BEGAN).state is verdict.state

    @given(FACTS, DAYS)
    def test_the_day_before_was_otherwise(self, facts, on):
        verdict = mandate_on(facts, on, BEGAN)
        if verdict.since > BEGAN:
            before = mandate_on(facts, verdict.since - dt.timedelta(days=1), BEGAN)
            assert (before.state, before.fact) != (verdict.state, verdict.fact)

    @given(FACTS, DAYS, st.integers(0, 4000))
    def test_once_there_was_one_it_is_never_missing_again(self, facts, on, later):
        if mandate_on(facts, on, BEGAN).state is not MandateState.MISSING:
            later_on = on + dt.timedelta(days=later)
            assert mandate_on(facts, later_on, BEGAN).state is not MandateState.MISSING

    @given(FACTS, DAYS)
    def test_the_order_of_the_texts_does_not_matter(self, facts, on):
        days = {fact.valid_from for fact in facts}
        if len(days) == len(facts):
            assert mandate_on(facts, on, BEGAN) == mandate_on(facts[::-1], on, BEGAN)


class TestSinceWhen:
    @pytest.mark.parametrize(
        ("on", "precision", "swedish", "english"),
        [
            ("2026-12-04", "day", "4 dec 2026", "4 Dec 2026"),
            ("2018-02-01", "month", "februari 2018", "February 2018"),
            ("2021-09-01", "season", "hösten 2021", "autumn 2021"),
            ("2020-12-01", "season", "vintern 2020", "winter 2020"),
            ("2020-01-01", "year", "2020", "2020"),
            ("2017-01-01", "at_latest", "senast 2017", "at the latest 2017"),
            ("2018-02-01", "at_latest", "senast februari 2018", "at the latest February 2018"),
            ("2023-12-11", "at_latest", "senast 11 dec 2023", "at the latest 11 Dec 2023"),
        ],
    )
    def test_no_more_exactly_than_it_is_known(self, on, precision, swedish, english):
        for language, text in (("sv", swedish), ("en", english)):
            with translation.override(language):
                assert dated(dt.date.fromisoformat(on), precision) == text


class TestWordChanges:
    @given(st.text(max_size=80), st.text(max_size=80))
    def test_both_texts_can_be_read_out_of_the_pieces(self, before, after):
        pieces = word_changes(before, after)
        assert "".join(p.text for p in pieces if p.change != "added") == before
        assert "".join(p.text for p in pieces if p.change != "removed") == after

    def test_a_changed_word_is_the_only_one_marked(self):
        pieces = word_changes("Möts fyra gånger om året.", "Möts sex gånger om året.")
        assert [(p.change, p.text) for p in pieces] == [
            ("same", "Möts "), ("removed", "fyra"), ("added", "sex"),
            ("same", " gånger om året."),
        ]  # fmt: skip
