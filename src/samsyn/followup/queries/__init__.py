"""What may be seen of it, and by whom?"""

from samsyn.followup.queries.findings import (
    FindingPage,
    FindingRow,
    MeasureRow,
    agreement_choices,
    finding_list,
    finding_page,
    measure_page,
)
from samsyn.followup.queries.proof import ProofChoices, proof_choices, proof_on
from samsyn.followup.queries.reports import (
    Change,
    ReportPage,
    ReportRow,
    arena_choices,
    changes_of,
    draft_markdown,
    report_list,
    report_page,
    version_sections,
)
from samsyn.followup.queries.turns import steering_turns

__all__ = [
    "Change",
    "FindingPage",
    "FindingRow",
    "MeasureRow",
    "ProofChoices",
    "ReportPage",
    "ReportRow",
    "agreement_choices",
    "arena_choices",
    "changes_of",
    "draft_markdown",
    "finding_list",
    "finding_page",
    "measure_page",
    "proof_choices",
    "proof_on",
    "report_list",
    "report_page",
    "steering_turns",
    "version_sections",
]
