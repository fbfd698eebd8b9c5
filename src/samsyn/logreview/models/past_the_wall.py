"""How does a reviewer see another unit's events? Functions that ask who follows the log first.

They run as the tables' owner, whom the walls bind as well, so each table that they need has a
policy "review" for the owner. Of a child they give yes and no, two letters and a word that means
something in one review alone; the name only to who has written why. Of a child whose data are
protected there are no letters either.
"""

from django.conf import settings

from samsyn.foundation.wall import for_application

NEEDED = (
    "children_childrecord", "children_guardian", "releases_release", "plans_plan",
    "logreview_review", "logreview_item", "logreview_shown", "logreview_conclusion",
)  # fmt: skip
DEFINER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

MONTHS = f"""
CREATE FUNCTION log_months(since timestamptz)
RETURNS TABLE (unit_id uuid, month date, events bigint)
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT e.unit_id, date_trunc('month', e.at AT TIME ZONE 'ZONE')::date, count(*)
  FROM audit_event e JOIN organisations_unit u ON u.id = e.unit_id
  WHERE u.party_id = reviewed_party() AND e.at >= since AND e.child_id IS NOT NULL
  GROUP BY 1, 2
$$"""  # nosec B608  # SQL of our own words only

#: Units and months that have events and no signature. It stops at a month's first event.
WAITING = f"""
CREATE FUNCTION log_waiting(since date, until date) RETURNS TABLE (unit_id uuid, month date)
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT u.id, m.first::date FROM organisations_unit u,
    generate_series(since::timestamp, until::timestamp, interval '1 month') m(first)
  WHERE u.party_id = reviewed_party()
    AND NOT EXISTS (SELECT 1 FROM logreview_review r JOIN logreview_conclusion c
      ON c.review_id = r.id WHERE r.unit_id = u.id AND r.month = m.first::date)
    AND EXISTS (SELECT 1 FROM audit_event e WHERE e.unit_id = u.id AND e.child_id IS NOT NULL
      AND e.at >= m.first AT TIME ZONE 'ZONE'
      AND e.at < (m.first + interval '1 month') AT TIME ZONE 'ZONE')
$$"""  # nosec B608  # SQL of our own words only

#: A child's word within one review: it cannot be set against another month, unit or address.
WORD = "left(encode(sha256(convert_to(salt || e.child_id::text, 'UTF8')), 'hex'), 6)"

FACTS = f"""
CREATE FUNCTION log_facts(of_unit uuid, since timestamptz, until timestamptz, salt text)
RETURNS TABLE (event_id bigint, at timestamptz, user_id uuid, child text, action text, ground text,
  own_name boolean, colleague boolean, relation boolean, after_closed boolean)
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT e.id, e.at, e.user_id, {WORD}, e.action, e.ground,
    EXISTS (SELECT 1 FROM accounts_user p, children_childrecord r
      WHERE p.id = e.user_id AND r.child_id = e.child_id AND r.unit_id = e.unit_id
      AND (lower(r.family_name) = lower(p.family_name) OR EXISTS (
        SELECT 1 FROM children_guardian g WHERE g.record_id = r.id
        AND lower(g.name) = lower(p.given_name || ' ' || p.family_name)))),
    EXISTS (SELECT 1 FROM children_childrecord r JOIN children_guardian g ON g.record_id = r.id
      JOIN organisations_assignment a ON a.unit_id = e.unit_id AND a.user_id <> e.user_id
        AND a.valid_from <= e.at::date AND (a.valid_to IS NULL OR a.valid_to > e.at::date)
      JOIN accounts_user p ON p.id = a.user_id
      WHERE r.child_id = e.child_id AND r.unit_id = e.unit_id
      AND lower(g.name) = lower(p.given_name || ' ' || p.family_name)),
    EXISTS (SELECT 1 FROM children_childrecord r WHERE r.child_id = e.child_id
        AND r.unit_id = e.unit_id AND r.opened_at <= e.at + interval '1 minute')
      OR EXISTS (SELECT 1 FROM cases_case c WHERE c.child_id = e.child_id
        AND c.unit_id = e.unit_id AND c.opened_at <= e.at + interval '1 minute')
      OR EXISTS (SELECT 1 FROM releases_release r WHERE r.child_id = e.child_id
        AND r.to_unit_id = e.unit_id AND r.decided_at <= e.at + interval '1 minute'),
    e.action LIKE '%.read' AND EXISTS (SELECT 1 FROM cases_case c
        WHERE c.child_id = e.child_id AND c.unit_id = e.unit_id)
      AND NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.child_id = e.child_id
        AND c.unit_id = e.unit_id
        AND (c.state <> 'closed' OR c.state_since > e.at - interval '30 days'))
      AND NOT EXISTS (SELECT 1 FROM releases_release r WHERE r.child_id = e.child_id
        AND r.to_unit_id = e.unit_id AND r.decided_at <= e.at AND r.valid_until >= e.at::date
        AND (r.revoked_at IS NULL OR r.revoked_at > e.at))
  FROM audit_event e JOIN organisations_unit u ON u.id = e.unit_id
  WHERE e.unit_id = of_unit AND u.party_id = reviewed_party() AND e.child_id IS NOT NULL
    AND e.at >= since AND e.at < until
  ORDER BY e.id
$$"""  # nosec B608  # SQL of our own words only

