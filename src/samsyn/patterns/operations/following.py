"""The arena's answer goes back to those who reported, and a measure goes into the action plan."""

import uuid
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.actionplans import operations as actionplans
from samsyn.actionplans import rules as plan_rules
from samsyn.actionplans.queries import content_of, plans_for
from samsyn.audit.trail import record
from samsyn.deviations import operations as deviations
from samsyn.deviations.operations.wording import check_words
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.patterns import rules
from samsyn.patterns.models import Member, Pattern
from samsyn.patterns.operations.steps import advance, catch_up, locked_pattern

#: The figure that a measure against deviations is followed by (indicators/rules/definitions.toml).
INDICATOR = "deviations"


@operation
def tell_reporters_of(
    pattern_id: uuid.UUID, *, text: str, actor: Actor, looked: bool = False
) -> int:
    """Tell those who reported what the arena came to; says how many deviations it reached.

    Only when the arena's minutes hold. Those who have been told already are told again.
    """
    pattern = catch_up(locked_pattern(pattern_id, actor), actor=actor)
    if not rules.LIFECYCLE.can(rules.State(pattern.state), "tell"):
        raise NotPossible(
            _("Arenan har inte svarat än."),
            _("När protokollet är justerat kan du berätta för dem som anmälde."),
        )
    members = Member.objects.filter(pattern=pattern)
    told = deviations.tell_reporters(
        list(members.values_list("deviation_id", flat=True)), text=text, looked=looked, actor=actor
    )
    members.update(told_at=clock.now())
    pattern.answer, pattern.answered_at = text.strip(), clock.now()
    advance(pattern, "tell", actor=actor, also=["answer", "answered_at"])
    record("pattern.answered", pattern, actor=actor)
    return told


@dataclass(frozen=True)
class PlanMeasure:
    """A measure for the matrix: in the row with that identity, or in a new one for `area`."""

    text: str
    activity: str
    row_id: str = ""
    area: str = ""
    goal: str = ""
    responsible: str = ""


@operation
def add_measure(
    pattern_id: uuid.UUID,
    measure: PlanMeasure,
    *,
    plan_id: uuid.UUID,
    actor: Actor,
    looked: bool = False,
) -> Pattern:
    """Put a measure against the pattern into an action plan that is being written.

    The measure is followed by the number of deviations. The pattern remembers its row.
    """
    pattern = locked_pattern(pattern_id, actor)
    for field in ("text", "activity", "area", "goal", "responsible"):
        check_words(getattr(measure, field), field=field, actor=actor, looked=looked)
    if not measure.text.strip():
        raise Refused(_("Skriv hur det ska märkas att det blir bättre."), field="text")
    if not measure.activity.strip():
        raise Refused(_("Skriv vad som ska göras."), field="activity")
    plan = plans_for(actor).filter(pk=plan_id).first()
    if plan is None:
        raise Refused(_("Handlingsplanen finns inte."), _("Välj en annan."), field="plan")
    content = content_of(plan)
    row = _row(content, measure)
    rows = [row if old.id == row.id else old for old in content.rows]
    if content.row(row.id) is None:
        rows.append(row)
    saved = actionplans.save_plan(
        plan.pk, replace(content, rows=tuple(rows)), base_version=plan.current, actor=actor
    )
    if saved.clashes:
        raise Changed(_("Någon skrev i planen samtidigt."), _("Försök igen."))
    pattern.plan, pattern.plan_row = saved.plan, row.id
    advance(pattern, "plan", actor=actor, also=["plan", "plan_row"])
    record("pattern.planned", pattern, actor=actor)
    return pattern


def _row(content: plan_rules.Content, measure: PlanMeasure) -> plan_rules.Row:
    added = plan_rules.Measure(measure.text.strip(), INDICATOR)
    if not measure.row_id:
        if not measure.area.strip():
            raise Refused(_("Skriv vilket område den nya raden gäller."), field="area")
        return plan_rules.Row(
            id=plan_rules.new_id(), area=measure.area.strip(), goal=measure.goal.strip(),
            measures=(added,), activity=measure.activity.strip(),
            responsible=measure.responsible.strip(),
        )  # fmt: skip
    row = content.row(measure.row_id)
    if row is None or row.lifted:
        raise Refused(_("Raden finns inte i planen längre."), _("Välj en annan."), field="row")
    if len(row.measures) >= plan_rules.MOST_MEASURES:
        raise Refused(
            _("Raden har redan så många mått som den kan ha."),
            _("Välj en annan rad, eller skriv en ny."),
            field="row",
        )
    activity = "\n".join(filter(None, (row.activity.strip(), measure.activity.strip())))
    return replace(row, measures=(*row.measures, added), activity=activity)
