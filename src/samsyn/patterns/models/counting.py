"""How are a county's deviations counted, most of which nobody who asks may see? Sums alone.

The function runs as the tables' owner, whom the walls bind as well, so each table that it needs has
a policy "count" for the owner. Neither it nor they give the application a row: it gives numbers by
one thing at a time (party, kind, rung), never two together, no text, no number of a deviation, no
day and no unit. Whole months only, so that two questions a day apart cannot be set against each
other. Its sums are not hidden yet: they are read in `queries/statistics_counts.py` and nowhere
else.

Besides deviations it counts what the product itself has seen go wrong: called units that did not
answer in time or did not come, and plans that were not followed up in time. These only as one sum
for each party that holds the case, because each of them is a measure elsewhere. Of protected
children nothing is seen here.
"""

from django.conf import settings

from samsyn.foundation.wall import for_application
from samsyn.indicators.models.counting import FOLLOWED

#: Tables that it reads besides those that have a policy for the owner already.
COUNTED = ("deviations_deviation", "deviations_answer", "deviations_step")

FUNCTION = """
CREATE FUNCTION deviation_counts(county text, since date, until date)
RETURNS TABLE (
  dimension text, value text, n bigint, waiting bigint, under_way bigint, done bigint,
  without bigint, withdrawn bigint, suggested bigint, by_time bigint, days numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF extract(day FROM since) <> 1 OR extract(day FROM until) <> 1 THEN
    RAISE EXCEPTION 'whole months only' USING ERRCODE = '22023';
  END IF;
  RETURN QUERY
  WITH reported AS (
    SELECT d.id, d.kind::text, d.branch::text, d.municipality::text, d.rung, d.state,
      d.came_from <> '' AS is_suggested, p.code::text AS by_code, o.code::text AS about_code,
      CASE d.against WHEN 'clause' THEN d.document || ' ' || d.clause ELSE d.against END AS ground,
      jsonb_path_query_array(d.ladder, '$.rungs[*].code') AS codes,
      (d.reported_at AT TIME ZONE 'ZONE')::date AS reported_on
    FROM deviations_deviation d
    JOIN organisations_party p ON p.id = d.party_id
    JOIN organisations_party o ON o.id = d.about_party_id
    WHERE d.region = county AND d.reported_at >= (since::timestamp AT TIME ZONE 'ZONE')
      AND d.reported_at < (until::timestamp AT TIME ZONE 'ZONE')
  ), answered AS (
    SELECT a.deviation_id, (min(a.agreed_at) AT TIME ZONE 'ZONE')::date AS first_on,
      (array_agg(a.result ORDER BY a.agreed_at DESC, a.given_at DESC))[1] AS result
    FROM deviations_answer a JOIN reported r ON r.id = a.deviation_id
    WHERE a.agreed_at IS NOT NULL GROUP BY a.deviation_id
  ), step AS (
    SELECT s.deviation_id, s.to_rung, s.at, s.by_time AND s.action = 'lift' AS is_by_time,
      s.from_state = '' OR s.to_rung <> s.from_rung AS comes,
      min(s.at) FILTER (
        WHERE s.to_rung <> s.from_rung OR s.action = 'answer' OR s.to_state = 'closed'
      ) OVER (
        PARTITION BY s.deviation_id ORDER BY s.id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
      ) AS left_at
    FROM deviations_step s JOIN reported r ON r.id = s.deviation_id
  ), lifted AS (
    SELECT DISTINCT deviation_id FROM step WHERE is_by_time
  ), fact AS (
    SELECT r.*, a.first_on IS NOT NULL AS has_answer, a.result, r.state = 'closed' AS is_closed,
      l.deviation_id IS NOT NULL AS is_by_time, a.first_on - r.reported_on AS answer_days
    FROM reported r LEFT JOIN answered a ON a.deviation_id = r.id
    LEFT JOIN lifted l ON l.deviation_id = r.id
  ), stay AS (
    SELECT r.branch || ':' || s.to_rung || ':' || coalesce(r.codes ->> s.to_rung, '') AS key,
      (s.left_at AT TIME ZONE 'ZONE')::date - (s.at AT TIME ZONE 'ZONE')::date AS stay_days
    FROM step s JOIN reported r ON r.id = s.deviation_id
    WHERE s.comes AND s.left_at IS NOT NULL
  ), place AS (
    SELECT u.id AS unit_id, p.code::text FROM organisations_unit u
    JOIN organisations_party p ON p.id = u.party_id WHERE p.region = county
  ), followed AS (
    FOLLOWED
  ), seen (party, events) AS (
    SELECT place.code, 1 FROM cases_summons s JOIN cases_case c ON c.id = s.case_id
    JOIN place ON place.unit_id = c.unit_id
    WHERE NOT is_unplaced(c.child_id)
      AND s.kind = 'called' AND s.reply_by >= since AND s.reply_by < least(until, app_today())
      AND (s.replied_at IS NULL OR (s.replied_at AT TIME ZONE 'ZONE')::date > s.reply_by)
    UNION ALL
    SELECT place.code, 1 FROM cases_summons s JOIN cases_meeting m ON m.call_id = s.call_id
    JOIN cases_case c ON c.id = s.case_id JOIN place ON place.unit_id = c.unit_id
    WHERE NOT is_unplaced(c.child_id)
      AND s.kind = 'called' AND s.attended IS FALSE
      AND m.held_at >= (since::timestamp AT TIME ZONE 'ZONE')
      AND m.held_at < (until::timestamp AT TIME ZONE 'ZONE')
    UNION ALL
    SELECT place.code, 1 FROM followed f JOIN cases_case c ON c.id = f.case_id
    JOIN place ON place.unit_id = c.unit_id
    WHERE NOT is_unplaced(c.child_id)
      AND f.due >= since AND f.due < until AND (f.held_on IS NULL OR f.held_on > f.due)
  )
  SELECT v.dimension, v.value, count(*),
    count(*) FILTER (WHERE NOT has_answer AND NOT is_closed),
    count(*) FILTER (WHERE has_answer AND NOT is_closed),
    count(*) FILTER (WHERE has_answer AND is_closed AND result = 'done'),
    count(*) FILTER (WHERE has_answer AND is_closed AND result <> 'done'),
    count(*) FILTER (WHERE NOT has_answer AND is_closed),
    count(*) FILTER (WHERE is_suggested), count(*) FILTER (WHERE is_by_time),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY answer_days)::numeric
  FROM fact CROSS JOIN LATERAL (VALUES
    ('all', ''), ('party', by_code), ('about', about_code), ('municipality', municipality),
    ('kind', kind), ('ground', ground::text),
    ('rung', branch || ':' || rung || ':' || coalesce(codes ->> rung, ''))
  ) AS v (dimension, value)
  GROUP BY v.dimension, v.value
  UNION ALL
  SELECT 'stay', key, count(*), 0, 0, 0, 0, 0, 0, 0,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY stay_days)::numeric
  FROM stay
  GROUP BY key
  UNION ALL
  SELECT 'seen', party, sum(events), 0, 0, 0, 0, 0, 0, 0, NULL
  FROM seen GROUP BY party HAVING sum(events) > 0;
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
        "deviation_counts(text, date, date)",
        FUNCTION.replace("FOLLOWED", FOLLOWED.strip()).replace("ZONE'", f"{settings.TIME_ZONE}'"),
    ),
)
