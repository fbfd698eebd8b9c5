"""Where does a reviewer find the log, and a unit the extract for a family?"""

from django.urls import URLPattern, path

from samsyn.logreview.views import extract, reviews

REVIEW = "granskning/<uuid:review_id>/"
REVIEWS: tuple[list[URLPattern], str] = (
    [
        path("", reviews.show_all, name="overview"),
        path("<uuid:unit_id>/<int:year>/<int:month>/", reviews.open_month, name="open"),
        path(REVIEW, reviews.show, name="review"),
        path("granskning/<uuid:review_id>.csv", reviews.download, name="csv"),
        path("granskning/<uuid:review_id>.pdf", reviews.on_paper, name="pdf"),
        path(f"{REVIEW}skriv-under/", reviews.finish, name="finish"),
        path(f"{REVIEW}handelse/<uuid:item_id>/", reviews.judge, name="judge"),
        path(f"{REVIEW}handelse/<uuid:item_id>/barnet/", reviews.show_child, name="show_child"),
    ],
    "logreview",
)
EXTRACT: tuple[list[URLPattern], str] = (
    [
        path("<uuid:child_id>/loggutdrag/", extract.show, name="show"),
        path("<uuid:child_id>/loggutdrag.pdf", extract.on_paper, name="pdf"),
    ],
    "logextract",
)
