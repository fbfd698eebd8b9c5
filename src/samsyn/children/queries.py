"""Which children does the actor's unit know, and by what name?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Concat, JSONObject

from samsyn.access.rules import Actor
from samsyn.children.models import ChildRecord, Guardian
from samsyn.children.rules import IdentityNumber, read_number, years_old
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible

#: Å, ä and ö last, whatever collations the server has.
SWEDISH_ORDER = (
    Func("family_name", function="swedish_order", output_field=CharField()),
    Func("given_name", function="swedish_order", output_field=CharField()),
    "id",
)


@dataclass(frozen=True)
class GuardianLine:
    """An adult who answers for the child."""

    name: str
    kind: str


@dataclass(frozen=True)
class ChildFacts:
    """A child as the own unit knows it."""

    id: uuid.UUID
    given_name: str
    name: str
    number: str
    born_on: dt.date
    age: int
    language: str
    guardians: tuple[GuardianLine, ...] = ()


def records_for(actor: Actor) -> QuerySet[ChildRecord]:
    """The own unit's records with the child loaded."""
    return ChildRecord.objects.filter(unit_id=actor.own_unit).select_related("child")


def child_for(actor: Actor, child_id: uuid.UUID) -> ChildFacts | None:
    """One child with guardians, or None when the own unit does not know it."""
    people = Guardian.objects.filter(record_id=OuterRef("pk")).order_by("kind", "name")
    found = (
        records_for(actor)
        .filter(child_id=child_id)
        .annotate(people=ArraySubquery(people.values(row=JSONObject(name="name", kind="kind"))))
        .first()
    )
    if found is None:
        return None
    return facts_of(found, tuple(GuardianLine(row["name"], row["kind"]) for row in found.people))


def facts_of(found: ChildRecord, guardians: tuple[GuardianLine, ...] = ()) -> ChildFacts:
    """The page's view of a record."""
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
    )


def known_child(actor: Actor, child_id: uuid.UUID) -> ChildFacts:
    """Like `child_for`, but raises NotPossible."""
    found = child_for(actor, child_id)
    if found is None:
        raise NotPossible("unknown child")
    return found


def search_children(actor: Actor, text: str, *, most: int = 25) -> list[ChildFacts]:
    """Own children by whole personnummer or by parts of the name, by name."""
    rows = records_for(actor)
    read = read_number(text, clock.today())
    if isinstance(read, IdentityNumber):
        rows = rows.filter(child__number=read.digits)
    else:
        rows = rows.annotate(full=Concat("given_name", Value(" "), "family_name"))
        for word in text.split()[:5]:
            rows = rows.filter(full__icontains=word)
    return [facts_of(row) for row in rows.order_by(*SWEDISH_ORDER)[:most]]
