from django.apps import AppConfig


class PatternsConfig(AppConfig):
    name = "samsyn.patterns"
