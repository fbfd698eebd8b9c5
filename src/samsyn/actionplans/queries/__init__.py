"""What may be seen of it, and by whom?"""

from samsyn.actionplans.queries.figures import FigureLine, figure_lines, measure_choices
from samsyn.actionplans.queries.following import StatusPage, status_page
from samsyn.actionplans.queries.lists import (
    PlanLine,
    arena_choices,
    open_plan_list,
    plan_as_dict,
    plan_lines,
    plan_list,
    plan_rows,
)
from samsyn.actionplans.queries.pages import compare_page, open_plan_page, plan_page, row_page
from samsyn.actionplans.queries.plans import content_of, plan_content, plans_for
from samsyn.actionplans.queries.shapes import ComparePage, MatrixRow, PlanHead, PlanPage, RowPage
from samsyn.actionplans.queries.turns import steering_turns
from samsyn.actionplans.queries.writing import WriteChoices, WritePage, write_page

__all__ = [
    "ComparePage",
    "FigureLine",
    "MatrixRow",
    "PlanHead",
    "PlanLine",
    "PlanPage",
    "RowPage",
    "StatusPage",
    "WriteChoices",
    "WritePage",
    "arena_choices",
    "compare_page",
    "content_of",
    "figure_lines",
    "measure_choices",
    "open_plan_list",
    "open_plan_page",
    "plan_as_dict",
    "plan_content",
    "plan_lines",
    "plan_list",
    "plan_page",
    "plan_rows",
    "plans_for",
    "row_page",
    "status_page",
    "steering_turns",
    "write_page",
]
