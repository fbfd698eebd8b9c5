"""What failed, who has it now and what was answered? The shared copy, and what stays at home.

`Deviation`, `Place`, `Step`, `Answer` and `Words` are the shared copy: they hold no identity of a
child and no name of who reported. `Origin` is the reporter's own compartment and holds the link to
the child. Every free text of the shared copy lies in `Words`, so that a text which turns out to
name somebody is hidden in one place, by the database.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from samsyn.access.rules import Permission, roles
from samsyn.cases.models import Case
from samsyn.children.models import OWN_UNIT, Child
from samsyn.deviations import rules
from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Party, Unit


def _roles_with(permission: Permission) -> str:
    """SQL: the codes of the roles that carry a permission, quoted."""
    codes = sorted(code for code, role in roles().items() if permission in role.permissions)
    return ", ".join(f"'{code}'" for code in codes)


def _office(name: str, gives: str, kind: str, permission: Permission) -> str:
    """SQL for a function: what the asking person oversees through the assignment of its unit."""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS {kind} LANGUAGE sql STABLE AS $$"
        f" SELECT {gives} FROM organisations_assignment a"
        " JOIN organisations_unit u ON u.id = a.unit_id"
        " JOIN organisations_party p ON p.id = u.party_id"
        " WHERE a.user_id = app_user() AND a.unit_id = app_unit()"
        f" AND a.role IN ({_roles_with(permission)}) AND a.valid_from <= app_today()"
        " AND (a.valid_to IS NULL OR a.valid_to > app_today()) LIMIT 1 $$"
    )


#: The reporter's own deviation about the own manager: nobody else in the unit meets it.
OWN_PRIVATE = (
    "(is_private AND EXISTS (SELECT 1 FROM deviations_origin o WHERE o.deviation_id ="
    " deviations_deviation.id AND o.user_id = (SELECT app_user())"
    " AND o.unit_id = (SELECT app_unit())))"
)
TAKES_PART = f"(SELECT app_unit()) = ANY (units) OR {OWN_PRIVATE}"
FOLLOWS = (
    "party_id = (SELECT followed_party()) OR about_party_id = (SELECT followed_party())"
    " OR region = (SELECT followed_region())"
)
AUDITS = "region = (SELECT audited_region())"
OF_SEEN = "EXISTS (SELECT 1 FROM deviations_deviation d WHERE d.id = deviation_id)"
OF_TAKEN_PART = (
    "EXISTS (SELECT 1 FROM deviations_deviation d WHERE d.id = deviation_id"
    " AND (SELECT audited_region()) IS NULL)"
)


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
        _office("followed_party", "p.id", "uuid", Permission.DEVIATION_PARTY),
        _office("followed_region", "p.region", "text", Permission.DEVIATION_COUNTY),
        _office("audited_region", "p.region", "text", Permission.DEVIATION_AUDIT),
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


class Origin(models.Model):
    """The reporter's own compartment: who, about which child, from what, and the words as written.

    Nothing of this is ever shared. When the report is about the own manager only the reporter
    meets it.
    """

    deviation = models.OneToOneField(Deviation, on_delete=models.PROTECT, related_name="origin")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    user_id = models.UUIDField(help_text="who reported")
    assignment_id = models.UUIDField(null=True)
    is_private = models.BooleanField(default=False)
    child = models.ForeignKey(Child, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    plan_id = models.UUIDField(null=True)
    source_key = models.CharField(max_length=60, blank=True, help_text="of an accepted suggestion")
    happened_on = models.DateField(null=True)
    kept = models.JSONField(default=dict, help_text="part → text as written, before names went")
    answer_read_at = models.DateTimeField(null=True)

    wall = Wall(
        see=f"{OWN_UNIT} AND (NOT is_private OR user_id = (SELECT app_user()))",
        columns=("kept", "answer_read_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "source_key"], condition=~Q(source_key=""),
                name="a_suggestion_is_reported_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "child"], name="origin_by_unit_child")]


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
        " ORDER BY d.reported_at, p.id $$",
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
        # Changes whenever a deviation or a case takes a step, so that counting can be remembered.
        "CREATE OR REPLACE FUNCTION step_stamp() RETURNS text LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " SELECT concat_ws('/', (SELECT max(id) FROM deviations_step),"
        " (SELECT max(id) FROM cases_casestep)) $$",
    )

    class Meta:
        indexes = [models.Index(fields=["deviation", "id"], name="deviation_steps")]


class Answer(models.Model):
    """What a rung has answered: a decision, by when and who answers for it, by office.

    Never removed and never rewritten: a later answer follows. Its words lie in `Words`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="answers")
    rung = models.PositiveSmallIntegerField()
    by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    by_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12, choices=stored(rules.Decision))
    responsible = models.CharField(max_length=120, blank=True, help_text="by office, never a name")
    due_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, help_text="when everybody on the rung had said yes")
    result = models.CharField(max_length=10, blank=True, choices=stored(rules.Result))
    followed_up_on = models.DateField(null=True)

    wall = Wall(
        see=OF_SEEN, add=f"by_unit_id = (SELECT app_unit()) AND {OF_TAKEN_PART}",
        change=OF_TAKEN_PART, columns=("agreed_at", "due_on", "result", "followed_up_on"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="no_measure") | (Q(due_on__isnull=False) & ~Q(responsible="")),
                name="a_measure_says_when_and_who",
            ),
        ]
        indexes = [models.Index(fields=["deviation", "given_at"], name="answers_of_deviation")]


