"""Where does a professional begin?"""

from django.urls import path

from samsyn.workspace import views

app_name = "workspace"
urlpatterns = [
    path("min-tur/", views.turns, name="turns"),
    path("barn/", views.children, name="children"),
    path("barn/<uuid:child_id>/", views.child, name="child"),
    path("planer/", views.plans, name="plans"),
]
