"""Where does one find patterns and statistics?"""

from django.urls import URLPattern, path

from samsyn.patterns.views import patterns, raising, statistics

app_name = "patterns"
PATTERN = "monster/<uuid:pattern_id>/"
urlpatterns: list[URLPattern] = [
    path("monster/", patterns.show_all, name="list"),
    path("monster/hittat/<slug:key>/", patterns.keep, name="keep"),
    path("monster/avvikelse/<uuid:deviation_id>/", raising.raise_deviation, name="raise_deviation"),
    path(PATTERN, patterns.show, name="show"),
    path(f"{PATTERN}arende/", raising.raise_pattern, name="raise"),
    path(f"{PATTERN}svara-anmalarna/", patterns.answer_reporters, name="answer_reporters"),
    path(f"{PATTERN}atgard/", raising.measure, name="measure"),
    path(f"{PATTERN}avfor/", patterns.dismiss, name="dismiss"),
    path(f"{PATTERN}ta-upp-igen/", patterns.take_up, name="take_up"),
    path(f"{PATTERN}avsluta/", patterns.close, name="close"),
    path("statistik/", statistics.show, name="statistics"),
    path("statistik.csv", statistics.download, name="statistics_csv"),
    path("arsbild/<int:year>/", statistics.year, name="year"),
    path("arsbild/<int:year>.pdf", statistics.year_paper, name="year_pdf"),
]
