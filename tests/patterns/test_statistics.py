"""Can anything hidden be worked out from all that is told of a year, and is it told rightly?"""

import random
from collections import Counter
from dataclasses import dataclass

import pytest

from samsyn.indicators import rules as figures
from samsyn.indicators.queries.counting import _hidden_halves, _Raw
from samsyn.patterns.rules.statistics import (
    ANSWERED,
    HIDDEN,
    UNANSWERED,
    Amount,
    Outcome,
    Tally,
)
from samsyn.patterns.rules.statistics_telling import REST, Frame, Rung, Told, tell
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
        hidden = figures.protect(
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


class TestAttack:
    @pytest.mark.parametrize("seed", range(8))
    def test_nothing_hidden_can_be_worked_out(self, seed):
        rng = random.Random(seed)
        year = some(rng, rng.choice([20, 40, 80, 150]))
        program, secrets = known(statistics(year), year)
        solved = program.solved()
        for parts, real in secrets:
            least, most = solved.range_of(parts)
            assert least - 1e-6 <= real <= most + 1e-6
            if 0 < real < 5:
                assert most - least >= 5 - 1e-6, (parts, real, least, most)
