"""How does something go? By one function of the owner, from an approved list, and no other way.

The application's role can delete nothing about a child. The function looks for itself: is the
list approved by another than the proposer, is the thing on it, is nothing stopping it now?
"""

from samsyn.foundation.wall import callable_by_us_alone
from samsyn.retention.models.covering import AFTERWARDS, COVERED, OF_CASE, OF_COPIES, UNTOLD
from samsyn.retention.rules import Exception_, Term, all_exceptions, all_terms

SAFE = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
#: The owner meets the rows only within the functions here, which say so to the policies.
WEEDS = "current_setting('samsyn.weeds', true) = 'yes'"
BEGIN = "PERFORM set_config('samsyn.weeds', 'yes', true);"
END = "PERFORM set_config('samsyn.weeds', '', true);"


def _policies(table: str, verb: str) -> tuple[str, str]:
    name, check = f"weed_{verb.lower()}", "WITH CHECK" if verb == "INSERT" else "USING"
    return (
        f"DROP POLICY IF EXISTS {name} ON {table}",
        f"CREATE POLICY {name} ON {table} FOR {verb} TO current_user {check} ({WEEDS})",
    )


READ = (
    *sorted(COVERED), "deviations_origin", "deviations_dismissal", "retention_run",
    "retention_item", "retention_hold", "retention_outcome", "retention_decision",
)  # fmt: skip
POLICIES = (
    *(sql for table in READ for sql in _policies(table, "SELECT")),
    *(sql for table in sorted(COVERED) for sql in _policies(table, "DELETE")),
    *_policies("deviations_origin", "UPDATE"),
    *_policies("cases_case", "UPDATE"),
    *_policies("retention_outcome", "INSERT"),
    *_policies("retention_placed", "INSERT"),
)

FACTS = f"""
CREATE OR REPLACE FUNCTION retention_facts() RETURNS TABLE (what text, thing_id uuid, unit_id uuid,
  last_note date, closed_on date, birth_day integer, is_thirty boolean, is_placed boolean)
LANGUAGE plpgsql {SAFE} AS $$
#variable_conflict use_column
DECLARE was text := coalesce(current_setting('samsyn.weeds', true), '');
BEGIN
  {BEGIN}
  RETURN QUERY WITH ended AS (
    SELECT text 'case' AS what, c.id AS thing_id, c.unit_id, c.child_id, c.state_since AS closed,
      greatest(c.state_since,
        (SELECT max(s.at) FROM cases_casestep s WHERE s.case_id = c.id),
        (SELECT max(a.added_at) FROM attachments_attachment a WHERE a.case_id = c.id)) AS noted
    FROM cases_case c WHERE c.state = 'closed'
    UNION ALL
    SELECT 'copies', r.matter_id, r.to_unit_id, r.child_id,
      max(coalesce(r.revoked_at, r.valid_until::timestamptz)), max(k.received_at)
    FROM releases_receivedcopy k JOIN releases_release r ON r.id = k.release_id
    GROUP BY r.matter_id, r.to_unit_id, r.child_id
    HAVING bool_and(r.revoked_at IS NOT NULL OR r.valid_until < app_today())
  )
  SELECT e.what, e.thing_id, e.unit_id, (e.noted AT TIME ZONE 'Europe/Stockholm')::date,
    (e.closed AT TIME ZONE 'Europe/Stockholm')::date, extract(day FROM h.born_on)::integer,
    h.born_on + interval '30 years' <= app_today(),
    EXISTS (SELECT 1 FROM cases_need n JOIN cases_case c ON c.id = n.case_id
            JOIN organisations_unit w ON w.id = c.unit_id
            WHERE c.child_id = e.child_id AND n.setting = 'placed' AND w.party_id = u.party_id)
    OR EXISTS (SELECT 1 FROM releases_receivedcopy k
            JOIN organisations_unit w ON w.id = k.to_unit_id
            WHERE k.child_id = e.child_id AND k.content ->> 'setting' = 'placed'
            AND w.party_id = u.party_id)
    OR EXISTS (SELECT 1 FROM retention_placed p
            WHERE p.child_id = e.child_id AND p.party_id = u.party_id)
  FROM ended e JOIN organisations_unit u ON u.id = e.unit_id
  JOIN children_child h ON h.id = e.child_id
  WHERE u.party_id = kept_party();
  PERFORM set_config('samsyn.weeds', was, true);
END $$"""  # nosec B608  # SQL of our own words only


