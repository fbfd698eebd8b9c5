"""What has been read and written about a child, as far as this actor may know?"""

import uuid
from typing import Any

from django.db.models import QuerySet

from samsyn.audit.models import Event


def events_for(actor: Any, child_id: uuid.UUID) -> QuerySet[Event]:
    """What the actor's own unit has read and written about a child, newest first."""
    return Event.objects.filter(unit_id=actor.unit_id, child_id=child_id).order_by("-at", "-id")
