"""What was answered, and in which words? Hidden from all but their writers when they must be."""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.deviations import rules
from samsyn.deviations.models.deviation import Deviation
from samsyn.deviations.models.walls import OF_SEEN, OF_TAKEN_PART
from samsyn.foundation.wall import Wall, callable_by_us_alone
from samsyn.foundation.words import stored
from samsyn.organisations.models import Party, Unit


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
        # As `Deviation.wall.see` without auditors, for the functions below that look past it.
        "DROP POLICY IF EXISTS door ON deviations_origin",
        "CREATE POLICY door ON deviations_origin FOR SELECT TO current_user USING (true)",
        "CREATE OR REPLACE FUNCTION takes_part_in(uuid) RETURNS boolean LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " SELECT EXISTS (SELECT 1 FROM deviations_deviation d WHERE d.id = $1 AND ("
        " app_unit() = ANY (d.units) OR followed_party() IN (d.party_id, d.about_party_id)"
        " OR d.region = followed_region() OR d.is_private AND EXISTS (SELECT 1"
        " FROM deviations_origin o WHERE o.deviation_id = d.id AND o.user_id = app_user()"
        " AND o.unit_id = app_unit()))) $$",
        *callable_by_us_alone("takes_part_in(uuid)"),
        # That a text is hidden may be known; what it says may not.
        "DROP POLICY IF EXISTS door ON deviations_words",
        "CREATE POLICY door ON deviations_words FOR SELECT TO current_user USING (true)",
        "CREATE OR REPLACE FUNCTION hidden_words(uuid) RETURNS TABLE (id uuid, part text,"
        " answer_id uuid, at timestamptz, by_unit_id uuid, by_party_id uuid) LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " SELECT id, part, answer_id, at, by_unit_id, by_party_id FROM deviations_words"
        " WHERE deviation_id = $1 AND hidden_at IS NOT NULL AND takes_part_in($1) $$",
        *callable_by_us_alone("hidden_words(uuid)"),
        # Who hides a text meets it no longer, so the row cannot be changed through the policies.
        "DROP POLICY IF EXISTS hide ON deviations_words",
        "CREATE POLICY hide ON deviations_words FOR UPDATE TO current_user USING (true)",
        "CREATE OR REPLACE FUNCTION hide_deviation_words(uuid, timestamptz) RETURNS boolean"
        " LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        " BEGIN UPDATE deviations_words w SET hidden_at = $2, hidden_by_unit = app_unit()"
        " WHERE w.id = $1 AND w.hidden_at IS NULL AND takes_part_in(w.deviation_id);"
        " RETURN FOUND; END $$",
        *callable_by_us_alone("hide_deviation_words(uuid, timestamptz)"),
    )

    class Meta:
        indexes = [models.Index(fields=["deviation", "at"], name="words_of_deviation")]
