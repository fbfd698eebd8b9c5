"""What may happen to an agreement and its versions? Each leaves an event."""

from samsyn.agreements.operations.entering import end, enter_into_force, review, withdraw
from samsyn.agreements.operations.opening import open_agreements
from samsyn.agreements.operations.passing import pass_arena, put_forward
from samsyn.agreements.operations.reading import confirm_reading
from samsyn.agreements.operations.treating import Decision, remind, sign, treat
from samsyn.agreements.operations.trying import try_changes
from samsyn.agreements.operations.writing import (
    AgreementFacts,
    ClauseRow,
    VersionText,
    comment,
    new_agreement,
    new_version,
    refer,
    rework,
    save_agreement,
    save_clauses,
    save_version,
)

__all__ = [
    "AgreementFacts",
    "ClauseRow",
    "Decision",
    "VersionText",
    "comment",
    "confirm_reading",
    "end",
    "enter_into_force",
    "new_agreement",
    "new_version",
    "open_agreements",
    "pass_arena",
    "put_forward",
    "refer",
    "remind",
    "review",
    "rework",
    "save_agreement",
    "save_clauses",
    "save_version",
    "sign",
    "treat",
    "try_changes",
    "withdraw",
]
