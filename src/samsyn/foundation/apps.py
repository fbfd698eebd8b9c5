"""Registers the foundation, so that Django finds its templates, tags and static files."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "samsyn.foundation"
