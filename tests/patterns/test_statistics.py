"""Can anything hidden be worked out from all that is told of a year, and is it told rightly?"""

import csv
import io
import random
import re
from collections import Counter
from dataclasses import dataclass, replace

import pytest

from samsyn.indicators import rules as figures
from samsyn.indicators.queries.counting import _hidden_counts, _hidden_halves, _Raw
from samsyn.patterns.documents import statistics_csv
from samsyn.patterns.rules.statistics_amounts import (
    ANSWERED,
    HIDDEN,
    UNANSWERED,
    Amount,
    Outcome,
    Tally,
    rate,
)
from samsyn.patterns.rules.statistics_frame import REST, Frame, Rung, Told
from samsyn.patterns.rules.statistics_hiding import grouped, hidden_parts, split
from samsyn.patterns.rules.statistics_telling import tell
from samsyn.patterns.rules.statistics_wording import year_in_words
from tests.patterns.attack import Program

PARTIES = {"r": "Regionen", "a": "Ankeby kommun", "b": "Björkby kommun", "c": "Citroneby kommun"}
MUNICIPAL = frozenset("abc")
BRANCH = {"guideline": "s", "agreed": "s", "responsibility": "d", "cost": "d"}
RUNGS = tuple(
    Rung(f"{branch}:{n}:x", branch, n + 1, f"Steg {n + 1}", branch)
    for branch, most in (("s", 2), ("d", 3))
    for n in range(most)
)
GROUNDS = ("plan", "unsure", "avtal §1", "avtal §2", "avtal §3")


@dataclass(frozen=True)
class One:
    """A deviation, as far as it is counted."""

    party: str
    about: str
    kind: str
    ground: str
    rung: int
    outcome: Outcome
    suggested: bool
    by_time: bool
    tertial: str

    @property
    def is_answered(self):
        return self.outcome in ANSWERED

    @property
    def municipality(self):
        return next((p for p in (self.party, self.about) if p in MUNICIPAL), "")

    def values(self):
        yield from (("all", ""), ("party", self.party), ("about", self.about))
        yield from (("municipality", self.municipality), ("kind", self.kind))
        yield ("ground", self.ground)
        yield ("rung", f"{BRANCH[self.kind]}:{self.rung}:x")


def some(rng, count):
    """A year that is uneven, as years are."""
    weights = {
        key: rng.choice([1, 2, 5, 20]) for key in (*PARTIES, *BRANCH, *GROUNDS, *Outcome, *"123")
    }

    def pick(values):
        return rng.choices(list(values), [weights[v] for v in values])[0]

    found = []
    for _n in range(count):
        kind = pick(BRANCH)
        rung = min(rng.choice([0, 0, 0, 1, 1, 2]), 1 if BRANCH[kind] == "s" else 2)
        found.append(
            One(
                pick(PARTIES), pick(PARTIES), kind, pick(GROUNDS), rung, pick(Outcome),
                rng.random() < 0.3, rung > 0 and rng.random() < 0.5, pick("123"),
            )
        )  # fmt: skip
    return found


def counted(year, seen=None):
    tallies = {}
    for one in year:
        for key in one.values():
            tallies.setdefault(key, Counter()).update(
                ["n", one.outcome.value, *["suggested"] * one.suggested, *["by_time"] * one.by_time]
            )
    counts = {key: Tally(**counter, days=4.0) for key, counter in tallies.items()}
    return counts | {("seen", key): Tally(n) for key, n in (seen or {}).items()}


def frame(threshold=5):
    return Frame(
        region="x", year=2025, threshold=threshold, is_running=False, county="Länet",
        others="Övriga", parties=PARTIES, municipal=MUNICIPAL, kinds={k: k for k in BRANCH},
        branch_of=BRANCH, grounds={}, rungs=RUNGS,
    )  # fmt: skip


