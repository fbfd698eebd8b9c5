"""Local accounts; mounted only when SAMSYN_LOCAL_ACCOUNTS=1."""

from django.urls import path

from samsyn.logins.local import views

urlpatterns = [
    path("", views.log_in, name="local_log_in"),
    path("igen/", views.again, name="local_again"),
    path("konto/<str:token>/", views.set_up_account, name="local_set_up"),
]
