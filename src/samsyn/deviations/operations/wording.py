"""What may stand in the shared copy? No text gets there without having been looked through."""

import uuid
from functools import lru_cache

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.children.models import ChildRecord, Guardian
from samsyn.children.queries import names_within
from samsyn.deviations import rules
from samsyn.deviations.models import Answer, Deviation, Origin, Words
from samsyn.deviations.rules.deidentify import Known, Mark, find_marks
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused
from samsyn.organisations.models import Party
from samsyn.regions import region

#: What can never be a mistake of the search, so no tick lets it through.
NEVER = (Mark.PERSON_NUMBER, Mark.PHONE, Mark.EMAIL)


def names_at_home(child_id: uuid.UUID | None, unit_id: uuid.UUID | None) -> tuple[str, ...]:
    """Names of the child and its guardians as the unit knows them, whole and in parts."""
    if child_id is None or unit_id is None:
        return ()
    rows = ChildRecord.objects.filter(child_id=child_id, unit_id=unit_id)
    names = [part for row in rows for part in (row.given_name, row.family_name)]
    names += Guardian.objects.filter(record__in=rows).values_list("name", flat=True)
    parts = [part for name in names for part in (name, *name.split())]
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


def names_written(text: str, unit_id: uuid.UUID) -> tuple[str, ...]:
    """Whole names in the text of children whom the unit knows, linked to the deviation or not."""
    return names_within(text, unit_id)


@lru_cache(maxsize=16)
def county_words(code: str) -> tuple[str, ...]:
    """What the county's own words are, which point at nobody: arenas, documents, operations."""
    found = region(code)
    rows = [row.name for row in found.arenas] + [row.name for row in found.agreements]
    rows += [row.name for row in found.operations]
    rows += [row.short_name for row in found.operations]
    rows += [row.title for row in found.documents] + [row.heading for row in found.clauses]
    return tuple(dict.fromkeys([found.name, *rows]))


def check_words(
    text: str, *, field: str, actor: Actor, looked: bool, names: tuple[str, ...] = ()
) -> str:
    """The text, stripped, when it can be shared; else Refused at the field, saying which words."""
    text = text.strip()
    if not text:
        return text
    names = (*names, *names_written(text, actor.own_unit))
    parties = Party.objects.filter(region=actor.region).values_list("name", flat=True)
    finds = find_marks(text, Known(child=names, allowed=(*parties, *county_words(actor.region))))
    known = {name.casefold() for name in names}
    never = [
        find.text
        for find in finds
        if find.mark in NEVER or any(find.text.casefold().startswith(name) for name in known)
    ]
    if never:
        raise Refused(
            _("Det här kan inte delas: %(words)s.") % {"words": _listed(never)},
            _("Skriv utan namn, nummer och adresser, till exempel ”eleven” eller ”skolan”."),
            field=field,
        )
    if finds and not looked:
        raise Refused(
            _("Kan det här peka ut någon? %(words)s.")
            % {"words": _listed([f.text for f in finds])},
            _("Skriv om det, eller kryssa i att du har läst igenom texten."),
            field=field,
        )
    return text


def needed(text: str, question: str, field: str) -> str:
    """The text, or Refused with what to write."""
    if not text.strip():
        raise Refused(question, field=field)
    return text.strip()


def add_words(
    deviation: Deviation,
    part: rules.Part,
    text: str,
    *,
    actor: Actor,
    looked: bool,
    field: str = "text",
    answer: Answer | None = None,
) -> Words | None:
    """Put a text in the shared copy, looked through; None when there is no text."""
    origin = Origin.objects.filter(deviation=deviation).first()
    names = names_at_home(origin.child_id, actor.unit_id) if origin else ()
    text = check_words(text, field=field, actor=actor, looked=looked, names=names)
    return store_words(deviation, part, text, actor=actor, answer=answer) if text else None


def store_words(
    deviation: Deviation,
    part: rules.Part,
    text: str,
    *,
    actor: Actor,
    answer: Answer | None = None,
) -> Words:
    """Store a text that has been looked through."""
    return Words.objects.create(
        deviation=deviation, answer=answer, part=part.value, rung=deviation.rung, text=text,
        at=clock.now(), by_unit_id=actor.own_unit, by_party_id=actor.own_party,
    )  # fmt: skip


def _listed(words: list[str]) -> str:
    return ", ".join(f"”{word}”" for word in dict.fromkeys(words))
