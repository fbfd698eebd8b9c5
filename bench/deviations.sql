-- 50 000 deviations in three years, made up. After county.sql. Unit 601 is the county
-- coordinator's, 603 a municipality's coordinator's, 602 and 604 to 640 area managers'.

INSERT INTO organisations_unit (id, party_id, operation, name, town, valid_from)
SELECT pg_temp.id('unit', n), md5('party' || CASE n WHEN 601 THEN 'region-jamtland-harjedalen'
  ELSE 'ostersund' END)::uuid, '', 'Kontoret ' || n, 'Orten', '2015-01-01'
FROM generate_series(601, 640) n;

INSERT INTO accounts_user (id, handle, password, given_name, family_name, is_active)
SELECT pg_temp.id('user', n), 'bench-' || n, '!', 'Person', 'Nummer ' || n, true
FROM generate_series(1801, 1920) n;

INSERT INTO organisations_assignment (id, user_id, unit_id, role, valid_from)
SELECT pg_temp.id('assignment', n), pg_temp.id('user', n), pg_temp.id('unit', unit),
  CASE unit WHEN 601 THEN 'county_coordinator' WHEN 603 THEN 'party_coordinator'
    ELSE 'area_manager' END, '2015-01-01'
FROM (SELECT n, 1 + (n - 1) / 3 AS unit FROM generate_series(1801, 1920) n) a;

CREATE TEMP TABLE bench_deviation AS
SELECT d.n, pg_temp.id('deviation', d.n) AS id, a.n AS reporter, a.id AS unit_id,
  md5('party' || a.party)::uuid AS party_id, b.id AS about_id,
  md5('party' || b.party)::uuid AS about_party_id,
  CASE WHEN a.party LIKE 'region%' THEN b.party ELSE a.party END AS municipality,
  pg_temp.pick(ARRAY['guideline','guideline','guideline','agreed_action','responsibility','cost'],
    d.n) AS kind,
  pg_temp.pick(ARRAY['closed','closed','closed','answered','waiting'], d.n * 3) AS state,
  (d.n * 7) % 3 AS rung,
  pg_temp.id('unit', CASE WHEN d.n % 38 = 0 THEN 602 ELSE 603 + d.n % 38 END) AS manager_id, now() - make_interval(days => 3 + (d.n * 13) % 1090) AS at
FROM generate_series(1, 50000) AS d (n)
JOIN bench_unit a ON a.n = CASE WHEN d.n % 50 = 0 THEN 1 ELSE 1 + (d.n * 7) % 600 END
JOIN bench_unit b ON b.n = 1 + (d.n * 11 + 3) % 600;
UPDATE bench_deviation SET rung = least(rung, 1)
  WHERE kind IN ('guideline', 'agreed_action');
CREATE UNIQUE INDEX ON bench_deviation (n);

INSERT INTO deviations_deviation (id, submission, region, number, units, unit_id, party_id, role,
  about_unit_id, about_party_id, municipality, kind, branch, against, document, clause, routine,
  lex, came_from, happened_in, is_private, ladder, rung, rung_since, due_on, state, state_since,
  reported_at, closed_at, measure_due)
