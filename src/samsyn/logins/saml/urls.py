"""Where does a log-in through SAML leave Samsyn and come back?"""

from django.urls import path

from samsyn.logins.saml import views

urlpatterns = [
    path("igen/", views.again, name="saml_again"),
    path("svar/", views.answer, name="saml_answer"),
    path("fortsatt/", views.go_on, name="saml_continue"),
    path("metadata/", views.metadata, name="saml_metadata"),
    path("<slug:code>/", views.start, name="saml_start"),
]
