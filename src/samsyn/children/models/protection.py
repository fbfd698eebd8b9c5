"""Whose data are protected, and who in a unit meets such a child all the same?"""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.access.rules import Permission, roles
from samsyn.accounts.models import User
from samsyn.children.models.identity import OWN_UNIT, Child
from samsyn.children.rules import Kind, Source
from samsyn.foundation.wall import Wall, narrow
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit

#: SQL: roles that meet a protected child where their unit has named nobody.
_MANAGERS = ", ".join(
    f"'{role.code}'"
    for role in roles().values()
    if Permission.PROTECTION_MANAGE in role.permissions
)

_HIDDEN = f"""
CREATE OR REPLACE FUNCTION hidden_children() RETURNS uuid[] LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN
  -- Asked several times in each statement; in plpgsql what it asks is planned once a session.
  IF app_unit() IS NULL THEN RETURN '{{}}'; END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT r.child_id), '{{}}')
  FROM children_protection p JOIN children_childrecord r ON r.child_id = p.child_id
  WHERE p.ended_at IS NULL AND r.unit_id = app_unit()
    AND NOT CASE
      WHEN EXISTS (SELECT 1 FROM children_protectionaccess a WHERE a.child_id = r.child_id
        AND a.unit_id = r.unit_id AND a.ended_at IS NULL)
      THEN EXISTS (SELECT 1 FROM children_protectionaccess a WHERE a.child_id = r.child_id
        AND a.unit_id = r.unit_id AND a.ended_at IS NULL AND a.user_id = app_user())
      ELSE EXISTS (SELECT 1 FROM organisations_assignment g WHERE g.user_id = app_user()
        AND g.unit_id = r.unit_id AND g.valid_from <= app_today()
        AND (g.valid_to IS NULL OR g.valid_to > app_today())
        AND (g.role IN ({_MANAGERS}) OR g.id = r.opened_by))
    END);
END $$"""  # nosec B608  # SQL of our own words only


class Protection(models.Model):
    """A marking that a child's data are protected, as one unit has recorded it.

    It holds for the child wherever it is known, until the unit that recorded it ends it. Nothing
    of an earlier or a later identity stands here or anywhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="protections")
    kind = models.CharField(max_length=12, choices=stored(Kind))
    source = models.CharField(max_length=10, choices=stored(Source))
    holds_from = models.DateField()
    recorded_by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_source = models.CharField(max_length=10, blank=True, choices=stored(Source))

    wall = Wall(
        see="EXISTS (SELECT 1 FROM children_childrecord r WHERE"
        " r.child_id = children_protection.child_id AND r.unit_id = (SELECT app_unit()))",
        add="recorded_by_unit_id = (SELECT app_unit())",
        change="recorded_by_unit_id = (SELECT app_unit())",
        columns=("ended_at", "ended_by", "ended_source"),
    )
    wall_functions = (
        "DROP POLICY IF EXISTS door ON children_protection",
        "CREATE POLICY door ON children_protection FOR SELECT TO current_user USING (true)",
        # For the functions that count, as their owner; whoever else asks is told what it sees.
        "CREATE OR REPLACE FUNCTION is_unplaced(uuid) RETURNS boolean LANGUAGE sql STABLE"
        " SET search_path = pg_catalog, public, pg_temp AS $$ SELECT EXISTS (SELECT 1 FROM"
        " children_protection WHERE child_id = $1 AND ended_at IS NULL) $$",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "recorded_by_unit"],
                condition=Q(ended_at__isnull=True),
                name="one_living_protection_per_child_and_unit",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_source="")
                | (Q(ended_at__isnull=False) & ~Q(ended_source="")),
                name="an_ended_protection_says_how_it_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["child"], condition=Q(ended_at__isnull=True), name="living_protection"
            )
        ]


class ProtectionAccess(models.Model):
    """Somebody in a unit who is named as one of the few that meet a protected child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    given_by = models.UUIDField(null=True)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    # The unit's manager keeps the list also of children that the manager does not meet.
    wall = Wall(see=OWN_UNIT, columns=("ended_at", "ended_by"), narrowed=False)
    wall_functions = (
        "DROP POLICY IF EXISTS door ON children_protectionaccess",
        "CREATE POLICY door ON children_protectionaccess FOR SELECT TO current_user USING (true)",
        _HIDDEN,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "unit", "user"],
                condition=Q(ended_at__isnull=True),
                name="named_once_per_child_and_unit",
            ),
        ]


narrow("child_id", "NOT (child_id = ANY ((SELECT hidden_children())::uuid[]))")
