"""Verbs about deviations: ``deviation statistics``, ``ladder`` and ``lift-overdue``."""

from samsyn.cli.deviations.verbs import add_verbs

__all__ = ["add_verbs"]
