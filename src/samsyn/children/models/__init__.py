"""Which child, what does each unit know of its identity, and what is protected?"""

from samsyn.children.models.identity import OWN_UNIT, Child, ChildRecord, Guardian
from samsyn.children.models.protection import Protection, ProtectionAccess

__all__ = ["OWN_UNIT", "Child", "ChildRecord", "Guardian", "Protection", "ProtectionAccess"]
