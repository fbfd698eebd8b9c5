"""`samsyn provisioning`: which directories may provision, and what their groups stand for."""

from samsyn.cli.provisioning.verbs import add_verbs

__all__ = ["add_verbs"]
