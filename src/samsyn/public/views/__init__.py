"""The open site's own pages."""

from samsyn.public.views.start import about, accessibility, alive, home, security_txt

__all__ = ["about", "accessibility", "alive", "home", "security_txt"]
