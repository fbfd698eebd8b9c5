"""Verbs about counties: ``region check|gaps|show|list`` and ``who``."""

from samsyn.cli.regions.verbs import add_verbs

__all__ = ["add_verbs"]
