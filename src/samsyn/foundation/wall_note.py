"""Is the wall in the database the one that this code would raise? A note tells, read by anybody."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: All that decides who meets which row, as PostgreSQL itself spells it.
STANDING = """
SELECT 'policy', tablename, policyname, cmd, roles::text, coalesce(qual, ''),
       coalesce(with_check, '') FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT 'table', c.relname, c.relrowsecurity::text, c.relforcerowsecurity::text,
       pg_get_userbyid(c.relowner), coalesce(c.relacl::text, ''), ''
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
UNION ALL
SELECT 'column', c.relname, a.attname, a.attacl::text, '', '', ''
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'public'::regnamespace AND a.attacl IS NOT NULL
UNION ALL
SELECT 'trigger', c.relname, t.tgname, t.tgenabled::text, pg_get_triggerdef(t.oid), '', ''
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'function', p.oid::regprocedure::text, p.prosecdef::text, coalesce(p.proacl::text, ''),
       pg_get_userbyid(p.proowner), p.prosrc, coalesce(p.proconfig::text, '')
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
   AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
WHERE = "app_unit()"


@dataclass(frozen=True)
class Note:
    """What was said when the wall was raised and what stood after, as hashes."""

    said: str
    stood: str


def leave(cursor: Any, statements: Iterable[str]) -> None:
    """Write the note. Run as the owner, last of all when the wall is raised."""
    note = json.dumps({"said": said(statements), "stood": standing(cursor)})
    # Two hashes of our own.
    # nosemgrep: sql-made-of-text
    cursor.execute(f"COMMENT ON FUNCTION {WHERE} IS '{note}'")  # hashes of our own


def read(cursor: Any) -> Note | None:
    """The note, or None when the wall was never raised by code that leaves one."""
    cursor.execute("SELECT obj_description(to_regprocedure(%s), 'pg_proc')", [WHERE])
    text = cursor.fetchone()[0]
    try:
        found = json.loads(text or "")
        return Note(str(found["said"]), str(found["stood"]))
    except (ValueError, KeyError, TypeError):
        return None


def said(statements: Iterable[str]) -> str:
    """A hash of the statements."""
    return hashlib.sha256("\n;\n".join(statements).encode()).hexdigest()


def standing(cursor: Any) -> str:
    """A hash of policies, table rights, column rights, triggers and functions as they stand."""
    cursor.execute(STANDING)
    rows = sorted(json.dumps([str(part) for part in row]) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
