"""Which child, and what does each unit know of it? Personnummer stands here only."""

import uuid

from django.db import models

from samsyn.children.rules import GuardianKind
from samsyn.foundation.wall import Wall, callable_by_us_alone
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit

OWN_UNIT = "unit_id = (SELECT app_unit())"


class Child(models.Model):
    """A child, once, whoever knows it. A unit meets the row only through its own record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True)
    born_on = models.DateField()

    wall = Wall(
        see=f"EXISTS (SELECT 1 FROM children_childrecord r"  # nosec B608  # SQL of our own words only
        f" WHERE r.child_id = children_child.id AND r.{OWN_UNIT})",
        add="(SELECT app_unit()) IS NOT NULL",
        change="false",
    )
    wall_functions = (
        "DROP POLICY IF EXISTS door ON children_child",
        "CREATE POLICY door ON children_child FOR SELECT TO current_user USING (true)",
        # The one door past the wall: the whole number gives the identity, nothing else does.
        "CREATE OR REPLACE FUNCTION child_by_number(text) RETURNS uuid LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS"
        " $$ SELECT id FROM children_child WHERE number = $1 AND app_unit() IS NOT NULL $$",
        *callable_by_us_alone("child_by_number(text)"),
    )


class ChildRecord(models.Model):
    """What one unit has written of a child's identity: its own compartment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="records")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    language = models.CharField(max_length=40, blank=True, help_text="interpreter needed for")
    reason = models.CharField(max_length=200, help_text="why the unit works with the child")
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)

    wall = Wall(
        see=OWN_UNIT,
        add=f"{OWN_UNIT} OR EXISTS (SELECT 1 FROM releases_release r WHERE"  # nosec B608  # SQL of our own words only
        " r.child_id = children_childrecord.child_id AND r.to_unit_id = unit_id"
        " AND r.from_unit_id = (SELECT app_unit()))",
        change=OWN_UNIT,
    )
    wall_functions = (
        "DROP POLICY IF EXISTS door ON children_childrecord",
        "CREATE POLICY door ON children_childrecord FOR SELECT TO current_user USING (true)",
        # Whole names that stand in a text already, also of those that only a few may meet: what is
        # to be shared is looked through for them too.
        "CREATE OR REPLACE FUNCTION names_within(text) RETURNS SETOF text LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS"
        " $$ SELECT DISTINCT r.given_name || ' ' || r.family_name FROM children_childrecord r"
        " WHERE r.unit_id = app_unit() AND strpos(swedish_order($1),"
        " swedish_order(r.given_name || ' ' || r.family_name)) > 0 $$",
        *callable_by_us_alone("names_within(text)"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "unit"], name="one_record_per_unit_and_child"),
        ]
        indexes = [
            models.Index(fields=["unit", "family_name", "given_name"], name="record_by_unit_name"),
        ]

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"


class Guardian(models.Model):
    """An adult who answers for the child, as one unit knows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(ChildRecord, on_delete=models.PROTECT, related_name="guardians")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=stored(GuardianKind))
    kept_unaware = models.BooleanField(default=False, help_text="must not learn where the child is")

    wall = Wall(see=OWN_UNIT)
    wall_functions = (
        "DROP POLICY IF EXISTS door ON children_guardian",
        "CREATE POLICY door ON children_guardian FOR SELECT TO current_user USING (true)",
        # Yes or no, to a unit that has the child: never who, nor which unit has said so.
        "CREATE OR REPLACE FUNCTION someone_kept_unaware(uuid) RETURNS boolean LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT EXISTS"
        " (SELECT 1 FROM children_childrecord own WHERE own.child_id = $1"
        " AND own.unit_id = app_unit()) AND EXISTS (SELECT 1 FROM children_guardian g"
        " JOIN children_childrecord r ON r.id = g.record_id"
        " WHERE r.child_id = $1 AND g.kept_unaware) $$",
        *callable_by_us_alone("someone_kept_unaware(uuid)"),
    )
