"""Which file belongs to which case, what is it called, and is it what was once kept?"""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.attachments.rules import Kind
from samsyn.attachments.rules.media import Media
from samsyn.cases.models import Case
from samsyn.children.models import OWN_UNIT, Child
from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit
from samsyn.releases.models import released

#: Nobody else can have seen it: no release of the attachments has held since it was added.
NEVER_SHARED = (
    "NOT EXISTS (SELECT 1 FROM releases_release r WHERE r.matter_id = case_id"
    " AND 'attachment' = ANY (r.scopes) AND r.valid_until >= added_at::date"
    " AND (r.revoked_at IS NULL OR r.revoked_at >= added_at))"
)


class Attachment(models.Model):
    """A file that the unit which owns a case has put to it. The file's own name is not kept.

    `name` is a random name in the folder of files; `sha256` and `size` are of the bytes there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.UUIDField(unique=True, help_text="one form, one file, however often sent")
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=stored(Kind))
    title = models.CharField(max_length=120, blank=True, help_text="as typed; empty when taken off")
    media = models.CharField(max_length=80, choices=stored(Media))
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=64, unique=True)
    is_scanned = models.BooleanField(help_text="looked through for malicious code")
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    taken_off_at = models.DateTimeField(null=True)
    taken_off_by = models.UUIDField(null=True)

    wall = Wall(
        see=f"{OWN_UNIT} OR (taken_off_at IS NULL AND {released('case_id', 'attachment')})",
        add=f"{OWN_UNIT} AND owns_case(case_id, child_id)",
        change=f"{OWN_UNIT} AND {NEVER_SHARED}",
        columns=("title", "taken_off_at", "taken_off_by"),
    )
    wall_functions = (
        # Rows against files, asked by the owner from the command line.
        "DROP POLICY IF EXISTS door ON attachments_attachment",
        "CREATE POLICY door ON attachments_attachment FOR SELECT TO current_user USING (true)",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_off_at__isnull=True) & ~Q(title="")
                | Q(taken_off_at__isnull=False, title=""),
                name="an_attachment_has_a_title_until_taken_off",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0) & Q(size__lte=10 * 1024 * 1024),
                name="an_attachment_is_at_most_ten_megabytes",
            ),
        ]
        indexes = [models.Index(fields=["case", "added_at"], name="attachment_by_case")]
