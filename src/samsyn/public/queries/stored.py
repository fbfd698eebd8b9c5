"""Is a table there yet? The packages of the steering half may be installed one by one."""

from django.apps import apps
from django.db.models import Model, QuerySet


def rows_of(package: str, model: str) -> QuerySet[Model] | None:
    """All rows of a model, or None where the package does not have it."""
    try:
        return apps.get_model(package, model)._default_manager.all()
    except LookupError:
        return None
