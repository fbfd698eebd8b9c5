"""Begin a plan and write in its matrix together."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.access import check_may_write
from samsyn.actionplans.models import ActionPlan
from samsyn.actionplans.operations.checking import check_content
from samsyn.actionplans.operations.versions import add_version, locked_plan, move
from samsyn.actionplans.queries.plans import content_of, plans_for
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.governance.models import Arena


@dataclass(frozen=True)
class Saved:
    """A saved version; or the clashes that stopped it, with both edits joined in `draft`."""

    plan: ActionPlan
    number: int
    merged: bool = False
    clashes: tuple[rules.Clash, ...] = ()
    draft: rules.Content = field(default_factory=rules.Content)


@operation
def new_plan(
    *,
    name: str,
    arena_code: str,
    period_from: dt.date,
    period_to: dt.date | None = None,
    target_group: str = "",
    introduction: str = "",
    decided_by: Sequence[str] = (),
    code: str = "",
    copy_from: uuid.UUID | None = None,
    actor: Actor,
) -> ActionPlan:
    """Begin a plan for an arena; `period_to` is the first day after it.

    `decided_by`: arenas that must decide on it, in order; the arena itself when empty. With
    `copy_from` it begins with that plan's rows; those lifted out of it are still followed.
    """
    check_may_write(actor)
    if not name.strip():
        raise Refused(_("Skriv vad planen ska heta."), field="name")
    if period_to is not None and period_to <= period_from:
        raise Refused(_("Planen slutar innan den börjar."), field="last_day")
    arena = Arena.objects.filter(region=actor.region, code=arena_code).first()
    if arena is None:
        raise Refused(_("Välj den arena som planen hör till."), field="arena")
    deciding = list(dict.fromkeys(decided_by)) or [arena.code]
    if Arena.objects.filter(region=actor.region, code__in=deciding).count() != len(deciding):
        raise Refused(_("Någon av arenorna som ska besluta finns inte."), field="decided_by")
    content = rules.Content(target_group=target_group, introduction=introduction)
    if copy_from is not None:
        content = _carried_on(copy_from, content, actor)
    plan = ActionPlan.objects.create(
        region=actor.region,
        code=_free_code(actor.region, code or slugify(name)),
        name=name.strip(),
        arena=arena,
        decided_by=deciding,
        period_from=period_from,
        period_to=period_to,
        state=rules.LIFECYCLE.first.value,
        state_since=clock.now(),
    )
    add_version(plan, content, actor)
    record("action_plan.begun", plan, actor=actor)
    return plan


@operation
def save_plan(
    plan_id: uuid.UUID, content: rules.Content, *, base_version: int, actor: Actor
) -> Saved:
    """Save a new version, written from `base_version`; edits made meanwhile are joined.

    Where the same cell was changed by both, nothing is saved and the clashes are returned.
    """
    check_may_write(actor)
    plan = locked_plan(plan_id, actor)
    _check_is_written(plan)
    if not 1 <= base_version <= plan.current:
        raise Changed(_("Handlingsplanen har ändrats sedan du läste den."), _("Ladda om sidan."))
    check_content(content, plan, actor)
    latest, merged = content_of(plan), False
    if base_version != plan.current:
        joined = rules.merge(content_of(plan, base_version), content, latest)
        if joined.clashes:
            record("action_plan.clashed", plan, actor=actor)
            return Saved(plan, plan.current, clashes=joined.clashes, draft=joined.with_mine)
        content, merged = joined.content, True
    content = content.arranged()
    if content == latest:
        record("action_plan.unchanged", plan, actor=actor)
        return Saved(plan, plan.current)
    add_version(plan, content, actor)
    record("action_plan.saved", plan, actor=actor)
    return Saved(plan, plan.current, merged)


@operation
def lift_row(
    plan_id: uuid.UUID, row_id: str, *, why: str, actor: Actor, lifted_on: dt.date | None = None
) -> ActionPlan:
    """Lift a row out of the matrix in a revision. It stays in the plan and is still followed."""
    check_may_write(actor)
    if not why.strip():
        raise Refused(_("Skriv varför raden lyfts ur matrisen."), field="why")
    day = lifted_on or clock.today()
    if day > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="lifted_on")
    plan = _with_row(
        plan_id,
        row_id,
        lambda row: replace(
            row,
            lifted=True,
            lifted_on=day.isoformat(),
            lifted_precision="day",
            lifted_why=why.strip(),
        ),
        actor,
    )
    record("action_plan.row_lifted", plan, actor=actor)
    return plan


@operation
def take_back_row(plan_id: uuid.UUID, row_id: str, *, actor: Actor) -> ActionPlan:
    """Put a row that was lifted out back into the matrix."""
    check_may_write(actor)
    plan = _with_row(
        plan_id,
        row_id,
        lambda row: replace(
            row, lifted=False, lifted_on="", lifted_precision="day", lifted_why="", lifted_from=""
        ),
        actor,
    )
    record("action_plan.row_taken_back", plan, actor=actor)
    return plan


def _with_row(
    plan_id: uuid.UUID, row_id: str, change: Callable[[rules.Row], rules.Row], actor: Actor
) -> ActionPlan:
    plan = locked_plan(plan_id, actor)
    _check_is_written(plan)
    content = content_of(plan)
    row = content.row(row_id)
    if row is None:
        raise NotPossible(_("Raden finns inte i planen längre."))
    changed = change(row)
    if changed.lifted == row.lifted:
        text = _("Raden är redan lyft ur matrisen.") if row.lifted else _("Raden står i matrisen.")
        raise NotPossible(text)
    rows = tuple(changed if r.id == row_id else r for r in content.rows)
    add_version(plan, replace(content, rows=rows).arranged(), actor)
    return plan


def _check_is_written(plan: ActionPlan) -> None:
    """A plan that has been decided is changed by a revision and not otherwise."""
    state = rules.State(plan.state)
    advice = {
        rules.State.PROPOSED: _("Ta tillbaka den från beslut först."),
        rules.State.DECIDED: _("Börja en revidering först."),
        rules.State.RUNNING: _("Börja en revidering först."),
    }
    refusal = _("Handlingsplanen går inte att ändra nu: %(state)s.") % {
        "state": state.sv[:1].lower() + state.sv[1:]
    }
    move(plan, "save", refusal, advice.get(state, ""))


def _carried_on(plan_id: uuid.UUID, content: rules.Content, actor: Actor) -> rules.Content:
    before = plans_for(actor).filter(pk=plan_id).first()
    if before is None:
        raise Refused(_("Planen att börja från finns inte."), field="copy_from")
    old = content_of(before, before.holds or before.current)
    rows = tuple(
        replace(row, lifted_from=row.lifted_from or before.name) if row.lifted else row
        for row in old.rows
    )
    return replace(
        old,
        target_group=content.target_group or old.target_group,
        introduction=content.introduction or old.introduction,
        rows=rows,
    )


def _free_code(region: str, wanted: str) -> str:
    wanted = wanted[:70] or "handlingsplan"
    taken = set(
        ActionPlan.objects.filter(region=region, code__startswith=wanted).values_list(
            "code", flat=True
        )
    )
    names = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
