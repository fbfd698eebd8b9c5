"""Where does the code speak SQL of its own? Only here; all else goes through the queries."""

import ast
from pathlib import Path

import samsyn

SOURCE = Path(samsyn.__file__).parent
#: Each calls a function of the database, counts, locks or looks at the catalogue.
SPEAKS_SQL = {
    "access/events.py",
    "accounts/attempts.py",
    "accounts/drafts.py",
    "administration/queries/work.py",
    "audit/sealing.py",
    "audit/verifying.py",
    "cases/operations/needs.py",
    "children/operations/protecting.py",
    "children/operations/registering.py",
    "children/queries/listed.py",
    "children/queries/turns.py",
    "cli/doctor/__init__.py",
    "cli/serving.py",
    "deviations/operations/lifting.py",
    "deviations/operations/reporting.py",
    "deviations/operations/words.py",
    "deviations/queries/base.py",
    "deviations/queries/texts.py",
    "family/queries.py",
    "foundation/wall.py",
    "indicators/queries/counting.py",
    "limits/counting.py",
    "logreview/queries/past_the_wall.py",
    "patterns/operations/keeping.py",
    "patterns/queries/statistics_counts.py",
    "public/views/start.py",
    "retention/operations/weeding.py",
    "retention/queries/due.py",
}
CALLS, NAMES = {"cursor", "raw", "extra"}, {"RawSQL"}


def speaks_sql(text: str) -> bool:
    """Whether code opens a cursor, or mixes SQL into a query."""
    return any(
        (isinstance(node, ast.Call) and getattr(node.func, "attr", "") in CALLS)
        or (isinstance(node, ast.Name | ast.alias) and getattr(node, "id", "") in NAMES)
        or (isinstance(node, ast.alias) and node.name in NAMES)
        for node in ast.walk(ast.parse(text))
    )


def test_only_known_places_speak_sql():
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and speaks_sql(path.read_text(encoding="utf-8"))
    }
    assert found - SPEAKS_SQL == set()
    assert SPEAKS_SQL - found == set()


def test_it_sees_what_it_looks_for():
    assert speaks_sql("connection.cursor()") and speaks_sql("Child.objects.raw('x')")
    assert speaks_sql("from x import RawSQL") and speaks_sql("q.extra(where=['true'])")
    assert not speaks_sql("Child.objects.filter(pk=1)")
