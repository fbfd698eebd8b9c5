"""What do the pages of statistics show? The same figures as every other face."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.patterns.queries.facts import PatternFact, patterns_in
from samsyn.patterns.queries.statistics import FIRST_YEAR, statistics, years
from samsyn.patterns.rules.statistics import Row, RungRow, Statistics
from samsyn.patterns.rules.statistics_amounts import Amount, Outcome
from samsyn.patterns.rules.statistics_wording import Chapter, year_in_words


@dataclass(frozen=True)
class Bar:
    """A figure with its bar; `width` in percent of the longest in its table, 0 when hidden."""

    row: Row | RungRow
    width: int


@dataclass(frozen=True)
class OutcomeBar:
    """How many have come so far, with a bar as the others have."""

    name: str
    n: Amount
    width: int


@dataclass(frozen=True)
class StatisticsPage:
    """A year in tables."""

    stats: Statistics
    years: tuple[int, ...]
    outcomes: tuple[OutcomeBar, ...]
    parties: tuple[Bar, ...]
    others: tuple[Bar, ...]
    kinds: tuple[Bar, ...]
    grounds: tuple[Bar, ...]
    rungs: tuple[Bar, ...]


@dataclass(frozen=True)
class YearPage:
    """A year in words, in Swedish, with the patterns that were recorded in it."""

    stats: Statistics
    county: str
    chapters: tuple[Chapter, ...]
    patterns: tuple[PatternFact, ...]
    made_on: dt.date


def statistics_page(actor: Actor, year: int | None = None) -> StatisticsPage | None:
    """The county's year, this one when nothing is said; None for a year that cannot be told."""
    year = year or clock.today().year
    if not _can_be_told(year):
        return None
    stats = statistics(actor.region, year)
    language = translation.get_language()
    outcomes = list(zip(Outcome, stats.county.outcomes, strict=True))
    longest = max(amount.value or 0 for _outcome, amount in outcomes)
    return StatisticsPage(
        stats=stats,
        years=tuple(years()),
        outcomes=tuple(
            OutcomeBar(outcome.label(language), amount, _width(amount, longest))
            for outcome, amount in outcomes
        ),
        parties=_bars(stats.parties),
        others=_bars(stats.others),
        kinds=_bars(stats.kinds),
        grounds=_bars(stats.grounds),
        rungs=_bars(stats.rungs),
    )


def year_page(actor: Actor, year: int) -> YearPage | None:
    """The year in words; None for a year that cannot be told."""
    if not _can_be_told(year):
        return None
    with translation.override("sv"):
        stats = statistics(actor.region, year)
        before = statistics(actor.region, year - 1) if _can_be_told(year - 1) else None
        return YearPage(
            stats=stats,
            county=county_name(actor.region),
            chapters=year_in_words(stats, before),
            patterns=patterns_in(actor.region, dt.date(year, 1, 1), dt.date(year, 12, 31)),
            made_on=clock.today(),
        )


def _can_be_told(year: int) -> bool:
    return FIRST_YEAR <= year <= clock.today().year


def _bars(rows: Iterable[Row | RungRow]) -> tuple[Bar, ...]:
    found = list(rows)
    longest = max((row.n.value or 0 for row in found), default=0)
    return tuple(Bar(row, _width(row.n, longest)) for row in found)


def _width(amount: Amount, longest: int) -> int:
    return round(100 * (amount.value or 0) / longest) if longest else 0


def county_name(code: str) -> str:
    """The county's name; its code when there is no package."""
    from samsyn.regions import region

    try:
        return region(code).name
    except LookupError:
        return code