def _deletes(parts: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f" DELETE FROM {table} WHERE {where}; GET DIAGNOSTICS gone = ROW_COUNT;"
        f"{'' if table in UNTOLD else _told(table)}\n"  # nosec B608  # SQL of our own words only
        for table, where in parts
    )


def _told(table: str) -> str:
    return (
        f" IF gone > 0 THEN told := told || jsonb_build_object('{table}',"
        f" coalesce((told ->> '{table}')::integer, 0) + gone); END IF;"
    )


def _holds(row: Term | Exception_) -> str:
    until = f" AND app_today() < DATE '{row.valid_to}'" if row.valid_to else ""
    return f"app_today() >= DATE '{row.valid_from}'{until}"


def _listed(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})" if values else "false"


def _years() -> str:
    """The least years of the decision's sphere, and the day they are counted from, as SQL."""
    whens = [
        f"WHEN d.sphere = '{term.sphere.value}' AND {_holds(term)} THEN CASE WHEN d.is_working_copy"
        f" THEN {term.least_working_copy} ELSE {term.least} END"
        for term in all_terms()
    ]
    return f"CASE {' '.join(whens)} END"


def _counted_from() -> str:
    closed = [
        f"(d.sphere = '{term.sphere.value}' AND {_holds(term)})"
        for term in all_terms()
        if term.counted_from == "closed"
    ]
    is_closed = " OR ".join(closed) or "false"
    return f"CASE WHEN {is_closed} THEN greatest(f.closed_on, f.last_note) ELSE f.last_note END"


def _spares(one: Exception_) -> str:
    """What is excepted for good, asked once more by the database: the rule table as SQL."""
    asks = f"({_listed('p.region', one.regions)} OR {_listed('p.code', one.parties)})"
    if one.key == "placed":
        asks = "f.is_placed"
    if one.until_age is not None:
        since = f" AND f.closed_on >= DATE '{one.closed_from}'" if one.closed_from else ""
        asks = f"NOT f.is_thirty{since}"
    if one.birth_days:
        asks = f"f.birth_day IN ({', '.join(map(str, one.birth_days))})"
    spheres = ", ".join(f"'{sphere.value}'" for sphere in one.spheres)
    return (
        f"  IF d.sphere IN ({spheres}) AND {_holds(one)}"
        f" AND {asks} THEN RETURN '{one.key}'; END IF;\n"
    )


SPARED = f"""
CREATE OR REPLACE FUNCTION retention_spares(entry retention_item) RETURNS text
LANGUAGE plpgsql {SAFE} AS $$
DECLARE f record; d record; p record; least integer;
BEGIN
  IF EXISTS (SELECT 1 FROM retention_hold h WHERE h.what = entry.what
             AND h.thing_id = entry.thing_id AND h.unit_id = entry.unit_id
             AND h.lifted_at IS NULL) THEN RETURN 'hold'; END IF;
  SELECT * INTO f FROM retention_facts() x WHERE x.what = entry.what
    AND x.thing_id = entry.thing_id AND x.unit_id = entry.unit_id;
  IF NOT FOUND OR f.last_note <> entry.last_note THEN RETURN 'changed'; END IF;
  SELECT y.* INTO p FROM organisations_unit u JOIN organisations_party y ON y.id = u.party_id
    WHERE u.id = entry.unit_id;
  SELECT x.* INTO d FROM retention_decision x JOIN organisations_unit u ON u.id = entry.unit_id
    WHERE x.party_id = p.id AND x.operation = u.operation
    ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1;
  IF NOT FOUND OR d.sphere <> entry.sphere OR d.reference <> entry.reference THEN
    RETURN 'changed';
  END IF;
  least := {_years()};
  IF least IS NULL THEN RETURN 'changed'; END IF;
  IF entry.due_on > app_today() OR app_today() <= ({_counted_from()}
     + make_interval(years => greatest(d.years, least)))::date THEN RETURN 'early'; END IF;
{"".join(_spares(one) for one in all_exceptions())}  RETURN '';
END $$"""  # nosec B608  # SQL of our own words only

