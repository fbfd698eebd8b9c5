"""Which files of a case may the actor see, and what is in one of them?"""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission
from samsyn.attachments.access import may_attach
from samsyn.attachments.models import Attachment, files
from samsyn.attachments.rules import Kind, size_text
from samsyn.attachments.rules.media import Media, file_name
from samsyn.audit.trail import record
from samsyn.cases.queries import case_for
from samsyn.cases.rules import State
from samsyn.children.queries import ChildFacts, ask_reason, child_for, protected_at
from samsyn.children.rules import GROUND
from samsyn.foundation import clock
from samsyn.releases.models import Release
from samsyn.releases.queries import ReleaseLine, releases_for
from samsyn.releases.rules import Scope


@dataclass(frozen=True)
class AttachmentLine:
    """A file in the list of a case."""

    id: uuid.UUID
    title: str
    kind: str
    media: str
    size: str
    added_at: dt.datetime
    is_scanned: bool


@dataclass(frozen=True)
class AttachmentsPage:
    """The files of a case, who else sees them, and what the actor may do."""

    case_id: uuid.UUID
    child: ChildFacts
    unit: str
    is_owner: bool
    may_attach: bool
    may_share: bool
    is_closed: bool
    lines: tuple[AttachmentLine, ...]
    seen_by: tuple[str, ...]


@dataclass(frozen=True)
class ToTakeOff:
    """A file that somebody is about to take off."""

    case_id: uuid.UUID
    title: str
    is_shared: bool


@dataclass(frozen=True)
class OpenedFile:
    """A file to hand out: bytes, media type and a name of ours."""

    media: str
    file_name: str
    content: bytes = field(repr=False)


def attachments_for(actor: Actor) -> QuerySet[Attachment]:
    """Files that are not taken off: of the own unit, or with a living release of them."""
    shared = Release.objects.filter(
        to_unit_id=actor.own_unit,
        revoked_at__isnull=True,
        valid_until__gte=clock.today(),
        scopes__contains=[Scope.ATTACHMENT.value],
    ).values("matter_id")
    rows = Attachment.objects.filter(taken_off_at__isnull=True)
    return rows.filter(Q(unit_id=actor.own_unit) | Q(case_id__in=shared))


def attachment_for(actor: Actor, attachment_id: uuid.UUID) -> Attachment | None:
    """One file's row, or None when the actor does not meet it.

    Raises NeedsReason for a protected child whose pages are not opened.
    """
    rows = attachments_for(actor).annotate(protected=protected_at("child_id"))
    row: Any = rows.filter(pk=attachment_id).first()
    if row is not None:
        ask_reason(actor, row.child_id, row.protected)
    return row


def has_been_shared(row: Attachment) -> bool:
    """Whether a release of the attachments has held at any time since the file was added."""
    return (
        Release.objects.filter(
            Q(revoked_at__isnull=True) | Q(revoked_at__gte=row.added_at),
            matter_id=row.case_id,
            scopes__contains=[Scope.ATTACHMENT.value],
            valid_until__gte=row.added_at.date(),
        )
    ).exists()


def attachment_to_take_off(actor: Actor, attachment_id: uuid.UUID) -> ToTakeOff | None:
    """One of the own unit's files, and whether another unit has been able to see it; or None."""
    row = attachment_for(actor, attachment_id)
    if row is None or row.unit_id != actor.unit_id:
        return None
    return ToTakeOff(row.case_id, row.title, has_been_shared(row))


def attachments_page(actor: Actor, case_id: uuid.UUID) -> AttachmentsPage | None:
    """The files of a case as the actor meets them, or None; the reading is recorded."""
    case = case_for(actor, case_id)
    child = child_for(actor, case.child_id) if case else None
    if case is None or child is None:
        return None
    record("attachments.listed", case, actor=actor, child_id=case.child_id)
    rows = attachments_for(actor).filter(case_id=case_id).order_by("added_at", "id")
    is_owner = case.unit_id == actor.unit_id
    return AttachmentsPage(
        case_id=case_id,
        child=child,
        unit=case.unit.name,
        is_owner=is_owner,
        may_attach=may_attach(case, actor) and case.state != State.CLOSED.value,
        may_share=is_owner and actor.may(Permission.RELEASE_DECIDE),
        is_closed=case.state == State.CLOSED.value,
        lines=tuple(_line(row) for row in rows),
        seen_by=_seen_by(actor, case_id) if is_owner else (),
    )


def opened_file(actor: Actor, attachment_id: uuid.UUID) -> OpenedFile | None:
    """A file's bytes, or None when the actor may not see it or it is not what was kept.

    The reading is recorded, on the ground that the sight of it rests on.
    """
    row = attachment_for(actor, attachment_id)
    content = files.fetch(row.name) if row else None
    if row is None or content is None or hashlib.sha256(content).hexdigest() != row.sha256:
        return None
    record("attachment.read", row, actor=actor, child_id=row.child_id, ground=_ground(actor, row))
    return OpenedFile(row.media, file_name(row.title, Media(row.media)), content)


def _ground(actor: Actor, row: Attachment) -> str:
    """Protected wins: a reason was given, and the log must say so; then the release's ground."""
    if actor.ground_for(row.child_id):
        return GROUND
    if row.unit_id == actor.unit_id:
        return ""
    holds = (r.ground for r in _holding(actor, row.case_id) if r.to_unit_id == actor.unit_id)
    return next(holds, "")


def _seen_by(actor: Actor, case_id: uuid.UUID) -> tuple[str, ...]:
    return tuple(sorted({release.to_unit for release in _holding(actor, case_id)}))


def _holding(actor: Actor, case_id: uuid.UUID) -> list[ReleaseLine]:
    scope = Scope.ATTACHMENT.value
    return [r for r in releases_for(actor, case_id) if r.holds and scope in r.scopes]


def _line(row: Attachment) -> AttachmentLine:
    language = get_language()
    return AttachmentLine(
        id=row.pk,
        title=row.title,
        kind=Kind(row.kind).label(language),
        media=Media(row.media).label(language),
        size=size_text(row.size),
        added_at=row.added_at,
        is_scanned=row.is_scanned,
    )