@dataclass(frozen=True)
class Measures:
    """What the county's measures tell of the year by tertial, party by party and as a whole."""

    hidden: frozenset
    halves_hidden: frozenset

    @classmethod
    def of(cls, year, threshold=5):
        hidden = _hidden_counts(
            figures.with_totals(
                {
                    (p, t): sum((o.party, o.tertial) == (p, t) for o in year)
                    for p in PARTIES
                    for t in "123"
                }
            ),
            threshold,
        )
        found = {}
        for t in "123":
            own = [one.is_answered for one in year if one.tertial == t]
            found[t] = _Raw(len(own), sum(own))
        untold = {t for p, t in hidden if not p}
        return cls(hidden, _hidden_halves(found, untold, threshold))

    @property
    def told(self):
        return Told(
            is_whole_told=("", "") not in self.hidden,
            is_answered_told="" not in self.halves_hidden,
            parties_hidden=frozenset(p for p in PARTIES if (p, "") in self.hidden),
        )


def statistics(year, threshold=5, **more):
    return tell(counted(year, **more), frame(threshold), Measures.of(year, threshold).told)


DIMENSIONS = {"party": "party", "other_party": "about", "kind": "kind", "ground": "ground"}


def known(stats, year):
    """Everything that is told as equations; and each figure that is not, with its parts and truth."""
    program, secrets = Program(), []
    truth = Counter()
    grounds = {row.key for row in stats.grounds}

    def value(one, name):
        if name == "ground":
            return one.ground if one.ground in grounds else REST
        return getattr(one, name)

    keys = {
        "party": list(PARTIES), "about": list(PARTIES), "kind": list(BRANCH),
        "ground": sorted({*grounds, REST}),
    }  # fmt: skip
    for one in year:
        for name in keys:
            truth[name, value(one, name), one.outcome.value] += 1
        truth["rung", f"{BRANCH[one.kind]}:{one.rung}:x"] += 1
        truth["suggested", one.party, True] += one.suggested
        truth["suggested", one.party, False] += not one.suggested
        side = "beside" if one.party not in MUNICIPAL else "within"
        truth["where", one.about, side] += 1
        way = "never" if not one.rung else "time" if one.by_time else "people"
        truth["lift", way] += 1
    outcomes = [o.value for o in Outcome]

    def cells(name, key, which=outcomes):
        return {(name, key, o): 1.0 for o in which}

    def same(one, other):
        program.equal({**one, **{k: -v for k, v in other.items()}}, 0)

    for name, found in keys.items():
        for o in outcomes:
            same({(name, key, o): 1.0 for key in found}, {("all", o): 1.0})
    everything = {("all", o): 1.0 for o in outcomes}
    for o in outcomes:
        truth["all", o] = sum(one.outcome.value == o for one in year)
    for branch in ("s", "d"):
        kinds = {}
        for kind in (k for k, b in BRANCH.items() if b == branch):
            kinds |= cells("kind", kind)
        same(kinds, {("rung", r.key): 1.0 for r in RUNGS if r.branch == branch})
    for p in PARTIES:
        same(cells("party", p), {("suggested", p, True): 1.0, ("suggested", p, False): 1.0})
        same(cells("about", p), {("where", p, "beside"): 1.0, ("where", p, "within"): 1.0})
    same({("where", p, "beside"): 1.0 for p in PARTIES}, cells("party", "r"))
    above = {("rung", r.key): 1.0 for r in RUNGS if r.number > 1}
    same(above, {("lift", "time"): 1.0, ("lift", "people"): 1.0})
    same(everything, {("lift", w): 1.0 for w in ("time", "people", "never")})

    def say(parts, amount):
        real = sum(truth[part] * factor for part, factor in parts.items())
        if amount.is_hidden:
            secrets.append((parts, real))
        else:
            assert amount.value == real
            program.equal(parts, real)

    answered = [o.value for o in ANSWERED]
    tables = (
        ("party", stats.parties), ("about", stats.others), ("kind", stats.kinds),
        ("ground", stats.grounds),
    )  # fmt: skip
    for name, rows in tables:
        for row in rows:
            say(cells(name, row.key), row.n)
            say(cells(name, row.key, answered), row.answered)
            for o, amount in row.by_outcome.items():
                say({(name, row.key, o): 1.0}, amount)
    say(everything, stats.county.n)
    say({("all", o): 1.0 for o in answered}, stats.county.answered)
    for o, amount in stats.county.by_outcome.items():
        say({("all", o): 1.0}, amount)
    for row in stats.rungs:
        say({("rung", row.key): 1.0}, row.n)
    for row in stats.expected:
        parts = {("suggested", p, True): 1.0 for p in ([row.key] if row.key else PARTIES)}
        say(parts, row.suggested)
    for key, _name, amount in stats.municipalities:
        say({**cells("party", key), ("where", key, "beside"): 1.0}, amount)
    say(above, stats.lifted)
    say({("lift", "time"): 1.0}, stats.by_time)
    measures = Measures.of(year)
    for one in year:
        truth["tertial", one.party, one.tertial, one.is_answered] += 1
    for p in PARTIES:
        halves = {True: answered, False: [o.value for o in UNANSWERED]}
        for is_answered, which in halves.items():
            same(cells("party", p, which), {("tertial", p, t, is_answered): 1.0 for t in "123"})
    for p in ("", *PARTIES):
        for t in ("", *"123"):
            own = {
                ("tertial", q, u, h): 1.0
                for q in ([p] if p else PARTIES)
                for u in (t or "123")
                for h in (True, False)
            }
            say(own, _amount(own, truth, (p, t) in measures.hidden))
            if not p:
                yes = {key: 1.0 for key in own if key[3]}
                say(yes, _amount(yes, truth, t in measures.halves_hidden))
    # What is nowhere told but could be subtracted.
    silent = [{key: 1.0} for key in truth if key[0] in ("suggested", "where", "lift")]
    silent += [cells(n, r.key, [o.value for o in UNANSWERED]) for n, rows in tables for r in rows]
    secrets += [(parts, sum(truth[part] for part in parts)) for parts in silent]
    return program, secrets


