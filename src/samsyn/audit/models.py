"""What is stored of every read and write: who, through which assignment, what, about whom."""

from django.db import models

from samsyn.audit.rules import Client, Outcome, Purpose
from samsyn.foundation.wall import Wall, callable_by_us_alone
from samsyn.foundation.words import stored

#: SQL: what the person is called in HSA is written down with the event, which outlives the person.
EMPLOYEE = """
CREATE OR REPLACE FUNCTION event_names_employee() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.employee := coalesce((SELECT i.value FROM accounts_identity i
    WHERE i.user_id = NEW.user_id AND i.kind = 'hsa_id' ORDER BY i.id LIMIT 1), '');
  RETURN NEW;
END $$"""


#: A unit meets its own events; what was done for no unit, only the one who did it. What nobody has
#: done, as a command or a visitor before the log-in, tells of no child.
OWN = (
    "unit_id IS NOT DISTINCT FROM (SELECT app_unit())"
    " AND (unit_id IS NOT NULL OR user_id IS NOT DISTINCT FROM (SELECT app_user()))"
    " AND (unit_id IS NOT NULL OR user_id IS NOT NULL OR child_id IS NULL)"
)
#: An event is written in one's own name.
IN_OWN_NAME = f"({OWN}) AND user_id IS NOT DISTINCT FROM (SELECT app_user())"


class Event(models.Model):
    """One read, write or refusal. No foreign keys: an event outlives what it tells about."""

    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    child_id = models.UUIDField(null=True)
    ground = models.CharField(max_length=60, blank=True, help_text="legal ground, when one is used")
    party_id = models.UUIDField(null=True)
    role = models.CharField(max_length=60, blank=True)
    employee = models.CharField(
        max_length=64, blank=True, help_text="employeeHsaId of that day; the database writes it"
    )
    purpose = models.CharField(max_length=20, blank=True, choices=stored(Purpose))
    outcome = models.CharField(
        max_length=10, choices=stored(Outcome), default=Outcome.ALLOWED.value
    )
    rule = models.CharField(
        max_length=80, blank=True, help_text="what the answer rests on: a permission or a check"
    )
    login_id = models.UUIDField(null=True)
    correlation_id = models.UUIDField(null=True, help_text="the same in all events of a request")
    client = models.CharField(max_length=8, blank=True, choices=stored(Client))

    wall = Wall(see=OWN, add=IN_OWN_NAME, unchangeable=True, narrowed=False, numbered=True)
    wall_functions = (
        "DROP POLICY IF EXISTS seal ON audit_event",
        "CREATE POLICY seal ON audit_event FOR SELECT TO current_user USING (true)",
        "DROP TRIGGER IF EXISTS never_goes ON audit_event",
        "CREATE TRIGGER never_goes BEFORE DELETE ON audit_event"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        EMPLOYEE,
        *callable_by_us_alone("event_names_employee()"),
        "DROP TRIGGER IF EXISTS names_employee ON audit_event",
        "CREATE TRIGGER names_employee BEFORE INSERT ON audit_event"
        " FOR EACH ROW EXECUTE FUNCTION event_names_employee()",
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "child_id", "-at"], name="event_by_unit_and_child"),
            models.Index(fields=["unit_id", "at"], name="event_by_unit_and_time"),
            models.Index(fields=["child_id", "at"], name="event_by_child_and_time"),
        ]


class Seal(models.Model):
    """A closed batch of events: its hash covers every event and the seal before it."""

    sealed_at = models.DateTimeField()
    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    previous_hash = models.CharField(max_length=64)
    batch_hash = models.CharField(max_length=64)
    form = models.PositiveSmallIntegerField(
        default=1, help_text="how events are spelled: 1 without circumstances, 2 every field"
    )
    leaves = models.BinaryField(
        default=b"", help_text="40 bytes an event: its number and its own hash (form 2)"
    )

    wall = Wall(see="false", unchangeable=True, numbered=True)
    wall_functions = (
        "DROP POLICY IF EXISTS seal ON audit_seal",
        "CREATE POLICY seal ON audit_seal TO current_user USING (true) WITH CHECK (true)",
        "DROP TRIGGER IF EXISTS never_goes ON audit_seal",
        "CREATE TRIGGER never_goes BEFORE DELETE ON audit_seal"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    )
