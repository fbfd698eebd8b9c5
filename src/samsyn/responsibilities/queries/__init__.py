"""What do the pages about responsibility show? Frozen page objects in the reader's language."""

from samsyn.responsibilities.queries.answer import AnswerPage, answer_page
from samsyn.responsibilities.queries.county import Adopted, adopted_changes, county
from samsyn.responsibilities.queries.matrix import MatrixPage, matrix_page
from samsyn.responsibilities.queries.trial import TrialPage, proposal, trial_page

__all__ = [
    "Adopted",
    "AnswerPage",
    "MatrixPage",
    "TrialPage",
    "adopted_changes",
    "answer_page",
    "county",
    "matrix_page",
    "proposal",
    "trial_page",
]
