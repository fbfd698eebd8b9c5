-- Twenty years of steering, made up: 40 arenas, 30 agreements, 4 000 meetings. After county.sql.

INSERT INTO governance_arena (id, region, code, name, kind, power, parent_id, meetings_per_year,
  about, note, source, valid_from, precision, became_how)
SELECT pg_temp.id('arena', n), region, 'arena-' || n, 'Arenan ' || n,
  CASE WHEN n % 3 = 0 THEN 'political' ELSE 'official' END,
  CASE WHEN n % 3 = 0 THEN 'recommend' ELSE 'prepare' END,
  CASE WHEN n > 4 THEN pg_temp.id('arena', 1 + n % 4) END, 5, pg_temp.prose(n, 3), '', '',
  '2006-01-01', 'day', ''
FROM generate_series(1, 40) n, (SELECT DISTINCT region FROM organisations_party) r;

INSERT INTO governance_seat (id, arena_id, title, kind, place, is_chair, note, source, valid_from,
  precision)
SELECT pg_temp.id('seat', n), pg_temp.id('arena', 1 + n % 40), 'Ledamot ' || n,
  CASE WHEN n % 5 = 0 THEN 'official' ELSE 'office' END, n / 40, n < 40, '', '',
  '2006-01-01', 'day'
FROM generate_series(1, 480) n;

INSERT INTO governance_seatholder (id, seat_id, name, valid_from, valid_to)
SELECT pg_temp.id('holder', n), pg_temp.id('seat', 1 + n % 480), 'Person ' || n,
  ('2006-01-01'::date + (n / 480) * 1461), ('2006-01-01'::date + (n / 480 + 1) * 1461)
FROM generate_series(0, 480 * 5) n;

INSERT INTO governance_mandatetext (id, arena_id, number, title, state, purpose, target_group,
  mandate, composition, chair, support, frequency, preparation, reporting, follow_up, adopted_by,
  adopted_paragraph, anchored_in, valid_from, precision, valid_to, outdated_precision, note,
  source, changed_at)
SELECT pg_temp.id('mandate', n), pg_temp.id('arena', 1 + n % 40), 1 + n / 40, 'Uppdrag', 'adopted',
  pg_temp.prose(n, 4), pg_temp.prose(n, 1), pg_temp.prose(n, 2), pg_temp.prose(n, 3), '', '', '',
  '', '', '', 'Arenan', '', '{}', '2006-01-01'::date + (n / 40) * 1461, 'day',
  CASE WHEN n < 160 THEN '2006-01-01'::date + (n / 40 + 1) * 1461 END, 'day', '', '',
  now()
FROM generate_series(0, 199) n WHERE 1 + n % 40 <> 7;

INSERT INTO agreements_agreement (id, region, code, name, parent_id, owner_arena, ages_from,
  ages_to, review_months, note, source, has_training, known_from, precision)
SELECT pg_temp.id('agreement', n), region, 'overenskommelse-' || n, 'Överenskommelse ' || n,
  CASE WHEN n > 1 THEN pg_temp.id('agreement', 1) END, 'arena-3', '0', '21', 12, '', '', false,
  '2006-01-01', 'day'
FROM generate_series(1, 30) n, (SELECT DISTINCT region FROM organisations_party) r;

INSERT INTO agreements_agreementparty (agreement_id, party_id, valid_from)
SELECT pg_temp.id('agreement', n), p.id, '2006-01-01'
FROM generate_series(1, 30) n, organisations_party p;

INSERT INTO agreements_version (id, agreement_id, number, label, state, state_since, summary,
  for_children, has_cost, changes_responsibility, adoption_is_known, recommended_on,
  recommended_by, recommended_paragraph, valid_from, precision, valid_to, to_precision, changes, note, source)
SELECT pg_temp.id('version', n), pg_temp.id('agreement', 1 + n % 30), 1 + n / 30,
  'Version ' || (1 + n / 30), 'in_force', now(), pg_temp.prose(n, 3), '', false, false, true,
  '2005-10-01'::date + (n / 30) * 800, 'arena-3', '12', '2006-01-01'::date + (n / 30) * 800,
  'day', CASE WHEN n / 30 < 7 THEN '2006-01-01'::date + (n / 30 + 1) * 800 END, 'day', '[]', '', ''
