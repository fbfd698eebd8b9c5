"""Where does one find reports, findings and proof?"""

from django.urls import URLPattern

app_name = "followup"
urlpatterns: list[URLPattern] = []
