"""The addresses with local accounts switched on, as SAMSYN_LOCAL_ACCOUNTS=1 gives them."""

from django.urls import include, path

from samsyn.config.urls import urlpatterns as without

urlpatterns = [path("logga-in/lokalt/", include("samsyn.logins.local.urls")), *without]
