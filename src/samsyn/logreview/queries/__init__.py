"""What may a reviewer see of a log, and what may a family?"""

from samsyn.logreview.queries.extract import ExtractPage, extract_for
from samsyn.logreview.queries.overview import Overview, log_turns, overview
from samsyn.logreview.queries.reviews import ItemLine, ReviewPage, review_page, reviews_for

__all__ = [
    "ExtractPage",
    "ItemLine",
    "Overview",
    "ReviewPage",
    "extract_for",
    "log_turns",
    "overview",
    "review_page",
    "reviews_for",
]
