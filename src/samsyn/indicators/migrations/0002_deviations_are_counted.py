"""Deviations are in Samsyn now: the measure that waited for them is counted, with two more."""

from typing import Any

from django.db import migrations

from samsyn.indicators.rules import definitions

NEW = ("deviations.answered_share", "deviations.days_to_answer")
#: What the product said that it meant, before it was counted.
BEFORE = "Antal rapporterade avvikelser från överenskommelserna under perioden."


def count(apps: Any, schema_editor: Any) -> None:
    """In counties that have opened, where nothing of their own has been typed or read in."""
    # The wall binds the owner too; it is forced again when the wall is raised after migrating.
    for table in ("indicators_measure", "indicators_observation"):
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    measure = apps.get_model("indicators", "Measure")
    waiting = measure.objects.filter(
        key="deviations", kind="external", observations__isnull=True
    )
    waiting.filter(definition=BEFORE).update(definition=definitions()["deviations"].definition)
    waiting.update(kind="live", needs="")
    have = set(measure.objects.filter(key__in=NEW).values_list("region", "key"))
    regions = measure.objects.filter(key="deviations").values_list("region", flat=True)
    measure.objects.bulk_create(
        measure(
            region=region, key=key, name=row.name, definition=row.definition,
            unit=row.unit.value, kind=row.kind.value, source=row.source,
            direction=row.direction.value, threshold=row.threshold,
        )
        for region in sorted(regions)
        for key in NEW
        if (region, key) not in have
        for row in [definitions()[key]]
    )


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
