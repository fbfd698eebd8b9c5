"""What were a year's deviations about: which kind, and what was not kept? Pure."""

from samsyn.patterns.rules.statistics import Row
from samsyn.patterns.rules.statistics_frame import NONE, REST
from samsyn.patterns.rules.statistics_hiding import hidden_parts
from samsyn.patterns.rules.statistics_year import Year


def kinds(year: Year) -> tuple[Row, ...]:
    """By kind, within the branch that each kind climbs."""
    frame, tallies = year.frame, year.of("kind", year.frame.kinds)
    if is_branch_hidden(year):
        return year.rows(tallies, frame.kinds, year.hidden_alone(tallies))
    groups: dict[str, str] = {}
    for branch in dict.fromkeys(frame.branch_of.values()):
        own = {k: t for k, t in tallies.items() if frame.branch_of[k] == branch}
        groups |= year.hidden_alone(own, branch)
    return year.rows(tallies, frame.kinds, groups)


def is_branch_hidden(year: Year) -> bool:
    """Whether a branch has too few for the branches' own sums to be known."""
    sums: dict[str, int] = {}
    for key, tally in year.of("kind", year.frame.kinds).items():
        branch = year.frame.branch_of[key]
        sums[branch] = sums.get(branch, 0) + tally.n
    return bool(hidden_parts(sums, year.k))


def grounds(year: Year) -> tuple[Row, ...]:
    """A clause with few is not named: that it stood here would tell that it has some."""
    names = year.frame.grounds
    tallies = {
        value: tally
        for (dimension, value), tally in year.counts.items()
        if dimension == "ground" and tally.n
    }
    hidden = year.hidden_alone(tallies)
    rest = NONE
    for key in hidden:
        rest = rest.plus(tallies[key])
    shown = {k: t for k, t in tallies.items() if k not in hidden}
    order = sorted(shown, key=lambda k: (-shown[k].n, names.get(k, k)))
    if year.is_hidden:
        return ()
    told = {key: shown[key] for key in order} | ({REST: rest} if hidden else {})
    return year.rows(
        told, {**{key: names.get(key, key) for key in told}, REST: year.frame.others}, {}
    )
