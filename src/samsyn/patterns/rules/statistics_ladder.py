"""How far did a year's deviations climb, and were they lifted by time? Pure."""

from samsyn.indicators.rules import is_small
from samsyn.patterns.rules.statistics import RungRow
from samsyn.patterns.rules.statistics_amounts import Amount
from samsyn.patterns.rules.statistics_frame import NONE
from samsyn.patterns.rules.statistics_hiding import hidden_parts, split
from samsyn.patterns.rules.statistics_matters import is_branch_hidden
from samsyn.patterns.rules.statistics_year import Year


def lifted(year: Year) -> Amount:
    """Those that left the lowest rung."""
    return year.amount(_sum_lifted(year), _is_lifted_hidden(year))


def _sum_lifted(year: Year) -> int:
    tallies = year.of("rung", [rung.key for rung in year.frame.rungs if rung.number > 1])
    return sum(tally.n for tally in tallies.values())


def _is_lifted_hidden(year: Year) -> bool:
    lifted = _sum_lifted(year)
    return year.is_hidden or is_small(lifted, year.k) or is_small(year.all.n - lifted, year.k)


def rungs(year: Year) -> tuple[tuple[RungRow, ...], bool]:
    """By branch, whose sums are those of its kinds; nothing when a branch has too few."""
    if year.is_hidden or is_branch_hidden(year):
        return (), True
    hidden = _hidden_rungs(year)
    rows = []
    for rung in year.frame.rungs:
        n = year.counts.get(("rung", rung.key), NONE).n
        stay = year.counts.get(("stay", rung.key), NONE)
        rows.append(
            RungRow(
                key=rung.key,
                name=rung.name,
                branch=rung.branch_name,
                number=rung.number,
                n=year.amount(n, rung.key in hidden),
                # Everybody begins on the lowest, so days there tell of nobody who went on.
                days=year.days(stay.days, stay.n, rung.number > 1 and rung.key in hidden),
            )
        )
    return tuple(rows), False


def _hidden_rungs(year: Year) -> frozenset[str]:
    """First whether a branch's were lifted at all, then which rung they reached."""
    tallies = year.of("rung", [rung.key for rung in year.frame.rungs])
    halves = {
        (branch, half): sum(
            tallies[r.key].n
            for r in year.frame.rungs
            if r.branch == branch and (r.number > 1) == (half == "up")
        )
        for branch in dict.fromkeys(rung.branch for rung in year.frame.rungs)
        for half in ("low", "up")
    }
    columns = ("low", "up") if _is_lifted_hidden(year) else ()
    found = split(halves, year.k, {}, columns).hidden
    hidden: set[str] = set()
    for branch in {rung.branch for rung in year.frame.rungs}:
        own = {r.key: tallies[r.key].n for r in year.frame.rungs if r.branch == branch}
        up = {r.key for r in year.frame.rungs if r.branch == branch and r.number > 1}
        if columns:
            hidden |= hidden_parts(own, year.k)
        elif (branch, "up") in found:
            hidden |= set(own)
        else:
            hidden |= hidden_parts({key: own[key] for key in up}, year.k)
    return frozenset(hidden)


def by_time(year: Year) -> Amount:
    """Lifted by time, of those that were lifted."""
    others = _sum_lifted(year) - year.all.by_time
    small = is_small(year.all.by_time, year.k) or is_small(others, year.k)
    return year.amount(year.all.by_time, _is_lifted_hidden(year) or small)
