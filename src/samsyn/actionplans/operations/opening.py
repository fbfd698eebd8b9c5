"""What does a county's package say of action plans? Stored once; what is edited is left alone."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.access import check_may_write
from samsyn.actionplans.models import ActionPlan, PlanDecision
from samsyn.actionplans.operations.versions import add_version
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible
from samsyn.governance.models import Arena
from samsyn.regions.schema import ActionPlan as Told
from samsyn.regions.schema import Region


@operation
def open_plans(county: Region, *, actor: Actor) -> int:
    """Store the plans of a county's package that are missing; how many there were.

    They come decided. No status is invented, and nobody has signed here.
    """
    check_may_write(actor)
    known = set(ActionPlan.objects.filter(region=county.code).values_list("code", flat=True))
    arenas = {arena.code: arena for arena in Arena.objects.filter(region=county.code)}
    new = [plan for plan in county.action_plans if plan.code not in known]
    for told in new:
        if told.arena not in arenas:
            raise NotPossible(
                _("Arenan %(code)s finns inte.") % {"code": told.arena},
                _("Läs in länets arenor först."),
            )
        _open(county, told, arenas[told.arena], actor)
    record("action_plan.opened", "actionplan", actor=actor)
    return len(new)


def _open(county: Region, told: Told, arena: Arena, actor: Actor) -> None:
    day = told.revised_on or told.valid_from
    deciding = list(told.decided_by) or [arena.code]
    state = rules.State.DECIDED if told.signatures else rules.State.RUNNING
    plan = ActionPlan.objects.create(
        region=county.code,
        code=told.code,
        name=told.name,
        arena=arena,
        decided_by=deciding,
        period_from=told.valid_from,
        precision=told.precision.value,
        period_to=told.valid_to,
        state=state.value,
        state_since=timezone.make_aware(dt.datetime.combine(day, dt.time(12))),
        holds=1,
        source=_source(county, told),
    )
    add_version(plan, _content(told), actor)
    for code in deciding:
        PlanDecision.objects.create(
            plan=plan,
            version=1,
            arena=code,
            decided_on=told.revised_on,
            recorded_at=clock.now(),
        )


def _source(county: Region, told: Told) -> str:
    titles = {document.code: document.title for document in county.documents}
    return ", ".join(filter(None, (titles.get(told.source, told.source), told.clause)))[:300]


def _content(told: Told) -> rules.Content:
    rows = [
        rules.Row(
            id=row.key,
            area=row.area,
            operations=row.operations,
            goal=row.goal,
            measures=(rules.Measure(row.measure, row.indicator),) if row.measure else (),
            activity=row.activity,
            done=row.done,
            responsible=row.responsible,
            background=row.background.strip(),
            agreements=row.agreements,
            goals=row.strategy_goals,
        )
        for row in told.rows
    ]
    rows += [
        rules.Row(
            id=row.key,
            area=row.area,
            lifted=True,
            lifted_on=row.lifted_on.isoformat(),
            lifted_precision=row.precision.value,
            lifted_why=row.why,
            lifted_from=row.from_plan,
        )
        for row in told.lifted
    ]
    return rules.Content(
        target_group=told.target_group,
        introduction=told.introduction.strip(),
        rows=tuple(rows),
        signatories=tuple(
            rules.Signatory(f"s{place}", signing.office, signing.organisation)
            for place, signing in enumerate(told.signatures, 1)
        ),
    )
