"""Who meets a deviation? The conditions in SQL, and what a person oversees by role."""

from samsyn.access.rules import Permission, roles


def _roles_with(permission: Permission) -> str:
    """SQL: the codes of the roles that carry a permission, quoted."""
    codes = sorted(code for code, role in roles().items() if permission in role.permissions)
    return ", ".join(f"'{code}'" for code in codes)


OFFICE = """
CREATE OR REPLACE FUNCTION NAME() RETURNS KIND LANGUAGE sql STABLE AS $$
  SELECT GIVES FROM organisations_assignment a
  JOIN organisations_unit u ON u.id = a.unit_id JOIN organisations_party p ON p.id = u.party_id
  WHERE a.user_id = app_user() AND a.unit_id = app_unit() AND a.role IN (ROLES)
    AND a.valid_from <= app_today() AND (a.valid_to IS NULL OR a.valid_to > app_today()) LIMIT 1
$$"""


#: What reaches over a whole party (uuid) or county (text), by the name of its function.
OFFICES: dict[str, tuple[str, Permission]] = {}


def office(name: str, gives: str, kind: str, permission: Permission) -> str:
    """SQL for a function: what the asking person oversees through the assignment of its unit."""
    OFFICES[name] = (kind, permission)
    words = {"NAME": name, "KIND": kind, "GIVES": gives, "ROLES": _roles_with(permission)}
    text = OFFICE
    for word, value in words.items():
        text = text.replace(word, value)
    return text


#: The reporter's own deviation about the own manager: nobody else in the unit meets it.
OWN_PRIVATE = (
    "(is_private AND EXISTS (SELECT 1 FROM deviations_origin o WHERE o.deviation_id ="
    " deviations_deviation.id AND o.user_id = (SELECT app_user())"
    " AND o.unit_id = (SELECT app_unit())))"
)
TAKES_PART = f"(SELECT app_unit()) = ANY (units) OR {OWN_PRIVATE}"
FOLLOWS = (
    "party_id = (SELECT followed_party()) OR about_party_id = (SELECT followed_party())"
    " OR region = (SELECT followed_region())"
)
AUDITS = "region = (SELECT audited_region())"
OF_SEEN = "EXISTS (SELECT 1 FROM deviations_deviation d WHERE d.id = deviation_id)"
OF_TAKEN_PART = (
    "EXISTS (SELECT 1 FROM deviations_deviation d WHERE d.id = deviation_id"
    " AND (SELECT audited_region()) IS NULL)"
)
