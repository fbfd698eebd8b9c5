"""Where does one choose an assignment, log out and keep what is typed?"""

from django.urls import path

from samsyn.access import views
from samsyn.access.views import logins

urlpatterns = [
    path("uppdrag/", views.choose_assignment, name="choose_assignment"),
    path("logga-ut/", views.log_out, name="log_out"),
    path("inloggning/kvar/", logins.still_here, name="still_here"),
    path("mina-inloggningar/", logins.my_logins, name="my_logins"),
    path("utkast/", views.save, name="save_draft"),
]
