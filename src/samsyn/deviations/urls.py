"""Where does one report, read, answer and lift a deviation?"""

from django.urls import path

from samsyn.deviations.views import around, reporting

app_name = "deviations"
urlpatterns = [
    path("ny/", reporting.report, name="report"),
    path("forslag/", around.suggestions, name="suggestions"),
    path("forslag/avfarda/", around.dismiss, name="dismiss"),
    path("trappan/", around.ladder, name="ladder"),
    path("borta/", around.leave, name="leave"),
]
