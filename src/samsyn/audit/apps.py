from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samsyn.audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samsyn.audit.refused import note_refusal
        from samsyn.foundation.operation import when_denied

        when_denied.append(note_refusal)
