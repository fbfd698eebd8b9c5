"""How do raw counts become what may be told? One way, for every part of the statistics. Pure."""

from samsyn.patterns.rules.statistics import Statistics
from samsyn.patterns.rules.statistics_frame import Counts, Frame, Told
from samsyn.patterns.rules.statistics_ladder import by_time, lifted, rungs
from samsyn.patterns.rules.statistics_matters import grounds, kinds
from samsyn.patterns.rules.statistics_parties import expected, municipalities, suggested
from samsyn.patterns.rules.statistics_year import Year


def tell(counts: Counts, frame: Frame, told: Told) -> Statistics:
    """The statistics of a year, with everything hidden that must be."""
    year = Year(counts, frame, told)
    ladder, ladder_hidden = rungs(year)
    return Statistics(
        region=frame.region,
        year=frame.year,
        threshold=frame.threshold,
        is_running=frame.is_running,
        is_hidden=year.is_hidden,
        county=year.county(),
        parties=year.rows(year.by_party, frame.parties, year.by_party_hidden),
        others=year.rows(year.about, frame.parties, year.about_hidden),
        municipalities=municipalities(year),
        kinds=kinds(year),
        grounds=grounds(year),
        rungs=ladder,
        rungs_hidden=ladder_hidden,
        lifted=lifted(year),
        by_time=by_time(year),
        suggested=suggested(year),
        expected=expected(year),
    )
