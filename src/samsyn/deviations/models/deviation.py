"""What failed, who has it now and how has it climbed? The shared copy, without identity or text."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from samsyn.access.rules import Permission
from samsyn.deviations import rules
from samsyn.deviations.models.walls import (
    AUDITS,
    FOLLOWS,
    OF_SEEN,
    OF_TAKEN_PART,
    TAKES_PART,
    office,
)
from samsyn.foundation.wall import Wall, callable_by_us_alone
from samsyn.foundation.words import stored
from samsyn.organisations.models import Party, Unit


class Deviation(models.Model):
    """A deviation in the collaboration: its shared copy, without anything that points at a child.

    `units` are those that have had a place in it (the reporter's own first, unless the report is
    about the own manager); they alone meet it, besides those who follow a party or the county.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.UUIDField(unique=True, help_text="one form, one deviation")
    region = models.CharField(max_length=60)
    number = models.CharField(max_length=12, help_text="to say on the phone: 2026-0042")
    units = ArrayField(models.UUIDField(), help_text="units that have had a place in it")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, help_text="the reporter's role; never a name")
    about_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    about_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    municipality = models.CharField(max_length=60, blank=True, help_text="code of that party")
    kind = models.CharField(max_length=16, choices=stored(rules.Kind))
    branch = models.CharField(max_length=16, choices=stored(rules.Branch))
    against = models.CharField(max_length=10, choices=stored(rules.Against))
    document = models.CharField(max_length=60, blank=True, help_text="code in the county package")
    clause = models.CharField(max_length=80, blank=True, help_text="§4.2, or kap.6")
    routine = models.CharField(max_length=120, blank=True)
    lex = models.CharField(max_length=8, choices=stored(rules.Lex))
    came_from = models.CharField(max_length=16, blank=True, choices=stored(rules.Origin))
    happened_in = models.DateField(help_text="first day of the month; the day stays at home")
    is_private = models.BooleanField(default=False, help_text="about the reporter's own manager")
    ladder = models.JSONField(help_text="rules.Steps: the branch that held when it was reported")
    rung = models.PositiveSmallIntegerField(default=0)
    rung_since = models.DateTimeField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=stored(rules.State))
    state_since = models.DateTimeField()
    reported_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    measure_due = models.DateField(null=True, help_text="of the answer in force")

    wall = Wall(
        see=f"{TAKES_PART} OR {FOLLOWS} OR {AUDITS}",
        add="unit_id = (SELECT app_unit())",
        change=f"({TAKES_PART} OR {FOLLOWS})",
        columns=(
            "units", "ladder", "rung", "rung_since", "due_on", "state", "state_since",
            "closed_at", "measure_due",
        ),
    )  # fmt: skip
    wall_functions = (
        office("followed_party", "p.id", "uuid", Permission.DEVIATION_PARTY),
        office("followed_region", "p.region", "text", Permission.DEVIATION_COUNTY),
        office("audited_region", "p.region", "text", Permission.DEVIATION_AUDIT),
        "DROP POLICY IF EXISTS door ON deviations_deviation",
        "CREATE POLICY door ON deviations_deviation FOR SELECT TO current_user USING (true)",
        # Numbers run through the county, past what the asking unit meets.
        "CREATE OR REPLACE FUNCTION next_deviation_number(text, integer) RETURNS text"
        " LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " DECLARE last integer; BEGIN"
        " PERFORM pg_advisory_xact_lock(hashtext('deviations ' || $1));"
        " SELECT max(split_part(number, '-', 2)::integer) INTO last FROM deviations_deviation"
        " WHERE region = $1 AND number LIKE $2 || '-%';"
        " RETURN $2 || '-' || lpad((coalesce(last, 0) + 1)::text, 4, '0'); END $$",
        *callable_by_us_alone("next_deviation_number(text, integer)"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="one_deviation_per_number"),
            models.CheckConstraint(
                condition=Q(against="clause") | Q(clause=""), name="a_clause_is_of_an_agreement"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="a_closed_deviation_says_when",
            ),
        ]
        indexes = [
            GinIndex(fields=["units"], name="deviation_by_units"),
            models.Index(fields=["region", "-reported_at"], name="deviation_by_region"),
            models.Index(fields=["party", "-reported_at"], name="deviation_by_party"),
            models.Index(fields=["about_party", "-reported_at"], name="deviation_by_about"),
            models.Index(
                fields=["region", "due_on"], name="deviation_overdue", condition=~Q(state="closed")
            ),
        ]


