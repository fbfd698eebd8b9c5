"""What can be chosen from when the matrix is written?"""

import uuid
from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.queries.figures import measure_choices
from samsyn.actionplans.queries.plans import content_of, goal_texts, head_of, plans_for
from samsyn.actionplans.queries.shapes import PlanHead
from samsyn.agreements.models import Agreement
from samsyn.organisations.models import Party

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class WriteChoices:
    """Pairs of value and label. What already stands in the plan can always stay."""

    indicators: Choices
    agreements: Choices
    goals: Choices
    parties: Choices


@dataclass(frozen=True)
class WritePage:
    """The latest version of a plan to write in."""

    plan: PlanHead
    content: rules.Content
    choices: WriteChoices


def write_page(actor: Actor, plan_id: uuid.UUID) -> WritePage | None:
    """A plan to write in; None when the actor's county has no such plan."""
    plan = plans_for(actor).filter(pk=plan_id).first()
    if plan is None:
        return None
    content = content_of(plan)
    return WritePage(head_of(plan), content, _choices(actor, content))


def _choices(actor: Actor, content: rules.Content) -> WriteChoices:
    """The county's indicators, agreements, strategy goals and parties."""
    agreements = Agreement.objects.filter(region=actor.region).order_by("name")
    parties = Party.objects.filter(region=actor.region).order_by("name")
    used = [measure.indicator for row in content.rows for measure in row.measures]
    return WriteChoices(
        indicators=_with(measure_choices(actor.region), used),
        agreements=_with(
            list(agreements.values_list("code", "name")),
            [code for row in content.rows for code in row.agreements],
        ),
        goals=_with(
            list(goal_texts(actor.region).items()), [g for row in content.rows for g in row.goals]
        ),
        parties=_with(
            list(parties.values_list("code", "name")), [row.party for row in content.rows]
        ),
    )


def _with(choices: Choices, used: list[str]) -> Choices:
    known = {value for value, _label in choices}
    return choices + [
        (value, value) for value in dict.fromkeys(used) if value and value not in known
    ]
