"""Can a hidden figure be worked out, and are figures worded, read and written rightly?"""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.foundation import words
from samsyn.indicators import rules
from samsyn.indicators.rules import MeasureUnit, Period, State, Trend
from samsyn.indicators.rules.figures import Figure, Verdict
from samsyn.indicators.rules.flows import possible
from samsyn.indicators.rules.incoming import WouldTell, as_may_be_shown
from samsyn.indicators.rules.reading import Fault, Row, read_csv, read_number, write_csv

TODAY = dt.date(2026, 11, 25)


def attack(published, rows, columns, most=60):
    """All whole numbers that each hidden cell can be, by narrowing until nothing more is learnt.

    Written apart from the product: plain intervals over the sums of rows, columns and totals.
    """
    cells = list(itertools.product(["", *rows], ["", *columns]))
    low = {c: published.get(c, 0) for c in cells}
    high = {c: published.get(c, most) for c in cells}
    sums = [((r, ""), [(r, c) for c in columns]) for r in ["", *rows]]
    sums += [(("", c), [(r, c) for r in rows]) for c in ["", *columns]]
    changed = True
    while changed:
        changed = False
        for total, parts in sums:
            bounds = {total: (sum(low[p] for p in parts), sum(high[p] for p in parts))}
            for p in parts:
                rest = [q for q in parts if q != p]
                bounds[p] = (
                    low[total] - sum(high[q] for q in rest),
                    high[total] - sum(low[q] for q in rest),
                )
            for cell, (least, greatest) in bounds.items():
                if least > low[cell] or greatest < high[cell]:
                    low[cell], high[cell] = max(low[cell], least), min(high[cell], greatest)
                    changed = True
    return {c: (low[c], high[c]) for c in cells if c not in published}


def search(published, rows, columns, hidden):
    """Every whole-number table that fits what is published, by trying all; small tables only."""
    inner = [(r, c) for r in rows for c in columns]
    free = [c for c in inner if c in hidden]
    found = {c: set() for c in hidden}
    for guess in itertools.product(range(9), repeat=len(free)):
        table = {
            **{c: published[c] for c in inner if c in published},
            **dict(zip(free, guess, strict=True)),
        }
        full = rules.with_totals(table)
        if all(full[c] == n for c, n in published.items()):
            for c in hidden:
                found[c].add(full[c])
    return found


