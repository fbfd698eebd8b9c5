"""What does the database give to somebody in a family? One function, and nothing beside it.

A person who logs in for its child works in no unit, so every policy shows it nothing. The function
`family_view` gives what one unit has about one child to one person with an access in force that
day, and null to anybody else: no free text that was written about the family is in it, only what
was agreed with it, what it said yes to, who has got what and who has read. Of a child with
protected personal data, or one that some guardian must not find, it gives nothing to anybody.
What was shared on a duty to report is told to nobody in the family, as the log's extract does not.
`open_doors` gives those of the person's accesses that open anything today.
"""

from samsyn.audit.sentences import GROUNDS_LEFT_OUT, shown_actions
from samsyn.foundation.wall import for_application

#: Tables that the function reads past their walls, as their owner.
READ = (
    "cases_call", "plans_plan", "plans_planversion", "consents_consent", "releases_release",
    "children_childrecord", "children_guardian", "children_protection", "family_familyaccess",
)  # fmt: skip

ACTIONS = ", ".join(f"'{action}'" for action in shown_actions())
GROUNDS = ", ".join(f"'{ground}'" for ground in GROUNDS_LEFT_OUT)

#: SQL over an access `a`: it is the person's own and in force, and nobody is kept from the child.
IN_FORCE = """a.user_id = app_user() AND app_unit() IS NULL
    AND a.ended_at IS NULL AND a.valid_until >= app_today()
    AND NOT EXISTS (SELECT 1 FROM children_protection o
      WHERE o.child_id = a.child_id AND o.ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM children_guardian g JOIN children_childrecord h
      ON h.id = g.record_id WHERE h.child_id = a.child_id AND g.kept_unaware)"""

DOORS = f"""
CREATE FUNCTION open_doors() RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT a.id FROM family_familyaccess a
  JOIN children_childrecord r ON r.child_id = a.child_id AND r.unit_id = a.unit_id
  WHERE {IN_FORCE}
$$"""  # nosec B608  # SQL of our own words only

VIEW = f"""
CREATE FUNCTION family_view(access uuid) RETURNS jsonb LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT jsonb_build_object(
    'relation', a.relation, 'unit', u.name, 'party', y.name, 'until', a.valid_until,
    'child', r.given_name, 'child_id', a.child_id,
    'meetings', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'at', l.meets_at, 'minutes', l.minutes, 'place', l.place) ORDER BY l.meets_at), '[]')
      FROM cases_call l JOIN cases_case c ON c.id = l.case_id
      WHERE c.child_id = a.child_id AND c.unit_id = a.unit_id AND c.state <> 'closed'
        AND l.meets_at::date >= app_today()
        AND l.sent_at = (SELECT max(w.sent_at) FROM cases_call w WHERE w.case_id = l.case_id)),
    'plans', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'content', v.content, 'agreed_at', v.saved_at, 'next', p.next_follow_up)
        ORDER BY v.saved_at DESC), '[]')
      FROM plans_plan p JOIN plans_planversion v ON v.plan_id = p.id AND v.number = p.agreed
      WHERE p.child_id = a.child_id AND p.unit_id = a.unit_id AND p.state <> 'ended'),
    'consents', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'purpose', s.purpose, 'covers', s.covers, 'excludes', s.excludes, 'given', s.given_on,
        'until', s.valid_until, 'withdrawn', s.withdrawn_on) ORDER BY s.given_on DESC), '[]')
      FROM consents_consent s WHERE s.child_id = a.child_id AND s.unit_id = a.unit_id),
    'shared', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'unit', t.name, 'party', q.name, 'scopes', e.scopes, 'from', e.decided_at,
        'until', e.valid_until, 'revoked', e.revoked_at) ORDER BY e.decided_at DESC), '[]')
      FROM releases_release e JOIN organisations_unit t ON t.id = e.to_unit_id
      JOIN organisations_party q ON q.id = t.party_id
      WHERE e.child_id = a.child_id AND e.from_unit_id = a.unit_id
        AND e.ground NOT IN ({GROUNDS})),
    'readings', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'day', d.day, 'times', d.times) ORDER BY d.day DESC), '[]')
      FROM (SELECT (v.at AT TIME ZONE 'Europe/Stockholm')::date AS day, count(*) AS times
            FROM audit_event v WHERE v.child_id = a.child_id AND v.unit_id = a.unit_id
              AND v.outcome = 'allowed' AND v.action IN ({ACTIONS})
              AND v.ground NOT IN ({GROUNDS})
            GROUP BY 1 ORDER BY 1 DESC LIMIT 60) d))
  FROM family_familyaccess a
  JOIN organisations_unit u ON u.id = a.unit_id JOIN organisations_party y ON y.id = u.party_id
  JOIN children_childrecord r ON r.child_id = a.child_id AND r.unit_id = a.unit_id
  WHERE a.id = $1 AND {IN_FORCE}
$$"""  # nosec B608  # SQL of our own words only

FUNCTIONS = (
    *(
        statement
        for table in READ
        for statement in (
            f"DROP POLICY IF EXISTS family ON {table}",
            f"CREATE POLICY family ON {table} FOR SELECT TO current_user USING (true)",
        )
    ),
    *for_application("family_view(uuid)", VIEW),
    *for_application("open_doors()", DOORS),
)
