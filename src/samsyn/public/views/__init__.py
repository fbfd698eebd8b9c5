"""The open site's own pages."""

from samsyn.public.views.start import about, accessibility, alive, home

__all__ = ["about", "accessibility", "alive", "home"]
