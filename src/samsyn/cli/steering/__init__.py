"""Verbs about steering: ``arena``, ``agreement``, ``actionplan``, ``report``, ``region load``."""

from samsyn.cli.steering.verbs import add_verbs

__all__ = ["add_verbs"]
