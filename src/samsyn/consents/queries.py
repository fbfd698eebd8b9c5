"""What has the own unit asked and been answered?"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from samsyn.access.rules import Actor
from samsyn.consents.models import Consent, ConsentAnswer, ConsentUnit
from samsyn.consents.rules import State, consent_state
from samsyn.foundation import clock


@dataclass(frozen=True)
class ConsentLine:
    """A consent as it is shown."""

    id: uuid.UUID
    case_id: uuid.UUID | None
    state: State
    purpose: str
    covers: str
    excludes: str
    how: str
    given_on: dt.date
    valid_until: dt.date
    withdrawn_on: dt.date | None
    withdrawn_by: str
    child_stance: str
    maturity_note: str
    answers: tuple[tuple[str, str, bool], ...]
    units: tuple[str, ...]
    unit_ids: tuple[uuid.UUID, ...]

    @property
    def unit_choices(self) -> list[tuple[str, str]]:
        """The covered units, for a form."""
        return [(str(i), name) for i, name in zip(self.unit_ids, self.units, strict=True)]

    @property
    def holds(self) -> bool:
        """Whether it carries a release today."""
        return self.state is State.GIVEN


def consents_for(actor: Actor, child_id: uuid.UUID) -> list[ConsentLine]:
    """The own unit's consents about a child, newest first."""
    answers = ConsentAnswer.objects.filter(consent_id=OuterRef("pk")).order_by("id")
    units = ConsentUnit.objects.filter(consent_id=OuterRef("pk")).order_by("unit__name")
    answer = JSONObject(giver="giver", name="name", yes="yes")
    rows = (
        Consent.objects.filter(unit_id=actor.own_unit, child_id=child_id)
        .annotate(
            given=ArraySubquery(answers.values(row=answer)),
            covered=ArraySubquery(units.values(row=JSONObject(id="unit_id", name="unit__name"))),
        )
        .order_by("-recorded_at", "id")
    )
    return [_line(row) for row in rows]


def holding_consent(actor: Actor, child_id: uuid.UUID, case_id: uuid.UUID) -> ConsentLine | None:
    """The newest consent that holds today for this case; a yes in another case carries nothing."""
    lines = consents_for(actor, child_id)
    return next((line for line in lines if line.holds and line.case_id == case_id), None)


def _line(row: Any) -> ConsentLine:
    answers, units = row.given, row.covered
    return ConsentLine(
        id=row.pk,
        case_id=row.case_id,
        state=consent_state(
            [a["yes"] for a in answers],
            withdrawn_on=row.withdrawn_on,
            valid_until=row.valid_until,
            today=clock.today(),
        ),
        purpose=row.purpose,
        covers=row.covers,
        excludes=row.excludes,
        how=row.how,
        given_on=row.given_on,
        valid_until=row.valid_until,
        withdrawn_on=row.withdrawn_on,
        withdrawn_by=row.withdrawn_by,
        child_stance=row.child_stance,
        maturity_note=row.maturity_note,
        answers=tuple((a["giver"], a["name"], a["yes"]) for a in answers),
        units=tuple(unit["name"] for unit in units),
        unit_ids=tuple(uuid.UUID(unit["id"]) for unit in units),
    )
