"""What may an extract of the log tell? The day, the unit and the action, of what may be told.

A unit that hands out an extract tells what it has done itself, and what others have done with the
case and the plan that it shared with them. That another unit has something of its own about the
child is not for it to know. `log_extract_rows` gives nothing without a unit, and the application
may not call it, only `log_extract`, which asks for the unit that it works in.
"""

from django.conf import settings

from samsyn.audit.sentences import GROUNDS_LEFT_OUT, shown_actions
from samsyn.foundation.wall import for_application
from samsyn.logreview.models.past_the_wall import DEFINER

ACTIONS = ", ".join(f"'{action}'" for action in shown_actions())
GROUNDS = ", ".join(f"'{ground}'" for ground in GROUNDS_LEFT_OUT)

ROWS = f"""
CREATE FUNCTION log_extract_rows(of_child uuid, asking uuid)
RETURNS TABLE (day date, unit_id uuid, action text)
LANGUAGE sql STABLE {DEFINER} AS $$
  WITH shared AS (
    SELECT r.to_unit_id, r.matter_id FROM releases_release r
    WHERE r.child_id = of_child AND r.from_unit_id = asking AND r.ground NOT IN ({GROUNDS})
  )
  SELECT DISTINCT (e.at AT TIME ZONE 'ZONE')::date, e.unit_id, e.action::text
  FROM audit_event e
  WHERE e.child_id = of_child AND e.outcome = 'allowed' AND e.action IN ({ACTIONS})
    AND e.ground NOT IN ({GROUNDS}) AND e.unit_id IS NOT NULL
    AND (e.unit_id = asking
      OR (e.action = 'log.child_shown' AND EXISTS (SELECT 1 FROM organisations_unit own
        JOIN organisations_unit other ON other.party_id = own.party_id
        WHERE own.id = asking AND other.id = e.unit_id))
      OR (e.object_type = 'case' AND EXISTS (SELECT 1 FROM shared s
        WHERE s.to_unit_id = e.unit_id AND s.matter_id::text = e.object_id))
      OR (e.object_type = 'plan' AND EXISTS (SELECT 1 FROM shared s
        JOIN plans_plan p ON p.case_id = s.matter_id
        WHERE s.to_unit_id = e.unit_id AND p.id::text = e.object_id)))
$$"""  # nosec B608  # SQL of our own words only

GATE = f"""
CREATE FUNCTION log_extract(of_child uuid)
RETURNS TABLE (day date, unit_id uuid, action text)
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT r.day, r.unit_id, r.action FROM log_extract_rows(of_child, app_unit()) r
  WHERE EXISTS (SELECT 1 FROM children_childrecord k
    WHERE k.child_id = of_child AND k.unit_id = app_unit())
$$"""  # nosec B608  # SQL of our own words only

EXTRACT: tuple[str, ...] = (
    "DROP FUNCTION IF EXISTS log_extract(uuid)",
    "DROP FUNCTION IF EXISTS log_extract_rows(uuid, uuid)",
    ROWS.replace("'ZONE'", f"'{settings.TIME_ZONE}'"),
    "REVOKE ALL ON FUNCTION log_extract_rows(uuid, uuid) FROM PUBLIC",
    *for_application("log_extract(uuid)", GATE),
)
