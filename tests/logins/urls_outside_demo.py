"""The addresses as they are when SAMSYN_DEMO is not set: the demo's door is not there."""

from django.urls import path

from samsyn.config import urls
from samsyn.logins.views import door

urlpatterns = [path("logga-in/", door, name="log_in"), *urls.urlpatterns]
