"""What do the packages beside this one say? A small function for each."""

import datetime as dt
from collections import Counter

from django.urls import NoReverseMatch, reverse

from samsyn.actionplans.queries import plan_as_dict, plan_list
from samsyn.followup.rules import FigureFact, PlanFact, Source
from samsyn.indicators.queries import figures_for

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
    known = figures_for(region, FIGURES, start, end)
    found = [known[key] for key in FIGURES if key in known]
    if not any(figure.is_hidden or figure.value for figure in found):
        return ()
    return tuple(FigureFact(f.name, f.value_text, f.definition, Source(f.source)) for f in found)


def plans(region: str, arena: str, start: dt.date, end: dt.date) -> tuple[PlanFact, ...]:
    """The arena's development plans whose period meets this one."""
    found = []
    for line in plan_list(region):
        begins, ends = line.period_from, line.last_day
        if line.arena_code != arena or begins > end or (ends is not None and ends < start):
            continue
        plan = plan_as_dict(region, line.code) or {"rows": []}
        states = Counter(str(row.get("status") or "") for row in plan["rows"])
        words = tuple((state, n) for state, n in sorted(states.items()) if state)
        found.append(PlanFact(line.name, len(plan["rows"]), words, Source(line.name)))
    return tuple(found)
