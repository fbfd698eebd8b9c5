"""Does the map of adoption claim only what was decided, and can two versions never hold at once?"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.agreements.rules import (
    Adoption,
    ArenaWord,
    ClauseText,
    Outcome,
    PassageOutcome,
    Passed,
    Same,
    Span,
    TreatmentFact,
    VersionFact,
    adoption_of,
    arenas_to_pass,
    compare_clauses,
    entrance,
    months_after,
    next_review,
    passage_steps,
    recommended_by,
    standing,
    word_parts,
)
from samsyn.regions import region

DAY = dt.date(2026, 1, 1)
days = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))


def version(number, asked=DAY, known=True):
    return VersionFact(number, f"v{number}", asked, None, known)


def treatment(number, outcome=Outcome.ADOPTED, on=DAY, key="", corrects="", party="a"):
    return TreatmentFact(party, number, outcome, "Nämnden", on, key=key, corrects=corrects)


class TestAdoption:
    def test_nothing_is_claimed_before_anything_was_sent(self):
        assert adoption_of("a", [version(1)], [], DAY - dt.timedelta(days=1)) is None

    def test_waits_or_is_unknown(self):
        assert adoption_of("a", [version(1)], [], DAY).state is Adoption.WAITING
        assert adoption_of("a", [version(1, known=False)], [], DAY).state is Adoption.UNKNOWN

    def test_follows_an_older_version(self):
        versions = [version(1), version(2, DAY + dt.timedelta(days=100))]
        late = DAY + dt.timedelta(days=200)
        found = adoption_of("a", versions, [treatment(1, on=late)], late)
        assert (found.state, found.version, found.asked) == (Adoption.OLDER, "v1", "v2")

    def test_a_no_to_the_new_leaves_the_old(self):
        versions = [version(1), version(2)]
        given = [treatment(1), treatment(2, Outcome.REJECTED)]
        found = adoption_of("a", versions, given, DAY)
        assert (found.state, found.version) == (Adoption.REJECTED, "v1")

    def test_a_correction_takes_the_wrong_record_away_on_every_day(self):
        wrong = treatment(1, on=DAY, key="1")
        right = treatment(1, Outcome.REJECTED, on=DAY + dt.timedelta(days=5), key="2", corrects="1")
        found = adoption_of("a", [version(1)], [wrong, right], DAY)
        assert (found.state, found.version) == (Adoption.WAITING, "")
        later = adoption_of("a", [version(1)], [wrong, right], DAY + dt.timedelta(days=5))
        assert (later.state, later.version) == (Adoption.REJECTED, "")

    def test_a_later_decision_leaves_the_earlier_true_on_its_day(self):
        later = DAY + dt.timedelta(days=90)
        rows = [treatment(1, Outcome.REJECTED), treatment(1, on=later)]
        assert adoption_of("a", [version(1)], rows, DAY).state is Adoption.REJECTED
        assert adoption_of("a", [version(1)], rows, later).state is Adoption.ADOPTED

    @given(
        st.lists(
            st.tuples(st.integers(1, 4), st.sampled_from(Outcome), days, st.sampled_from("ab")),
            max_size=12,
        ),
        st.lists(days, min_size=4, max_size=4),
        days,
    )
    def test_never_claims_a_version_that_the_party_has_not_adopted(self, rows, asked, on):
        versions = [version(n, day) for n, day in enumerate(sorted(asked), start=1)]
        given = [treatment(n, o, d, key=str(i), party=p) for i, (n, o, d, p) in enumerate(rows)]
        found = adoption_of("a", versions, given, on)
        adopted = {
            f"v{t.number}"
            for t in given
            if t.party == "a" and t.outcome is not Outcome.REJECTED and t.decided_on <= on
        }
        if found is None:
            assert all(day > on for day in asked)
        else:
            assert found.version == "" or found.version in adopted
            if found.state in (Adoption.ADOPTED, Adoption.ADOPTED_WITH_CHANGE):
                assert found.version == found.asked

    @given(st.lists(st.tuples(days, st.integers(-1, 5)), max_size=8))
    def test_what_is_corrected_never_stands(self, rows):
        given = [
            treatment(1, on=day, key=str(i), corrects=str(at) if 0 <= at < i else "")
            for i, (day, at) in enumerate(rows)
        ]
        corrected = {t.corrects for t in given if t.corrects}
        assert {t.key for t in standing(given)} == {t.key for t in given} - corrected


spans = st.lists(st.tuples(days, st.integers(1, 900)), max_size=6)


class TestEntrance:
    @given(spans, days, st.integers(1, 8))
    def test_never_two_in_force(self, rows, day, number):
        """Whatever stands, what comes out never has two on one day."""
        standing_now: list[Span] = []
        for n, (start, length) in enumerate(rows, start=1):
            span = Span(n, str(n), start, start + dt.timedelta(days=length))
            if not any(meet(span, other) for other in standing_now):
                standing_now.append(span)
        found = entrance(number, day, standing_now)
        if found.blocked_by is not None:
            return
        after = [
            Span(s.number, s.label, s.start, day) if s == found.follows else s for s in standing_now
        ]
        assert not any(meet(Span(number, "new", day, None), other) for other in after)

    def test_an_older_version_does_not_enter_over_a_newer(self):
        newer = Span(2, "v2", DAY, None)
        assert entrance(1, DAY + dt.timedelta(days=9), [newer]).blocked_by == newer

    def test_the_earlier_gives_way(self):
        earlier = Span(1, "v1", DAY, None)
        assert entrance(2, DAY + dt.timedelta(days=9), [earlier]).follows == earlier


def meet(a: Span, b: Span) -> bool:
    far = dt.date.max
    return a.start < (b.to or far) and b.start < (a.to or far)


class TestPassage:
    def test_the_owner_is_enough_when_it_costs_nothing(self):
        assert arenas_to_pass("barnarenan", [], has_cost=True, changes_responsibility=True) == (
            "barnarenan",
        )

    def test_the_order_is_held(self):
        arenas = ("strategi", "pks", "forum")
        words = [said("forum", 3), said("strategi", 1, order=1)]
        steps = passage_steps(arenas, words)
        assert [s.state for s in steps] == [Passed.DONE, Passed.NEXT, Passed.AGAIN]
        assert recommended_by(steps) is None
        words += [said("pks", 5, order=2), said("forum", 6, order=3)]
        last = recommended_by(passage_steps(arenas, words))
        assert (last.arena, last.decided_on) == ("forum", DAY + dt.timedelta(days=6))

    def test_a_no_stops(self):
        steps = passage_steps(("a",), [said("a", 1, PassageOutcome.REJECTED)])
        assert steps[0].state is Passed.STOPPED and recommended_by(steps) is None

    def test_no_arena_recommends_nothing(self):
        assert recommended_by(passage_steps((), [said("a", 1)])) is None


def said(arena, day, outcome=PassageOutcome.APPROVED, order=0):
    return ArenaWord(arena, outcome, DAY + dt.timedelta(days=day), order)


texts = st.text(alphabet="aåb .,\n", max_size=40)
clauses = st.lists(
    st.tuples(st.sampled_from(["§1", "§2", "§3", "§4"]), st.sampled_from("ABC"), texts),
    unique_by=lambda row: row[0],
    max_size=4,
).map(lambda rows: [ClauseText(*row) for row in rows])


class TestCompare:
    @given(texts, texts)
    def test_both_texts_can_be_read_out_of_the_woven_one(self, before, after):
        parts = word_parts(before, after)
        assert "".join(p.text for p in parts if p.kind != "ins") == before
        assert "".join(p.text for p in parts if p.kind != "del") == after

    @given(clauses, clauses)
    def test_every_clause_stands_once(self, before, after):
        found = compare_clauses(before, after)
        later = [row.number for row in found if row.kind is not Same.REMOVED]
        assert later == [row.number for row in after]
        removed = {row.number for row in found if row.kind is Same.REMOVED}
        met = {row.was or row.number for row in found if row.kind in (Same.SAME, Same.CHANGED)}
        assert removed | met == {row.number for row in before}
        assert not removed & met

    @given(clauses)
    def test_the_same_text_has_no_difference(self, rows):
        assert all(row.kind is Same.SAME for row in compare_clauses(rows, rows))

    def test_a_renumbered_clause_is_recognised(self):
        before = [ClauseText("§1", "Mål", "Ett"), ClauseText("§2", "Parter", "Två")]
        after = [ClauseText("§1", "Nytt", "Noll"), ClauseText("§3", "Parter", "Två")]
        found = {row.number: row for row in compare_clauses(before, after)}
        assert found["§3"].was == "§2"


class TestReview:
    @pytest.mark.parametrize(
        ("day", "months", "after"),
        [
            (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
            (dt.date(2026, 11, 25), 12, dt.date(2027, 11, 25)),
            (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        ],
    )
    def test_months(self, day, months, after):
        assert months_after(day, months) == after

    def test_nobody_has_decided(self):
        assert next_review(None, DAY, None) is None
        assert next_review(12, None, None) is None

    def test_counts_from_the_last(self):
        assert next_review(12, DAY, dt.date(2026, 6, 1)) == dt.date(2027, 6, 1)


def test_the_countys_own_passages_are_read():
    assert isinstance(region("jamtland-harjedalen").passages, tuple)
