"""What does a plan look like, as a matrix and row by row, and whose turn is it?"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.actionplans import rules
from samsyn.actionplans.access import may_report
from samsyn.actionplans.models import (
    ActionPlan,
    ActionPlanVersion,
    PlanDecision,
    PlanSignature,
    RowStatus,
)
from samsyn.actionplans.queries.figures import figure_lines
from samsyn.actionplans.queries.plans import (
    goal_texts,
    head_of,
    is_over,
    last_day,
    open_statuses_by_row,
    period_text,
    plans_for,
    statuses_by_row,
    terms_of,
)
from samsyn.actionplans.queries.shapes import (
    ComparePage,
    DecisionLine,
    MatrixRow,
    PlanPage,
    RowPage,
    SignatureLine,
    StatusLine,
    VersionLine,
)
from samsyn.actionplans.queries.whose import turn_in
from samsyn.agreements.models import Agreement
from samsyn.foundation import clock
from samsyn.foundation.wall import as_open_site
from samsyn.governance.models import Arena
from samsyn.organisations.models import Party

#: Where a version is on its way, whichever version is shown.
UNDER_WAY = (rules.State.DRAFT, rules.State.PROPOSED)


def plan_page(
    actor: Actor, plan_id: uuid.UUID, *, number: int | None = None, latest: bool = False
) -> PlanPage | None:
    """A plan of the actor's county; the version that holds, else the latest, or `number`.

    With `latest` the latest, decided or not. None when there is no such plan or version.
    """
    plan = plans_for(actor).filter(pk=plan_id).first()
    if plan is None:
        return None
    return _page(plan, plan.current if latest else number, actor)


def open_plan_page(region: str, code: str) -> PlanPage | None:
    """The version that holds of a decided plan, as the open site meets it: without any person."""
    with as_open_site():
        plans = ActionPlan.objects.filter(region=region, code=code).select_related("arena")
        plan = plans.first()
        return _page(plan, None, None) if plan else None


def _page(plan: ActionPlan, number: int | None, actor: Actor | None) -> PlanPage | None:
    number = number or plan.holds or plan.current
    shown = ActionPlanVersion.objects.filter(plan=plan, number=number).first()
    if shown is None:
        return None
    content = rules.Content.from_json(shown.content)
    parties = list(Party.objects.filter(region=plan.region).order_by("name"))
    statuses = (statuses_by_row if actor else open_statuses_by_row)(plan.pk)
    rows = _rows(content.rows, plan.region, {p.code: p.name for p in parties}, statuses, actor)
    made = list(PlanDecision.objects.filter(plan=plan).order_by("id"))
    arenas = _arena_names(plan)
    decisions = _decisions(plan, number, made, arenas)
    signatures = _signatures(plan, number, content, {p.name for p in parties}, actor)
    state, today = rules.State(plan.state), clock.today()
    own = next((p.code for p in parties if actor and p.pk == actor.party_id), "")
    term = rules.asked_term(plan.period_from, plan.period_to, today)
    turn = None
    if actor is not None and (number == plan.holds or state in UNDER_WAY):
        asked = _decisions(plan, plan.current, made, arenas)
        turn = turn_in(plan, rows, asked, signatures, term, actor, own)
    return PlanPage(
        id=plan.pk,
        region=plan.region,
        code=plan.code,
        name=plan.name,
        arena=plan.arena.name,
        arena_code=plan.arena.code,
        state=state,
        state_text=_state_text(plan, state, today),
        period=period_text(plan),
        last_day=last_day(plan),
        is_over=is_over(plan, today),
        number=number,
        current=plan.current,
        holds=plan.holds,
        content=content,
        rows=tuple(row for row in rows if not row.row.lifted),
        lifted=tuple(row for row in rows if row.row.lifted),
        decisions=decisions,
        signatures=signatures,
        versions=_versions(plan, made, actor),
        why=shown.why,
        closed_why=plan.closed_why,
        source=plan.source,
        turn=turn,
        term=str(term) if term else "",
        may_write=bool(actor and actor.may(Permission.ACTION_PLAN_WRITE)),
        may_decide=bool(actor and actor.may(Permission.MEETING_RUN)),
        may_report=actor is not None and _may_report(plan, content, actor, own),
        terms=terms_of(plan),
        own_party=own,
    )


def _may_report(plan: ActionPlan, content: rules.Content, actor: Actor, own: str) -> bool:
    if plan.holds is None or plan.state == rules.State.CLOSED.value:
        return False
    begun = rules.terms_between(plan.period_from, plan.period_to, clock.today())
    return bool(begun) and any(may_report(actor, row, own) for row in content.rows)


def _versions(
    plan: ActionPlan, made: Sequence[PlanDecision], actor: Actor | None
) -> tuple[VersionLine, ...]:
    rows = ActionPlanVersion.objects.filter(plan=plan).defer("content").order_by("-number")
    if actor is not None:
        rows = rows.select_related("saved_by__user")
    decided = {decision.version for decision in made}
    return tuple(
        VersionLine(
            version.number,
            version.saved_at,
            str(version.saved_by.user) if actor and version.saved_by else "",
            version.why,
            version.number in decided and version.number <= (plan.holds or 0),
        )
        for version in rows
    )


def _arena_names(plan: ActionPlan) -> dict[str, str]:
    arenas = Arena.objects.filter(region=plan.region, code__in=plan.decided_by)
    return dict(arenas.values_list("code", "name"))


def _state_text(plan: ActionPlan, state: rules.State, today: dt.date) -> str:
    if state is rules.State.DRAFT and plan.holds:
        return _("Revideras")
    if state in (rules.State.DECIDED, rules.State.RUNNING) and is_over(plan, today):
        return _("Perioden är slut")
    return state.label(get_language())


def _rows(
    rows: Sequence[rules.Row],
    region: str,
    parties: Mapping[str, str],
    statuses: Mapping[str, Sequence[RowStatus]],
    actor: Actor | None,
) -> tuple[MatrixRow, ...]:
    names = dict(Agreement.objects.filter(region=region).values_list("code", "name"))
    goals = goal_texts(region)
    return tuple(
        MatrixRow(
            row=row,
            responsible=", ".join(
                dict.fromkeys(filter(None, (row.responsible, parties.get(row.party, row.party))))
            ),
            agreements=tuple((code, names.get(code, code)) for code in row.agreements),
            goals=tuple(goals.get(key, key) for key in row.goals),
            statuses=tuple(_status(status, actor) for status in statuses.get(row.id, ())),
            lifted_on=dt.date.fromisoformat(row.lifted_on) if row.lifted_on else None,
        )
        for row in rows
    )


def _status(status: RowStatus, actor: Actor | None) -> StatusLine:
    word = rules.Status(status.status)
    by = f"{status.by.user}, {status.by.unit.party}" if actor and status.by else ""
    return StatusLine(
        status.period, word, word.label(get_language()), status.comment, status.reported_at, by
    )


def _decisions(
    plan: ActionPlan, number: int, made: Sequence[PlanDecision], names: Mapping[str, str]
) -> tuple[DecisionLine, ...]:
    by_arena = {decision.arena: decision for decision in made if decision.version == number}
    return tuple(
        DecisionLine(
            code,
            names.get(code, code),
            code in by_arena,
            by_arena[code].decided_on if code in by_arena else None,
            by_arena[code].paragraph if code in by_arena else "",
        )
        for code in plan.decided_by
    )


def _signatures(
    plan: ActionPlan,
    number: int,
    content: rules.Content,
    parties: set[str],
    actor: Actor | None,
) -> tuple[SignatureLine, ...]:
    rows = PlanSignature.objects.filter(plan=plan, version=number).order_by("id")
    if actor is not None:
        rows = rows.select_related("by__user")
    made = {row.signatory: row for row in rows}
    asked = plan.state == rules.State.DECIDED.value and number == plan.holds
    asked = asked and not is_over(plan, clock.today())
    lines = []
    for signatory in content.signatories:
        row = made.get(signatory.id)
        lines.append(
            SignatureLine(
                id=signatory.id,
                office=signatory.office,
                organisation=signatory.organisation,
                signed_on=row.signed_on if row else None,
                name=str(row.by.user) if row and actor else "",
                may_sign=row is None
                and asked
                and actor is not None
                and actor.may(Permission.ACTION_PLAN_SIGN)
                and rules.may_sign_for(signatory.organisation, actor.party_name, parties),
            )
        )
    return tuple(lines)


def row_page(
    actor: Actor, plan_id: uuid.UUID, row_id: str, *, latest: bool = False
) -> RowPage | None:
    """A row with its background, how it has gone and what the figures say.

    In the version that holds; a row that only a later version has is found there.
    """
    plan = plan_page(actor, plan_id, latest=latest)
    if plan is None:
        return None
    row = next((row for row in (*plan.rows, *plan.lifted) if row.row.id == row_id), None)
    if row is None:
        is_older = plan.current != plan.number
        return row_page(actor, plan_id, row_id, latest=True) if is_older else None
    return RowPage(plan, row, figure_lines(plan.region, row.row.measures))


def compare_page(actor: Actor, plan_id: uuid.UUID, before: int, after: int) -> ComparePage | None:
    """What differs between two versions; None when the actor's county has not got both."""
    plan = plans_for(actor).filter(pk=plan_id).first()
    if plan is None:
        return None
    rows = ActionPlanVersion.objects.filter(plan=plan, number__in={before, after})
    versions = {version.number: version for version in rows}
    if not {before, after} <= set(versions):
        return None
    old, new = (rules.Content.from_json(versions[n].content) for n in (before, after))
    return ComparePage(head_of(plan), before, after, versions[after].why, rules.compare(old, new))
