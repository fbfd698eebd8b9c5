"""Whose data are protected, and who in a unit meets such a child all the same?"""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.access.rules import Permission, roles
from samsyn.accounts.models import User
from samsyn.children.models.identity import OWN_UNIT, Child
from samsyn.children.rules import Kind, Source
from samsyn.foundation.wall import Wall, callable_by_us_alone, narrow
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


_FEW_OF = f"""
CREATE OR REPLACE FUNCTION few_of(uuid, uuid) RETURNS uuid[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  -- Who in a unit meets the child; for functions of the owner. Null: it is not protected.
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM children_protection WHERE child_id = $1 AND ended_at IS NULL)
      THEN NULL
    ELSE coalesce(
      (SELECT array_agg(a.user_id) FROM children_protectionaccess a WHERE a.child_id = $1
        AND a.unit_id = $2 AND a.ended_at IS NULL),
      (SELECT array_agg(g.user_id) FROM organisations_assignment g WHERE g.unit_id = $2
        AND g.valid_from <= app_today() AND (g.valid_to IS NULL OR g.valid_to > app_today())
        AND (g.role IN ({_MANAGERS}) OR g.id IN (SELECT r.opened_by FROM children_childrecord r
          WHERE r.child_id = $1 AND r.unit_id = $2))),
      '{{}}')
    END
$$"""  # nosec B608  # SQL of our own words only

_NOBODY_LEFT = """
CREATE OR REPLACE FUNCTION children_without_few() RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  -- How many of the asking unit's protected children nobody who works there can open; not which.
  SELECT count(*) FROM children_childrecord r WHERE r.unit_id = app_unit()
    AND EXISTS (SELECT 1 FROM children_protection p
      WHERE p.child_id = r.child_id AND p.ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM organisations_assignment g
      JOIN accounts_user u ON u.id = g.user_id AND u.is_active
      WHERE g.unit_id = r.unit_id AND g.valid_from <= app_today()
      AND (g.valid_to IS NULL OR g.valid_to > app_today())
      AND g.user_id = ANY (few_of(r.child_id, r.unit_id)))
$$"""

_END_NAMES = """
CREATE OR REPLACE FUNCTION end_names(uuid, timestamptz, uuid) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  -- Everywhere at once: a name that stayed would be back in force with the next protection.
  UPDATE children_protectionaccess a SET ended_at = $2,
    ended_by = CASE WHEN a.unit_id = app_unit() THEN $3 END
  WHERE a.child_id = $1 AND a.ended_at IS NULL
    AND EXISTS (SELECT 1 FROM children_childrecord r
      WHERE r.child_id = $1 AND r.unit_id = app_unit())
    AND NOT EXISTS (SELECT 1 FROM children_protection p
      WHERE p.child_id = $1 AND p.ended_at IS NULL)
$$"""

_IS_LEFT = """
CREATE OR REPLACE FUNCTION protection_is_left(uuid, uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  -- Whether the unit ($2) that recorded a protection can end it no more.
  SELECT EXISTS (SELECT 1 FROM children_childrecord r
      WHERE r.child_id = $1 AND r.unit_id = app_unit())
    AND (NOT EXISTS (SELECT 1 FROM children_childrecord r
        WHERE r.child_id = $1 AND r.unit_id = $2)
      OR EXISTS (SELECT 1 FROM organisations_unit u
        WHERE u.id = $2 AND u.valid_to <= app_today()))
$$"""


class Protection(models.Model):
    """A marking that a child's data are protected, as one unit has recorded it.

    It holds for the child wherever it is known, until the unit that recorded it ends it; or, when
    that unit has closed or has nothing of the child any more, another that has. Nothing of an
    earlier or a later identity stands here or anywhere else.
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
        change="recorded_by_unit_id = (SELECT app_unit())"
        " OR protection_is_left(child_id, recorded_by_unit_id)",
        columns=("ended_at", "ended_by", "ended_source"),
    )
    wall_functions = (
        "DROP POLICY IF EXISTS door ON children_protection",
        "CREATE POLICY door ON children_protection FOR SELECT TO current_user USING (true)",
        # For the functions that count, as their owner; whoever else asks is told what it sees.
        "CREATE OR REPLACE FUNCTION is_unplaced(uuid) RETURNS boolean LANGUAGE sql STABLE"
        " SET search_path = pg_catalog, public, pg_temp AS $$ SELECT EXISTS (SELECT 1 FROM"
        " children_protection WHERE child_id = $1 AND ended_at IS NULL) $$",
        _IS_LEFT,
        *callable_by_us_alone("protection_is_left(uuid, uuid)"),
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
        *callable_by_us_alone("hidden_children()"),
        _FEW_OF,
        _NOBODY_LEFT,
        *callable_by_us_alone("children_without_few()"),
        "DROP POLICY IF EXISTS end_names ON children_protectionaccess",
        "CREATE POLICY end_names ON children_protectionaccess FOR UPDATE TO current_user"
        " USING (true)",
        _END_NAMES,
        *callable_by_us_alone("end_names(uuid, timestamptz, uuid)"),
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
