"""What does a mandate say, and how does it differ from the one before?"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.foundation.dates import dated
from samsyn.governance import rules
from samsyn.governance.models import Arena, MandateText
from samsyn.governance.queries.mandates import county_arenas, earlier
from samsyn.governance.rules import Succession


@dataclass(frozen=True)
class Part:
    """One of the ten parts of a mandate, with what changed when two are compared."""

    key: str
    label: str
    text: str
    pieces: tuple[rules.Piece, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from the other text."""
        return any(piece.change != "same" for piece in self.pieces)


@dataclass(frozen=True)
class TextPage:
    """A mandate to read: draft or adopted, and the others of the same arena."""

    id: uuid.UUID
    arena_id: uuid.UUID
    arena_name: str
    parent_name: str
    number: int
    title: str
    is_draft: bool
    parts: tuple[Part, ...]
    adopted_by: str
    paragraph: str
    anchored_names: tuple[str, ...]
    valid_from: dt.date | None
    precision: str
    ends_on: dt.date | None
    review_by: dt.date | None
    outdated_text: str
    note: str
    source: str
    changed_at: dt.datetime
    has_before: bool
    others: tuple["OtherText", ...]

    @property
    def from_text(self) -> str:
        """From when it holds, as exactly as it is known."""
        return dated(self.valid_from, self.precision) if self.valid_from else ""

    @property
    def is_read(self) -> bool:
        """Whether anything of the text itself is known."""
        return any(part.text for part in self.parts)

    @property
    def unchanged_parts(self) -> tuple[str, ...]:
        """Names of the parts that say the same as in the text compared with."""
        return tuple(part.label for part in self.parts if not part.is_changed)

    @property
    def empty_parts(self) -> tuple[str, ...]:
        """Names of the parts that say nothing."""
        return tuple(part.label for part in self.parts if not part.text)


@dataclass(frozen=True)
class OtherText:
    """Another mandate of the same arena."""

    id: uuid.UUID
    number: int
    title: str
    arena_name: str
    is_draft: bool
    from_text: str


def mandate_page(actor: Actor, mandate_id: uuid.UUID) -> TextPage | None:
    """One mandate to read; None when it is not the county's."""
    arenas = county_arenas(actor.region)
    found = _line_of(actor, mandate_id, arenas)
    if found is None:
        return None
    text, line = found
    return _page(text, line, arenas)


def mandate_change(actor: Actor, mandate_id: uuid.UUID) -> tuple[TextPage, TextPage] | None:
    """The one before, and this one with what is new in it; None when nothing came before."""
    arenas = county_arenas(actor.region)
    found = _line_of(actor, mandate_id, arenas)
    if found is None:
        return None
    text, line = found
    at = line.index(text)
    if at == 0:
        return None
    before = line[at - 1]
    return _page(before, line, arenas), _page(text, line, arenas, against=before)


def draft_of(actor: Actor, arena_id: uuid.UUID) -> TextPage | None:
    """What the writing page begins with: the draft, else the latest adopted one."""
    arenas = county_arenas(actor.region)
    if arena_id not in arenas:
        return None
    rows = MandateText.objects.filter(arena_id=arena_id, arena__region=actor.region)
    texts = sorted(rows, key=_order)
    return _page(texts[-1], texts, arenas) if texts else None


def _line_of(
    actor: Actor, mandate_id: uuid.UUID, arenas: Mapping[uuid.UUID, Arena]
) -> tuple[MandateText, list[MandateText]] | None:
    """The text, and all of the same arena under all its names, oldest first."""
    rows = MandateText.objects.filter(arena__region=actor.region)
    text = rows.filter(pk=mandate_id).first()
    if text is None:
        return None
    last = arenas[text.arena_id]
    while last.became_id and last.became_how == Succession.RENAMED:
        last = arenas[last.became_id]
    line = {last.pk, *(row.pk for row in earlier(last, arenas))}
    return text, sorted(rows.filter(arena_id__in=line), key=_order)


def _order(text: MandateText) -> tuple[bool, dt.date, int]:
    """Adopted ones by their day, a draft last."""
    return (text.state == rules.TextState.DRAFT, text.valid_from or dt.date.max, text.number)


def _page(
    text: MandateText,
    line: Iterable[MandateText],
    arenas: Mapping[uuid.UUID, Arena],
    against: MandateText | None = None,
) -> TextPage:
    language = get_language()
    names = {row.code: row.name for row in arenas.values()}
    is_draft = text.state == rules.TextState.DRAFT
    arena = arenas[text.arena_id]
    parent = arenas.get(arena.parent_id) if arena.parent_id else None
    return TextPage(
        id=text.pk, arena_id=text.arena_id, arena_name=arena.name,
        parent_name=parent.name if parent else "", number=text.number, title=text.title,
        is_draft=is_draft,
        parts=tuple(
            Part(
                key, en if (language or "").startswith("en") else sv, getattr(text, key),
                rules.word_changes(getattr(against, key), getattr(text, key)) if against else (),
            )
            for key, sv, en in rules.MANDATE_PARTS
        ),
        adopted_by=text.adopted_by, paragraph=text.adopted_paragraph,
        anchored_names=tuple(names.get(code, code) for code in text.anchored_in),
        valid_from=text.valid_from, precision=text.precision,
        ends_on=None if is_draft else _ends(text, line), review_by=text.review_by,
        outdated_text=dated(text.outdated_from, text.outdated_precision)
        if text.outdated_from
        else "",
        note=text.note, source=text.source, changed_at=text.changed_at,
        has_before=next(iter(line), text).pk != text.pk,
        others=tuple(
            OtherText(
                row.pk, row.number, row.title, arenas[row.arena_id].name,
                row.state == rules.TextState.DRAFT,
                dated(row.valid_from, row.precision) if row.valid_from else "",
            )
            for row in line
            if row.pk != text.pk
        ),
    )  # fmt: skip


def _ends(text: MandateText, line: Iterable[MandateText]) -> dt.date | None:
    """The first day when it no longer holds: its own, or when the next one begins."""
    begin = text.valid_from or dt.date.min
    later = [row.valid_from for row in line if row.valid_from and row.valid_from > begin]
    return min((day for day in (text.valid_to, *later) if day is not None), default=None)
