"""Which arenas are there, who sits in them, what do they deal with and what did they decide?"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from samsyn.accounts.models import User
from samsyn.agreements.models import Agreement, Version
from samsyn.foundation.embedded import OPEN
from samsyn.foundation.wall import ANYONE, Wall
from samsyn.foundation.words import stored
from samsyn.governance import rules
from samsyn.organisations.models import DateRange, InForce, Party, Unit

#: The open site meets what has been published, and the calendar.
OF_PUBLISHED = (
    "EXISTS (SELECT 1 FROM governance_meeting m WHERE m.id = meeting_id AND m.state = 'published')"
)


class Arena(models.Model):
    """Where the parties meet. A rename closes one row and opens another, so history stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=stored(rules.ArenaKind))
    power = models.CharField(max_length=12, choices=stored(rules.Power))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    prepares_for = models.ManyToManyField("self", symmetrical=False, blank=True)
    local_party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT)
    meetings_per_year = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="voting seats needed; empty when the county has not said"
    )
    about = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    precision = models.CharField(max_length=10, default="day")
    valid_to = models.DateField(null=True, blank=True)
    became = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="came_from"
    )
    became_how = models.CharField(max_length=10, blank=True, choices=stored(rules.Succession))

    objects = InForce.as_manager()
    wall = Wall(see=ANYONE, open=ANYONE)
    wall_functions = (f"GRANT SELECT ON governance_arena_prepares_for TO {OPEN}",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="one_arena_per_code"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="an_arena_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(became__isnull=True) | ~Q(became_how=""),
                name="what_became_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A place in an arena, by office, by party or by presidium; or an official in support."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=stored(rules.SeatKind))
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT)
    place = models.PositiveSmallIntegerField(default=0)
    is_chair = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    precision = models.CharField(max_length=10, default="day")
    valid_to = models.DateField(null=True, blank=True)

    objects = InForce.as_manager()
    wall = Wall(see=ANYONE, open=ANYONE)

    class Meta:
        ordering = ["place", "title"]


class SeatHolder(models.Model):
    """Who holds a seat, from and to. Names stay inside; the open site shows seats by office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(max_length=120)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = InForce.as_manager()
    wall = Wall(see=ANYONE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="a_holder_leaves_after_coming",
            ),
            ExclusionConstraint(
                name="a_seat_has_one_holder_at_a_time",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class MandateText(models.Model):
    """An arena's task description. An adopted one never changes; the next one ends it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="mandates")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=stored(rules.TextState))
    purpose = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    mandate = models.TextField(blank=True)
    composition = models.TextField(blank=True)
    chair = models.TextField(blank=True)
    support = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    preparation = models.TextField(blank=True)
    reporting = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    adopted_by = models.CharField(max_length=160, blank=True)
    adopted_paragraph = models.CharField(max_length=20, blank=True)
    anchored_in = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, default="day")
    valid_to = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    outdated_from = models.DateField(null=True, blank=True, help_text="a source calls it outdated")
    outdated_precision = models.CharField(max_length=10, default="day")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()

    wall = Wall(
        see=ANYONE, change="state = 'draft'", remove="state = 'draft'", open="state = 'adopted'"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arena", "number"], name="one_mandate_per_number"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(valid_from__isnull=False),
                name="an_adopted_mandate_has_a_day",
            ),
        ]


class Matter(models.Model):
    """Something that an arena deals with. `arena` has it now, `origin` is where it began."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    key = models.CharField(max_length=40, blank=True, help_text="of the county package")
    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="matters")
    origin = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="+")
    meant_for = models.ForeignKey(
        Arena, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the arena that is to deal with it, while another prepares it",
    )  # fmt: skip
    kind = models.CharField(max_length=12, choices=stored(rules.MatterKind))
    title = models.CharField(max_length=200)
    what = models.TextField(help_text="what the arena is asked to do")
    why = models.TextField(blank=True)
    for_children = models.TextField(blank=True, help_text="what it changes for children")
    proposal = models.TextField(blank=True, help_text="proposed decision")
    outcome = models.TextField(blank=True, help_text="what came of it, in a sentence")
    has_cost = models.BooleanField(default=False)
    changes_responsibility = models.BooleanField(default=False)
    agreement = models.ForeignKey(Agreement, null=True, blank=True, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT)
    preparer = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=stored(rules.MatterState))
    state_since = models.DateTimeField()
    opened_on = models.DateField()
    precision = models.CharField(max_length=10, default="day")
    closed_on = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False, help_text="may stand on the open site")
    source = models.CharField(max_length=300, blank=True)

    wall = Wall(see=ANYONE, open="is_public")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key"], condition=~Q(key=""), name="one_matter_per_key"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False),
                name="a_closed_matter_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["arena", "state"], name="matter_by_arena_state")]


class MatterStep(models.Model):
    """One move of a matter: from which arena to which, by whom and why."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    action = models.CharField(max_length=20)
    to_state = models.CharField(max_length=12, choices=stored(rules.MatterState))
    from_arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="+")
    to_arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(blank=True)
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True)


