"""Every address, in Swedish."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from samsyn.access.access import open_page
from samsyn.logins.views import door
from samsyn.logreview.urls import EXTRACT, REVIEWS
from samsyn.public import views as public

handler400 = "samsyn.foundation.errors.bad_request"
handler403 = "samsyn.foundation.errors.forbidden"
handler404 = "samsyn.foundation.errors.not_found"
handler500 = "samsyn.foundation.errors.server_error"

urlpatterns = [
    path("", public.home, name="home"),
    path("om/", public.about, name="about"),
    path("tillganglighet/", public.accessibility, name="accessibility"),
    path("halsa/", public.alive, name="alive"),
    path(".well-known/security.txt", public.security_txt, name="security_txt"),
    path("sprak/", open_page(set_language), name="set_language"),
    path("vem-gor-vad/", include("samsyn.responsibilities.urls")),
    path("", include("samsyn.public.urls")),
    path("", include("samsyn.access.urls")),
    path("", include("samsyn.workspace.urls")),
    path("", include("samsyn.children.urls")),
    path("", include("samsyn.cases.urls")),
    path("", include("samsyn.plans.urls")),
    path("", include("samsyn.family.urls")),
    path("barn/", include(EXTRACT)),
    path("loggkontroll/", include(REVIEWS)),
    path("", include("samsyn.attachments.urls")),
    path("avvikelser/", include("samsyn.patterns.urls")),
    path("avvikelser/", include("samsyn.deviations.urls")),
    path("administration/", include("samsyn.administration.urls")),
    path("styrning/", include("samsyn.governance.urls")),
    path("styrning/", include("samsyn.agreements.urls")),
    path("styrning/", include("samsyn.actionplans.urls")),
    path("styrning/", include("samsyn.participation.urls")),
    path("styrning/", include("samsyn.followup.urls")),
    path("styrning/", include("samsyn.indicators.urls")),
    path("gallring/", include("samsyn.retention.urls")),
    path("scim/v2/", include("samsyn.provisioning.urls")),
]
urlpatterns.append(path("logga-in/", include("samsyn.logins.urls")))
if settings.SAMSYN_DEMO:
    urlpatterns.append(path("logga-in/", include("samsyn.demo.urls")))
else:
    urlpatterns.append(path("logga-in/", door, name="log_in"))
