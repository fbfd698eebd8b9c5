"""What may be told of a county's deviations in a year? One object for every face."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.deviations.queries import steps_today
from samsyn.deviations.rules import Against, Branch, Kind
from samsyn.foundation import clock
from samsyn.organisations.models import Party
from samsyn.patterns.queries.statistics_counts import counts_of, told_of
from samsyn.patterns.rules.statistics import Statistics
from samsyn.patterns.rules.statistics_frame import Counts, Frame, Rung
from samsyn.patterns.rules.statistics_telling import tell
from samsyn.regions import RegionError, region
from samsyn.regions.loader import UnknownRegion

FIRST_YEAR = 2000
#: So many years can be chosen among.
MOST_YEARS = 6


def years() -> list[int]:
    """The years to choose among, this one first."""
    this = clock.today().year
    return list(range(this, this - MOST_YEARS, -1))


def statistics(code: str, year: int) -> Statistics:
    """A county's deviations of a calendar year, in the language of the moment.

    The year may be under way; ValueError when it has not begun or is too long ago.
    """
    today = clock.today()
    if not FIRST_YEAR <= year <= today.year:
        raise ValueError(year)
    counts = counts_of(code, year)
    told, threshold = told_of(code, year)
    return tell(counts, _frame(code, year, threshold, counts), told)


def _frame(code: str, year: int, threshold: int, counts: Counts) -> Frame:
    language, today = get_language(), clock.today()
    parties = list(Party.objects.filter(region=code).order_by("name"))
    return Frame(
        region=code,
        year=year,
        threshold=threshold,
        is_running=year == today.year,
        county=_("Hela länet"),
        others=_("Övriga"),
        parties={party.code: party.name for party in parties},
        municipal=frozenset(party.code for party in parties if party.kind == "municipality"),
        kinds={kind.value: kind.label(language) for kind in Kind},
        branch_of={kind.value: kind.branch.value for kind in Kind},
        grounds=_grounds(code, counts),
        rungs=_rungs(code, min(today, dt.date(year, 12, 31)), counts),
    )


def _grounds(code: str, counts: Counts) -> Mapping[str, str]:
    """Names of what was not kept: a clause by its document's title, else a plan, a routine."""
    names = {
        ground.value: ground.label(get_language())
        for ground in Against
        if ground is not Against.CLAUSE
    }
    try:
        package = region(code)
        titles = {document.code: document.title for document in package.documents}
        headings = {(c.document, c.id): c.heading for c in package.clauses}
    except (UnknownRegion, RegionError):
        titles, headings = {}, {}
    for dimension, value in counts:
        if dimension != "ground" or value in names:
            continue
        document, _space, clause = value.partition(" ")
        title, heading = titles.get(document, document), headings.get((document, clause), "")
        names[value] = " ".join(part for part in (title, clause, heading) if part)
    return names


def _rungs(code: str, on: dt.date, counts: Counts) -> tuple[Rung, ...]:
    """The ladder of the year's last day, and rungs of others that deviations have kept."""
    language = get_language()
    found: dict[str, Rung] = {}
    for branch in Branch:
        for place, rung in enumerate(steps_today(code, branch, on).rungs):
            key = f"{branch.value}:{place}:{rung.code}"
            found[key] = Rung(
                key, branch.value, place + 1, rung.label(language), branch.label(language)
            )
    for dimension, key in counts:
        if dimension not in ("rung", "stay") or key in found:
            continue
        value, place_text, rung_code = key.split(":", 2)
        found[key] = Rung(
            key, value, int(place_text) + 1, _("Steg i en tidigare trappa (%(code)s)")
            % {"code": rung_code}, Branch(value).label(language),
        )  # fmt: skip
    order = [branch.value for branch in Branch]
    return tuple(sorted(found.values(), key=lambda r: (order.index(r.branch), r.number, r.key)))
