"""What is stored of the log's reviews, and the functions that look past the wall for them."""

from samsyn.logreview.models.review import Conclusion, Item, Judged, Review, Shown

__all__ = ["Conclusion", "Item", "Judged", "Review", "Shown"]
