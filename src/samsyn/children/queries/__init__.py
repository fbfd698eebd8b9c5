"""Which children does the actor's unit know, by what name, and whose data are protected?"""

from samsyn.children.queries.known import (
    ChildFacts,
    GuardianLine,
    child_for,
    known_child,
    records_for,
    search_children,
)
from samsyn.children.queries.listed import (
    listed_name,
    listed_names,
    names_within,
    protected_at,
    protected_words,
)
from samsyn.children.queries.protected import (
    NamedLine,
    NeedsReason,
    ProtectedPage,
    ProtectionLine,
    UnitsChild,
    ask_reason,
    hides_places,
    is_protected,
    kept_list,
    may_receive,
    people_of_unit,
    protected_page,
    units_protected,
    with_left,
)
from samsyn.children.queries.turns import protection_turns

__all__ = [
    "ChildFacts",
    "GuardianLine",
    "NamedLine",
    "NeedsReason",
    "ProtectedPage",
    "ProtectionLine",
    "UnitsChild",
    "ask_reason",
    "child_for",
    "hides_places",
    "is_protected",
    "kept_list",
    "known_child",
    "listed_name",
    "listed_names",
    "may_receive",
    "names_within",
    "people_of_unit",
    "protected_at",
    "protected_page",
    "protected_words",
    "protection_turns",
    "records_for",
    "search_children",
    "units_protected",
    "with_left",
]
