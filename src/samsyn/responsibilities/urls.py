"""Where is it asked who does what?"""

from django.urls import path

from samsyn.responsibilities import views

app_name = "responsibilities"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("matris/", views.matrix, name="matrix"),
    path("prova/", views.try_out, name="try_out"),
]
