"""Names of the few that outlived the last protection of their child end."""

from typing import Any

from django.db import migrations

TABLES = ("children_protectionaccess", "children_protection")
END = """
UPDATE children_protectionaccess a SET ended_at = now()
WHERE a.ended_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM children_protection p WHERE p.child_id = a.child_id AND p.ended_at IS NULL)
"""


def end_old_names(_apps: Any, schema_editor: Any) -> None:
    """The walls bind the owner too; raising them afterwards forces them again."""
    for table in TABLES:
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    schema_editor.execute(END)


class Migration(migrations.Migration):
    dependencies = [("children", "0002_protection")]
    operations = [migrations.RunPython(end_old_names, migrations.RunPython.noop)]
