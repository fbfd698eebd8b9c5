"""Which texts does an actor read in a deviation, and which are hidden?"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission
from samsyn.deviations import rules
from samsyn.deviations.models import Answer, Deviation, Words
from samsyn.deviations.queries.base import deviations_for
from samsyn.organisations.models import Unit

#: An answer stands before what is said of it, also within one second.
ORDER = {part: number for number, part in enumerate(rules.Part)}


@dataclass(frozen=True)
class TextBlock:
    """A text with who wrote it. `text` is empty when it is hidden from the actor."""

    id: uuid.UUID
    part: rules.Part
    label: str
    text: str
    by: str
    at: dt.datetime
    is_hidden: bool
    is_ours: bool
    rewritten_at: dt.datetime | None
    answer_id: uuid.UUID | None
    may_hide: bool


@dataclass(frozen=True)
class AnswerBlock:
    """What a rung has answered, with its texts."""

    id: uuid.UUID
    decision: str
    is_measure: bool
    by: str
    given_at: dt.datetime
    agreed_at: dt.datetime | None
    responsible: str
    due_on: dt.date | None
    result: str
    is_done: bool
    followed_up_on: dt.date | None
    texts: tuple[TextBlock, ...]


def texts_of(deviation: Deviation, actor: Actor, *, may_hide: bool) -> list[TextBlock]:
    """Every text, oldest first; none for an auditor."""
    if actor.may(Permission.DEVIATION_AUDIT):
        return []
    rows = Words.objects.filter(deviation=deviation).select_related("by_unit")
    seen = [_block(words, actor, may_hide=may_hide) for words in rows]
    known = {block.id for block in seen}
    hidden = [row for row in _hidden(deviation.pk) if row[0] not in known]
    if hidden:
        names = dict(Unit.objects.filter(pk__in=[r[4] for r in hidden]).values_list("pk", "name"))
        seen += [_closed(row, names) for row in hidden]
    return sorted(seen, key=lambda block: (block.at, ORDER[block.part]))


def _hidden(
    deviation_id: uuid.UUID,
) -> Sequence[tuple[uuid.UUID, str, uuid.UUID, dt.datetime, uuid.UUID]]:
    """(id, part, answer, when, by which unit) of what is hidden; the database says no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, part, answer_id, at, by_unit_id FROM hidden_words(%s)", [deviation_id]
        )
        return list(cursor.fetchall())


def _block(words: Words, actor: Actor, *, may_hide: bool) -> TextBlock:
    part = rules.Part(words.part)
    return TextBlock(
        id=words.pk,
        part=part,
        label=part.label(get_language()),
        text=words.text,
        by=words.by_unit.name,
        at=words.at,
        is_hidden=words.hidden_at is not None,
        is_ours=words.by_unit_id == actor.unit_id,
        rewritten_at=words.rewritten_at,
        answer_id=words.answer_id,
        may_hide=may_hide and words.hidden_at is None,
    )


def _closed(
    row: tuple[uuid.UUID, str, uuid.UUID, dt.datetime, uuid.UUID], names: Mapping[uuid.UUID, str]
) -> TextBlock:
    words_id, code, answer_id, at, unit_id = row
    part = rules.Part(code)
    return TextBlock(
        id=words_id, part=part, label=part.label(get_language()), text="",
        by=names.get(unit_id, ""), at=at, is_hidden=True, is_ours=False, rewritten_at=None,
        answer_id=answer_id, may_hide=False,
    )  # fmt: skip


def reported(texts: Iterable[TextBlock]) -> tuple[TextBlock, ...]:
    """What the reporter wrote, in the order of the form."""
    found = {block.part: block for block in texts}
    return tuple(found[part] for part in rules.REPORTED if part in found)


def said(texts: Iterable[TextBlock]) -> tuple[TextBlock, ...]:
    """What was said along the way and belongs to no answer: the dialogue, why it was lifted."""
    return tuple(b for b in texts if b.part not in rules.REPORTED and b.answer_id is None)


def answers_of(deviation: Deviation, texts: Sequence[TextBlock]) -> tuple[AnswerBlock, ...]:
    """The answers, the latest first."""
    rows = Answer.objects.filter(deviation=deviation).select_related("by_unit")
    return tuple(_answer(row, texts) for row in rows.order_by("-given_at", "-pk"))


def _answer(row: Answer, texts: Sequence[TextBlock]) -> AnswerBlock:
    language = get_language()
    decision = rules.Decision(row.decision)
    return AnswerBlock(
        id=row.pk,
        decision=decision.label(language),
        is_measure=decision.is_followed_up,
        by=row.by_unit.name,
        given_at=row.given_at,
        agreed_at=row.agreed_at,
        responsible=row.responsible,
        due_on=row.due_on,
        result=rules.Result(row.result).label(language) if row.result else "",
        is_done=row.result == rules.Result.DONE,
        followed_up_on=row.followed_up_on,
        texts=tuple(block for block in texts if block.answer_id == row.pk),
    )


def own_words(actor: Actor, words_id: uuid.UUID) -> TextBlock | None:
    """A text that the actor's unit wrote, to write anew; None when it is not theirs."""
    found = _met(actor, words_id)
    if found is None or found.by_unit_id != actor.unit_id:
        return None
    return _block(found, actor, may_hide=False)


def deviation_of_words(actor: Actor, words_id: uuid.UUID) -> uuid.UUID | None:
    """Whose text it is; None when the actor does not meet it."""
    found = _met(actor, words_id)
    return found.deviation_id if found else None


def _met(actor: Actor, words_id: uuid.UUID) -> Words | None:
    if actor.may(Permission.DEVIATION_AUDIT):
        return None
    rows = Words.objects.filter(pk=words_id, deviation__in=deviations_for(actor))
    return rows.select_related("by_unit").first()
