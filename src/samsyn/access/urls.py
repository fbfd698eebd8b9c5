"""Where does one choose an assignment, log out and keep what is typed?"""

from django.urls import path

from samsyn.access import views

urlpatterns = [
    path("uppdrag/", views.choose_assignment, name="choose_assignment"),
    path("logga-ut/", views.log_out, name="log_out"),
    path("utkast/", views.save, name="save_draft"),
]
