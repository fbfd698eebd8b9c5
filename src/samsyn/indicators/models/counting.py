"""How is something counted that nobody who asks may see? One function that gives sums alone.

It runs as the tables' owner, whom the walls bind as well, so each table that it needs has a policy
"count" for the owner. Neither it nor they give the application a row about a child. Whole months
only, so that two questions a day apart cannot be set against each other.

Protected children are counted for the county alone: their party is "-", which is told to nobody.
"""

from django.conf import settings

from samsyn.foundation.wall import for_application

#: Tables that the function reads besides those whose wall already has a door for the owner.
COUNTED = (
    "organisations_party",
    "cases_casestep",
    "cases_call",
    "cases_meeting",
    "plans_plan",
    "plans_planversion",
    "plans_followup",
    "deviations_deviation",
    "deviations_answer",
)

#: SQL: every follow-up of a plan with the day that it was due, and those that never came.
FOLLOWED = """
    SELECT p.case_id, f.held_on, coalesce(
      lag(f.next_on) OVER (PARTITION BY f.plan_id, f.version ORDER BY f.recorded_at),
      nullif(v.content ->> 'next_follow_up', '')::date) AS due
    FROM plans_followup f JOIN plans_plan p ON p.id = f.plan_id
    JOIN plans_planversion v ON v.plan_id = f.plan_id AND v.number = f.version
    UNION ALL
    SELECT case_id, NULL, next_follow_up FROM plans_plan
    WHERE state = 'agreed' AND next_follow_up < app_today()
"""

