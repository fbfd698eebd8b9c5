"""Where does one find figures and where they come from?"""

from django.urls import URLPattern

app_name = "indicators"
urlpatterns: list[URLPattern] = []
