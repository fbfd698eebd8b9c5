"""Where does one log in, beside the demo's own door?"""

from django.conf import settings
from django.urls import include, path

from samsyn.logins import views

urlpatterns = [path("igen/", views.again, name="log_in_again")]
if settings.SAMSYN_LOCAL_ACCOUNTS:
    urlpatterns.append(path("lokalt/", include("samsyn.logins.local.urls")))
