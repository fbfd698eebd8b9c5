"""Where does one log in, beside the demo's own door?"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from samsyn.logins import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("igen/", views.again, name="log_in_again"),
    path("oidc/", include("samsyn.logins.oidc.urls")),
    path("saml/", include("samsyn.logins.saml.urls")),
]
if settings.SAMSYN_LOCAL_ACCOUNTS:
    urlpatterns.append(path("lokalt/", include("samsyn.logins.local.urls")))
