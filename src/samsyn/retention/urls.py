"""Where does one weed?"""

from django.urls import path

from samsyn.retention.views import lists, overview

app_name = "retention"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("foresla/", overview.propose, name="propose"),
    path("beslut/", overview.decide, name="decide"),
    path("stoppa/<slug:what>/<uuid:thing_id>/<uuid:unit_id>/", overview.hold, name="hold"),
    path("stopp/<int:hold_id>/hav/", overview.lift, name="lift"),
    path("listor/<uuid:run_id>/", lists.one, name="run"),
    path("listor/<uuid:run_id>/neka/", lists.refuse, name="refuse"),
    path("listor/<uuid:run_id>/genomfor/", lists.carry_out, name="carry_out"),
    path("listor/<uuid:run_id>/bevis/", lists.certificate, name="certificate"),
]
