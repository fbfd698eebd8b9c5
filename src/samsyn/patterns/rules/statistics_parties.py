"""Where were a year's deviations, and what was reported beside what had been seen? Pure."""

from collections.abc import Collection

from samsyn.indicators.rules import is_small
from samsyn.patterns.rules.statistics import Expected
from samsyn.patterns.rules.statistics_amounts import HIDDEN, NOTHING, Amount
from samsyn.patterns.rules.statistics_frame import NONE
from samsyn.patterns.rules.statistics_hiding import hidden_parts, split
from samsyn.patterns.rules.statistics_year import Year


def suggested(year: Year) -> Amount:
    """Those that were reported after a suggestion."""
    rest = year.all.n - year.all.suggested
    small = is_small(year.all.suggested, year.k) or is_small(rest, year.k)
    return year.amount(year.all.suggested, small)


def municipalities(year: Year) -> tuple[tuple[str, str, Amount], ...]:
    """Where it was: the municipality that reported, else the one that it was about.

    So it is told where a municipality's own reports are told and those of others about it too.
    """
    by, about, about_hidden = year.by_party, year.about, year.about_hidden
    own, rest = year.frame.municipal, "\N{EM DASH}"
    hidden_by = year.told.parties_hidden
    found = {key: year.counts.get(("municipality", key), NONE).n for key in own}
    cells: dict[tuple[str, str], int] = {}
    for key in own:
        cells[key, "beside"] = found[key] - by[key].n
        cells[key, "within"] = about[key].n - cells[key, "beside"]
    beside = sum(t.n for key, t in by.items() if key not in own)
    cells[rest, "beside"] = beside - sum(n for (_k, c), n in cells.items() if c == "beside")
    away = sum(t.n for key, t in about.items() if key not in own)
    cells[rest, "within"] = away - cells[rest, "beside"]
    groups = {key: group for key, group in about_hidden.items() if key in own}
    if any(key not in own for key in about_hidden):
        groups[rest] = next(iter(about_hidden.values()))
    small = is_small(beside, year.k) or is_small(year.all.n - beside, year.k)
    columns = ("beside", "within") if hidden_by - own or small else ()
    hidden = split(cells, year.k, groups, columns).hidden
    return tuple(
        (key, name, year.amount(
            found[key], key in hidden_by or (key, "beside") in hidden
        ))
        for key, name in year.frame.parties.items()
        if key in own
    )  # fmt: skip


def expected(year: Year) -> tuple[Expected, ...]:
    """Reported beside what has been seen: the county, then each party."""
    by, groups, whole_suggested = year.by_party, year.by_party_hidden, suggested(year)
    told, names = year.told, year.frame.parties
    seen = {key: year.counts.get(("seen", key), NONE).n for key in names}
    whole = sum(seen.values())
    is_seen_small = is_small(whole, year.k)
    seen_hidden = {*names} if is_seen_small else hidden_parts(seen, year.k)
    hidden: Collection[tuple[str, str]] = [(key, "yes") for key in names]
    if whole_suggested == Amount(0):
        hidden = ()
    elif not whole_suggested.is_hidden:
        cells = {(key, "yes"): tally.suggested for key, tally in by.items()}
        cells |= {(key, "no"): tally.n - tally.suggested for key, tally in by.items()}
        hidden = split(cells, year.k, groups).hidden
    first = Expected(
        key="",
        name=year.frame.county,
        cases=told.cases.get("", NOTHING),
        calls=told.calls.get("", NOTHING),
        seen=HIDDEN if is_seen_small else Amount(whole),
        suggested=whole_suggested,
        reported=year.amount(year.all.n, False),
    )
    return (
        first,
        *(
            Expected(
                key=key,
                name=name,
                cases=told.cases.get(key, NOTHING),
                calls=told.calls.get(key, NOTHING),
                seen=HIDDEN if key in seen_hidden else Amount(seen[key]),
                suggested=year.amount(by[key].suggested, (key, "yes") in hidden),
                reported=year.amount(by[key].n, key in groups),
            )
            for key, name in names.items()
        ),
    )
