-- A whole county, made up. Needs the temporary tables bench_party and bench_pair.
-- Units 1 to 4 are the coordinator's, the social worker's, the school nurse's and the auditor's.

CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
  $$ SELECT md5(kind || n)::uuid $$;
CREATE FUNCTION pg_temp.pick(words text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT words[1 + (n % array_length(words, 1))::int] $$;
CREATE FUNCTION pg_temp.prose(n bigint, sentences int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(pg_temp.pick(ARRAY[
    'Barnet kommer sällan till skolan på måndagar och går hem före lunch.',
    'Läraren ser att koncentrationen räcker ungefär tio minuter i taget.',
    'Familjen har prövat fasta rutiner hemma sedan i höstas.',
    'Det har varit svårt att somna och nätterna är korta.',
    'Tidigare insatser från elevhälsan har gett lite lugnare morgnar.',
    'Mamman berättar att syskonen ofta bråkar om kvällarna.',
    'Pappan arbetar borta varannan vecka och ringer varje dag.',
    'På fritids fungerar det bäst när gruppen är liten.',
    'Barnet säger att det vill ha någon att prata med.',
    'Matlusten är ojämn och vikten har stått still i fyra månader.',
    'Skolsköterskan har mätt syn och hörsel utan anmärkning.',
    'Det finns en morförälder som hämtar två dagar i veckan.',
    'Vi märker oro före prov och vid byte av klassrum.',
    'Fotboll på tisdagar är veckans höjdpunkt.',
    'Socialtjänsten har haft kontakt om stöd i hemmet.',
    'Barnet ritar gärna och kan berätta genom bilderna.',
    'Resorna till mottagningen tar en och en halv timme åt varje håll.',
    'Det behövs en gemensam bild av vem som gör vad.',
    'Kompisarna frågar efter barnet och vill vara med.',
    'Habiliteringen har lämnat råd om hjälpmedel i klassrummet.',
    'Samtalen med kuratorn har varit varannan vecka under våren.',
    'Ljud och många människor gör dagen tung.',
    'Föräldrarna är överens om att ta emot hjälp nu.',
    'Det går bättre när dagen är förutsägbar och pauserna är bestämda.'
  ], n * 7 + s * 13), ' ') FROM generate_series(1, sentences) s $$;

-- Who there is.
INSERT INTO organisations_party (id, region, code, name, kind)
SELECT md5('party' || code)::uuid, region, code, name, kind FROM bench_party;

CREATE TEMP TABLE bench_unit AS
SELECT n, pg_temp.id('unit', n) AS id, p.party, p.operation,
  p.label || ' ' || n AS name
FROM generate_series(1, 600) n
JOIN bench_pair p ON p.place = CASE WHEN n <= 4 THEN n ELSE
  5 + n % ((SELECT max(place) FROM bench_pair) - 4) END;
CREATE UNIQUE INDEX ON bench_unit (n);

INSERT INTO organisations_unit (id, party_id, operation, name, town, valid_from)
SELECT id, md5('party' || party)::uuid, operation, name, 'Orten', '2015-01-01' FROM bench_unit;

INSERT INTO accounts_user (id, handle, password, given_name, family_name, is_active)
SELECT pg_temp.id('user', n), 'bench-' || n, '!', 'Person', 'Nummer ' || n, true
FROM generate_series(1, 1800) n;

INSERT INTO organisations_assignment (id, user_id, unit_id, role, valid_from)
SELECT pg_temp.id('assignment', n), pg_temp.id('user', n), pg_temp.id('unit', unit),
  CASE unit WHEN 1 THEN 'coordinator' WHEN 3 THEN 'school_nurse' WHEN 4 THEN 'auditor'
    ELSE 'social_worker' END,
  '2015-01-01'
FROM (SELECT n, 1 + (n - 1) / 3 AS unit FROM generate_series(1, 1800) n) a;

-- The cases: who owns each and how far it has come.
CREATE TEMP TABLE bench_case AS
SELECT n, id, owner, pg_temp.id('unit', owner) AS unit_id, child, pg_temp.id('child', child)
    AS child_id, kind, reached, days,
  kind NOT IN ('need', 'declined', 'consented', 'closed_early') AS is_called,
  reached >= 5 AS is_met, reached >= 6 AS is_planned,
  now() - make_interval(days => days) AS opened_at
FROM (
  SELECT c.*, pg_temp.id('case', n) AS id, 25 + (n * 17) % 700 AS days,
    CASE WHEN n <= 1200 THEN 1 WHEN n <= 1240 THEN 2 WHEN n <= 1245 THEN 3
      ELSE 5 + n % 596 END AS owner,
    CASE WHEN n BETWEEN 1101 AND 1200 THEN n - 1100 ELSE n END AS child,
    CASE kind WHEN 'need' THEN 1 WHEN 'consented' THEN 2 WHEN 'declined' THEN 2
      WHEN 'called' THEN 3 WHEN 'answered' THEN 4 WHEN 'met' THEN 5 WHEN 'planning' THEN 6
      WHEN 'in_force' THEN 7 WHEN 'finished' THEN 8 WHEN 'closed_late' THEN 9 ELSE 3 END AS reached
  FROM (
    SELECT n, CASE WHEN p < 5 THEN 'need' WHEN p < 7 THEN 'declined' WHEN p < 11 THEN 'consented'
      WHEN p < 15 THEN 'called' WHEN p < 18 THEN 'answered' WHEN p < 21 THEN 'met'
      WHEN p < 23 THEN 'withdrawn' WHEN p < 25 THEN 'closed_early' WHEN p < 40 THEN 'planning'
      WHEN p < 94 THEN 'in_force' WHEN p < 98 THEN 'finished' ELSE 'closed_late' END AS kind
    FROM (SELECT n, (n * 37) % 100 AS p FROM generate_series(1, 5000) n) places
  ) c
) d;
UPDATE bench_case SET is_met = false, is_planned = false WHERE kind = 'withdrawn';
CREATE UNIQUE INDEX ON bench_case (n);

-- Six units that each consent covers; the first three get sight of what is shared.
CREATE TEMP TABLE bench_other AS
SELECT c.n, k, o.unit, pg_temp.id('unit', o.unit) AS unit_id, k <= 3 AND c.is_called AS is_shared
FROM bench_case c CROSS JOIN generate_series(1, 6) k
CROSS JOIN LATERAL (SELECT CASE
  WHEN k = 1 AND c.n BETWEEN 1301 AND 3000 THEN 1
  WHEN k = 2 AND c.n BETWEEN 3001 AND 3020 THEN 2
  WHEN k = 2 AND c.n BETWEEN 3021 AND 3025 THEN 3
  ELSE 5 + (c.n * 7 + k * 131) % 596 END AS unit) o
WHERE o.unit <> c.owner AND c.kind <> 'need';
CREATE UNIQUE INDEX ON bench_other (n, k);

-- The children, with made-up numbers that nobody has: day + 60 and a 9.
INSERT INTO children_child (id, number, born_on)
SELECT pg_temp.id('child', c), to_char(born, 'YYYYMM') || (extract(day FROM born) + 60)::int
  || '9' || lpad((c / 6200)::text, 3, '0'), born
FROM (SELECT c, current_date - 300 - (c * 11) % 6200 AS born FROM generate_series(1, 25000) c) b;

CREATE TEMP TABLE bench_name AS
SELECT c, pg_temp.pick(ARRAY['Alva','Åke','Björn','Cilla','Dag','Ebba','Folke','Greta','Hugo',
  'Ines','Jon','Kerstin','Lo','Märta','Nils','Olle','Pia','Runa','Sixten','Tyra','Ulla','Vide',
  'Wilma','Ylva','Ängla','Östen','Sara','Ante','Maja','Elsa','Noor'], c * 7) AS given,
  pg_temp.pick(ARRAY['Berg','Lund','Ström','Ny','Sjö','Ek','Lind','Gran','Hög','Norr','Söder',
  'Öster','Väster','Mo','Å','Ås','Ö','Hall','Hed','Dal','Fors','Vik','Sten'], c * 11 + c / 31)
  || pg_temp.pick(ARRAY['lund','ström','gren','qvist','kvist','man','dahl','stedt','wall'], c * 5)
  AS family
FROM generate_series(1, 25000) c;

INSERT INTO children_childrecord
  (id, child_id, unit_id, given_name, family_name, language, reason, opened_at)
SELECT pg_temp.id('record', c), pg_temp.id('child', c), pg_temp.id('unit', CASE
    WHEN c <= 5000 THEN (SELECT owner FROM bench_case WHERE n = c)
    WHEN c <= 5800 THEN 1 WHEN c <= 5960 THEN 2 WHEN c <= 6260 THEN 3 ELSE 5 + c % 596 END),
  given, family, '', 'Barn hos oss', now() - interval '800 days'
FROM bench_name;

INSERT INTO children_guardian (id, record_id, unit_id, name, kind)
SELECT pg_temp.id('guardian' || k, row_number() OVER ()), r.id, r.unit_id,
  CASE k WHEN 1 THEN 'Kim ' ELSE 'Robin ' END || r.family_name, 'guardian'
FROM children_childrecord r CROSS JOIN generate_series(1, 2) k;

INSERT INTO children_childrecord
  (id, child_id, unit_id, given_name, family_name, language, reason, opened_at)
SELECT pg_temp.id('received' || k, c.n), c.child_id, o.unit_id, m.given, m.family, '',
  'Fick uppgifter från en annan enhet', c.opened_at + interval '5 days'
FROM bench_other o JOIN bench_case c USING (n) JOIN bench_name m ON m.c = c.child
WHERE o.is_shared ON CONFLICT DO NOTHING;

INSERT INTO cases_case (id, child_id, unit_id, submission, state, state_since, opened_at, in_danger)
SELECT id, child_id, unit_id, pg_temp.id('submission', n),
  CASE WHEN kind LIKE 'closed%' THEN 'closed' ELSE kind END,
  now() - make_interval(days => days * (10 - reached) / 10), opened_at, n % 40 = 0
FROM bench_case;

INSERT INTO cases_need (case_id, areas, extent, setting, worry, works, child_words, tried, answer,
  recorded_at)
SELECT id, ARRAY['social', 'medical'], 'moderate', 'school', pg_temp.prose(n, 6),
  pg_temp.prose(n + 5, 2), pg_temp.prose(n + 8, 1), pg_temp.prose(n + 11, 3),
  jsonb_build_object('levels', '{}'::jsonb, 'on', current_date, 'agreement', 'made-up'), opened_at
FROM bench_case;

INSERT INTO cases_casestep (case_id, action, from_state, to_state, at, by_unit_id, why)
SELECT c.id, w.action, lag(w.state, 1, '') OVER (PARTITION BY c.n ORDER BY w.place), w.state,
  now() - make_interval(days => c.days * (10 - w.place) / 10), c.unit_id, ''
FROM bench_case c JOIN LATERAL (
  SELECT place, action, state FROM (VALUES
    (1, 'need', 'need'), (2, 'consent', 'consented'), (3, 'call', 'called'),
    (4, 'answer', 'answered'), (5, 'meet', 'met'), (6, 'draft', 'planning'),
    (7, 'agree', 'in_force'), (8, 'end', 'finished'), (9, 'close', 'closed')
  ) v (place, action, state)
  WHERE place <= c.reached AND c.kind NOT IN ('declined', 'closed_early', 'withdrawn')
  UNION ALL SELECT 1, 'need', 'need' WHERE c.kind IN ('declined', 'closed_early', 'withdrawn')
  UNION ALL SELECT 2, 'decline', 'declined' WHERE c.kind IN ('declined', 'closed_early')
  UNION ALL SELECT 3, 'close', 'closed' WHERE c.kind = 'closed_early'
  UNION ALL SELECT 2, 'consent', 'consented' WHERE c.kind = 'withdrawn'
  UNION ALL SELECT 3, 'withdraw', 'withdrawn' WHERE c.kind = 'withdrawn'
) w ON true ORDER BY c.n, w.place;

-- What families answered, and what was shared on that ground.
INSERT INTO consents_consent (id, child_id, unit_id, case_id, purpose, covers, excludes, how,
  given_on, valid_until, child_stance, maturity_note, consequences_explained, withdrawn_on,
  withdrawn_by, recorded_at)
SELECT pg_temp.id('consent', n), child_id, unit_id, id, 'Planera hjälpen tillsammans',
  'Behovet, mötet och planen', '', 'oral', opened_at::date, current_date + 300, 'informed', '',
  true, CASE WHEN kind = 'withdrawn' THEN current_date - 1 END,
  CASE WHEN kind = 'withdrawn' THEN 'Kim' ELSE '' END, opened_at
FROM bench_case WHERE kind <> 'need';

INSERT INTO consents_consentanswer (consent_id, giver, name, yes)
SELECT pg_temp.id('consent', n), 'guardian', name, kind NOT IN ('declined', 'closed_early')
FROM bench_case CROSS JOIN (VALUES ('Kim'), ('Robin')) a (name) WHERE kind <> 'need';

INSERT INTO consents_consentunit (consent_id, unit_id)
SELECT pg_temp.id('consent', n), unit_id FROM bench_other;

INSERT INTO releases_release (id, child_id, matter_id, from_unit_id, to_unit_id, scopes, ground,
  statute, consent_id, note, decided_at, valid_until, revoked_at, revoked_why)
SELECT pg_temp.id('release' || turn, c.n * 10 + o.k), c.child_id, c.id, c.unit_id, o.unit_id,
  CASE turn WHEN 1 THEN ARRAY['need', 'meeting'] ELSE ARRAY['need', 'meeting', 'plan'] END,
  'consent_secrecy', 'OSL 10 kap. 1 §', pg_temp.id('consent', c.n), '',
  c.opened_at + make_interval(days => 4 + turn), current_date + 300,
  CASE WHEN turn = 1 OR c.kind IN ('withdrawn', 'closed_late') THEN now() - interval '1 day' END,
  CASE WHEN turn = 1 THEN 'Ersatt av ett nytt beslut.'
    WHEN c.kind IN ('withdrawn', 'closed_late') THEN 'Samtycket är återkallat.' ELSE '' END
FROM bench_other o JOIN bench_case c USING (n) CROSS JOIN generate_series(1, 2) turn
WHERE o.is_shared;

INSERT INTO releases_receivedcopy (id, release_id, child_id, from_unit_id, to_unit_id, kind, title,
  content, received_at)
SELECT pg_temp.id('copy' || w.kind, c.n * 10 + o.k), pg_temp.id('release2', c.n * 10 + o.k),
  c.child_id, c.unit_id, o.unit_id, w.kind, w.title,
  jsonb_build_object('worry', pg_temp.prose(c.n, 6), 'works', pg_temp.prose(c.n + 5, 2)),
  c.opened_at + interval '6 days'
FROM bench_other o JOIN bench_case c USING (n)
CROSS JOIN (VALUES ('need', 'Behovet'), ('meeting', 'Kallelsen')) w (kind, title)
WHERE o.is_shared;

-- Calls and meetings.
INSERT INTO cases_call (id, case_id, purpose, questions, meets_at, minutes, form, place, reply_by,
  also_invited, sent_at)
SELECT pg_temp.id('call', n), id, pg_temp.prose(n, 2), pg_temp.prose(n + 3, 2),
  CASE WHEN is_met THEN opened_at + interval '15 days' ELSE now() + interval '9 days' END,
  60, 'video', 'Länken kommer', CASE WHEN is_met THEN opened_at::date + 14
    ELSE current_date - 4 + (n % 12)::int END, '', opened_at + interval '8 days'
FROM bench_case WHERE is_called;

INSERT INTO cases_summons (id, call_id, case_id, unit_id, kind, contribution, sent_at, reply_by,
  reply, person, has_mandate, why, replied_at, reminders, attended)
SELECT pg_temp.id('summons', c.n * 10 + o.k), call.id, c.id, o.unit_id, 'called', 'Er bild',
  call.sent_at, call.reply_by, CASE WHEN silent THEN '' ELSE 'comes' END,
  CASE WHEN silent THEN '' ELSE 'Robin Person' END, NOT silent, '',
  CASE WHEN silent THEN NULL ELSE call.sent_at + interval '2 days' END, 0,
  CASE WHEN c.is_met THEN true END
FROM bench_other o JOIN bench_case c USING (n) JOIN cases_call call ON call.case_id = c.id
CROSS JOIN LATERAL (SELECT c.kind = 'called' AND (o.k = 1 OR c.n % 2 = 0) AS silent) s
WHERE o.is_shared;

INSERT INTO cases_meeting (id, case_id, call_id, held_at, form, others_present, picture,
  child_took_part, spokesperson, child_words, answered_child_on, answered_child_by,
  answered_child_how, recorded_at)
SELECT pg_temp.id('meeting', n), id, pg_temp.id('call', n), opened_at + interval '15 days', 'video',
  '', pg_temp.prose(n + 1, 5), 'whole', '', pg_temp.prose(n + 2, 1),
  CASE WHEN n % 8 <> 0 THEN opened_at::date + 17 END,
  CASE WHEN n % 8 <> 0 THEN 'Robin Person' ELSE '' END, '', opened_at + interval '15 days'
FROM bench_case WHERE is_met;

-- Plans, four versions each.
CREATE TEMP TABLE bench_plan AS
SELECT c.*, pg_temp.id('plan', c.n) AS plan_id, c.kind <> 'planning' OR c.n % 3 <> 0 AS complete,
  CASE WHEN c.n % 3 = 0 THEN coalesce(o.unit_id, c.unit_id) ELSE c.unit_id END AS lead,
  current_date - 15 + ((c.n * 13) % 200)::int AS follow
FROM bench_case c LEFT JOIN bench_other o ON o.n = c.n AND o.k = 1 WHERE c.is_planned;

INSERT INTO plans_plan (id, case_id, child_id, unit_id, state, state_since, current, is_complete,
  agreed, lead_unit_id, next_follow_up, ended_why)
SELECT plan_id, id, child_id, unit_id, CASE kind WHEN 'planning' THEN 'draft'
    WHEN 'in_force' THEN 'agreed' ELSE 'ended' END,
  now() - make_interval(days => days * (10 - reached) / 10), 4, complete,
  CASE WHEN kind <> 'planning' THEN 4 END, lead, CASE WHEN complete THEN follow END,
  CASE WHEN kind IN ('finished', 'closed_late') THEN 'Målen är nådda.' ELSE '' END
FROM bench_plan;

CREATE TEMP TABLE bench_place AS
SELECT p.n, 0 AS k, p.unit_id FROM bench_plan p
UNION ALL SELECT o.n, o.k, o.unit_id FROM bench_other o JOIN bench_plan USING (n) WHERE is_shared;

INSERT INTO plans_planversion (plan_id, number, content, saved_at, saved_by_unit_id)
SELECT p.plan_id, v, jsonb_build_object(
  'situation', pg_temp.prose(p.n + v, 5), 'works', pg_temp.prose(p.n + 5, 3),
  'needs', pg_temp.prose(p.n + 9, 4), 'child_view', pg_temp.prose(p.n + 12, 2),
  'crisis', 'Ring varandra samma dag.', 'lead_unit', p.lead, 'lead_unit_name', lead.name,
  'lead_person', 'Robin Person', 'next_follow_up', CASE WHEN p.complete THEN p.follow::text
    ELSE '' END, 'follow_up_how', 'Vi ses på video.',
  'goals', (SELECT jsonb_agg(jsonb_build_object('id', 'g' || g, 'words', pg_temp.prose(p.n + g, 1),
    'agreed', pg_temp.prose(p.n + g + 4, 1))) FROM generate_series(1, 3) g),
  'actions', (SELECT jsonb_agg(jsonb_build_object('id', 'a' || b.k, 'what', pg_temp.prose(p.n + b.k, 1),
    'unit', b.unit_id, 'unit_name', u.name, 'other', '', 'extent', 'En timme i veckan',
    'where', 'Skolan', 'from_on', current_date - 30, 'to_on', current_date + 120, 'goal', 'g1')
    ORDER BY b.k) FROM bench_place b JOIN bench_unit u ON u.id = b.unit_id WHERE b.n = p.n)),
  p.opened_at + make_interval(days => 14 + v), p.unit_id
FROM bench_plan p JOIN bench_unit lead ON lead.id = p.lead CROSS JOIN generate_series(1, 4) v
ORDER BY p.n, v;

INSERT INTO plans_planparty (plan_id, case_id, unit_id, must_agree, answered_version, yes, asked_at)
SELECT p.plan_id, p.id, b.unit_id, true, CASE WHEN p.kind <> 'planning' THEN 4
  WHEN p.complete AND b.k = p.n % 4 THEN 4 ELSE 3 END, true, p.opened_at + interval '18 days'
FROM bench_place b JOIN bench_plan p USING (n);

INSERT INTO plans_plananswer (plan_id, version, unit_id, yes, why, own_consent, answered_at,
  answered_name)
SELECT plan_id, version, unit_id, true, '', false, asked_at + interval '2 days', 'Robin Person'
FROM plans_planparty CROSS JOIN generate_series(3, 4) version WHERE version <= answered_version;

INSERT INTO plans_followup (id, plan_id, version, held_on, results, child_view, outcome, why,
  next_on, recorded_at, by_unit_id)
SELECT pg_temp.id('followup', n), plan_id, 4, current_date - 20,
  (SELECT jsonb_object_agg(key, jsonb_build_object('result', 'partly', 'remark', 'På väg'))
   FROM unnest(ARRAY['g1', 'g2', 'g3', 'a0', 'a1', 'a2', 'a3']) key),
  pg_temp.prose(n + 3, 1), CASE kind WHEN 'in_force' THEN 'continue' ELSE 'end' END, 'Det hjälper.',
  CASE kind WHEN 'in_force' THEN follow END, now() - interval '20 days', lead
FROM bench_plan WHERE kind <> 'planning' AND (n % 2 = 0 OR kind <> 'in_force');

INSERT INTO audit_event (at, user_id, assignment_id, unit_id, action, object_type, object_id,
  child_id, ground)
SELECT c.opened_at + make_interval(hours => step * 12), pg_temp.id('user', c.owner * 3),
  pg_temp.id('assignment', c.owner * 3), c.unit_id,
  pg_temp.pick(ARRAY['child.read', 'plan.read', 'child.read', 'plan.saved', 'call.sent'], step),
  'child', c.child_id::text, c.child_id, ''
FROM generate_series(1, 40) step CROSS JOIN bench_case c;