def _amount(parts, truth, is_hidden):
    return HIDDEN if is_hidden else Amount(sum(truth[part] for part in parts))


YEARS = [(seed, size) for seed, size in enumerate([20, 40, 60, 80, 120, 200])]


class TestAttack:
    @pytest.mark.parametrize(("seed", "size"), YEARS)
    def test_nothing_small_can_be_worked_out(self, seed, size):
        year = some(random.Random(seed), size)
        program, secrets = known(statistics(year), year)
        solved = program.solved()
        assert any(0 < real < 5 for _parts, real in secrets)
        for parts, real in secrets:
            if 0 < real < 5:
                least, most = solved.range_of(parts)
                assert least - 1e-6 <= real <= most + 1e-6
                assert most - least >= 5 - 1e-6, (parts, real, least, most)

    def test_the_attack_finds_what_is_hidden_alone(self):
        """The test's own attack works: with the small ones hidden and no more, some are found."""
        year = some(random.Random(3), 80)
        program, secrets = known(naively(statistics_of(year, 1)), year)
        solved = program.solved()
        found = []
        for parts, real in secrets:
            if 0 < real < 5:
                least, most = solved.range_of(parts)
                found.append(most - least < 1e-6)
        assert any(found)

    def test_a_year_with_few_tells_nothing_of_them(self):
        stats = statistics(some(random.Random(1), 4), seen={"a": 9, "b": 7})
        assert stats.is_hidden and stats.rungs_hidden and not stats.grounds
        shown = {
            (part, figure) for part, _k, _n, figure, amount in stats.figures()
            if not amount.is_hidden
        }  # fmt: skip
        assert shown <= {("expected", name) for name in ("cases", "calls", "events_seen")} | {
            ("expected", "per_100_cases"), ("expected", "per_100_calls"),
        }  # fmt: skip

    def test_a_year_with_none_says_nothing_at_all(self):
        stats = statistics([], seen={"a": 9})
        assert stats.is_empty and not stats.is_hidden and not stats.has_hidden
        assert stats.expected[0].seen == Amount(9)