class TestSuppression:
    def test_the_threshold_and_zero(self):
        assert [n for n in range(8) if rules.is_small(n, rules.DEFAULT_THRESHOLD)] == [1, 2, 3, 4]

    def test_a_single_small_cell_takes_others_with_it(self):
        table = rules.with_totals({("a", "1"): 2, ("a", "2"): 9, ("b", "1"): 12, ("b", "2"): 6})
        hidden = rules.protect(table, 5)
        assert ("a", "1") in hidden and len(hidden) >= 4

    def test_what_is_shown_elsewhere_is_kept(self):
        table = rules.with_totals(
            {
                ("a", "1"): 2,
                ("a", "2"): 9,
                ("b", "1"): 12,
                ("b", "2"): 6,
                ("c", "1"): 7,
                ("c", "2"): 8,
            }
        )
        keep = [cell for cell in table if not all(cell)]
        hidden = rules.protect(table, 5, keep=keep)
        assert ("a", "1") in hidden and not hidden & set(keep)
        published = {c: n for c, n in table.items() if c not in hidden}
        assert all(high - low >= 5 for low, high in attack(published, "abc", "12").values())

    def test_nothing_small_hides_nothing(self):
        table = rules.with_totals({("a", "1"): 7, ("b", "1"): 0, ("a", "2"): 9, ("b", "2"): 6})
        assert rules.protect(table, 5) == frozenset()

    def test_totals_must_add_up(self):
        table = rules.with_totals({("a", "1"): 7})
        with pytest.raises(ValueError):
            rules.protect({**table, ("", ""): 8}, 5)

    def test_one_column_is_guarded_as_well(self):
        table = rules.with_totals({("a", "1"): 3, ("b", "1"): 20, ("c", "1"): 30})
        hidden = rules.protect(table, 5)
        for cell in hidden:
            least, most = possible(table, hidden, cell)
            assert most is None or most - least >= 5

    def test_without_argus_it_still_holds(self, monkeypatch):
        monkeypatch.setattr(rules.suppression, "_suggested", lambda inner, threshold: frozenset())
        table = rules.with_totals({("a", "1"): 2, ("a", "2"): 9, ("b", "1"): 12, ("b", "2"): 6})
        hidden = rules.protect(table, 5)
        published = {c: n for c, n in table.items() if c not in hidden}
        assert all(high - low >= 5 for low, high in attack(published, "ab", "12").values())

    def test_the_attack_finds_what_is_hidden_alone(self):
        """The test's own attack works: a cell hidden alone is pinned exactly."""
        table = rules.with_totals({("a", "1"): 2, ("a", "2"): 9, ("b", "1"): 12, ("b", "2"): 6})
        published = {c: n for c, n in table.items() if c != ("a", "1")}
        assert attack(published, "ab", "12") == {("a", "1"): (2, 2)}

    def test_a_primary_rule_alone_would_be_broken(self):
        table = rules.with_totals({("a", "1"): 2, ("a", "2"): 3, ("b", "1"): 12, ("b", "2"): 6})
        published = {c: n for c, n in table.items() if not rules.is_small(n, 5)}
        assert any(high - low < 5 for low, high in attack(published, "ab", "12").values())

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.integers(0, 25), min_size=12, max_size=12), st.sampled_from([5, 10]))
    def test_no_hidden_cell_can_be_pinned(self, counts, k):
        inner = dict(zip(itertools.product("abcd", "123"), counts, strict=True))
        table = rules.with_totals(inner)
        hidden = rules.protect(table, k)
        assert {c for c, n in table.items() if 0 < n < k} <= hidden
        published = {c: n for c, n in table.items() if c not in hidden}
        for low, high in attack(published, "abcd", "123", most=10_000).values():
            assert high - low >= k

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.integers(0, 4), min_size=4, max_size=4))
    def test_the_flows_agree_with_trying_everything(self, counts):
        inner = dict(zip(itertools.product("ab", "12"), counts, strict=True))
        table = rules.with_totals(inner)
        hidden = {("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")}
        published = {c: n for c, n in table.items() if c not in hidden}
        for cell, values in search(published, "ab", "12", hidden).items():
            least, most = possible(table, hidden, cell)
            assert (least, most) == (min(values), max(values))

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=6, max_size=6))
    def test_a_share_gives_neither_part_nor_rest(self, pairs):
        cells = list(itertools.product("abc", "12"))
        whole = rules.with_totals({c: a + b for c, (a, b) in zip(cells, pairs, strict=True)})
        part = rules.with_totals({c: a for c, (a, _b) in zip(cells, pairs, strict=True)})
        hidden = rules.hidden_of_shares(whole, part, 5)
        for table in (whole, part, {c: whole[c] - part[c] for c in whole}):
            assert {c for c, n in table.items() if 0 < n < 5} <= hidden
            published = {c: n for c, n in table.items() if c not in hidden}
            for low, high in attack(published, "abc", "12", most=10_000).values():
                assert high - low >= 5

    def test_the_same_sensitive_answer_from_all_is_hidden(self):
        whole = rules.with_totals({("a", "1"): 20, ("b", "1"): 30})
        part = rules.with_totals({("a", "1"): 20, ("b", "1"): 12})
        assert ("a", "1") not in rules.hidden_of_shares(whole, part, 5)
        assert ("a", "1") in rules.hidden_of_shares(whole, part, 5, sensitive=True)

    def test_medians_are_rounded(self):
        assert [rules.rounded(v) for v in (2.5, 3.5, 4.4)] == [Decimal(3), Decimal(4), Decimal(4)]


YEAR = Period.year(2025)


def row(area, value, period=YEAR, **more):
    return Row(area, period, Decimal(value), **more)


def shown(rows, held=(), unit=MeasureUnit.COUNT, sensitive=False):
    stored = {(r.area, r.period): r for r in held}
    marked = as_may_be_shown(rows, stored, unit=unit, threshold=5, is_sensitive=sensitive)
    return {(r.area, r.period.code): r.is_hidden for r in marked}


