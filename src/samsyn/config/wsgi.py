"""The application, for gunicorn. The demo's door never opens where others can reach it."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from samsyn.foundation.demo_door import why_closed

if why := why_closed(os.environ):
    raise ImproperlyConfigured(why)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
application = get_wsgi_application()
