"""The command line: a face of the same operations and queries."""

from samsyn.cli.main import main

__all__ = ["main"]
