"""Where does one log in, beside the demo's own door?"""

from django.urls import include, path

from samsyn.logins import views

urlpatterns = [
    path("igen/", views.again, name="log_in_again"),
    path("oidc/", include("samsyn.logins.oidc.urls")),
    path("saml/", include("samsyn.logins.saml.urls")),
]
