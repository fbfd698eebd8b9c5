"""Where does a log-in through OpenID Connect leave Samsyn and come back?"""

from django.urls import path

from samsyn.logins.oidc import views

urlpatterns = [
    path("igen/", views.again, name="oidc_again"),
    path("<slug:code>/", views.start, name="oidc_start"),
    path("<slug:code>/svar/", views.answer, name="oidc_answer"),
    path("<slug:code>/slut/", views.ended, name="oidc_ended"),
    path("<slug:code>/ut/", views.farewell, name="oidc_farewell"),
    path("<slug:code>/nycklar/", views.public_keys, name="oidc_keys"),
]
