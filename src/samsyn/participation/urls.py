"""Where does one find views from children and user organisations?"""

from django.urls import path

from samsyn.participation.views import methods, voices

app_name = "participation"
urlpatterns = [
    path("roster/", voices.voices, name="list"),
    path("roster/ny/", voices.new_voice, name="new_voice"),
    path("roster/<uuid:voice_id>/", voices.voice, name="voice"),
    path("roster/<uuid:voice_id>/koppla/", voices.link, name="link"),
    path("roster/kopplingar/<uuid:link_id>/blev/", voices.became, name="became"),
    path("roster/kopplingar/<uuid:link_id>/berattat/", voices.told, name="told"),
    path("metoder/", methods.methods, name="methods"),
    path("metoder/ny/", methods.new_method, name="new_method"),
]
