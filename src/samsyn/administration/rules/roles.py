"""Which roles may be given in which units, and by whom? Pure."""

from samsyn.access.rules import WITHOUT_CHILDREN, Permission, Role

#: Roles with these reach over the whole county; the owner of the service gives them.
OF_THE_COUNTY = frozenset(
    {
        Permission.ARENA_MANAGE,
        Permission.DEVIATION_COUNTY,
        Permission.DEVIATION_AUDIT,
        Permission.FINDING_WRITE,
        Permission.MEASURE_WRITE,
    }
)
#: And these over a whole party; its administrator gives them.
OF_THE_PARTY = frozenset(
    {
        Permission.ORGANISATION_MANAGE,
        Permission.DEVIATION_PARTY,
        Permission.AGREEMENT_TREAT,
        Permission.ACTION_PLAN_SIGN,
        Permission.LOG_REVIEW,
        Permission.RETENTION_READ,
        Permission.RETENTION_PROPOSE,
        Permission.RETENTION_APPROVE,
    }
)


def fits(role: Role, operation: str, *, by_party: bool) -> bool:
    """Whether the role may be given in a unit of `operation` (empty: it meets no children)."""
    carried = role.permissions
    if carried & OF_THE_COUNTY or (carried & OF_THE_PARTY and not by_party):
        return False
    if Permission.ORGANISATION_PARTY in carried:
        return True
    meets_children = bool(carried - WITHOUT_CHILDREN)
    return bool(operation) or not meets_children