FUNCTION = """
CREATE FUNCTION sip_counts(county text, since date, until date)
RETURNS TABLE (measure text, party text, part date, n bigint, hits bigint, median numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF extract(day FROM since) <> 1 OR extract(day FROM until) <> 1 THEN
    RAISE EXCEPTION 'whole months only' USING ERRCODE = '22023';
  END IF;
  RETURN QUERY
  WITH place AS (
    SELECT u.id AS unit_id, p.code::text FROM organisations_unit u
    JOIN organisations_party p ON p.id = u.party_id WHERE p.region = county
  ), unplaced AS (
    SELECT id FROM cases_case WHERE is_unplaced(child_id)
  ), owned AS (
    SELECT c.id, c.opened_at, CASE WHEN c.id IN (SELECT id FROM unplaced) THEN '-'
      ELSE place.code END AS code FROM cases_case c JOIN place ON place.unit_id = c.unit_id
  ), first_call AS (
    SELECT case_id, min(sent_at) AS at FROM cases_call GROUP BY case_id
  ), first_yes AS (
    SELECT case_id, min(at) AS at FROM cases_casestep WHERE action = 'agree' GROUP BY case_id
  ), followed AS (
    FOLLOWED
  ), deviation AS (
    SELECT p.code, (d.reported_at AT TIME ZONE 'ZONE')::date AS day,
      (a.at AT TIME ZONE 'ZONE')::date AS answered_on
    FROM deviations_deviation d JOIN organisations_party p ON p.id = d.party_id
    LEFT JOIN (SELECT deviation_id, min(agreed_at) AS at FROM deviations_answer
      WHERE agreed_at IS NOT NULL GROUP BY deviation_id) a ON a.deviation_id = d.id
    WHERE d.region = county AND d.reported_at >= (since::timestamp AT TIME ZONE 'ZONE')
      AND d.reported_at < (until::timestamp AT TIME ZONE 'ZONE')
  ), fact (measure, code, day, hit, days) AS (
    SELECT 'sip.needs', code, (opened_at AT TIME ZONE 'ZONE')::date, NULL::boolean, NULL::integer
    FROM owned
    UNION ALL
    SELECT 'sip.calls', o.code, (c.sent_at AT TIME ZONE 'ZONE')::date, NULL, NULL
    FROM cases_call c JOIN owned o ON o.id = c.case_id
    UNION ALL
    SELECT 'sip.meetings', o.code, (m.held_at AT TIME ZONE 'ZONE')::date, NULL, NULL
    FROM cases_meeting m JOIN owned o ON o.id = m.case_id
    UNION ALL
    SELECT 'sip.plans_agreed', o.code, (y.at AT TIME ZONE 'ZONE')::date, NULL, NULL
    FROM first_yes y JOIN owned o ON o.id = y.case_id
    UNION ALL
    SELECT 'sip.plans_followed_up_in_time', o.code, f.due,
      f.held_on IS NOT NULL AND f.held_on <= f.due, NULL
    FROM followed f JOIN owned o ON o.id = f.case_id WHERE f.due IS NOT NULL
    UNION ALL
    SELECT 'sip.days_need_to_call', o.code, (c.at AT TIME ZONE 'ZONE')::date, NULL,
      (c.at AT TIME ZONE 'ZONE')::date - (o.opened_at AT TIME ZONE 'ZONE')::date
    FROM first_call c JOIN owned o ON o.id = c.case_id
    UNION ALL
    SELECT 'sip.days_call_to_meeting', o.code, (m.held_at AT TIME ZONE 'ZONE')::date, NULL,
      greatest(0, (m.held_at AT TIME ZONE 'ZONE')::date - (c.sent_at AT TIME ZONE 'ZONE')::date)
    FROM cases_meeting m JOIN cases_call c ON c.id = m.call_id JOIN owned o ON o.id = m.case_id
    UNION ALL
    SELECT 'sip.days_need_to_plan', o.code, (y.at AT TIME ZONE 'ZONE')::date, NULL,
      (y.at AT TIME ZONE 'ZONE')::date - (o.opened_at AT TIME ZONE 'ZONE')::date
    FROM first_yes y JOIN owned o ON o.id = y.case_id
    UNION ALL
    SELECT 'sip.call_answered_share',
      CASE WHEN s.case_id IN (SELECT id FROM unplaced) THEN '-' ELSE place.code END, s.reply_by,
      s.replied_at IS NOT NULL AND (s.replied_at AT TIME ZONE 'ZONE')::date <= s.reply_by, NULL
    FROM cases_summons s JOIN place ON place.unit_id = s.unit_id
    WHERE s.kind = 'called' AND s.reply_by < app_today()
    UNION ALL
    SELECT 'sip.with_child_view_share', o.code, (m.held_at AT TIME ZONE 'ZONE')::date,
      m.child_took_part <> 'not' OR btrim(m.child_words) <> '', NULL
    FROM cases_meeting m JOIN owned o ON o.id = m.case_id
    UNION ALL
    SELECT 'deviations', code, day, NULL, NULL FROM deviation
    UNION ALL
    SELECT 'deviations.answered_share', code, day, answered_on IS NOT NULL, NULL FROM deviation
    UNION ALL
    SELECT 'deviations.days_to_answer', code, day, NULL, answered_on - day
    FROM deviation WHERE answered_on IS NOT NULL
  ), placed AS (
    SELECT f.*, make_date(extract(year FROM f.day)::int,
      (extract(month FROM f.day)::int - 1) / 4 * 4 + 1, 1) AS tertial
    FROM fact f WHERE f.day >= since AND f.day < until
  )
  SELECT measure, coalesce(code, ''), tertial, count(*), count(*) FILTER (WHERE hit),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric
  FROM placed GROUP BY measure, GROUPING SETS ((code, tertial), (code), (tertial), ());
END $$
"""

COUNTING: tuple[str, ...] = (
    *(
        statement
        for table in COUNTED
        for statement in (
            f"DROP POLICY IF EXISTS count ON {table}",
            f"CREATE POLICY count ON {table} FOR SELECT TO current_user USING (true)",
        )
    ),
    *for_application(
        "sip_counts(text, date, date)",
        FUNCTION.replace("FOLLOWED", FOLLOWED.strip()).replace("ZONE'", f"{settings.TIME_ZONE}'"),
    ),
)
