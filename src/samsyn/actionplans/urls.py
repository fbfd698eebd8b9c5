"""Where does one find the action plan and its matrix?"""

from django.urls import URLPattern

app_name = "actionplans"
urlpatterns: list[URLPattern] = []
