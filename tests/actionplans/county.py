"""Counties with arenas and a plan: as their packages say, and one that goes through all its steps."""

import datetime as dt
import uuid

from samsyn.access.rules import Actor
from samsyn.actionplans import operations, rules
from samsyn.actionplans.models import ActionPlan
from samsyn.actionplans.queries import content_of
from samsyn.foundation import clock
from samsyn.governance.models import Arena
from samsyn.regions import region
from tests.steering import Steering


def with_arenas(county: Steering) -> Steering:
    """The county's arenas, as rows."""
    for row in region(county.code).arenas:
        Arena.objects.get_or_create(
            region=county.code, code=row.code,
            defaults={
                "name": row.name, "kind": row.kind.value, "power": row.mandate.value,
                "valid_from": row.valid_from,
            },
        )  # fmt: skip
    return county


def opened(county: Steering) -> ActionPlan:
    """The plan of the county's package."""
    with_arenas(county)
    operations.open_plans(region(county.code), actor=Actor.system(county.code))
    return ActionPlan.objects.get(region=county.code)


def an_arena(county: Steering) -> str:
    """Some arena of the county in force."""
    with_arenas(county)
    arena = Arena.objects.on(clock.today()).filter(region=county.code).order_by("code").first()
    assert arena is not None
    return arena.code


def row(key: str, **changes: object) -> rules.Row:
    """A row that can be decided on."""
    values = {
        "area": key.capitalize(), "operations": ("Skola",), "goal": "Fler barn mår bra",
        "activity": "Gemensam rutin", "responsible": "Nätverket",
    }  # fmt: skip
    return rules.Row(id=key, **{**values, **changes})


def written(county: Steering, *, rows: int = 2, signatures: int = 2) -> ActionPlan:
    """A plan with rows and lines to sign: one of the secretary's party, one of no party."""
    today, party = clock.today(), county.director.party_name
    plan = operations.new_plan(
        name="Plan för barnen", arena_code=an_arena(county),
        period_from=dt.date(today.year - 1, 1, 1), period_to=dt.date(today.year + 2, 1, 1),
        actor=county.secretary,
    )  # fmt: skip
    signatories = (
        rules.Signatory("s1", "Direktör", party),
        rules.Signatory("s2", "Utvecklingschef", "Kommunerna tillsammans"),
    )[:signatures]
    content = rules.Content(
        target_group="Barn 0–18 år", introduction="Det vi gör ihop.",
        rows=tuple(row(f"rad-{n}") for n in range(1, rows + 1)), signatories=signatories,
    )  # fmt: skip
    operations.save_plan(plan.pk, content, base_version=1, actor=county.secretary)
    return fresh(plan.pk)


def decided(county: Steering, **kinds: int) -> ActionPlan:
    """The same, decided by its arena."""
    plan = written(county, **kinds)
    operations.propose_plan(plan.pk, version=plan.current, actor=county.secretary)
    operations.decide_plan(
        plan.pk, version=plan.current, arena_code=plan.decided_by[0], decided_on=clock.today(),
        paragraph="§ 7", actor=county.secretary,
    )  # fmt: skip
    return fresh(plan.pk)


def running(county: Steering, **kinds: int) -> ActionPlan:
    """The same, in force without anybody to sign."""
    return decided(county, signatures=0, **kinds)


def fresh(plan_id: uuid.UUID) -> ActionPlan:
    return ActionPlan.objects.get(pk=plan_id)


def content(plan: ActionPlan) -> rules.Content:
    return content_of(fresh(plan.pk))
