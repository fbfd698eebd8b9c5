"""What does the plan say, who has agreed and how did it go? Versions never change."""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.cases.models import OWN_CASE, Case, shared_part
from samsyn.children.models import OWN_UNIT, Child
from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit
from samsyn.plans import rules
from samsyn.releases.models import released

SEEN = shared_part("plan")
OF_SEEN_PLAN = "EXISTS (SELECT 1 FROM plans_plan p WHERE p.id = plan_id)"


def with_a_place(plan: str) -> str:
    """SQL: the asking unit has a place in the plan. Reading a plan is not writing in it."""
    return (
        f"EXISTS (SELECT 1 FROM plans_planparty pp WHERE pp.plan_id = {plan}"  # nosec B608  # SQL of our own words only
        " AND pp.unit_id = (SELECT app_unit()))"
    )


OF_OWN_PLAN = (
    "EXISTS (SELECT 1 FROM plans_plan p WHERE p.id = plan_id AND p.unit_id = (SELECT app_unit()))"
)
LEADS_PLAN = (
    "EXISTS (SELECT 1 FROM plans_plan p WHERE p.id = plan_id"
    " AND (SELECT app_unit()) IN (p.lead_unit_id, p.unit_id))"
)


class Plan(models.Model):
    """A samordnad individuell plan for one case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=stored(rules.State))
    state_since = models.DateTimeField()
    current = models.PositiveIntegerField(default=0, help_text="number of the latest version")
    is_complete = models.BooleanField(default=False, help_text="filled by rules.missing alone")
    agreed = models.PositiveIntegerField(null=True, help_text="latest version all agreed to")
    lead_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    next_follow_up = models.DateField(null=True)
    ended_why = models.TextField(blank=True)

    wall = Wall(
        see=f"{OWN_CASE} OR ({released('case_id', 'plan')} AND {with_a_place('plans_plan.id')})",
        add=OWN_CASE,
        change=f"({OWN_CASE}) OR {with_a_place('plans_plan.id')}",
        columns=(
            "state",
            "state_since",
            "current",
            "is_complete",
            "agreed",
            "lead_unit_id",
            "next_follow_up",
            "ended_why",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state="ended"),
                name="one_living_plan_per_case",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lead_unit", "next_follow_up"],
                name="follow_up_by_lead",
                condition=Q(state="agreed"),
            ),
        ]


class PlanVersion(models.Model):
    """What the plan said at one moment."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    saved_by = models.UUIDField(null=True)

    wall = Wall(
        see=OF_SEEN_PLAN,
        add=f"saved_by_unit_id = (SELECT app_unit())"
        f" AND ({OF_OWN_PLAN} OR {with_a_place('plan_id')})",
        unchangeable=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_version_per_number"),
        ]


class PlanParty(models.Model):
    """A unit that contributes to the plan; what it last answered and to which version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="parties")
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    must_agree = models.BooleanField(default=True)
    answered_version = models.PositiveIntegerField(default=0)
    yes = models.BooleanField(null=True)
    asked_at = models.DateTimeField()

    wall = Wall(
        see=SEEN,
        add=OWN_CASE,
        columns=("must_agree", "answered_version", "yes", "asked_at"),
    )
    wall_functions = (
        # Everybody's place is asked anew by who writes; only the unit itself answers.
        "CREATE OR REPLACE FUNCTION answer_for_oneself() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN IF (OLD.answered_version, OLD.yes) IS DISTINCT FROM (NEW.answered_version, NEW.yes)"
        " AND NEW.unit_id IS DISTINCT FROM app_unit() THEN"
        " RAISE EXCEPTION 'a unit answers for itself' USING ERRCODE = '23514'; END IF;"
        " RETURN NEW; END $$",
        "DROP TRIGGER IF EXISTS answers_for_itself ON plans_planparty",
        "CREATE TRIGGER answers_for_itself BEFORE UPDATE ON plans_planparty"
        " FOR EACH ROW EXECUTE FUNCTION answer_for_oneself()",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit"], name="one_place_per_unit_and_plan"),
        ]
        indexes = [models.Index(fields=["unit", "plan"], name="plan_by_party")]


class PlanAnswer(models.Model):
    """A unit's yes or no to one version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="answers")
    version = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    yes = models.BooleanField()
    why = models.TextField(blank=True)
    own_consent = models.BooleanField(help_text="the unit has its own consent on file")
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_name = models.CharField(max_length=160)

    wall = Wall(
        see=OF_SEEN_PLAN, add=f"{OWN_UNIT} AND {with_a_place('plan_id')}", unchangeable=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(yes=True) | ~Q(why=""), name="a_no_says_why"),
        ]


class FollowUp(models.Model):
    """How it went: each goal and each action, and what comes next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="follow_ups")
    version = models.PositiveIntegerField()
    held_on = models.DateField()
    results = models.JSONField(help_text="goal or action id → result and remark")
    child_view = models.TextField()
    outcome = models.CharField(max_length=12, choices=stored(rules.Outcome))
    why = models.TextField()
    next_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    by_unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    recorded_by = models.UUIDField(null=True)

    wall = Wall(
        see=OF_SEEN_PLAN,
        add=f"by_unit_id = (SELECT app_unit()) AND {LEADS_PLAN}",
        unchangeable=True,
    )