class TestIncoming:
    def test_a_small_count_and_its_fellow_are_hidden(self):
        found = shown([row("", 30), row("a", 3), row("b", 12), row("c", 15)])
        assert found["a", "2025"] and sum(found.values()) == 2

    def test_parts_that_are_not_told_cover(self):
        assert sum(shown([row("", 60), row("a", 3), row("b", 12)]).values()) == 1

    def test_without_a_total_nothing_else_is_hidden(self):
        assert sum(shown([row("a", 3), row("b", 12)]).values()) == 1

    def test_a_small_tertial_is_not_given_away_by_its_year(self):
        t = [Period.tertial(2025, n) for n in (1, 2, 3)]
        found = shown([row("", 20, t[0]), row("", 3, t[1]), row("", 15, t[2]), row("", 38)])
        assert found["", "2025 T2"] and sum(found.values()) >= 2

    def test_what_is_shown_already_would_tell(self):
        with pytest.raises(WouldTell):
            shown([row("a", 3)], [row("", 30), row("b", 27)])

    def test_a_total_would_tell_what_is_hidden_already(self):
        hidden = Row("a", YEAR, None, is_hidden=True)
        with pytest.raises(WouldTell):
            shown([row("", 30)], [hidden, row("b", 27)])

    def test_all_of_a_period_at_once_may_replace(self):
        rows = [row("", 30), row("a", 3), row("b", 27)]
        assert shown(rows, [row("", 30), row("b", 27)])["a", "2025"]

    def test_other_periods_do_not_tell(self):
        held = [row("", 20, Period.tertial(2025, 1))]
        assert shown([row("", 3, Period.tertial(2025, 2))], held)["", "2025 T2"]

    def test_few_answers_and_all_the_same(self):
        percent = MeasureUnit.PERCENT
        assert shown([row("a", 50, base=4)], unit=percent)["a", "2025"]
        assert shown([row("a", 95, base=20)], unit=percent)["a", "2025"]  # one of twenty
        assert not shown([row("a", 50, base=40)], unit=percent)["a", "2025"]
        assert shown([row("a", 100, base=40)], unit=percent, sensitive=True)["a", "2025"]


AREAS = {"berg": "Bergs kommun", "are": "Åre kommun"}


class TestFiles:
    @pytest.mark.parametrize("bom", ["", "\ufeff"])
    @pytest.mark.parametrize(
        "text",
        [
            "part;period;värde\nlänet;2025;1 234,5\nBergs kommun;2025 T1;7\n",
            'part,period,värde\r\nlänet,2025,"1234,5"\r\nberg,2025-T1,7\r\n',
        ],
    )
    def test_both_separators_and_bom(self, text, bom):
        read = read_csv(bom + text, AREAS, TODAY)
        assert read.problems == ()
        assert [(r.area, r.period.code, r.value) for r in read.rows] == [
            ("", "2025", Decimal("1234.5")),
            ("berg", "2025 T1", Decimal(7)),
        ]

    def test_each_fault_is_told_with_its_line(self):
        text = (
            "part;period;värde;dold;antal\nOslo;2025;1\nberg;förra året;1\nberg;2025;många\n"
            "are;2025;3;ja\nare;2024;3;;mellan\nare;2023;1\nare;2023;2\nberg;2031;1\n"
        )
        faults = [(p.line, p.fault) for p in read_csv(text, AREAS, TODAY).problems]
        assert faults == [
            (2, Fault.PART), (3, Fault.PERIOD), (4, Fault.VALUE), (5, Fault.HIDDEN_WITH_VALUE),
            (6, Fault.BASE), (8, Fault.TWICE), (9, Fault.PERIOD),
        ]  # fmt: skip

    def test_a_file_without_the_columns_or_rows(self):
        assert read_csv("a;b\n1;2\n", AREAS, TODAY).problems[0].fault is Fault.COLUMNS
        assert read_csv("", AREAS, TODAY).problems[0].fault is Fault.COLUMNS
        assert read_csv("part;period;värde\n", AREAS, TODAY).problems[0].fault is Fault.EMPTY

    @given(
        st.lists(
            st.builds(
                Row,
                area=st.sampled_from(["", "berg", "are"]),
                period=st.builds(Period.tertial, st.integers(2010, 2025), st.integers(1, 3)),
                value=st.none() | st.decimals(-10_000, 10_000, places=3),
                base=st.none() | st.integers(0, 999),
                note=st.text("abcåäö=+-@;,\"' ", max_size=20).map(lambda t: t.strip(" '")),
            ),
            unique_by=lambda r: (r.area, r.period), min_size=1,
        )
    )  # fmt: skip
    def test_what_is_written_is_read(self, rows):
        read = read_csv(write_csv(rows, AREAS), AREAS, TODAY)
        assert read.problems == () and list(read.rows) == rows

    def test_a_note_is_no_formula(self):
        text = write_csv([Row("", YEAR, None, note="=HYPERLINK(1)")], AREAS)
        assert ";'=HYPERLINK" in text

    @pytest.mark.parametrize("text", ["1e5", "NaN", "12.3.4", "1_000", "-", "9" * 13])
    def test_what_is_no_number(self, text):
        with pytest.raises(ValueError):
            read_number(text)


