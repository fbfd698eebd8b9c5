"""Which of the own unit's children has a need that speaks of these words?"""

import uuid
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, TextField, Value
from django.db.models.lookups import Exact

from samsyn.access.rules import Actor
from samsyn.cases.models import Need
from samsyn.children.queries import listed_name, protected_at

STEMS = ArrayField(TextField())


@dataclass(frozen=True)
class TextHit:
    """A need that matches."""

    child: str
    child_id: uuid.UUID
    excerpt: str


def search_texts(actor: Actor, text: str, *, most: int = 20) -> list[TextHit]:
    """Needs of the own unit that hold every word, whatever its ending; of no protected child."""
    words = Func(Value(text), function="swedish_stems", output_field=STEMS)
    rows = (
        Need.objects.filter(case__unit_id=actor.own_unit, stems__contains=words)
        .exclude(Exact(words, Value([], output_field=STEMS)))
        .exclude(protected_at("case__child_id"))
        .only("worry")
        .annotate(
            child=F("case__child_id"),
            listed=listed_name(actor, "case__child_id"),
        )
        .order_by("-recorded_at")[:most]
    )
    return [TextHit(row.listed, row.child, row.worry[:160]) for row in rows]
