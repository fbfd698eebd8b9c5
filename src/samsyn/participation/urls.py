"""Where does one find views from children and user organisations?"""

from django.urls import URLPattern

app_name = "participation"
urlpatterns: list[URLPattern] = []
