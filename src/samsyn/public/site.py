"""How does an open page behave? Read under the open site's own database role; kept for a while."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from samsyn.access.access import open_page
from samsyn.foundation import wall
from samsyn.regions import available_regions, region
from samsyn.regions.schema import Region

View = Callable[..., HttpResponse]

KEPT_SECONDS = 300
"""How long a browser, or for files also a shared cache, may keep an answer."""


def open_site(view: View) -> View:
    """An open page: query and rendering both as the role that meets only what is published.

    The browser of somebody who is not logged in may keep it; shared caches may not, since each
    page carries its reader's own token for choosing language.
    """

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with wall.as_open_site():
            response = view(request, *args, **kwargs)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
        patch_vary_headers(response, ["Cookie"])
        return response

    return open_page(require_safe(opened))


def open_file(view: View) -> View:
    """An open file (data, feed, calendar): always Swedish, alike for all, with an ETag."""

    @functools.wraps(view, updated=())
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE), wall.as_open_site():
            response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        response.headers["Content-Language"] = settings.LANGUAGE_CODE
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return open_page(require_safe(conditional_page(opened)))


def county_or_404(code: str) -> Region:
    """The county package with that code."""
    if code not in available_regions():
        raise Http404
    return region(code)


def county_of(request: HttpRequest) -> Region:
    """The county of a list page: the one named by `lan`, the user's own, or the service's."""
    actor = getattr(request, "actor", None)
    own = actor.region if actor else ""
    return county_or_404(request.GET.get("lan") or own or settings.SAMSYN_DEFAULT_REGION)
