"""How does HTTP become one call and one page?"""

from samsyn.actionplans.views.deciding import close, decide, propose, revise, send_back, sign
from samsyn.actionplans.views.reading import compare, docx, pdf, plan_list, row, show
from samsyn.actionplans.views.writing import edit, lift, new, report, take_back

__all__ = [
    "close",
    "compare",
    "decide",
    "docx",
    "edit",
    "lift",
    "new",
    "pdf",
    "plan_list",
    "propose",
    "report",
    "revise",
    "row",
    "send_back",
    "show",
    "sign",
    "take_back",
]