ITEMS = f"""
CREATE FUNCTION log_items(of_review uuid)
RETURNS TABLE (item_id uuid, event_id bigint, at timestamptz, person text, role text, action text,
  outcome text, client text, child text, given text, family text, protections text[],
  is_own boolean)
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT i.id, e.id, e.at, coalesce(p.given_name || ' ' || p.family_name, ''), e.role, e.action,
    e.outcome, e.client, {WORD.replace("salt", "v.salt")},
    CASE WHEN shown.yes THEN k.given_name WHEN kept.kinds <> '{{}}' THEN ''
      ELSE left(k.given_name, 1) END,
    CASE WHEN shown.yes THEN k.family_name WHEN kept.kinds <> '{{}}' THEN ''
      ELSE left(k.family_name, 1) END,
    kept.kinds, coalesce(e.user_id = app_user(), false)
  FROM logreview_review v JOIN organisations_unit u ON u.id = v.unit_id
  JOIN logreview_item i ON i.review_id = v.id
  JOIN audit_event e ON e.id = i.event_id AND e.unit_id = v.unit_id
  LEFT JOIN accounts_user p ON p.id = e.user_id
  LEFT JOIN children_childrecord k ON k.child_id = e.child_id AND k.unit_id = e.unit_id
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM logreview_shown s WHERE s.item_id = i.id
    AND s.by_user = app_user()) AS yes) shown
  CROSS JOIN LATERAL (SELECT ARRAY(SELECT x.kind::text FROM children_protection x
    WHERE x.child_id = e.child_id AND x.ended_at IS NULL) AS kinds) kept
  WHERE v.id = of_review AND u.party_id = reviewed_party()
  ORDER BY e.at, e.id
$$"""  # nosec B608  # SQL of our own words only

CHILD = f"""
CREATE FUNCTION log_item_child(of_item uuid) RETURNS uuid
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT e.child_id FROM logreview_item i JOIN logreview_review v ON v.id = i.review_id
  JOIN organisations_unit u ON u.id = v.unit_id
  JOIN audit_event e ON e.id = i.event_id AND e.unit_id = v.unit_id
  WHERE i.id = of_item AND u.party_id = reviewed_party()
    AND EXISTS (SELECT 1 FROM logreview_shown s WHERE s.item_id = i.id AND s.by_user = app_user())
$$"""  # nosec B608  # SQL of our own words only

#: Whether an event is what the asker did: nobody judges the own.
OWN = f"""
CREATE FUNCTION log_item_is_own(of_item uuid) RETURNS boolean
LANGUAGE sql STABLE {DEFINER} AS $$
  SELECT EXISTS (SELECT 1 FROM logreview_item i JOIN audit_event e ON e.id = i.event_id
    WHERE i.id = of_item AND e.user_id = app_user())
$$"""  # nosec B608  # SQL of our own words only


def policies(name: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    """SQL: the owner, as whom the functions run, reads these tables."""
    return tuple(
        statement
        for table in tables
        for statement in (
            f"DROP POLICY IF EXISTS {name} ON {table}",
            f"CREATE POLICY {name} ON {table} FOR SELECT TO current_user USING (true)",
        )
    )


REVIEWING: tuple[str, ...] = (
    *policies("review", NEEDED),
    *for_application(
        "log_months(timestamptz)", MONTHS.replace("'ZONE'", f"'{settings.TIME_ZONE}'")
    ),
    *for_application(
        "log_waiting(date, date)", WAITING.replace("'ZONE'", f"'{settings.TIME_ZONE}'")
    ),
    *for_application("log_facts(uuid, timestamptz, timestamptz, text)", FACTS),
    *for_application("log_items(uuid)", ITEMS),
    *for_application("log_item_child(uuid)", CHILD),
    # The policy below leans on it; the wall is raised anew after.
    "DROP POLICY IF EXISTS add ON logreview_judged",
    *for_application("log_item_is_own(uuid)", OWN),
)
