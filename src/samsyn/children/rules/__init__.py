"""What may a child's identity be, who answers for it, and what follows when it is protected?"""

from samsyn.children.rules.guardians import GuardianKind
from samsyn.children.rules.numbers import (
    IdentityNumber,
    NumberProblem,
    luhn_holds,
    read_number,
    years_old,
)
from samsyn.children.rules.protection import (
    GROUND,
    OPEN_MINUTES,
    Consequence,
    Kind,
    Reason,
    Source,
    consequences,
    label_of,
    strongest,
)

__all__ = [
    "GROUND",
    "OPEN_MINUTES",
    "Consequence",
    "GuardianKind",
    "IdentityNumber",
    "Kind",
    "NumberProblem",
    "Reason",
    "Source",
    "consequences",
    "label_of",
    "luhn_holds",
    "read_number",
    "strongest",
    "years_old",
]
