from django.apps import AppConfig
from django.conf import settings


class AccessConfig(AppConfig):
    name = "samsyn.access"

    def ready(self) -> None:
        """A misspelt permission in SAMSYN_LOA2_PERMISSIONS stops the start, not a page."""
        from samsyn.access.rules import permitted_at

        permitted_at(frozenset(), 2, settings.SAMSYN_LOA2_PERMISSIONS)
