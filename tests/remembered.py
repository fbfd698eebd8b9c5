"""What many tests begin with is built by operations once, and laid back as rows afterwards.

`@remembered` on the method that builds a county's people or a child's way: the first time in a test
process it runs; PostgreSQL is then asked which rows it made or changed, and the same rows are laid
back in later tests. It is laid back only on the state that it was built on: an empty log, or just
what another `remembered` method left. Everything else is built by operations, every time.
"""

import copy
import datetime as dt
import functools
import json
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
import time_machine
from django.db import connection

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.regions import region

#: How long rows may be laid back: nothing in a test turns on less than this having passed.
LASTS = 900
SETTINGS = ("samsyn.unit", "samsyn.user", "samsyn.today")
#: Only a superuser may read past the policies, and lay rows down without triggers.
FUNCTIONS = """
CREATE SCHEMA IF NOT EXISTS for_tests;
GRANT USAGE ON SCHEMA for_tests TO PUBLIC;
CREATE OR REPLACE FUNCTION for_tests.all_rows() RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE name text; rows jsonb; found jsonb := '{}';
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c
              WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                AND c.relname NOT IN ('django_migrations', 'django_session') LOOP
    EXECUTE format('SELECT jsonb_agg(to_jsonb(t)) FROM public.%I t', name) INTO rows;
    IF rows IS NOT NULL THEN found := found || jsonb_build_object(name, rows); END IF;
  END LOOP;
  RETURN found;
END $$;
CREATE OR REPLACE FUNCTION for_tests.lay(gone jsonb, new jsonb) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET session_replication_role = replica AS $$
DECLARE name text; columns text; keys text;
BEGIN
  FOR name IN SELECT jsonb_object_keys(gone) LOOP
    SELECT string_agg(format('t.%1$I = g.%1$I', a.attname), ' AND ') INTO keys
      FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
      WHERE i.indisprimary AND i.indrelid = format('public.%I', name)::regclass;
    EXECUTE format('DELETE FROM public.%1$I t USING jsonb_populate_recordset(NULL::public.%1$I, $1) g'
                   ' WHERE %2$s', name, keys) USING gone -> name;
  END LOOP;
  FOR name IN SELECT jsonb_object_keys(new) LOOP
    SELECT string_agg(quote_ident(a.attname), ', ') INTO columns FROM pg_attribute a
      WHERE a.attrelid = format('public.%I', name)::regclass AND a.attnum > 0
        AND NOT a.attisdropped AND a.attgenerated = '';
    EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s'
                   ' FROM jsonb_populate_recordset(NULL::public.%1$I, $1)', name, columns)
      USING new -> name;
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION for_tests.state() RETURNS text LANGUAGE sql SECURITY DEFINER AS
  $$ SELECT count(*) || ' ' || coalesce(max(id), 0) FROM public.audit_event $$;
"""
EMPTY = "0 0"


@dataclass(frozen=True)
class Built:
    """What a method left: rows gone and new by table, the object's fields, and the log's state."""

    counties: tuple[Any, ...]
    gone: str
    new: str
    fields: dict[str, Any]
    after: str
    asked_by: tuple[str, ...]


_built: dict[tuple[Any, ...], Built] = {}
_known_states = {EMPTY}
_is_ready = False


def prepare() -> None:
    """Let the test database lay rows back, where it lets a superuser in; once per process."""
    global _is_ready
    at = connection.settings_dict
    try:
        with psycopg.connect(
            host=at["HOST"], port=at["PORT"] or None, user="postgres", dbname=at["NAME"],
            autocommit=True,
        ) as db:  # fmt: skip
            db.execute(FUNCTIONS)
            if "DATABASE_URL" not in os.environ:
                _hurry(db)
    except psycopg.OperationalError:
        return  # a server that is not the tests' own: all is built by operations
    _is_ready = True


def _hurry(db: "psycopg.Connection[Any]") -> None:
    """The tests' own server need not survive a power cut."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        db.execute(f"ALTER SYSTEM SET {setting} = off")
    db.execute("SELECT pg_reload_conf()")


def remembered(build: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Run `build(self)` once; afterwards lay back the rows and the fields that it left."""

    @functools.wraps(build)
    def run(self: Any) -> Any:
        before = _one("SELECT for_tests.state()") if _is_ready else ""
        if before not in _known_states or clock._held.get() is not None:
            return build(self)
        key = (type(self).__qualname__, build.__qualname__, before, _moment(), _told(self))
        found = _built.get(key)
        if found is None or any(region(one.code) is not one for one in found.counties):
            found = _built[key] = _build(build, self)
            _known_states.add(found.after)
            return self
        _one("SELECT for_tests.lay(%s, %s)", [found.gone, found.new])
        for name, value in zip(SETTINGS, found.asked_by, strict=True):
            _one("SELECT set_config(%s, %s, true)", [name, value])
        self.__dict__.update(copy.deepcopy(found.fields))
        return self

    return run


def _build(build: Callable[[Any], Any], self: Any) -> Built:
    before, had = _all_rows(), {name: copy.copy(value) for name, value in vars(self).items()}
    build(self)
    after = _all_rows()
    left = {n: v for n, v in vars(self).items() if n not in had or v != had[n]}
    asked_by = tuple(_one("SELECT coalesce(current_setting(%s, true), '')", [n]) for n in SETTINGS)
    county = region(getattr(self, "code", "") or self.world.code)
    gone, new = _missing(before, after), _missing(after, before)
    return Built(
        (county,), json.dumps(gone), json.dumps(new), copy.deepcopy(left),
        _one("SELECT for_tests.state()"), asked_by,
    )  # fmt: skip


def _all_rows() -> dict[str, dict[str, Any]]:
    """By table the rows by their text, in the order that they stand in."""
    read = json.loads(_one("SELECT for_tests.all_rows()::text"))
    return {table: {json.dumps(row): row for row in rows} for table, rows in read.items()}


def _missing(
    one: dict[str, dict[str, Any]], other: dict[str, dict[str, Any]]
) -> dict[str, list[Any]]:
    """The rows of `one` that `other` lacks, by table."""
    lacks = {t: [row for text, row in one[t].items() if text not in other.get(t, {})] for t in one}
    return {table: rows for table, rows in lacks.items() if rows}


def _told(self: Any) -> str:
    """What the object was told before it began to build."""
    return repr([(name, _plain(value)) for name, value in sorted(vars(self).items())])


def _plain(value: object) -> object:
    if isinstance(value, Actor):
        return value.unit_id, value.role
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, (str, int, uuid.UUID)) else ""


def _moment() -> tuple[dt.date, int]:
    """Rows are laid back on the same day, and never so that they come from later than now."""
    now = clock.now().timestamp()
    travels = time_machine.escape_hatch.is_travelling()
    return clock.today(), int(now) if travels else -int(time.time() // LASTS)


def _one(sql: str, values: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