#: What says that the child was placed goes now; that it was so does not.
REMEMBER = """      INSERT INTO retention_placed (child_id, party_id) VALUES (kid, list.party_id)
        ON CONFLICT DO NOTHING;
"""

WEED = f"""
CREATE OR REPLACE FUNCTION weed(asked bigint) RETURNS text[] LANGUAGE plpgsql {SAFE} AS $$
DECLARE
  entry retention_item; list retention_run; thing uuid; kid uuid; unit_of uuid; noted date;
  units uuid[]; plan_ids uuid[]; paths text[]; names text[] := '{{}}';
  told jsonb := '{{}}'; gone integer; why text;
BEGIN
  {BEGIN}
  SELECT * INTO entry FROM retention_item WHERE id = asked;
  SELECT * INTO list FROM retention_run WHERE id = entry.run_id;
  IF list.id IS NULL OR list.state <> 'approved' OR list.approved_by IS NULL
     OR list.approved_by = list.proposed_by OR list.party_id IS DISTINCT FROM approving_party()
     OR NOT EXISTS (SELECT 1 FROM organisations_unit u
                    WHERE u.id = entry.unit_id AND u.party_id = list.party_id) THEN
    RAISE EXCEPTION 'not on an approved list of the own party' USING ERRCODE = '42501';
  END IF;
  PERFORM 1 FROM cases_case WHERE id = entry.thing_id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM retention_outcome o WHERE o.item_id = entry.id) THEN
    {END}
    RETURN names;
  END IF;
  thing := entry.thing_id; unit_of := entry.unit_id; noted := entry.last_note;
  units := ARRAY[unit_of];
  why := retention_spares(entry);
  IF why <> '' THEN
    INSERT INTO retention_outcome (item_id, run_id, is_gone, spared, rows, files, at)
      VALUES (entry.id, list.id, false, why, told, 0, now());
    {END}
    RETURN names;
  END IF;
  IF entry.what = 'case' THEN
    SELECT child_id INTO kid FROM cases_case WHERE id = thing AND unit_id = unit_of;
    SELECT coalesce(array_agg(id), '{{}}') INTO plan_ids FROM plans_plan WHERE case_id = thing;
    SELECT array_agg(x::text) INTO paths FROM (
      SELECT thing UNION ALL SELECT unnest(plan_ids)
      UNION ALL SELECT id FROM cases_summons WHERE case_id = thing
      UNION ALL SELECT id FROM cases_meeting WHERE case_id = thing
      UNION ALL SELECT id FROM attachments_attachment WHERE case_id = thing) AS ids(x);
    SELECT coalesce(array_agg(name), '{{}}') INTO names FROM attachments_attachment
      WHERE case_id = thing AND taken_off_at IS NULL;
    IF EXISTS (SELECT 1 FROM cases_need n WHERE n.case_id = thing AND n.setting = 'placed') THEN
{REMEMBER}    END IF;
    UPDATE deviations_origin SET case_id = NULL, plan_id = NULL WHERE case_id = thing;
{_deletes(OF_CASE)}
  ELSE
    SELECT units || coalesce(array_agg(DISTINCT e.from_unit_id), '{{}}') INTO units
      FROM releases_release e WHERE e.matter_id = thing
      AND NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = thing);
    SELECT k.child_id INTO kid FROM releases_receivedcopy k JOIN releases_release e
      ON e.id = k.release_id WHERE e.matter_id = thing AND k.to_unit_id = unit_of LIMIT 1;
    IF EXISTS (SELECT 1 FROM releases_receivedcopy k JOIN releases_release e
               ON e.id = k.release_id WHERE e.matter_id = thing AND k.to_unit_id = unit_of
               AND k.content ->> 'setting' = 'placed') THEN
{REMEMBER}    END IF;
{_deletes(OF_COPIES)}
  END IF;
{_deletes(AFTERWARDS)}
  INSERT INTO retention_outcome (item_id, run_id, is_gone, spared, rows, files, at)
    VALUES (entry.id, list.id, true, '', told, cardinality(names), now());
  {END}
  RETURN names;
END $$"""  # nosec B608  # SQL of our own words only

DESTROYS = (
    SPARED,
    "REVOKE ALL ON FUNCTION retention_spares(retention_item) FROM PUBLIC",
    WEED,
    *callable_by_us_alone("weed(bigint)"),
)
