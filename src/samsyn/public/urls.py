"""Where is the open site? Addresses of things hold the county and stay the same."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from samsyn.public.views import agreements, arenas, data, feeds, plans, reports


class Ending(StringConverter):
    """The end of a file's name."""

    regex = "[a-z]+"


register_converter(Ending, "ending")

app_name = "public"
urlpatterns = [
    path("arenor/", arenas.arenas, name="open_arenas"),
    path("arenor/<slug:region>/kalender/", arenas.meetings, name="open_calendar"),
    path("arenor/<slug:region>/kalender.ics", arenas.calendar_feed, name="open_calendar_feed"),
    path("arenor/<slug:region>/protokoll.atom", feeds.minutes_feed, name="open_minutes_feed"),
    path("arenor/<slug:region>/<slug:code>/", arenas.arena, name="open_arena"),
    path("protokoll/<uuid:meeting_id>/", arenas.minutes, name="open_minutes"),
    path("overenskommelser/", agreements.agreements, name="open_agreements"),
    path(
        "overenskommelser/<slug:region>/<slug:code>/",
        agreements.agreement,
        name="open_agreement",
    ),
    path("handlingsplan/", plans.plans, name="open_plans"),
    path("handlingsplan/<slug:region>/<slug:code>/", plans.plan, name="open_plan"),
    path("uppfoljning/", reports.reports, name="open_reports"),
    path("uppfoljning/<uuid:report_id>/", reports.report, name="open_report"),
    path("uppfoljning/<slug:region>/rapporter.atom", feeds.reports_feed, name="open_reports_feed"),
    path("data/", data.data, name="open_data"),
    path("data/katalog.<ending:ending>", data.catalogue_file, name="open_catalogue"),
    path("data/schema/<slug:key>.json", data.schema_file, name="open_schema"),
    path("data/<slug:county>/<slug:key>.<ending:ending>", data.dataset_file, name="open_dataset"),
]
