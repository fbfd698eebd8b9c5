"""Versions, joining, comparing, terms, signing and drawing; no database."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.actionplans import rules
from samsyn.actionplans.rules import Content, Measure, Row, Signatory, Term

WORDS = st.text("abåäö ", max_size=4)
ROWS = st.builds(
    Row,
    id=st.sampled_from(["r1", "r2", "r3", "r4"]),
    area=st.sampled_from(["Skola", "Förskola"]),
    operations=st.lists(st.sampled_from(["Skola", "Vård"]), max_size=2, unique=True).map(tuple),
    goal=WORDS,
    measures=st.lists(st.builds(Measure, WORDS, st.just("")), max_size=2).map(tuple),
    activity=WORDS,
    lifted=st.booleans(),
    lifted_why=WORDS,
)
CONTENTS = st.builds(
    Content,
    target_group=WORDS,
    introduction=WORDS,
    rows=st.lists(ROWS, max_size=4, unique_by=lambda r: r.id).map(tuple),
    signatories=st.lists(
        st.builds(Signatory, st.sampled_from(["s1", "s2"]), WORDS, WORDS),
        max_size=2, unique_by=lambda s: s.id,
    ).map(tuple),
)  # fmt: skip


def plan(*rows: Row, **texts: str) -> Content:
    return Content(rows=rows, **texts)


def ids(content: Content) -> list[str]:
    return [row.id for row in content.rows]


class TestContent:
    @given(CONTENTS)
    def test_is_read_back_as_it_was_stored(self, content):
        assert Content.from_json(content.as_json()) == content

    def test_tolerates_what_later_versions_know(self):
        data = {"rows": [{"id": "r", "area": "Skola", "colour": "red"}], "mood": "good"}
        assert Content.from_json(data) == plan(Row(id="r", area="Skola"))

    def test_puts_what_was_lifted_last(self):
        content = plan(Row(id="a", area="A", lifted=True), Row(id="b", area="B"))
        assert ids(content.arranged()) == ["b", "a"]


class TestMerge:
    @given(CONTENTS, CONTENTS)
    def test_one_who_changed_nothing_takes_the_others(self, base, theirs):
        joined = rules.merge(base, base, theirs)
        assert joined.content == theirs
        assert joined.clashes == ()

    @given(CONTENTS, CONTENTS)
    def test_mine_is_kept_when_nobody_else_wrote(self, base, mine):
        joined = rules.merge(base, mine, base)
        assert set(joined.content.rows) == set(mine.rows)
        assert ids(joined.content) == ids(mine)
        assert joined.clashes == ()

    @given(CONTENTS, CONTENTS)
    def test_the_same_edit_twice_is_no_clash(self, base, edit):
        assert rules.merge(base, edit, edit).content == edit

    @given(CONTENTS, CONTENTS, CONTENTS)
    def test_nothing_that_somebody_wrote_is_dropped_in_silence(self, base, mine, theirs):
        """Every cell that I changed is in the joined version, or is told as a clash."""
        joined = rules.merge(base, mine, theirs)
        told = " ".join(clash.mine for clash in joined.clashes)
        for row in mine.rows:
            was, now = base.row(row.id), joined.content.row(row.id)
            if row.goal and row.goal != (was.goal if was else ""):
                assert (now and now.goal == row.goal) or row.goal in told

    @given(CONTENTS, CONTENTS, CONTENTS)
    def test_no_row_stands_twice(self, base, mine, theirs):
        joined = rules.merge(base, mine, theirs)
        assert len(ids(joined.content)) == len(set(ids(joined.content)))

    def test_two_cells_of_one_row_are_joined(self):
        base = plan(Row(id="r", area="Skola", goal="Förr"))
        mine, theirs = (
            plan(replace(base.rows[0], goal="Nu")),
            plan(replace(base.rows[0], activity="Rutin")),
        )
        joined = rules.merge(base, mine, theirs)
        assert joined.content.rows == (Row(id="r", area="Skola", goal="Nu", activity="Rutin"),)
        assert joined.clashes == ()

    def test_the_same_cell_clashes_and_both_texts_are_there(self):
        base = plan(Row(id="r", area="Skola"))
        joined = rules.merge(
            base,
            plan(Row(id="r", area="Skola", goal="Mitt")),
            plan(Row(id="r", area="Skola", goal="Deras")),
        )
        assert [(c.part, c.label, c.mine, c.theirs) for c in joined.clashes] == [
            ("goal", "Skola", "Mitt", "Deras")
        ]
        assert joined.content.rows[0].goal == "Deras"
        assert joined.with_mine.rows[0].goal == "Mitt"

    def test_removed_by_one_and_changed_by_the_other_clashes_and_stays(self):
        base = plan(Row(id="r", area="Skola"))
        changed = plan(Row(id="r", area="Skola", goal="Nytt"))
        for mine, theirs in ((plan(), changed), (changed, plan())):
            joined = rules.merge(base, mine, theirs)
            assert [clash.part for clash in joined.clashes] == ["row"]
            assert joined.content.rows == changed.rows

    def test_a_lifting_and_an_edit_of_the_same_row_are_joined(self):
        base = plan(Row(id="r", area="Skola"))
        lifted = plan(Row(id="r", area="Skola", lifted=True, lifted_why="Klart"))
        joined = rules.merge(base, lifted, plan(Row(id="r", area="Skola", done="2026")))
        assert joined.content.rows == (
            Row(id="r", area="Skola", done="2026", lifted=True, lifted_why="Klart"),
        )

    def test_new_rows_of_both_are_kept(self):
        base = plan(Row(id="a", area="A"))
        mine, theirs = (plan(*base.rows, Row(id=key, area=key)) for key in ("m", "t"))
        assert set(ids(rules.merge(base, mine, theirs).content)) == {"a", "m", "t"}


class TestCompare:
    @given(CONTENTS)
    def test_finds_nothing_between_equals(self, content):
        assert rules.compare(content, content) == ()

    @given(CONTENTS, CONTENTS)
    def test_tells_every_row_that_came_and_went(self, before, after):
        changes = rules.compare(before, after)
        rows = [change for change in changes if change.part != "signatories"]
        count = {kind: sum(c.kind is kind for c in rows) for kind in rules.Kind}
        assert count[rules.Kind.ADDED] == len(set(ids(after)) - set(ids(before)))
        assert count[rules.Kind.REMOVED] == len(set(ids(before)) - set(ids(after)))

    def test_tells_a_lifting_apart_from_a_removal(self):
        before = plan(Row(id="r", area="Barnahus"))
        after = plan(Row(id="r", area="Barnahus", lifted=True, lifted_why="Finns i länet"))
        (change,) = rules.compare(before, after)
        assert (change.kind, change.label, change.after) == (
            rules.Kind.LIFTED, "Barnahus", "Finns i länet",
        )  # fmt: skip
        (back,) = rules.compare(after, before)
        assert back.kind is rules.Kind.RETURNED

    def test_words_a_changed_measure(self):
        before = plan(Row(id="r", area="A", measures=(Measure("Frånvaro"),)))
        after = plan(Row(id="r", area="A", measures=(Measure("Frånvaro", "absence"),)))
        (change,) = rules.compare(before, after)
        assert (change.before, change.after) == ("Frånvaro", "Frånvaro (absence)")


class TestTerms:
    @pytest.mark.parametrize("text", ["2017 T1", "2017 T3", "2017"])
    def test_is_written_as_it_is_read(self, text):
        assert str(Term.parse(text)) == text

    @pytest.mark.parametrize("text", ["", "2017 T4", "T1 2017", "17", "2017 T1 "[:6]])
    def test_refuses_other_writing(self, text):
        with pytest.raises(ValueError):
            Term.parse(text)

    @given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
    def test_every_day_is_in_one_tertial(self, day):
        term = Term.of(day)
        assert term.starts <= day < term.ends

    def test_a_year_comes_after_its_tertials(self):
        terms = [Term(2017), Term(2018, 1), Term(2017, 3), Term(2017, 1)]
        assert [str(t) for t in sorted(terms, key=lambda t: t.order)] == [
            "2017 T1", "2017 T3", "2017", "2018 T1",
        ]  # fmt: skip

    def test_between_stops_at_today_and_at_the_end(self):
        start, end = dt.date(2016, 10, 21), dt.date(2018, 1, 1)
        assert [str(t) for t in rules.terms_between(start, end, dt.date(2026, 1, 1))] == [
            "2016 T3", "2017 T1", "2017 T2", "2017 T3",
        ]  # fmt: skip
        assert [str(t) for t in rules.terms_between(start, None, dt.date(2017, 1, 1))] == [
            "2016 T3", "2017 T1",
        ]  # fmt: skip
        assert rules.terms_between(start, end, dt.date(2016, 1, 1)) == ()

    @pytest.mark.parametrize(
        ("on", "asked"),
        [
            (dt.date(2016, 12, 1), None),  # the plan began in the tertial that goes on
            (dt.date(2017, 1, 1), "2016 T3"),
            (dt.date(2017, 9, 1), "2017 T2"),
            (dt.date(2018, 4, 30), "2017 T3"),
            (dt.date(2018, 5, 1), None),
            (dt.date(2026, 11, 25), None),
        ],
    )
    def test_asks_for_the_latest_tertial_that_has_ended(self, on, asked):
        term = rules.asked_term(dt.date(2016, 10, 21), dt.date(2018, 1, 1), on)
        assert (str(term) if term else None) == asked


class TestSigning:
    PARTIES = ("Regionen", "Bergs kommun")

    @pytest.mark.parametrize(
        ("organisation", "own", "may"),
        [
            ("Regionen", "Regionen", True),
            ("regionen ", "Regionen", True),
            ("Regionen", "Bergs kommun", False),
            ("Primärkommunal utveckling", "Bergs kommun", True),
            ("Regionen", "", False),
            ("", "", False),
        ],
    )
    def test_a_party_signs_its_own_line(self, organisation, own, may):
        assert rules.may_sign_for(organisation, own, self.PARTIES) is may


class TestDraw:
    def test_needs_two_values(self):
        assert rules.draw([]) is None
        assert rules.draw([3.0, None]) is None

    def test_a_hidden_value_is_a_gap(self):
        drawing = rules.draw([1.0, 2.0, None, 4.0])
        assert drawing is not None
        assert len(drawing.lines) == 1
        assert len(drawing.marks) == 3

    @given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
    def test_stays_on_the_canvas(self, values):
        drawing = rules.draw(values)
        assert drawing is not None
        assert all(0 <= m.x <= drawing.width and 0 <= m.y <= drawing.height for m in drawing.marks)


@pytest.mark.parametrize("state", rules.State)
def test_every_state_has_an_owner(state):
    assert rules.LIFECYCLE.owners[state]
    assert state.sv and state.en
