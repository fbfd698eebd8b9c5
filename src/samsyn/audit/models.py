"""What is stored of every read and write: who, through which assignment, what, about whom."""

from django.db import models

from samsyn.foundation.wall import Wall


class Event(models.Model):
    """One read or write. No foreign keys: an event outlives what it tells about."""

    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    child_id = models.UUIDField(null=True)
    ground = models.CharField(max_length=60, blank=True)

    wall = Wall(
        see="unit_id IS NOT DISTINCT FROM (SELECT app_unit())", unchangeable=True, narrowed=False
    )
    wall_functions = (
        "DROP POLICY IF EXISTS seal ON audit_event",
        "CREATE POLICY seal ON audit_event FOR SELECT TO current_user USING (true)",
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "child_id", "-at"], name="event_by_unit_and_child"),
        ]


class Seal(models.Model):
    """A closed batch of events: its hash covers every event and the seal before it."""

    sealed_at = models.DateTimeField()
    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    previous_hash = models.CharField(max_length=64)
    batch_hash = models.CharField(max_length=64)

    wall = Wall(see="false", unchangeable=True)
    wall_functions = (
        "DROP POLICY IF EXISTS seal ON audit_seal",
        "CREATE POLICY seal ON audit_seal TO current_user USING (true) WITH CHECK (true)",
    )