FROM generate_series(0, 239) n;

INSERT INTO agreements_clause (id, version_id, place, number, heading, text)
SELECT pg_temp.id('clause', v * 40 + c), pg_temp.id('version', v), c, '§' || c, 'Rubrik ' || c,
  pg_temp.prose(v + c, 3)
FROM generate_series(0, 239) v, generate_series(1, 30) c;

INSERT INTO agreements_treatment (id, version_id, party_id, outcome, board, decided_on, paragraph,
  change, clauses, why, recorded_at)
SELECT md5('treatment' || v.id || p.id)::uuid, v.id, p.id,
  CASE WHEN v.number % 7 = 3 THEN 'adopted_with_change' ELSE 'adopted' END, 'Socialnämnden',
  v.recommended_on + 60, '44', CASE WHEN v.number % 7 = 3 THEN 'Kortare tid' ELSE '' END, '{}',
  '', now()
FROM agreements_version v, organisations_party p;

INSERT INTO governance_meeting (id, arena_id, starts_at, minutes, place, state, state_since,
  sequence, opening, quorum_note, adjusters, approved_on, published_at, cancelled_why)
SELECT pg_temp.id('meeting', n), pg_temp.id('arena', 1 + n % 40),
  now() - make_interval(days => (7280 - (n / 40) * 73)) + interval '20 days', 120, 'Rum 1',
  CASE WHEN n / 40 < 99 THEN 'published' ELSE 'planned' END, now(), 0, '', '', '',
  CASE WHEN n / 40 < 99 THEN current_date - (7280 - (n / 40) * 73) + 40 END,
  CASE WHEN n / 40 < 99 THEN now() END, ''
FROM generate_series(0, 3999) n;

INSERT INTO governance_matter (id, region, key, arena_id, origin_id, kind, title, what, why,
  for_children, proposal, outcome, has_cost, changes_responsibility, state, state_since,
  opened_on, precision, closed_on, is_public, source)
SELECT pg_temp.id('matter', n), region, '', pg_temp.id('arena', 1 + n % 40),
  pg_temp.id('arena', 1 + (n + 1) % 40),
  pg_temp.pick(ARRAY['decision','information','dialogue','revision','follow_up'], n),
  'Ärende ' || n, pg_temp.prose(n, 2), pg_temp.prose(n, 1), pg_temp.prose(n, 1),
  pg_temp.prose(n, 1), pg_temp.prose(n, 1), false, false,
  CASE WHEN n / 40 < 490 THEN 'closed' ELSE 'ready' END, now(),
  current_date - (7300 - (n / 40) * 14), 'day',
  CASE WHEN n / 40 < 490 THEN current_date - (7300 - (n / 40) * 14) + 30 END, true, ''
FROM generate_series(0, 19999) n, (SELECT DISTINCT region FROM organisations_party) r;

INSERT INTO governance_agendaitem (id, meeting_id, matter_id, place, title, proposal, presenter,
  discussion, outcome, decision, reservation)
SELECT pg_temp.id('item', n), pg_temp.id('meeting', n % 4000),
  pg_temp.id('matter', (n / 4000) + 5 * (n % 4000 / 40) * 40 + n % 40), 1 + n / 4000,
  'Ärende ' || n, pg_temp.prose(n, 1), '', pg_temp.prose(n, 2), 'recommended',
  pg_temp.prose(n, 1), ''
FROM generate_series(0, 31999) n
WHERE (n / 4000) + 5 * (n % 4000 / 40) * 40 + n % 40 < 20000;

INSERT INTO governance_balanceentry (id, arena_id, what, origin_id, matter_id, origin_text, owner,
  due_on, state, opened_on, closed_on, outcome)
SELECT pg_temp.id('balance', n), pg_temp.id('arena', 1 + n % 40), 'Återkom med ' || n, NULL, NULL,
  '§ 4', 'Utvecklingsledaren', current_date - 3600 + n,
  CASE WHEN n % 12 = 0 THEN 'open' ELSE 'done' END, current_date - 4000 + n,
  CASE WHEN n % 12 = 0 THEN NULL ELSE current_date - 3650 + n END,
  CASE WHEN n % 12 = 0 THEN '' ELSE 'Klart' END
FROM generate_series(0, 3999) n;
