"""What stands on the pages about views and methods?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock
from samsyn.governance.models import Matter
from samsyn.participation import rules
from samsyn.participation.models import Method, Voice, VoiceLink

PAGE = 50
#: Matters that were closed longer ago than this are not offered for a new link.
CLOSED_DAYS = 730


@dataclass(frozen=True)
class LinkRow:
    """Where a view led."""

    id: uuid.UUID
    matter_id: uuid.UUID | None
    matter: str
    arena: str
    became: str
    became_on: dt.date | None
    told_back_on: dt.date | None
    told_back_how: str


@dataclass(frozen=True)
class VoiceRow:
    """A view in the list."""

    id: uuid.UUID
    heard_on: dt.date
    kind: rules.VoiceKind
    kind_words: str
    group: str
    said: str
    state: rules.VoiceState
    state_words: str
    due: dt.date
    is_late: bool


@dataclass(frozen=True)
class VoicePage:
    """A view with all that became of it."""

    row: VoiceRow
    place: str
    method: str
    method_id: uuid.UUID | None
    links: tuple[LinkRow, ...]
    may_write: bool


@dataclass(frozen=True)
class VoiceList:
    """One page of the list."""

    rows: tuple[VoiceRow, ...]
    page: int
    has_next: bool
    kind: str
    waiting: int


@dataclass(frozen=True)
class MethodRow:
    """A way to listen."""

    id: uuid.UUID
    title: str
    text: str
    fits_ages: str
    how: str
    link: str


def _voices_for(actor: Actor) -> QuerySet[Voice]:
    if not actor.may(Permission.STEERING_READ):
        return Voice.objects.none()
    links = VoiceLink.objects.select_related("matter__arena").order_by("linked_at")
    rows = Voice.objects.filter(region=actor.region).select_related("method")
    return rows.prefetch_related(Prefetch("links", queryset=links)).order_by("-heard_on", "id")


def voice_list(actor: Actor, *, kind: str = "", page: int = 1) -> VoiceList:
    """Views of the county, newest first; `kind` narrows."""
    rows = _voices_for(actor)
    if kind in {word.value for word in rules.VoiceKind}:
        rows = rows.filter(kind=kind)
    start = max(page - 1, 0) * PAGE
    found = [voice_row(voice) for voice in rows[start : start + PAGE + 1]]
    unanswered = Voice.objects.filter(region=actor.region).exclude(links__became__gt="")
    return VoiceList(tuple(found[:PAGE]), max(page, 1), len(found) > PAGE, kind, unanswered.count())


def voice_page(actor: Actor, voice_id: uuid.UUID) -> VoicePage | None:
    """One view, or None when it is not the county's."""
    voice = _voices_for(actor).filter(pk=voice_id).first()
    if voice is None:
        return None
    return VoicePage(
        row=voice_row(voice),
        place=voice.place,
        method=voice.method.title if voice.method else "",
        method_id=voice.method_id,
        links=tuple(_link_row(link) for link in voice.links.all()),
        may_write=actor.may(Permission.VOICE_WRITE),
    )


def link_page(actor: Actor, link_id: uuid.UUID) -> tuple[VoicePage, LinkRow] | None:
    """One link with its view."""
    voice = _voices_for(actor).filter(links=link_id).first()
    page = voice_page(actor, voice.pk) if voice else None
    link = next((row for row in page.links if row.id == link_id), None) if page else None
    return (page, link) if page and link else None


def voice_row(voice: Voice) -> VoiceRow:
    """A view as lists show it; its links are loaded."""
    kind = rules.VoiceKind(voice.kind)
    state = rules.voice_state([(link.became, link.told_back_on) for link in voice.links.all()])
    due = rules.answer_due(voice.heard_on)
    return VoiceRow(
        id=voice.pk,
        heard_on=voice.heard_on,
        kind=kind,
        kind_words=kind.label(get_language()),
        group=voice.group,
        said=voice.said,
        state=state,
        state_words=state.label(get_language()),
        due=due,
        is_late=state is rules.VoiceState.WAITING and due < clock.today(),
    )


def _link_row(link: VoiceLink) -> LinkRow:
    return LinkRow(
        id=link.pk,
        matter_id=link.matter_id,
        matter=link.matter.title if link.matter else "",
        arena=link.matter.arena.name if link.matter else "",
        became=link.became,
        became_on=link.became_on,
        told_back_on=link.told_back_on,
        told_back_how=link.told_back_how,
    )


def methods_for(actor: Actor) -> tuple[MethodRow, ...]:
    """The county's method bank."""
    if not actor.may(Permission.STEERING_READ):
        return ()
    return tuple(
        MethodRow(m.pk, m.title, m.text, m.fits_ages, m.how, m.link)
        for m in Method.objects.filter(region=actor.region).order_by("title")
    )


def method_choices(actor: Actor) -> list[tuple[str, str]]:
    """Methods to choose among."""
    return [(str(m.id), m.title) for m in methods_for(actor)]


def matters_to_link(actor: Actor) -> QuerySet[Matter]:
    """Matters that a view can meet: open ones, and those closed in the last two years."""
    since = clock.today() - dt.timedelta(days=CLOSED_DAYS)
    rows = Matter.objects.filter(region=actor.region).select_related("arena")
    return (rows.filter(closed_on__isnull=True) | rows.filter(closed_on__gte=since)).order_by(
        "-opened_on", "title"
    )


def matter_choices(actor: Actor) -> list[tuple[str, str]]:
    """Matters to choose among."""
    return [(str(m.pk), f"{m.title} ({m.arena.name})") for m in matters_to_link(actor)[:300]]