class TestPeriods:
    @pytest.mark.parametrize("code", ["2025", "2025 T2", "2025-02-01/2025-03-31"])
    def test_a_code_is_read_back(self, code):
        assert Period.parse(code).code == code

    @pytest.mark.parametrize(
        "text", ["", "25", "2025 T4", "2025-03-31/2025-02-01", "0001", "våren"]
    )
    def test_other_texts_are_refused(self, text):
        with pytest.raises(ValueError):
            Period.parse(text)

    def test_a_leap_year_s_tertials_cover_it(self):
        found = rules.tertials_touched(dt.date(2024, 1, 1), dt.date(2024, 12, 31), TODAY)
        assert [p.start for p in found] == [dt.date(2024, m, 1) for m in (1, 5, 9)]
        assert [p.end for p in found] == [
            dt.date(2024, 4, 30),
            dt.date(2024, 8, 31),
            dt.date(2024, 12, 31),
        ]

    def test_only_what_has_begun_and_is_touched(self):
        found = rules.tertials_touched(dt.date(2025, 10, 1), dt.date(2027, 1, 31), TODAY)
        assert [p.code for p in found] == ["2025 T3", "2026 T1", "2026 T2", "2026 T3"]


def figure(value, unit=MeasureUnit.COUNT, **more):
    values = {
        "key": "k", "name": "n", "definition": "d", "unit": unit, "area": "", "period": YEAR,
        "direction": rules.Direction.DOWN, "state": State.SHOWN, "value": value, "threshold": 5,
        "source": "s", "counted_at": None,
    }  # fmt: skip
    return Figure(**{**values, **more})


class TestWording:
    def test_numbers_in_swedish_and_english(self):
        assert rules.number_text(Decimal("1234.50")) == "1\u00a0234,5"
        assert rules.number_text(Decimal("1234.50"), "en") == "1,234.5"
        assert rules.number_text(Decimal("-3")) == "\u22123"
        assert rules.number_text(Decimal("1200")) == "1\u00a0200"

    def test_units(self):
        assert figure(Decimal(60), MeasureUnit.PERCENT).value_text == "60\u00a0%"
        assert figure(Decimal(1), MeasureUnit.DAYS).value_text == "1\u00a0dag"
        assert figure(Decimal(2), MeasureUnit.DAYS).value_text == "2\u00a0dagar"
        assert figure(Decimal(2)).value_text == "2"

    def test_hidden_and_missing_are_told_apart(self):
        assert figure(None, state=State.HIDDEN).value_text == "dolt"
        assert figure(None, state=State.MISSING).value_text == "saknas"

    def test_a_period_that_is_not_over_says_so(self):
        early = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)
        assert figure(Decimal(2), counted_at=early).period_label == "2025 hittills"
        late = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        assert figure(Decimal(2), counted_at=late).period_label == "2025"

    def test_trend_and_whether_it_is_better(self):
        assert rules.trend_of([Decimal(3), Decimal(2)]) is Trend.DOWN
        assert rules.trend_of([Decimal(2), Decimal(2)]) is Trend.SAME
        assert rules.trend_of([None, Decimal(2)]) is None
        assert figure(Decimal(2), trend=Trend.DOWN).verdict is Verdict.BETTER
        assert figure(Decimal(2), trend=Trend.UP).verdict is Verdict.WORSE
        assert figure(Decimal(2), trend=Trend.SAME).verdict is Verdict.NEITHER


def test_definitions_are_whole():
    found = rules.definitions()
    assert len(found) == 16 and set(rules.RESTS_ON) < set(found)
    for row in found.values():
        assert all((row.name, row.name_en, row.definition, row.definition_en, row.source))
        assert row.threshold >= rules.LEAST_THRESHOLD
        assert bool(row.needs) == bool(row.needs_en) == (row.kind is rules.Kind.EXTERNAL)


@pytest.mark.parametrize("kind", [rules.Kind, rules.MeasureUnit, rules.Direction, State, Trend])
def test_words_have_both_labels(kind: type[words.Word]):
    assert all(word.sv and word.en for word in kind)