class MatterDocument(models.Model):
    """A text that belongs to a matter, written or pasted in; nothing about a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    text = models.TextField()
    link = models.URLField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True)


class Meeting(models.Model):
    """A meeting of an arena, from the year's calendar to published minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=120, help_text="how long")
    place = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=12, choices=stored(rules.MeetingState))
    state_since = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0, help_text="RFC 5545: raised when moved")
    opening = models.TextField(blank=True)
    quorum_note = models.TextField(blank=True, help_text="when too few were there: what was done")
    adjusters = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True)

    wall = Wall(see=ANYONE, open=ANYONE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"]) | Q(approved_on__isnull=False),
                name="approved_minutes_have_a_day",
            ),
        ]
        indexes = [models.Index(fields=["arena", "starts_at"], name="meeting_by_arena")]


class AgendaItem(models.Model):
    """A point of an agenda; becomes the section (§) of the minutes without retyping."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    earlier = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the meeting whose minutes this item adjusts",
    )  # fmt: skip
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    proposal = models.TextField(blank=True)
    presenter = models.CharField(max_length=120, blank=True, help_text="by office")
    discussion = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=stored(rules.Outcome))
    decision = models.TextField(blank=True)
    reservation = models.TextField(blank=True)

    wall = Wall(
        see=ANYONE,
        change="EXISTS (SELECT 1 FROM governance_meeting m WHERE m.id = meeting_id"
        " AND m.state IN ('planned', 'called', 'held', 'written'))",
        remove="EXISTS (SELECT 1 FROM governance_meeting m WHERE m.id = meeting_id"
        " AND m.state IN ('planned', 'called'))",
        open=OF_PUBLISHED,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "place"],
                name="one_item_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        ordering = ["place"]


class Attendance(models.Model):
    """Whether a seat was filled at a meeting, and by whom when it was a substitute."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    presence = models.CharField(max_length=12, choices=stored(rules.Presence))
    name = models.CharField(max_length=120, blank=True)

    wall = Wall(
        see=ANYONE,
        change="EXISTS (SELECT 1 FROM governance_meeting m WHERE m.id = meeting_id"
        " AND m.state IN ('planned', 'called', 'held', 'written'))",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="a_seat_attends_once"),
        ]


class Correction(models.Model):
    """Minutes that were approved and then found wrong: said openly, never changed silently."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT)
    text = models.TextField(help_text="what is right")
    why = models.TextField()
    corrected_on = models.DateField()
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_PUBLISHED)


class BalanceEntry(models.Model):
    """Something that an arena has asked for, followed from meeting to meeting until it is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="balance")
    what = models.CharField(max_length=300)
    origin = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="balance"
    )
    origin_text = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=120, help_text="who answers for it, by office or group")
    owner_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=stored(rules.BalanceState))
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    wall = Wall(see=ANYONE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | (~Q(state="open") & Q(closed_on__isnull=False) & ~Q(outcome="")),
                name="nothing_leaves_the_list_without_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["arena", "state", "due_on"], name="balance_by_arena")]


class BalanceStep(models.Model):
    """What was said of an entry, at a meeting or between them."""

    entry = models.ForeignKey(BalanceEntry, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT)
    text = models.TextField(blank=True)
    to_state = models.CharField(max_length=10, choices=stored(rules.BalanceState))
    to_arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True)


class MeetingCall(models.Model):
    """A call as it was sent: the agenda of that moment. A later call follows; none is rewritten."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="calls")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=160, blank=True)
    agenda = models.JSONField(help_text="place, title, proposal and presenter of each item")
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_call_per_number"),
        ]