SELECT d.id, pg_temp.id('sent', n), 'jamtland-harjedalen',
  extract(year FROM at)::int || '-' || lpad(n::text, 5, '0'),
  CASE WHEN rung = 0 THEN ARRAY[unit_id, about_id]
    ELSE ARRAY[unit_id, about_id, manager_id] END,
  unit_id, party_id, 'social_worker', about_id, about_party_id, municipality, kind,
  CASE WHEN kind IN ('cost', 'responsibility') THEN 'responsibility' ELSE 'shortcoming' END,
  CASE WHEN n % 5 = 0 THEN 'plan' ELSE 'clause' END, CASE WHEN n % 5 = 0 THEN '' ELSE 'jamtbus-2018' END,
  CASE WHEN n % 5 = 0 THEN '' ELSE pg_temp.pick(ARRAY['§4.2','§4.5.1','§3.3.2','§4.6.3','§4.1'], n) END,
  '', 'no', CASE WHEN n % 6 = 0 THEN 'silent_call' ELSE '' END,
  date_trunc('month', at)::date, false,
  jsonb_build_object('code', 'trappan', 'name', 'Trappan', 'name_en', 'Ladder', 'branch',
    CASE WHEN kind IN ('cost', 'responsibility') THEN 'responsibility' ELSE 'shortcoming' END,
    'source', 'jamtbus-2018', 'valid_from', '2018-02-01', 'is_interim', false, 'rungs',
    (SELECT jsonb_agg(jsonb_build_object('code', 'steg-' || r, 'name', 'Steg ' || r, 'name_en',
      'Rung ' || r, 'owner', (ARRAY['closest_manager', 'next_manager', 'party_leadership'])[r],
      'arena', '', 'deadline_days', NULL, 'clause', '§6.1')) FROM generate_series(1, 3) r)),
  rung, at + make_interval(days => rung * 10), NULL, state, at + interval '20 days', at,
  CASE WHEN state = 'closed' THEN at + interval '60 days' END,
  CASE WHEN state = 'answered' THEN (at + interval '60 days')::date END
FROM bench_deviation d;

INSERT INTO deviations_origin (deviation_id, unit_id, user_id, is_private, child_id, source_key, kept)
SELECT id, unit_id, pg_temp.id('user', (reporter - 1) * 3 + 1), false, NULL, '', '{}'
FROM bench_deviation;

INSERT INTO deviations_place (deviation_id, rung, unit_id, party_id, side, stands_in, opened_at,
  left_at, stance)
SELECT id, r, CASE WHEN r = 0 THEN unit_id ELSE manager_id END, party_id, 'reporter', '',
  at + make_interval(days => r * 10),
  CASE WHEN r < rung THEN at + make_interval(days => (r + 1) * 10)
    WHEN state = 'closed' THEN at + interval '60 days' END, ''
FROM bench_deviation CROSS JOIN generate_series(0, 2) r WHERE r <= rung;

INSERT INTO deviations_step (deviation_id, at, action, from_state, to_state, from_rung, to_rung,
  by_unit_id, by_party_id, by_time)
SELECT id, at + make_interval(days => r * 10), CASE r WHEN 0 THEN 'report' ELSE 'lift' END,
  CASE r WHEN 0 THEN '' ELSE 'waiting' END, 'waiting', greatest(r - 1, 0), r, unit_id, party_id, false
FROM bench_deviation CROSS JOIN generate_series(0, 2) r WHERE r <= rung;

INSERT INTO deviations_answer (id, deviation_id, rung, by_unit_id, by_party_id, decision, responsible,
  due_on, given_at, agreed_at, result, followed_up_on)
SELECT pg_temp.id('danswer', n), id, rung, CASE WHEN rung = 0 THEN unit_id ELSE manager_id
  END, party_id, 'measure', 'Chefen', (at + interval '60 days')::date, at + interval '20 days',
  at + interval '20 days', CASE state WHEN 'closed' THEN 'done' ELSE '' END,
  CASE state WHEN 'closed' THEN (at + interval '60 days')::date END
FROM bench_deviation WHERE state <> 'waiting';

INSERT INTO deviations_words (id, deviation_id, part, rung, text, at, by_unit_id, by_party_id)
SELECT pg_temp.id('words' || part, n), id, part, 0, pg_temp.prose(n, 2), at, unit_id, party_id
FROM bench_deviation CROSS JOIN unnest(ARRAY['happened', 'consequence', 'wanted']) part;

INSERT INTO deviations_words (id, deviation_id, answer_id, part, rung, text, at, by_unit_id, by_party_id)
SELECT pg_temp.id('wordsanswer', n), id, pg_temp.id('danswer', n), 'answer', rung,
  pg_temp.prose(n + 1, 2), at + interval '20 days',
  CASE WHEN rung = 0 THEN unit_id ELSE manager_id END, party_id
FROM bench_deviation WHERE state <> 'waiting';

ANALYZE;
