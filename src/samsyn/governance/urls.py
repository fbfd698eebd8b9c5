"""Where does one find arenas, meetings, matters and the balance list?"""

from django.urls import URLPattern

app_name = "governance"
urlpatterns: list[URLPattern] = []
