"""Settings for the scanners: as the demo's, without limits, so that they reach what lies behind."""

from samsyn.config.settings import *  # noqa: F403

SAMSYN_LIMITS = ()
