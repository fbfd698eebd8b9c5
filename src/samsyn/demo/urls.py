"""The demo's door; mounted only when SAMSYN_DEMO=1."""

from django.urls import path

from samsyn.demo import views

urlpatterns = [
    path("", views.door, name="log_in"),
    path("igen/demo/", views.again, name="demo_again"),
]
