"""Where is a child's protection recorded, opened and kept?"""

from django.urls import path

from samsyn.children import views

app_name = "children"
urlpatterns = [
    path("barn/<uuid:child_id>/vanta/", views.wait, name="wait"),
    path("barn/<uuid:child_id>/skydd/", views.protect, name="protect"),
    path("barn/<uuid:child_id>/skydd/avsluta/", views.end, name="end"),
    path("barn/<uuid:child_id>/skydd/personer/", views.few, name="few"),
    path("barn/<uuid:child_id>/skydd/vuxna/", views.unaware, name="unaware"),
    path("skyddade/", views.protected, name="protected"),
]