class TestHiding:
    def test_one_small_part_takes_the_smallest_other_with_it(self):
        assert hidden_parts({"a": 2, "b": 30, "c": 9}, 5) == {"a", "c"}
        assert hidden_parts({"a": 2, "b": 4, "c": 9}, 5) == {"a", "b"}
        assert hidden_parts({"a": 2, "b": 2, "c": 9}, 5) == {"a", "b", "c"}
        assert hidden_parts({"a": 0, "b": 5}, 5) == frozenset()

    def test_rows_hidden_already_are_one_row_whose_sum_is_known(self):
        cells = {
            ("a", "yes"): 3, ("a", "no"): 3, ("b", "yes"): 9, ("b", "no"): 8,
            ("c", "yes"): 6, ("c", "no"): 7,
        }  # fmt: skip
        found = split(cells, 5, grouped(["a", "b"], "x"))
        assert found.hidden == {(row, half) for row in "ab" for half in ("yes", "no")}
        assert set(found.groups) == {"a", "b"}

    def test_a_clause_with_few_is_not_named(self):
        year = some(random.Random(5), 60)
        year += [replace(year[0], ground="avtal §9")] * 2
        stats = statistics(year)
        assert "avtal §9" not in {row.key for row in stats.grounds}
        assert sum(row.n.value for row in stats.grounds) == len(year)

    def test_medians_that_rest_on_few_are_hidden(self):
        stats = statistics(some(random.Random(2), 120))
        for row in (*stats.parties, *stats.others, *stats.kinds):
            assert row.days.is_hidden or row.answered.value == 0 or row.answered.value >= 5

    def test_a_rate_of_what_is_hidden_is_hidden(self):
        assert rate(Amount(3), Amount(200)) == Amount(2)
        assert rate(HIDDEN, Amount(9)).is_hidden and rate(Amount(9), HIDDEN).is_hidden
        assert rate(Amount(0), Amount(0)) == Amount(None)


class TestWords:
    @pytest.mark.parametrize("seed", range(6))
    def test_no_number_is_told_that_the_tables_hide(self, seed):
        stats = statistics(some(random.Random(seed), 90), seen={"a": 12, "b": 40})
        told = {str(amount.value) for *_of, amount in stats.figures() if amount.value is not None}
        told |= {str(row.share) for row in (stats.county, *stats.others)} | {"100", "2025"}
        told |= {str(rung.number) for rung in stats.rungs}
        told |= {
            str(round(100 * row.n.value / stats.county.n.value))
            for rows in (stats.parties, stats.others, stats.grounds)
            for row in rows
            if row.n.value
        }
        text = " ".join(p for chapter in year_in_words(stats) for p in chapter.paragraphs)
        for ground in GROUNDS:
            text = text.replace(ground, "")
        assert set(re.findall(r"\d+", text)) <= told

    def test_few_reports_are_not_few_problems(self):
        for year in ([], some(random.Random(1), 3), some(random.Random(1), 50)):
            text = str(year_in_words(statistics(year)))
            assert "Få anmälda avvikelser betyder inte få problem." in text

    def test_compared_with_the_year_before_when_it_is_over(self):
        now, before = (statistics(some(random.Random(n), n)) for n in (50, 42))
        text = year_in_words(now, replace(before, year=2024))[0].paragraphs
        assert "Det är 8 fler än 2024." in text

    def test_the_file_has_every_figure_and_no_formula(self):
        stats = statistics(some(random.Random(1), 60))
        stats = replace(stats, county=replace(stats.county, name="=1+1"))
        text = statistics_csv(stats)
        assert text.startswith("\ufeffår;del;kod;namn;mått;värde;dold\r\n")
        rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
        assert len(rows) - 1 == len(list(stats.figures()))
        assert all((row[5] == "") or (row[6] == "") for row in rows[1:])
        assert "'=1+1" in text and ";=1" not in text


def statistics_of(year, threshold):
    return tell(counted(year), frame(threshold), Told())


def naively(stats):
    """Only the small ones hidden."""

    def cut(amount):
        return HIDDEN if figures.is_small(amount.value or 0, 5) else amount

    def row(one):
        return replace(
            one, n=cut(one.n), answered=cut(one.answered), outcomes=tuple(map(cut, one.outcomes))
        )

    return replace(
        stats,
        **{name: tuple(map(row, getattr(stats, name))) for name in ("parties", "others", "kinds", "grounds")},
    )  # fmt: skip
