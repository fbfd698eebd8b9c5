"""What do the packages beside this one say? A small function for each."""

import datetime as dt
from collections import Counter
from importlib import import_module
from typing import Any

from django.urls import NoReverseMatch, reverse

from samsyn.followup.rules import FigureFact, PlanFact, Source

#: Which of the product's own figures a follow-up of a county takes up.
FIGURES = (
    "sip.needs",
    "sip.plans_agreed",
    "sip.days_need_to_plan",
    "sip.plans_followed_up_in_time",
    "sip.with_child_view_share",
)


def address(name: str, *args: object) -> str:
    """The address of a page by name; '' when it is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def figures(region: str, start: dt.date, end: dt.date) -> tuple[FigureFact, ...]:
    """The product's own figures for the period; none when nothing was counted in it."""
    ask = _named("samsyn.indicators.queries", "figure_for")
    if ask is None:
        return ()
    found = [figure for key in FIGURES if (figure := ask(region, key, start, end)) is not None]
    if not any(getattr(f, "is_suppressed", False) or getattr(f, "value", None) for f in found):
        return ()
    return tuple(FigureFact(f.label, f.value_text, f.definition, Source(f.source)) for f in found)


def plans(region: str, arena: str, start: dt.date, end: dt.date) -> tuple[PlanFact, ...]:
    """Development plans whose period meets this one, of this arena where the plan says which."""
    plan_list = _named("samsyn.actionplans.queries", "plan_list")
    as_dict = _named("samsyn.actionplans.queries", "plan_as_dict")
    if plan_list is None or as_dict is None:
        return ()
    found = []
    for row in plan_list(region):
        if not _meets(row, start, end) or row.get("arena", arena) != arena:
            continue
        plan = as_dict(region, row["code"]) or {"name": row["name"], "rows": []}
        states = Counter(str(r.get("status") or "") for r in plan["rows"])
        words = tuple((state, n) for state, n in sorted(states.items()) if state)
        found.append(PlanFact(plan["name"], len(plan["rows"]), words, Source(plan["name"])))
    return tuple(found)


def _meets(row: dict[str, Any], start: dt.date, end: dt.date) -> bool:
    begins, ends = str(row.get("from") or ""), str(row.get("to") or "")
    return (not begins or begins <= end.isoformat()) and (not ends or ends >= start.isoformat())


def _named(module: str, name: str) -> Any:
    return getattr(import_module(module), name, None)
