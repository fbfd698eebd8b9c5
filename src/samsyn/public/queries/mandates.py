"""What can be said of an arena's task description on a day, and what does it say?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.foundation.dates import dated
from samsyn.governance.models import Arena, MandateText
from samsyn.governance.rules import (
    MANDATE_PARTS,
    MandateFact,
    MandateState,
    MandateVerdict,
    mandate_on,
)
from samsyn.public.queries.counties import said

TAGS = {MandateState.VALID: "done", MandateState.OUTDATED: "wait", MandateState.MISSING: "late"}


@dataclass(frozen=True)
class Mandate:
    """What can be said of an arena's task description on a day."""

    state: MandateState
    words: str
    tag: str
    since: dt.date
    title: str = ""
    adopted: str = ""
    anchored_in: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    review_by: dt.date | None = None
    note: str = ""


def mandate_line(
    arena: Arena, texts: Iterable[MandateText], names: dict[str, str], on: dt.date
) -> Mandate:
    """The verdict of the day in words, with the text that it rests on."""
    facts = {_fact(text): text for text in texts}
    verdict = mandate_on(facts, on, arena.valid_from)
    text = facts[verdict.fact] if verdict.fact else None
    words = f"{said(verdict.state)} {_('sedan')} {_since(verdict, arena, text)}"
    if text is None:
        return Mandate(verdict.state, words, TAGS[verdict.state], verdict.since)
    english = (get_language() or "").startswith("en")
    return Mandate(
        state=verdict.state,
        words=words,
        tag=TAGS[verdict.state],
        since=verdict.since,
        title=text.title,
        adopted=" ".join(filter(None, [text.adopted_by, text.adopted_paragraph])),
        anchored_in=tuple(names.get(code, code) for code in text.anchored_in),
        parts=tuple(
            (in_english if english else swedish, getattr(text, part))
            for part, swedish, in_english in MANDATE_PARTS
            if getattr(text, part)
        ),
        review_by=text.review_by,
        note=text.note,
    )


def _fact(text: MandateText) -> MandateFact:
    return MandateFact(
        adopted=True,
        valid_from=text.valid_from or dt.date.min,
        valid_to=text.valid_to,
        review_by=text.review_by,
        outdated_from=text.outdated_from,
        anchored=bool(text.anchored_in),
    )


def _since(verdict: MandateVerdict, arena: Arena, text: MandateText | None) -> str:
    """As exactly as the source: a mandate that was never there is missing since the arena began."""
    if text is None:
        return dated(verdict.since, arena.precision)
    if verdict.since == text.outdated_from:
        return dated(verdict.since, getattr(text, "outdated_precision", "day"))
    return dated(verdict.since, text.precision if verdict.since == text.valid_from else "day")
