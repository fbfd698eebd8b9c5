"""Record a need: the beginning of a case."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases import rules
from samsyn.cases.access import check_may_record_need
from samsyn.cases.models import Case, CaseStep, Need
from samsyn.cases.queries.responsibility import answer_for_child, outside_target_group
from samsyn.children.queries import known_child
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused


@dataclass(frozen=True)
class Seen:
    """What somebody has seen of a child's need."""

    areas: Sequence[str]
    extent: rules.Extent
    setting: str
    worry: str
    works: str = ""
    child_words: str = ""
    tried: str = ""
    in_danger: bool = False


@operation
def record_need(child_id: uuid.UUID, seen: Seen, *, submission: uuid.UUID, actor: Actor) -> Case:
    """Record a need and open its case. The same `submission` again gives the same case.

    The engine's answer of the day is kept with the need, with the agreement's version.
    """
    check_may_record_need(actor)
    child = known_child(actor, child_id)
    # A form's number counts for this unit and child only; two clicks at once wait for each other.
    submission = uuid.uuid5(submission, f"{actor.own_unit}/{child_id}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(submission)])
    standing = Case.objects.filter(submission=submission).first()
    if standing is not None:
        record("need.repeated", standing, actor=actor, child_id=child_id)
        return standing
    if not seen.areas:
        raise Refused(_("Välj minst ett område."), field="areas")
    outside = outside_target_group(actor.region, child.born_on)
    if outside:
        raise Refused(outside, _("Sök hjälp i vuxnas verksamheter."), field="areas")
    moment = clock.now()
    case = Case.objects.create(
        child_id=child_id,
        unit_id=actor.own_unit,
        submission=submission,
        state=rules.State.NEED.value,
        state_since=moment,
        opened_at=moment,
        in_danger=seen.in_danger,
    )
    answer = answer_for_child(
        actor.region, child.born_on, seen.areas, seen.extent.value, seen.setting
    )
    Need.objects.create(
        case=case,
        areas=list(seen.areas),
        extent=seen.extent.value,
        setting=seen.setting,
        worry=seen.worry,
        works=seen.works,
        child_words=seen.child_words,
        tried=seen.tried,
        answer=answer,
        recorded_at=moment,
        recorded_by=actor.assignment_id,
    )
    CaseStep.objects.create(
        case=case,
        action="need",
        to_state=case.state,
        at=moment,
        by_unit_id=actor.own_unit,
        by_assignment=actor.assignment_id,
    )
    record("need.recorded", case, actor=actor, child_id=child_id)
    return case
