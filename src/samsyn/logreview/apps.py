from django.apps import AppConfig


class LogReviewConfig(AppConfig):
    name = "samsyn.logreview"
    default_auto_field = "django.db.models.BigAutoField"