class Words(models.Model):
    """A text of the shared copy. Hidden from all but its writers when it may point at somebody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="words")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="words")
    part = models.CharField(max_length=12, choices=stored(rules.Part))
    rung = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    at = models.DateTimeField()
    by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    by_party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    hidden_at = models.DateTimeField(null=True)
    hidden_by_unit = models.UUIDField(null=True)
    rewritten_at = models.DateTimeField(null=True)

    wall = Wall(
        see=f"{OF_TAKEN_PART} AND (hidden_at IS NULL OR by_unit_id = (SELECT app_unit()))",
        add=f"by_unit_id = (SELECT app_unit()) AND {OF_TAKEN_PART}",
        change=f"by_unit_id = (SELECT app_unit()) AND {OF_TAKEN_PART}",
        columns=("text", "hidden_at", "hidden_by_unit", "rewritten_at"),
    )
    wall_functions = (
        # That a text is hidden may be known; what it says may not.
        "DROP POLICY IF EXISTS door ON deviations_words",
        "CREATE POLICY door ON deviations_words FOR SELECT TO current_user USING (true)",
        "CREATE OR REPLACE FUNCTION hidden_words(uuid) RETURNS TABLE (id uuid, part text,"
        " answer_id uuid, at timestamptz, by_unit_id uuid, by_party_id uuid) LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " SELECT id, part, answer_id, at, by_unit_id, by_party_id FROM deviations_words"
        " WHERE deviation_id = $1 AND hidden_at IS NOT NULL $$",
        # Who hides a text meets it no longer, so the row cannot be changed through the policies.
        "DROP POLICY IF EXISTS hide ON deviations_words",
        "CREATE POLICY hide ON deviations_words FOR UPDATE TO current_user USING (true)",
        "CREATE OR REPLACE FUNCTION hide_deviation_words(uuid, timestamptz) RETURNS boolean"
        " LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " BEGIN UPDATE deviations_words w SET hidden_at = $2, hidden_by_unit = app_unit()"
        " FROM deviations_deviation d WHERE w.id = $1 AND w.hidden_at IS NULL"
        " AND d.id = w.deviation_id AND (app_unit() = ANY (d.units)"
        " OR followed_party() IN (d.party_id, d.about_party_id) OR d.region = followed_region());"
        " RETURN FOUND; END $$",
    )

    class Meta:
        indexes = [models.Index(fields=["deviation", "at"], name="words_of_deviation")]


class Dismissal(models.Model):
    """A deviation that the product suggested and the unit did not report, with the reason."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    key = models.CharField(max_length=60, help_text="kind and identity of what was late or silent")
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    wall = Wall(see=OWN_UNIT, unchangeable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="a_suggestion_is_dismissed_once"),
        ]
