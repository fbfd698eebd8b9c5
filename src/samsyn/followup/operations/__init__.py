"""What may happen here. Each operation is one transaction that leaves an event."""

from samsyn.followup.operations.county import open_county
from samsyn.followup.operations.findings import (
    Found,
    Step,
    add_measure,
    advance_measure,
    answer_finding,
    open_findings,
    record_finding,
)
from samsyn.followup.operations.reports import (
    correct_report,
    draft_report,
    freeze_report,
    publish_report,
    refresh_section,
    save_report,
)

__all__ = [
    "Found",
    "Step",
    "add_measure",
    "advance_measure",
    "answer_finding",
    "correct_report",
    "draft_report",
    "freeze_report",
    "open_county",
    "open_findings",
    "publish_report",
    "record_finding",
    "refresh_section",
    "save_report",
]
