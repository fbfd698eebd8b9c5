"""Where does a family see its own pages, and who lets it in?"""

from django.urls import path

from samsyn.family import views

app_name = "family"
urlpatterns = [
    path("mina-sidor/", views.home, name="home"),
    path("mina-sidor/<uuid:access_id>/", views.show, name="show"),
    path("barn/<uuid:child_id>/egna-sidor/", views.give, name="give"),
    path("barn/<uuid:child_id>/egna-sidor/<uuid:access_id>/avsluta/", views.end, name="end"),
]
