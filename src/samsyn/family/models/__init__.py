"""Who in a family may open whose pages, and what does the database give them?"""

from samsyn.family.models.accesses import FamilyAccess

__all__ = ["FamilyAccess"]