class Place(models.Model):
    """A unit's place on a rung: whose turn it is there, and what it has said. Never removed."""

    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="places")
    rung = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=stored(rules.Side))
    stands_in = models.CharField(max_length=12, blank=True, choices=stored(rules.StandIn))
    opened_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, help_text="empty while the place is open")
    stance = models.CharField(max_length=10, blank=True, choices=stored(rules.Stance))
    stance_at = models.DateTimeField(null=True)

    wall = Wall(
        see=OF_SEEN, add=OF_TAKEN_PART, change=OF_TAKEN_PART,
        columns=("left_at", "stance", "stance_at"),
    )  # fmt: skip
    wall_functions = (
        "DROP POLICY IF EXISTS door ON deviations_place",
        "CREATE POLICY door ON deviations_place FOR SELECT TO current_user USING (true)",
        # What the days have run out for, and who has it: nothing of what it says.
        "CREATE OR REPLACE FUNCTION deviations_under_way(text) RETURNS TABLE"
        " (deviation_id uuid, unit_id uuid, is_overdue boolean) LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " SELECT d.id, p.unit_id, d.state <> 'answered' AND coalesce(d.due_on < app_today(), false)"
        " FROM deviations_deviation d JOIN deviations_place p ON p.deviation_id = d.id"
        " WHERE d.region = $1 AND d.state <> 'closed' AND p.left_at IS NULL"
        " AND (app_user() IS NULL OR followed_region() = $1)"
        " ORDER BY d.reported_at, p.id $$",
        *callable_by_us_alone("deviations_under_way(text)"),
        # A unit speaks for itself; others may only ask it anew.
        "CREATE OR REPLACE FUNCTION speak_for_oneself() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN IF NEW.stance IS DISTINCT FROM OLD.stance AND NEW.stance <> ''"
        " AND NEW.unit_id IS DISTINCT FROM app_unit() THEN"
        " RAISE EXCEPTION 'a unit speaks for itself' USING ERRCODE = '23514'; END IF;"
        " RETURN NEW; END $$",
        "DROP TRIGGER IF EXISTS speaks_for_itself ON deviations_place",
        "CREATE TRIGGER speaks_for_itself BEFORE UPDATE ON deviations_place"
        " FOR EACH ROW EXECUTE FUNCTION speak_for_oneself()",
        # The rule that nobody may break: what is not closed is somebody's.
        "CREATE OR REPLACE FUNCTION deviation_has_owner() RETURNS trigger LANGUAGE plpgsql"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " DECLARE asked uuid; BEGIN"
        " IF TG_TABLE_NAME = 'deviations_place' THEN asked := NEW.deviation_id;"
        " ELSE asked := NEW.id; END IF;"
        " IF EXISTS (SELECT 1 FROM deviations_deviation WHERE id = asked AND state <> 'closed')"
        " AND NOT EXISTS (SELECT 1 FROM deviations_place WHERE deviation_id = asked"
        " AND left_at IS NULL) THEN"
        " RAISE EXCEPTION 'a deviation always has an owner' USING ERRCODE = '23514'; END IF;"
        " RETURN NULL; END $$",
        *callable_by_us_alone("deviation_has_owner()"),
        *(
            statement
            for table in ("deviations_deviation", "deviations_place")
            for statement in (
                f"DROP TRIGGER IF EXISTS has_owner ON {table}",
                f"CREATE CONSTRAINT TRIGGER has_owner AFTER INSERT OR UPDATE ON {table}"
                " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                " EXECUTE FUNCTION deviation_has_owner()",
            )
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deviation", "unit"], condition=Q(left_at__isnull=True),
                name="one_open_place_per_unit",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["unit"], name="open_place_by_unit", condition=Q(left_at__isnull=True)
            ),
        ]


class Step(models.Model):
    """One move of a deviation, without free text. `by_time`: nobody did it, the days ran out."""

    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    action = models.CharField(max_length=12)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
    from_rung = models.PositiveSmallIntegerField()
    to_rung = models.PositiveSmallIntegerField()
    by_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    by_party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    by_time = models.BooleanField(default=False)

    wall = Wall(see=OF_SEEN, add=OF_TAKEN_PART, unchangeable=True)
    wall_functions = (
        "DROP POLICY IF EXISTS door ON deviations_step",
        "CREATE POLICY door ON deviations_step FOR SELECT TO current_user USING (true)",
        # Changes whenever a deviation or a case takes a step or a protection does, so that counting
        # can be remembered.
        "CREATE OR REPLACE FUNCTION step_stamp() RETURNS text LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " SELECT concat_ws('/', (SELECT max(id) FROM deviations_step),"
        " (SELECT max(id) FROM cases_casestep), (SELECT count(*) FILTER (WHERE ended_at IS NULL)"
        " || '-' || count(*) FROM children_protection)) $$",
        *callable_by_us_alone("step_stamp()"),
    )

    class Meta:
        indexes = [models.Index(fields=["deviation", "id"], name="deviation_steps")]
