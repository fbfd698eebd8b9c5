"""What does a county want to change together, and how does it go?"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from samsyn.actionplans.queries import MatrixRow, open_plan_page, plan_list
from samsyn.actionplans.queries import PlanLine as StoredLine
from samsyn.actionplans.queries import PlanPage as StoredPage
from samsyn.actionplans.queries.lists import plan_as_dict
from samsyn.actionplans.queries.shapes import DecisionLine
from samsyn.actionplans.rules import Measure, State, Status
from samsyn.indicators.queries.pages import MeasureRow
from samsyn.public.queries.counties import section
from samsyn.public.queries.figures import latest_by_key
from samsyn.regions.schema import Region

TAGS = {
    Status.NOT_STARTED: "",
    Status.OK: "done",
    Status.RISK: "wait",
    Status.PROBLEM: "late",
    Status.DONE: "done",
}
REVISED = (State.DRAFT, State.PROPOSED)


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list."""

    code: str
    name: str
    arena: str
    arena_code: str
    period: str
    state: str
    rows: int


@dataclass(frozen=True)
class MeasureLine:
    """A measure in words, with the county's latest figure, or why there is none."""

    text: str
    value: str
    period: str
    source: str
    why_none: str


@dataclass(frozen=True)
class RowLine:
    """A row of the matrix, and how it goes."""

    row: MatrixRow
    measures: tuple[MeasureLine, ...]
    tag: str


@dataclass(frozen=True)
class PlanPage:
    """The version that holds of a plan. `plan` is what the plan's own package tells."""

    plan: StoredPage
    state: str
    matrix: tuple[RowLine, ...]
    lifted: tuple[RowLine, ...]


def plan_lines(county: Region) -> tuple[PlanLine, ...]:
    """Plans that have been decided, those that go on first."""
    return tuple(
        PlanLine(
            code=line.code,
            name=line.name,
            arena=line.arena,
            arena_code=line.arena_code,
            period=line.period,
            state=_state(line),
            rows=line.rows,
        )
        for line in plan_list(county.code)
    )


def plan_page(county: Region, code: str) -> PlanPage | None:
    """One plan; None when there is none that has been decided."""
    plan = open_plan_page(county.code, code)
    if plan is None:
        return None
    figures = latest_by_key(county)
    return PlanPage(
        plan=replace(plan, decisions=tuple(_decision(row) for row in plan.decisions)),
        state=_state(plan),
        matrix=tuple(_row(row, figures) for row in plan.rows),
        lifted=tuple(_row(row, figures) for row in plan.lifted),
    )


def plan_rows(county: Region, _on: dt.date) -> Iterator[dict[str, Any]]:
    """Every row of every decided plan, those lifted out last, as data."""
    for line in plan_list(county.code):
        plan = plan_as_dict(county.code, line.code) or {"rows": (), "lifted": ()}
        common = {
            "plan": line.code,
            "plan_name": line.name,
            "arena": line.arena_code,
            "period_from": line.period_from.isoformat(),
            "period_to": line.last_day.isoformat() if line.last_day else None,
        }
        for row in (*plan["rows"], *plan["lifted"]):
            status = row["status"] or {}
            yield {
                **common,
                "row": row["id"],
                "area": row["area"],
                **{name: row.get(name, []) for name in ("operations", "indicators")},
                **{name: row.get(name, "") for name in ("goal", "measure", "activity", "done")},
                "responsible": row.get("responsible", ""),
                "status": status.get("status"),
                "status_period": status.get("period"),
                "status_comment": status.get("comment", ""),
                "lifted": "lifted_on" in row,
                "lifted_on": row.get("lifted_on") or None,
            }


def _state(plan: StoredLine | StoredPage) -> str:
    """While it is revised, what was decided still holds."""
    if plan.is_over and plan.state is not State.CLOSED:
        return _("Perioden är slut")
    return _("Gäller, en ny version skrivs") if plan.state in REVISED else plan.state_text


def _decision(row: DecisionLine) -> DecisionLine:
    return replace(row, paragraph=section(row.paragraph))


def _row(row: MatrixRow, figures: dict[str, MeasureRow]) -> RowLine:
    return RowLine(
        row=row,
        measures=tuple(_measure(measure, figures) for measure in row.row.measures),
        tag=TAGS[row.status.status] if row.status else "",
    )


def _measure(measure: Measure, figures: dict[str, MeasureRow]) -> MeasureLine:
    found = figures.get(measure.indicator)
    latest = found.latest if found else None
    if found is not None and latest is not None:
        period = latest.period.label(latest.language)
        return MeasureLine(measure.text, latest.value_text, period, found.source, "")
    return MeasureLine(measure.text, "", "", "", _why_none(measure.indicator))


def _why_none(key: str) -> str:
    return _("Det finns ingen siffra än.") if key else ""
