"""Who does PostgreSQL think is asking, and what does that show? The second wall of secrecy.

Every table about a child carries a `wall`: SQL conditions that decide which rows a unit meets.
The application connects as a role that owns nothing, so nothing in Python can step around them.
`raise_wall` writes the policies anew from the models after each migration.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from samsyn.foundation import clock, wall_note


class WhoAsks(Protocol):
    """What the database needs to know about an actor."""

    @property
    def user_id(self) -> object: ...
    @property
    def unit_id(self) -> object: ...
    @property
    def assignment_id(self) -> object: ...


@dataclass(frozen=True)
class Wall:
    """Conditions in SQL over one table's rows: who sees, adds, changes and removes them.

    What is left empty is as `see`; nobody removes unless `remove` says so. `columns` are the only
    ones that can be changed, when given; rows of an `unchangeable` table never change.
    `open` is which rows the open site's own role may read; none when silent.
    What `narrow` has said of a column holds besides, unless the table is not `narrowed`.
    Of a `numbered` table the database alone numbers the rows, one after the other.
    """

    see: str
    add: str = ""
    change: str = ""
    remove: str = ""
    unchangeable: bool = False
    columns: tuple[str, ...] = ()
    open: str = ""
    narrowed: bool = True
    numbered: bool = False


#: SQL by column: what must be true besides `see`, in every table about a child that has it.
_NARROWED: dict[str, str] = {}


def narrow(column: str, condition: str) -> None:
    """Let fewer see the rows of every table about a child that has this column."""
    _NARROWED[column] = condition


#: For tables that say nothing about a child: the application's own filters decide.
ANYONE = "true"

FUNCTIONS = """
CREATE OR REPLACE FUNCTION app_unit() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('samsyn.unit', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('samsyn.user', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE AS
  $$ SELECT coalesce(nullif(current_setting('samsyn.today', true), '')::date, current_date) $$;
CREATE OR REPLACE FUNCTION swedish_stem(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
  DECLARE before text; BEGIN
    -- PostgreSQL's stemmer is not idempotent (insatserna, insats, insat) and knows no "-an".
    LOOP
      before := word;
      word := coalesce((ts_lexize('pg_catalog.swedish_stem', word))[1], word);
      IF length(word) > 4 AND word LIKE '%an' THEN word := left(word, -1); END IF;
      EXIT WHEN word = before;
    END LOOP;
    RETURN word;
  END $$;
CREATE OR REPLACE FUNCTION swedish_stems(text) RETURNS text[] LANGUAGE sql IMMUTABLE AS
  $$ SELECT coalesce(array_agg(DISTINCT swedish_stem(word)), '{}')
     FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.swedish', $1))) AS word $$;
CREATE OR REPLACE FUNCTION swedish_order(text) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT translate(lower($1), 'åäöÅÄÖáàâéèêëíóúüýçñšž', '{|}{|}aaaeeeeiouuycnsz') COLLATE "C" $$;
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '% rows never change', TG_TABLE_NAME USING ERRCODE = '23514'; END $$;
"""


def for_application(signature: str, *definitions: str) -> tuple[str, ...]:
    """SQL that makes a function anew, which the application alone may call.

    `definitions` say CREATE FUNCTION, and leave to PUBLIC what PostgreSQL gives it by itself.
    """
    return (f"DROP FUNCTION IF EXISTS {signature}", *definitions, *callable_by_us_alone(signature))


def callable_by_us_alone(signature: str) -> tuple[str, ...]:
    """SQL: the application alone may call a function that stays as it stands."""
    return (
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature} TO {settings.SAMSYN_APP_ROLE}",
    )


def bind(actor: WhoAsks | None) -> None:
    """Tell this transaction who asks; `None` means nobody, which shows nothing about children."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('samsyn.unit', %s, true), set_config('samsyn.user', %s, true),"
            " set_config('samsyn.today', %s, true)",
            [
                str(actor.unit_id or "") if actor else "",
                str(actor.user_id or "") if actor else "",
                clock.today().isoformat(),
            ],
        )


def walled_models() -> dict[type[models.Model], Wall]:
    """Every model that carries a wall."""
    found: dict[type[models.Model], Wall] = {}
    for model in apps.get_models():
        wall: Any = getattr(model, "wall", None)
        if isinstance(wall, Wall):
            found[model] = wall
    return found


def models_about_children() -> set[type[models.Model]]:
    """Models whose rows not everybody may meet: those about a child, and one's own drafts."""
    return {model for model, wall in walled_models().items() if wall.see != ANYONE}


def raise_wall() -> None:
    """(Re)create functions, policies, immutability triggers and grants. Run as the owner.

    Leaves a note in the database of what was said and what stands after, for `samsyn doctor`.
    """
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
        wall_note.leave(cursor, statements())


def statements() -> list[str]:
    """What raising the wall says to PostgreSQL, in order; the same for the same code."""
    role = settings.SAMSYN_APP_ROLE
    sql = [FUNCTIONS]
    sql += [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE ALL ON django_migrations FROM {role}",
    ]
    sql += [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {settings.SAMSYN_OPEN_ROLE}",
        f"GRANT USAGE ON SCHEMA public TO {settings.SAMSYN_OPEN_ROLE}",
    ]
    models_and_walls = walled_models().items()
    for model, _wall in models_and_walls:
        sql += list(getattr(model, "wall_functions", ()))
    for model, wall in models_and_walls:
        sql += _policies(model._meta.db_table, wall, role)
        sql += _narrowing(model, wall, role)
        sql += _numbering(model, wall, role)
        sql += _open_policies(model._meta.db_table, wall, settings.SAMSYN_OPEN_ROLE)
    return sql


_is_open_site: ContextVar[bool] = ContextVar("is_open_site", default=False)


@contextmanager
def as_open_site() -> Iterator[None]:
    """Within the block this transaction is the open site's role: it meets only what is published.

    Nothing about a child is granted to that role, so no mistake in a query can show any of it.
    Within another such block nothing happens: the inner one must not take the role off early.
    """
    if _is_open_site.get():
        yield
        return
    token = _is_open_site.set(True)
    with connection.cursor() as cursor:
        # The role is a setting of the code.
        # nosemgrep: sql-made-of-text
        cursor.execute(f"SET LOCAL ROLE {settings.SAMSYN_OPEN_ROLE}")
    try:
        yield
    finally:
        _is_open_site.reset(token)
        # A transaction that has failed is rolled back to before the block, role and all.
        if not (connection.needs_rollback or _has_failed()):
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


def _has_failed() -> bool:
    raw: Any = connection.connection
    return raw is None or raw.info.transaction_status.name == "INERROR"


def _narrowing(model: type[models.Model], wall: Wall, role: str) -> list[str]:
    """A policy that takes away: rows that the others would show, but for fewer people."""
    table = model._meta.db_table
    columns = {field.column for field in model._meta.concrete_fields}
    said = [sql for column, sql in _NARROWED.items() if column in columns]
    statements = [f"DROP POLICY IF EXISTS few ON {table}"]
    if said and wall.narrowed and wall.see != ANYONE:
        statements.append(
            f"CREATE POLICY few ON {table} AS RESTRICTIVE FOR SELECT TO {role}"
            f" USING ({' AND '.join(said)})"
        )
    return statements


def _numbering(model: type[models.Model], wall: Wall, role: str) -> list[str]:
    """Grants that let a row be added without its number, and the counter be left alone."""
    if not wall.numbered:
        return []
    table, number = model._meta.db_table, model._meta.pk.column
    columns = [str(field.column) for field in model._meta.concrete_fields]
    others = [column for column in columns if column != number]
    return [
        f"REVOKE INSERT ON {table} FROM {role}",
        f"GRANT INSERT ({', '.join(others)}) ON {table} TO {role}",
        f"REVOKE ALL ON SEQUENCE {table}_{number}_seq FROM {role}",
    ]


def _open_policies(table: str, wall: Wall, role: str) -> list[str]:
    """What the open site's role may read of a table: nothing, or the rows of `wall.open`."""
    sql = [f"REVOKE ALL ON {table} FROM {role}", f"DROP POLICY IF EXISTS open ON {table}"]
    if wall.open:
        sql += [
            f"GRANT SELECT ON {table} TO {role}",
            f"CREATE POLICY open ON {table} FOR SELECT TO {role} USING ({wall.open})",
        ]
    return sql


def _policies(table: str, wall: Wall, role: str) -> list[str]:
    add, change = wall.add or wall.see, wall.change or wall.see
    sql = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS see ON {table}",
        f"CREATE POLICY see ON {table} FOR SELECT TO {role} USING ({wall.see})",
        f"DROP POLICY IF EXISTS add ON {table}",
        f"CREATE POLICY add ON {table} FOR INSERT TO {role} WITH CHECK ({add})",
        f"DROP POLICY IF EXISTS change ON {table}",
        f"DROP POLICY IF EXISTS remove ON {table}",
        f"DROP TRIGGER IF EXISTS never_changes ON {table}",
    ]
    if wall.unchangeable:
        sql += [
            f"REVOKE UPDATE, DELETE ON {table} FROM {role}",
            f"CREATE TRIGGER never_changes BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        ]
        return sql
    sql.append(
        f"CREATE POLICY change ON {table} FOR UPDATE TO {role}"
        f" USING ({change}) WITH CHECK ({change})"
    )
    if wall.columns:
        sql += [
            f"REVOKE UPDATE ON {table} FROM {role}",
            f"GRANT UPDATE ({', '.join(wall.columns)}) ON {table} TO {role}",
        ]
    if wall.remove:
        sql.append(f"CREATE POLICY remove ON {table} FOR DELETE TO {role} USING ({wall.remove})")
    else:
        sql.append(f"REVOKE DELETE ON {table} FROM {role}")
    return sql
