"""What does a county want to change together, and how does it go?"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samsyn.foundation.dates import dated
from samsyn.governance.models import Arena
from samsyn.public.queries import plan_source
from samsyn.public.queries.counties import said
from samsyn.public.queries.figures import FigureLine, latest_figures
from samsyn.public.queries.plan_source import PlanFacts, PlanState, RowState, StatusFact
from samsyn.regions.schema import Region

TAGS = {
    RowState.NOT_STARTED: "",
    RowState.OK: "done",
    RowState.RISK: "wait",
    RowState.PROBLEM: "late",
    RowState.DONE: "done",
}


@dataclass(frozen=True)
class MeasureLine:
    """A measure in words, and its figure where there is one to show."""

    text: str
    indicator: str
    figure: FigureLine | None
    why_none: str


@dataclass(frozen=True)
class RowLine:
    """A row of the matrix in the order of its columns, and how it goes."""

    id: str
    area: str
    operations: tuple[str, ...]
    goal: str
    measures: tuple[MeasureLine, ...]
    activity: str
    done: str
    responsible: str
    background: str
    status: str
    status_tag: str
    status_period: str
    status_comment: str
    lifted: bool
    lifted_on: str
    lifted_why: str


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list."""

    code: str
    name: str
    state: str
    arena: str
    arena_code: str
    period_from: dt.date | None
    period_to: dt.date | None
    rows: int
    is_closed: bool


@dataclass(frozen=True)
class PlanPage:
    """The decided version of a plan."""

    line: PlanLine
    number: int
    target_group: str
    introduction: str
    matrix: tuple[RowLine, ...]
    lifted: tuple[RowLine, ...]
    decisions: tuple[tuple[str, dt.date, str], ...]
    signatures: tuple[tuple[str, str, dt.date], ...]


def plan_lines(county: Region) -> tuple[PlanLine, ...]:
    """Plans that have been decided, latest first."""
    return tuple(_line(facts) for facts in plan_source.plan_facts(county.code))


def plan_page(county: Region, code: str) -> PlanPage | None:
    """One plan; None when there is none that has been decided."""
    found = plan_source.plan_facts(county.code, code)
    if not found:
        return None
    facts = found[0]
    figures = latest_figures(county)
    rows = tuple(_row(row, facts.statuses, figures) for row in facts.content.get("rows", ()))
    arenas = {arena.code: arena.name for arena in Arena.objects.filter(region=county.code)}
    return PlanPage(
        line=_line(facts),
        number=facts.number,
        target_group=facts.content.get("target_group", ""),
        introduction=facts.content.get("introduction", ""),
        matrix=tuple(row for row in rows if not row.lifted),
        lifted=tuple(row for row in rows if row.lifted),
        decisions=tuple((arenas.get(code, code), on, at) for code, on, at in facts.decisions),
        signatures=facts.signatures,
    )


def plan_rows(county: Region) -> Iterator[dict[str, Any]]:
    """Every row of every decided plan, as data."""
    for facts in plan_source.plan_facts(county.code):
        for row in facts.content.get("rows", ()):
            status = facts.statuses.get(row["id"])
            yield {
                "plan": facts.code,
                "plan_name": facts.name,
                "arena": facts.arena_code,
                "period_from": facts.period_from.isoformat() if facts.period_from else None,
                "period_to": facts.period_to.isoformat() if facts.period_to else None,
                "row": row["id"],
                "area": row.get("area", ""),
                "operations": list(row.get("operations", ())),
                "goal": row.get("goal", ""),
                "measures": [measure.get("text", "") for measure in row.get("measures", ())],
                "indicators": [
                    measure["indicator"]
                    for measure in row.get("measures", ())
                    if measure.get("indicator")
                ],
                "activity": row.get("activity", ""),
                "done": row.get("done", ""),
                "responsible": row.get("responsible", ""),
                "status": status.state if status else None,
                "status_period": status.period if status else None,
                "status_comment": status.comment if status else "",
                "lifted": bool(row.get("lifted")),
                "lifted_on": row.get("lifted_on") or None,
            }


def _line(facts: PlanFacts) -> PlanLine:
    state = PlanState(facts.state)
    return PlanLine(
        code=facts.code,
        name=facts.name,
        state=said(state),
        arena=facts.arena,
        arena_code=facts.arena_code,
        period_from=facts.period_from,
        period_to=facts.period_to,
        rows=sum(not row.get("lifted") for row in facts.content.get("rows", ())),
        is_closed=state is PlanState.CLOSED,
    )


def _row(
    row: Mapping[str, Any], statuses: Mapping[str, StatusFact], figures: Mapping[str, FigureLine]
) -> RowLine:
    status = statuses.get(row["id"])
    state = RowState(status.state) if status else None
    lifted_on = row.get("lifted_on") or ""
    return RowLine(
        id=row["id"],
        area=row.get("area", ""),
        operations=tuple(row.get("operations", ())),
        goal=row.get("goal", ""),
        measures=tuple(_measure(measure, figures) for measure in row.get("measures", ())),
        activity=row.get("activity", ""),
        done=row.get("done", ""),
        responsible=row.get("responsible", ""),
        background=row.get("background", ""),
        status=said(state) if state else "",
        status_tag=TAGS[state] if state else "",
        status_period=status.period if status else "",
        status_comment=status.comment if status else "",
        lifted=bool(row.get("lifted")),
        lifted_on=dated(dt.date.fromisoformat(lifted_on), row.get("lifted_precision", "day"))
        if lifted_on
        else "",
        lifted_why=row.get("lifted_why", ""),
    )


def _measure(measure: Mapping[str, str], figures: Mapping[str, FigureLine]) -> MeasureLine:
    key = measure.get("indicator", "")
    figure = figures.get(key)
    why = "" if figure or not key else _not_counted(key)
    return MeasureLine(measure.get("text", ""), key, figure, why)


def _not_counted(key: str) -> str:
    if key == "deviations":
        return _("Räknas när avvikelser finns i Samsyn.")
    return _("Det finns ingen siffra än.")
