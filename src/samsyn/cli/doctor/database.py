"""Does the database hold the second wall?"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from samsyn.cli.doctor.verdict import Line, fault, fine, unsure
from samsyn.foundation import wall_note

ROLES = """
SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid
               AND c.relnamespace = 'public'::regnamespace)
  FROM pg_roles r WHERE r.rolname = current_user
"""
MEMBER = """
SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
  JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = current_user
"""
FORCED = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
   AND relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity
"""
OPEN = """
SELECT t FROM unnest(%s::text[]) AS t
 WHERE to_regclass(t) IS NOT NULL AND has_any_column_privilege(%s, t, 'SELECT')
"""
OPEN_WRITES = """
SELECT c.relname FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
   AND has_table_privilege(%s, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
"""
DO_MIGRATE = "Kör samsyn migrate."
DO_ROLE = "Sätt DATABASE_URL till rollen samsyn_app, skapad som i docs/utveckling/running.md."
MOST_DRIFT, MORE_DRIFT = 2.0, 30.0
SEALED_WITHIN = dt.timedelta(hours=26)


def role(cursor: Any) -> Line:
    """What the application's role can do beyond the policies."""
    cursor.execute(ROLES)
    has_power, owns = cursor.fetchone()
    if has_power:
        return fault("role", "Databasrollen ser förbi muren.", DO_ROLE)
    if owns:
        return fault("role", "Databasrollen äger tabeller och kan riva muren.", DO_ROLE)
    return fine("role", "Databasrollen äger inget och ser inte förbi muren.")


def membership(cursor: Any, open_role: str) -> Line:
    """Roles that the application can put on."""
    cursor.execute(MEMBER)
    others = sorted({row[0] for row in cursor.fetchall()} - {open_role})
    if others:
        return fault("membership", f"Databasrollen kan ta på sig {', '.join(others)}.",
                     "Kör REVOKE så att bara den öppna sajtens roll är kvar.")  # fmt: skip
    return fine("membership", "Databasrollen kan bara ta på sig den öppna sajtens roll.")


def forced(cursor: Any, walled: list[str]) -> Line:
    """Row-level security on every table that says something about a child."""
    cursor.execute(FORCED, [walled])
    missing = sorted(set(walled) - {row[0] for row in cursor.fetchall()})
    if missing:
        return fault("forced", f"Muren saknas kring {', '.join(missing)}.", DO_MIGRATE)
    return fine("forced", f"Muren står kring alla {len(walled)} tabeller om barn.")


def policies(cursor: Any, said: str) -> Line:
    """The wall as this code would raise it, and untouched since."""
    note = wall_note.read(cursor)
    if note is None:
        return fault("policies", "Muren är rest av en annan version.", DO_MIGRATE)
    if note.said != said:
        return fault("policies", "Muren är inte den som den här koden skulle resa.", DO_MIGRATE)
    if note.stood != wall_note.standing(cursor):
        return fault("policies", "Policyer eller rättigheter har ändrats vid sidan av koden.",
                     f"Ta reda på vem som ändrade. {DO_MIGRATE}")  # fmt: skip
    return fine("policies", "Policyer och rättigheter är de som koden skriver.")


def open_site(cursor: Any, open_role: str, closed: list[str]) -> Line:
    """What the open site's role may reach."""
    cursor.execute(OPEN, [closed, open_role])
    reached = sorted(row[0] for row in cursor.fetchall())
    cursor.execute(OPEN_WRITES, [open_role])
    reached += sorted(row[0] for row in cursor.fetchall())
    if reached:
        return fault("open_site", f"Den öppna sajten når {', '.join(reached)}.", DO_MIGRATE)
    return fine("open_site", "Den öppna sajten når bara det som är publicerat.")


def clock(cursor: Any, now: Callable[[], dt.datetime]) -> Line:
    """The service's clock and the database's."""
    cursor.execute("SELECT clock_timestamp()")
    drift = abs((now() - cursor.fetchone()[0]).total_seconds())
    if drift > MORE_DRIFT:
        return fault("clock", f"Klockorna skiljer sig {drift:.0f} sekunder.",
                     "Ställ tjänstens och databasens klocka efter samma tidskälla.")  # fmt: skip
    if drift > MOST_DRIFT:
        return unsure("clock", f"Klockorna skiljer sig {drift:.1f} sekunder.",
                      "Se efter att båda följer en tidskälla.")  # fmt: skip
    return fine("clock", "Tjänstens och databasens klockor går lika.")


def migrations(cursor: Any, on_disk: set[tuple[str, str]]) -> Line:
    """Migrations that the code has and the database does not. Asked as the owner."""
    cursor.execute("SELECT app, name FROM django_migrations")
    missing = sorted(on_disk - {(row[0], row[1]) for row in cursor.fetchall()})
    if missing:
        names = ", ".join(f"{app}.{name}" for app, name in missing[:5])
        return fault("migrations", f"Databasen saknar {len(missing)} ändringar: {names}.",
                     DO_MIGRATE)  # fmt: skip
    return fine("migrations", "Databasen har alla ändringar.")


def seals(cursor: Any, now: dt.datetime) -> Line:
    """When the log was last sealed. Asked as the owner."""
    cursor.execute("SELECT max(sealed_at) FROM audit_seal")
    last = cursor.fetchone()[0]
    if last is None:
        return fault("seals", "Loggen är aldrig förseglad.",
                     "Kör samsyn audit seal varje dygn från en timer.")  # fmt: skip
    if now - last > SEALED_WITHIN:
        return fault("seals", f"Loggen förseglades senast {last:%Y-%m-%d}.",
                     "Se efter varför timern för samsyn audit seal har stannat.")  # fmt: skip
    return fine("seals", "Loggen är förseglad det senaste dygnet.")
