"""Who may call what looks past the wall, and through which names does it look?"""

from django.conf import settings
from django.db import connection

PAST_THE_WALL = """
SELECT p.oid::regprocedure::text, coalesce(array_to_string(p.proconfig, ';'), ''),
  has_function_privilege('public', p.oid, 'EXECUTE'),
  has_function_privilege(%s, p.oid, 'EXECUTE')
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
"""


def past_the_wall() -> list[tuple[str, str, bool, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(PAST_THE_WALL, [settings.SAMSYN_OPEN_ROLE])
        return cursor.fetchall()


def test_every_function_of_the_owners_has_a_fixed_path_and_is_not_for_everybody(db):
    found = past_the_wall()
    assert len(found) > 20
    for name, config, by_public, _open in found:
        assert "search_path=pg_catalog, public, pg_temp" in config, name
        assert not by_public, f"{name} can be called by anybody"


def test_the_open_site_calls_none_of_them(db):
    assert [name for name, _config, _public, by_open in past_the_wall() if by_open] == []
