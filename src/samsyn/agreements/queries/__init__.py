"""What may be seen of agreements, and by whom?"""

from samsyn.agreements.queries.adoption import AdoptionRow, adoption_maps, adoption_rows
from samsyn.agreements.queries.agreement import AgreementPage, ages_words, agreement_page
from samsyn.agreements.queries.choices import base_choices, parent_choices, party_choices
from samsyn.agreements.queries.comparing import ComparePage, compare_page
from samsyn.agreements.queries.coverage import Coverage, coverage, coverage_page
from samsyn.agreements.queries.facts import AgreementFact, agreement_facts
from samsyn.agreements.queries.lists import AgreementLine, agreement_lines
from samsyn.agreements.queries.passing import passage_of
from samsyn.agreements.queries.reading import ReadingPage, reading_page
from samsyn.agreements.queries.rows import (
    agreements_for,
    arena_choices,
    arena_name,
    version_in_force,
    versions_for,
)
from samsyn.agreements.queries.training import questions_of
from samsyn.agreements.queries.trials import is_tried, needs_reason, trial_of
from samsyn.agreements.queries.turns import steering_turns
from samsyn.agreements.queries.versions import (
    VersionPage,
    anchor,
    clause_lines,
    clauses_mark,
    is_in_force,
    state_words,
    version_page,
)

__all__ = [
    "AdoptionRow",
    "AgreementFact",
    "AgreementLine",
    "AgreementPage",
    "ComparePage",
    "Coverage",
    "ReadingPage",
    "VersionPage",
    "adoption_maps",
    "adoption_rows",
    "ages_words",
    "agreement_facts",
    "agreement_lines",
    "agreement_page",
    "agreements_for",
    "anchor",
    "arena_choices",
    "arena_name",
    "base_choices",
    "clause_lines",
    "clauses_mark",
    "compare_page",
    "coverage",
    "coverage_page",
    "is_in_force",
    "is_tried",
    "needs_reason",
    "parent_choices",
    "party_choices",
    "passage_of",
    "questions_of",
    "reading_page",
    "state_words",
    "steering_turns",
    "trial_of",
    "version_in_force",
    "version_page",
    "versions_for",
]
