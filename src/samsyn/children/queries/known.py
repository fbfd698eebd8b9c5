"""Which children does the actor's unit know, and by what name?"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Func, OuterRef, QuerySet, Value, When
from django.db.models.functions import Concat, JSONObject
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.children.models import ChildRecord, Guardian, Protection
from samsyn.children.queries.listed import protected_at, protected_words
from samsyn.children.queries.protected import ask_reason, kept_unaware_of
from samsyn.children.rules import IdentityNumber, Kind, read_number, strongest, years_old
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible

#: Å, ä and ö last, whatever collations the server has.
SWEDISH_ORDER = (
    Func("family_name", function="swedish_order", output_field=CharField()),
    Func("given_name", function="swedish_order", output_field=CharField()),
)


@dataclass(frozen=True)
class GuardianLine:
    """An adult who answers for the child."""

    name: str
    kind: str
    id: uuid.UUID | None = None
    kept_unaware: bool = False


@dataclass(frozen=True)
class ChildFacts:
    """A child as the own unit knows it; in a list, a protected one has neither name nor number."""

    id: uuid.UUID
    given_name: str
    name: str
    number: str
    born_on: dt.date
    age: int
    language: str
    guardians: tuple[GuardianLine, ...] = ()
    protection: Kind | None = None
    is_kept_from_somebody: bool = False

    @property
    def label(self) -> str:
        """What the child is called where others may look: in lists, titles and messages."""
        return protected_words(self.id) if self.protection else self.name

    @property
    def protection_text(self) -> str:
        """The kind of protection in words."""
        return self.protection.label(get_language()) if self.protection else ""

    @property
    def hides_places(self) -> bool:
        """Whether what the family or others are given leaves units and places out."""
        return self.protection is not None or self.is_kept_from_somebody


def records_for(actor: Actor) -> QuerySet[ChildRecord]:
    """The own unit's records with the child loaded, and `kinds` of protection."""
    living = Protection.objects.filter(child_id=OuterRef("child_id"), ended_at__isnull=True)
    rows = ChildRecord.objects.filter(unit_id=actor.own_unit).select_related("child")
    return rows.annotate(kinds=ArraySubquery(living.values("kind")))


def child_for(actor: Actor, child_id: uuid.UUID) -> ChildFacts | None:
    """One child with guardians, or None when the own unit does not know it.

    Raises NeedsReason for a protected child whose pages are not opened.
    """
    people = Guardian.objects.filter(record_id=OuterRef("pk")).order_by("kind", "name")
    line = JSONObject(name="name", kind="kind", id="id", kept_unaware="kept_unaware")
    found: Any = (
        records_for(actor)
        .filter(child_id=child_id)
        .annotate(people=ArraySubquery(people.values(row=line)), kept=kept_unaware_of("child_id"))
        .first()
    )
    if found is None:
        return None
    ask_reason(actor, child_id, found.kinds)
    facts = _facts(
        found,
        tuple(
            GuardianLine(row["name"], row["kind"], uuid.UUID(row["id"]), row["kept_unaware"])
            for row in found.people
        ),
    )
    return replace(facts, is_kept_from_somebody=found.kept)


def _facts(found: ChildRecord, guardians: tuple[GuardianLine, ...] = ()) -> ChildFacts:
    """All of a record. For pages that one child has to itself, and nowhere else."""
    child = found.child
    return ChildFacts(
        id=child.pk,
        given_name=found.given_name,
        name=found.name,
        number=IdentityNumber(child.number, False).pretty,
        born_on=child.born_on,
        age=years_old(child.born_on, clock.today()),
        language=found.language,
        guardians=guardians,
        protection=strongest(found.kinds),  # type: ignore[attr-defined]
    )


def _listed(found: ChildRecord) -> ChildFacts:
    """A record as it stands in a list: of a protected child not a word."""
    facts = _facts(found)
    if facts.protection is None:
        return facts
    return replace(facts, given_name="", name=facts.label, number="", language="", age=0)


def known_child(actor: Actor, child_id: uuid.UUID) -> ChildFacts:
    """Like `child_for`, but raises NotPossible."""
    found = child_for(actor, child_id)
    if found is None:
        raise NotPossible("unknown child")
    return found


def search_children(actor: Actor, text: str, *, most: int = 25) -> list[ChildFacts]:
    """Own children by whole personnummer or by parts of the name, by name.

    Those that are protected stand last without a name, and are found by the whole number alone.
    """
    rows, hidden = records_for(actor), protected_at("child_id")
    read = read_number(text, clock.today())
    if isinstance(read, IdentityNumber):
        rows = rows.filter(child__number=read.digits)
    else:
        rows = rows.annotate(full=Concat("given_name", Value(" "), "family_name"))
        for word in text.split()[:5]:
            rows = rows.filter(~hidden, full__icontains=word)
    order = [
        Case(When(hidden, then=Value("")), default=column, output_field=CharField())
        for column in SWEDISH_ORDER
    ]
    rows = rows.order_by(hidden.asc(), *order, "id")
    return [_listed(row) for row in rows[:most]]
