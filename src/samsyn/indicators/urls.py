"""Where does one find figures and where they come from?"""

from django.urls import path

from samsyn.indicators import views

app_name = "indicators"
urlpatterns = [
    path("matt/", views.measures, name="list"),
    path("matt/nytt/", views.add, name="add"),
    path("matt/rakna/", views.count, name="count"),
    path("matt/<uuid:measure_id>/", views.measure, name="measure"),
    path("matt/<uuid:measure_id>/siffror.csv", views.download, name="download"),
    path("matt/<uuid:measure_id>/mall.csv", views.template, name="template"),
    path("matt/<uuid:measure_id>/varde/", views.value, name="value"),
    path("matt/<uuid:measure_id>/las-in/", views.read_in, name="read_in"),
    path("matt/<uuid:measure_id>/las-in/spara/", views.store, name="store"),
    path("matt/<uuid:measure_id>/hamta/", views.fetch, name="fetch"),
    path("matt/<uuid:measure_id>/grans/", views.threshold, name="threshold"),
    path("matt/<uuid:measure_id>/stoppa/", views.stop, name="stop"),
]
