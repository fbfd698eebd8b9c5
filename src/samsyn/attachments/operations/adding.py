"""Put a file to a case: looked at, cleaned, scanned, then kept."""

import hashlib
import uuid
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.attachments.access import check_may_attach
from samsyn.attachments.models import Attachment, files
from samsyn.attachments.operations.scanning import scan
from samsyn.attachments.rules import MOST_BYTES, MOST_FILES, Kind, NotTaken, Why
from samsyn.attachments.rules.media import Taken, taken
from samsyn.audit.trail import record
from samsyn.cases.models import Case
from samsyn.cases.operations.steps import locked_case
from samsyn.cases.queries import case_for
from samsyn.cases.rules import State
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused


@dataclass(frozen=True)
class Given:
    """A file as somebody gives it. `file_name` is only looked at; it is not kept."""

    kind: Kind
    title: str
    file_name: str
    content: bytes = field(repr=False)


@operation
def attach_file(
    case_id: uuid.UUID, given: Given, *, submission: uuid.UUID, actor: Actor
) -> Attachment:
    """Keep a file with a case that the own unit owns. The same `submission` gives the same file."""
    seen = case_for(actor, case_id)
    if seen is not None:
        check_may_attach(seen, actor)
    case = locked_case(case_id, actor)
    submission = uuid.uuid5(submission, f"{actor.own_unit}/{case_id}")
    standing = Attachment.objects.filter(submission=submission).first()
    if standing is not None:
        record("attachment.repeated", standing, actor=actor, child_id=case.child_id)
        return standing
    file, title = _checked(case, given), " ".join(given.title.split())
    if not title:
        raise Refused(_("Skriv vad filen är."), field="title")
    is_scanned = scan(file.content)
    row = Attachment(
        submission=submission, child_id=case.child_id, case=case, unit_id=actor.own_unit,
        kind=given.kind.value, title=title, media=file.media.value, size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(), is_scanned=is_scanned,
        added_at=clock.now(), added_by=actor.assignment_id,
    )  # fmt: skip
    _keep(row, file.content)
    record("attachment.added", row, actor=actor, child_id=case.child_id)
    return row


def _keep(row: Attachment, content: bytes) -> None:
    """File first, then row: what is left of a failure is a file that nobody can open."""
    row.name = files.put(content)
    try:
        row.save(force_insert=True)
    except BaseException:
        files.drop(row.name)
        raise


def _checked(case: Case, given: Given) -> Taken:
    if case.state == State.CLOSED.value:
        raise NotPossible(_("Ärendet är avslutat."), _("Ta upp det igen om något ska läggas till."))
    if case.attachments.filter(taken_off_at__isnull=True).count() >= MOST_FILES:
        raise Refused(
            _("Ärendet har redan %(most)s bilagor.") % {"most": MOST_FILES},
            _("Slå ihop flera handlingar till en fil."),
            field="file",
        )
    try:
        if len(given.content) > MOST_BYTES:
            raise NotTaken(Why.TOO_BIG)
        return taken(given.file_name, given.content)
    except NotTaken as refusal:
        raise Refused(
            refusal.why.label(get_language()), _advice(refusal.why), field="file"
        ) from None


def _advice(why: Why) -> str:
    return {
        Why.EMPTY: _("Välj en annan fil."),
        Why.TOO_BIG: _("Dela upp den, eller spara den med lägre upplösning."),
        Why.UNKNOWN: _("Spara den som PDF, DOCX, ODT, TXT, JPEG eller PNG."),
        Why.DISAGREES: _("Öppna filen och spara den på nytt som PDF."),
        Why.BROKEN: _("Öppna filen och spara den på nytt."),
        Why.MACROS: _("Skriv ut den till en ny PDF och välj den."),
    }[why]
