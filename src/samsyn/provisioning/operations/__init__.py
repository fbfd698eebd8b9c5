"""What may happen when a directory provisions people and groups."""

from samsyn.provisioning.operations.groups import (
    add_group,
    change_group,
    map_group,
    remove_group,
)
from samsyn.provisioning.operations.people import add_person, change_person, remove_person
from samsyn.provisioning.operations.tokens import issue_token, revoke_token

__all__ = [
    "add_group",
    "add_person",
    "change_group",
    "change_person",
    "issue_token",
    "map_group",
    "remove_group",
    "remove_person",
    "revoke_token",
]
