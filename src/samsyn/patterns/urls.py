"""Where does one find patterns and statistics?"""

from django.urls import URLPattern

app_name = "patterns"
urlpatterns: list[URLPattern] = []
