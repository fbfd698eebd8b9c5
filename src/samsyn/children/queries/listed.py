"""By what name does a child stand in a list? The only place that says."""

import uuid
from collections.abc import Iterable

from django.db import connection
from django.db.models import Case, CharField, Exists, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Left, Upper
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.children.models import ChildRecord, Protection
from samsyn.children.rules import label_of


def protected_words(child_id: uuid.UUID) -> str:
    """What stands instead of the name of a child whose data are protected."""
    return f"{_('Skyddade uppgifter')} · {label_of(child_id)}"


def protected_at(path: str) -> Exists:
    """Whether the child at `path` is protected today; a column of a query."""
    living = Protection.objects.filter(child_id=OuterRef(path), ended_at__isnull=True)
    return Exists(living)


def listed_name(actor: Actor, path: str) -> Subquery:
    """The child's name as the own unit may list it; `path` leads to the child's identity."""
    records = ChildRecord.objects.filter(unit_id=actor.own_unit, child_id=OuterRef(path))
    return Subquery(records.values(listed=name_in_sql())[:1], output_field=CharField())


def name_in_sql() -> Combinable:
    """The name of a record in a list, as a column of a query over records."""
    label = Upper(Left(Cast("child_id", CharField()), 4))
    return Case(
        When(protected_at("child_id"), then=Concat(Value(f"{_('Skyddade uppgifter')} · "), label)),
        default=Concat("given_name", Value(" "), "family_name"),
        output_field=CharField(),
    )


def listed_names(actor: Actor, children: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names for a list, by the child's identity; only of those whom the own unit knows."""
    rows = ChildRecord.objects.filter(unit_id=actor.own_unit, child_id__in=set(children))
    return dict(rows.annotate(listed=name_in_sql()).values_list("child_id", "listed"))


def names_within(text: str, unit_id: uuid.UUID) -> tuple[str, ...]:
    """Whole names in a text of children whom the asking unit knows, protected or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM names_within(%s) AS name WHERE app_unit() = %s", [text, unit_id]
        )
        return tuple(sorted(row[0] for row in cursor.fetchall()))
