"""What do the pages about responsibility show? Frozen page objects in the reader's language."""

from samsyn.responsibilities.queries.answer import AnswerPage, answer_page
from samsyn.responsibilities.queries.matrix import MatrixPage, matrix_page
from samsyn.responsibilities.queries.trial import TrialPage, proposal, trial_page

__all__ = [
    "AnswerPage",
    "MatrixPage",
    "TrialPage",
    "answer_page",
    "matrix_page",
    "proposal",
    "trial_page",
]
