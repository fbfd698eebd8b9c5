"""Where does one report, read, answer and lift a deviation?"""

from django.urls import URLPattern

app_name = "deviations"
urlpatterns: list[URLPattern] = []
