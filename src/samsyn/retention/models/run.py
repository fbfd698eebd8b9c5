"""What was proposed to go, who approved it, and what went? The proof is kept; no name is in it."""

import uuid

from django.db import models
from django.db.models import F, Q

from samsyn.foundation.wall import Wall, callable_by_us_alone
from samsyn.foundation.words import stored
from samsyn.organisations.models import Party, Unit
from samsyn.retention.models.destroying import DESTROYS, FACTS, POLICIES
from samsyn.retention.models.walls import APPROVING, KEPT, OF_KEPT_RUN, OF_OWN_PROPOSAL, PROPOSING
from samsyn.retention.rules import Sphere, State, What


class Run(models.Model):
    """A list of what is to go, from one person's proposal to another's approval to its proof."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=stored(State))
    state_since = models.DateTimeField()
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    list_hash = models.CharField(max_length=64, help_text="SHA-256 of the list as proposed")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    refused_why = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)

    wall = Wall(
        see=KEPT,
        add=f"{PROPOSING} AND proposed_by = (SELECT app_user()) AND state = 'proposed'",
        change=APPROVING,
        columns=("state", "state_since", "approved_at", "approved_by", "refused_why", "done_at"),
    )
    wall_functions = (
        # Whoever approves does so in the own name, once, and what was approved stays approved.
        "CREATE OR REPLACE FUNCTION approve_oneself() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.approved_by IS DISTINCT FROM OLD.approved_by AND (OLD.approved_by IS NOT NULL"
        " OR NEW.approved_by IS DISTINCT FROM app_user() OR OLD.state <> 'proposed') THEN"
        " RAISE EXCEPTION 'one approves in the own name, once' USING ERRCODE = '23514'; END IF;"
        " IF OLD.state IN ('refused', 'done') THEN"
        " RAISE EXCEPTION 'a list that has ended does not change' USING ERRCODE = '23514'; END IF;"
        " IF NEW.state = 'refused' AND EXISTS"
        " (SELECT 1 FROM retention_outcome o WHERE o.run_id = OLD.id) THEN"
        " RAISE EXCEPTION 'what has begun is not taken back' USING ERRCODE = '23514'; END IF;"
        " RETURN NEW; END $$",
        "DROP TRIGGER IF EXISTS approves_oneself ON retention_run",
        "CREATE TRIGGER approves_oneself BEFORE UPDATE ON retention_run"
        " FOR EACH ROW EXECUTE FUNCTION approve_oneself()",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="another_person_approves",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "done"], approved_by__isnull=False,
                            approved_at__isnull=False)
                | Q(state__in=["proposed", "refused"], approved_by__isnull=True,
                    approved_at__isnull=True)
                | Q(state="refused", approved_by__isnull=False, approved_at__isnull=False),
                name="an_approved_list_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refused_why=""), name="a_refused_list_says_why"
            ),
        ]  # fmt: skip


class Item(models.Model):
    """One thing on a list, with the rule and the day it stands there by."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="items")
    what = models.CharField(max_length=8, choices=stored(What))
    thing_id = models.UUIDField(help_text="the case; says nothing to those who do not know it")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sphere = models.CharField(max_length=10, choices=stored(Sphere))
    rule = models.CharField(max_length=20)
    statute = models.CharField(max_length=120, blank=True, help_text="citation valid on the day")
    reference = models.CharField(max_length=120, help_text="the party's decision")
    last_note = models.DateField()
    due_on = models.DateField()

    wall = Wall(see=OF_KEPT_RUN, add=OF_OWN_PROPOSAL, unchangeable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "what", "thing_id", "unit"], name="a_thing_stands_once_on_a_list"
            ),
        ]


class Outcome(models.Model):
    """What became of a thing on an approved list. Written by the database itself alone."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="outcome")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="outcomes")
    is_gone = models.BooleanField()
    spared = models.CharField(max_length=20, blank=True, help_text="why it was let stay")
    rows = models.JSONField(default=dict, help_text="table → number of rows that went")
    files = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    wall = Wall(see=OF_KEPT_RUN, add="false", unchangeable=True)
    wall_functions = (*POLICIES, FACTS, *callable_by_us_alone("retention_facts()"), *DESTROYS)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_gone=True, spared="") | (Q(is_gone=False) & ~Q(spared="")),
                name="what_was_spared_says_why",
            ),
        ]
