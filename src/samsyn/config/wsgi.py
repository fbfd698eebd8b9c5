"""The application, for any application server; refuses to start when it would be unsafe."""

import os

from django.core.wsgi import get_wsgi_application

from samsyn.foundation.starting import refusals

if whys := refusals():
    raise SystemExit("\n".join(whys))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
application = get_wsgi_application()
