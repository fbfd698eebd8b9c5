"""Where does one find agreements, their versions and who has adopted them?"""

from django.urls import URLPattern

app_name = "agreements"
urlpatterns: list[URLPattern] = []
