"""How does a need become a meeting? The case, its steps, the call and the meeting."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samsyn.cases import rules
from samsyn.children.models import OWN_UNIT, Child
from samsyn.foundation.wall import Wall, callable_by_us_alone
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit
from samsyn.releases.models import released

OWN_CASE = (
    "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id AND c.unit_id = (SELECT app_unit()))"
)


def shared_part(scope: str) -> str:
    """SQL for a table that hangs on a case: the own unit's case, or released with `scope`."""
    return f"{OWN_CASE} OR {released('case_id', scope)}"


def part_of_call(call: str) -> str:
    """SQL for what hangs on a call: the own case's, all released, or a call that one is part of."""
    return f"{shared_part('meeting')} OR ({released('case_id', 'call')} AND is_called({call}))"


MOVES_CASE = " OR ".join(released("cases_case.id", scope) for scope in ("call", "meeting", "plan"))
TAKES_STEP = " OR ".join(released("case_id", scope) for scope in ("call", "meeting", "plan"))


class Case(models.Model):
    """A child's need that somebody has seen, and its way to help. Owned by one unit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    submission = models.UUIDField(unique=True, help_text="one form, one case, however often sent")
    state = models.CharField(max_length=12, choices=stored(rules.State))
    state_since = models.DateTimeField()
    opened_at = models.DateTimeField()
    in_danger = models.BooleanField(default=False)

    wall = Wall(
        see=f"{OWN_UNIT} OR {released('cases_case.id')}",
        add=OWN_UNIT,
        change=f"{OWN_UNIT} OR {MOVES_CASE}",
        columns=("state", "state_since"),
    )
    wall_functions = (
        # Policies of releases ask whether a case is one's own; through the policies of cases, which
        # ask for releases, that would go round in a ring.
        "DROP POLICY IF EXISTS door ON cases_case",
        "CREATE POLICY door ON cases_case FOR SELECT TO current_user USING (true)",
        "CREATE OR REPLACE FUNCTION owns_case(uuid, uuid) RETURNS boolean LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT EXISTS"
        " (SELECT 1 FROM cases_case WHERE id = $1 AND child_id = $2 AND unit_id = app_unit()) $$",
        *callable_by_us_alone("owns_case(uuid, uuid)"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "state_since"], name="case_by_unit_state"),
            models.Index(fields=["child", "unit"], name="case_by_child_unit"),
        ]


class Need(models.Model):
    """What was seen: written by the unit that noticed, released only on purpose."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="need")
    areas = ArrayField(models.CharField(max_length=20))
    extent = models.CharField(max_length=12, choices=stored(rules.Extent))
    setting = models.CharField(max_length=20, blank=True)
    worry = models.TextField()
    works = models.TextField(blank=True)
    child_words = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    stems = ArrayField(models.TextField(), default=list, help_text="filled by the database")
    answer = models.JSONField(help_text="who was responsible, by which agreement version, that day")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    wall = Wall(see=shared_part("need"), add=OWN_CASE, change=OWN_CASE)
    wall_functions = (
        "CREATE OR REPLACE FUNCTION stem_need() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " NEW.stems := swedish_stems(concat_ws("
        " ' ', NEW.worry, NEW.works, NEW.child_words, NEW.tried)); RETURN NEW; END $$",
        "DROP TRIGGER IF EXISTS stems_what_is_written ON cases_need",
        "CREATE TRIGGER stems_what_is_written BEFORE INSERT OR UPDATE ON cases_need"
        " FOR EACH ROW EXECUTE FUNCTION stem_need()",
    )


class CaseStep(models.Model):
    """One move of a case: from, to, when, by whom through which assignment, why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    at = models.DateTimeField()
    by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    by_assignment = models.UUIDField(null=True)
    why = models.CharField(max_length=500, blank=True)

    wall = Wall(
        see=f"{OWN_CASE} OR {released('case_id')}",
        add=f"by_unit_id = (SELECT app_unit()) AND ({OWN_CASE} OR {TAKES_STEP})",
        unchangeable=True,
    )

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="step_by_case")]


class Call(models.Model):
    """A kallelse: why, when, where, what is asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="calls")
    purpose = models.TextField()
    questions = models.TextField(blank=True)
    meets_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=10, choices=stored(rules.Form))
    place = models.CharField(max_length=300, help_text="room, link or number")
    reply_by = models.DateField()
    also_invited = models.TextField(blank=True, help_text="people outside Samsyn")
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)

    wall = Wall(see=part_of_call("cases_call.id"), add=OWN_CASE, change=OWN_CASE)


class Summons(models.Model):
    """One unit's place in a call, with its answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="summons")
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=stored(rules.SummonsKind))
    contribution = models.TextField(blank=True, help_text="what the unit is asked to bring")
    sent_at = models.DateTimeField()
    reply_by = models.DateField()
    reply = models.CharField(max_length=14, blank=True, choices=stored(rules.Reply))
    person = models.CharField(max_length=120, blank=True)
    has_mandate = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.UUIDField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    attended = models.BooleanField(null=True)

    wall = Wall(
        see=part_of_call("call_id"),
        add=OWN_CASE,
        change=f"{OWN_CASE} OR ({OWN_UNIT} AND ({TAKES_STEP}))",
        columns=(
            "reply",
            "person",
            "has_mandate",
            "why",
            "replied_at",
            "replied_by",
            "reminders",
            "reminded_at",
            "attended",
        ),
    )

    wall_functions = (
        # Whether the asking unit is part of a call, asked by the policies of calls and summons.
        "DROP POLICY IF EXISTS door ON cases_summons",
        "CREATE POLICY door ON cases_summons FOR SELECT TO current_user USING (true)",
        "CREATE OR REPLACE FUNCTION is_called(uuid) RETURNS boolean LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT EXISTS"
        " (SELECT 1 FROM cases_summons WHERE call_id = $1 AND unit_id = app_unit()) $$",
        *callable_by_us_alone("is_called(uuid)"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "unit"], name="one_summons_per_unit_and_call"),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True)
                | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="a_reply_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "reply_by"],
                name="unanswered_by_unit",
                condition=Q(reply=""),
            ),
        ]


class Meeting(models.Model):
    """A meeting that was held: who was there, how the child took part and got an answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="meeting")
    held_at = models.DateTimeField()
    form = models.CharField(max_length=10, choices=stored(rules.Form))
    others_present = models.TextField(blank=True)
    picture = models.TextField(help_text="the shared picture")
    child_took_part = models.CharField(max_length=8, choices=stored(rules.Taking))
    spokesperson = models.CharField(max_length=120, blank=True)
    child_words = models.TextField(blank=True)
    answered_child_on = models.DateField(null=True)
    answered_child_by = models.CharField(max_length=120, blank=True)
    answered_child_how = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    wall = Wall(see=part_of_call("call_id"), add=OWN_CASE, change=OWN_CASE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_child_on__isnull=True, answered_child_by="")
                | (Q(answered_child_on__isnull=False) & ~Q(answered_child_by="")),
                name="the_answer_to_the_child_says_who",
            ),
        ]
