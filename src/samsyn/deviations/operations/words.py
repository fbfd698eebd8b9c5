"""Talk, and put right a text that turns out to point at somebody."""

import uuid
from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.deviations import rules
from samsyn.deviations.access import check_follows_county, check_may_talk
from samsyn.deviations.models import Deviation, Origin, Words
from samsyn.deviations.operations.steps import advance, locked_deviation
from samsyn.deviations.operations.wording import (
    add_words,
    check_words,
    names_at_home,
    needed,
)
from samsyn.deviations.queries.base import deviations_for
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, NotPossible, Refused


@operation
def talk(deviation_id: uuid.UUID, *, text: str, actor: Actor, looked: bool = False) -> Words:
    """Write in the dialogue of a deviation that is not closed."""
    deviation = locked_deviation(deviation_id, actor)
    check_may_talk(deviation, actor)
    needed(text, _("Skriv vad du vill säga."), "text")
    words = add_words(deviation, rules.Part.DIALOGUE, text, actor=actor, looked=looked)
    advance(deviation, "talk", actor=actor)
    if words is None:
        raise Refused(_("Skriv vad du vill säga."), field="text")
    return words


@operation
def hide_words(words_id: uuid.UUID, *, actor: Actor) -> Words:
    """Hide a text that may point at somebody, at once, from all but those who wrote it."""
    words, deviation = _met_words(words_id, actor)
    check_may_talk(deviation, actor)
    if words.hidden_at is not None:
        raise NotPossible(
            _("Texten är redan dold."), _("De som skrev den blir ombedda att skriva om den.")
        )
    record("deviation.words_hidden", words, actor=actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT hide_deviation_words(%s, %s)", [words.pk, clock.now()])
        if not cursor.fetchone()[0]:
            raise NotPossible(_("Texten kunde inte döljas."), _("Ladda om sidan."))
    return words


@operation
def rewrite_words(words_id: uuid.UUID, *, text: str, actor: Actor, looked: bool = False) -> Words:
    """Write a text anew without what pointed at somebody. The old one leaves the shared copy.

    What the reporter wrote in the report is kept in the own compartment; all else is gone.
    """
    words, deviation = _own_words(words_id, actor)
    needed(text, _("Skriv texten på nytt."), "text")
    origin = Origin.objects.select_for_update().filter(deviation=deviation).first()
    names = names_at_home(origin.child_id, actor.unit_id) if origin else ()
    text = check_words(text, field="text", actor=actor, looked=looked, names=names)
    if origin is not None and words.part in rules.REPORTED:
        origin.kept = {**origin.kept, words.part: origin.kept.get(words.part, words.text)}
        origin.save(update_fields=["kept"])
    words.text, words.hidden_at, words.hidden_by_unit = text, None, None
    words.rewritten_at = clock.now()
    words.save(update_fields=["text", "hidden_at", "hidden_by_unit", "rewritten_at"])
    record("deviation.words_rewritten", words, actor=actor)
    return words


@operation
def show_words(words_id: uuid.UUID, *, actor: Actor) -> Words:
    """Show a hidden text again, when those who wrote it have seen that it points at nobody."""
    words, deviation = _own_words(words_id, actor)
    if words.hidden_at is None:
        raise NotPossible(_("Texten är inte dold."), _("Alla som är med kan läsa den."))
    origin = Origin.objects.filter(deviation=deviation).first()
    names = names_at_home(origin.child_id, actor.unit_id) if origin else ()
    check_words(words.text, field="text", actor=actor, looked=True, names=names)
    words.hidden_at, words.hidden_by_unit = None, None
    words.save(update_fields=["hidden_at", "hidden_by_unit"])
    record("deviation.words_shown", words, actor=actor)
    return words


@operation
def tell_reporters(
    deviation_ids: Iterable[uuid.UUID], *, text: str, actor: Actor, looked: bool = False
) -> int:
    """Carry an arena's answer back to those who reported; says how many deviations it reached."""
    check_follows_county(actor)
    needed(text, _("Skriv vad arenan kom fram till."), "text")
    found = list(deviations_for(actor).filter(pk__in=list(deviation_ids)).order_by("pk"))
    for deviation in found:
        add_words(deviation, rules.Part.ARENA, text, actor=actor, looked=looked)
    record("deviations.told", "deviation", actor=actor)
    return len(found)


def _met_words(words_id: uuid.UUID, actor: Actor) -> tuple[Words, Deviation]:
    words = Words.objects.filter(pk=words_id).first()
    deviation = deviations_for(actor).filter(pk=words.deviation_id).first() if words else None
    if words is None or deviation is None:
        raise NotPossible(_("Texten finns inte hos er, eller är dold."), _("Läs avvikelsen igen."))
    return words, deviation


def _own_words(words_id: uuid.UUID, actor: Actor) -> tuple[Words, Deviation]:
    words, deviation = _met_words(words_id, actor)
    if words.by_unit_id != actor.unit_id:
        raise Denied(
            _("Bara de som skrev texten kan ändra den."),
            _("Dölj den om den kan peka ut någon, så skriver de om den."),
        )
    return Words.objects.select_for_update().get(pk=words.pk), deviation
