"""What may happen to a child's record in a unit, and to the protection of its data?"""

from samsyn.children.operations.protecting import (
    end_protection,
    keep_guardians_unaware,
    name_person,
    open_protected,
    protect_child,
    unname_person,
)
from samsyn.children.operations.registering import add_guardian, register_child

__all__ = [
    "add_guardian",
    "end_protection",
    "keep_guardians_unaware",
    "name_person",
    "open_protected",
    "protect_child",
    "register_child",
    "unname_person",
]
