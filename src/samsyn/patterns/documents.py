"""How do a year's deviations look as a file to count on, and as a document to keep?"""

import csv
import io

from samsyn.foundation.paper import paper
from samsyn.patterns.queries.statistics_pages import YearPage
from samsyn.patterns.rules.statistics import Statistics
from samsyn.patterns.rules.statistics_file import CSV_COLUMNS, FIGURES, PARTS


def statistics_csv(stats: Statistics) -> str:
    """Each figure a row, with semicolons and a mark for UTF-8 so that a spreadsheet opens it.

    Words are Swedish whatever the page's language, so that two files can be put together.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for part, key, name, figure, amount in stats.figures():
        value = "" if amount.value is None else amount.value
        hidden = "ja" if amount.is_hidden else ""
        writer.writerow(
            [
                stats.year,
                PARTS[part],
                _harmless(key),
                _harmless(name),
                FIGURES[figure],
                value,
                hidden,
            ]
        )
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def year_pdf(page: YearPage) -> bytes:
    """The year in words as PDF/UA."""
    return paper("patterns/year_pdf.html", {"page": page, "stats": page.stats, "language": "sv"})


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
