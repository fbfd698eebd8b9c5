"""HSA-ids in capitals and EPPN in small letters, as they are compared from now on."""

import logging
from typing import Any

from django.db import migrations

from samsyn.accounts.rules import normal

log = logging.getLogger(__name__)


def to_one_form(apps: Any, _editor: Any) -> None:
    """One row for each name. A name that two people had, told apart by case alone, is nobody's.

    Nobody may enter as somebody else, so an administrator or directory says anew whose it is.
    """
    identities = apps.get_model("accounts", "Identity").objects
    same: dict[tuple[str, str, str], list[Any]] = {}
    for row in identities.filter(kind__in=("hsa_id", "eppn")).order_by("pk"):
        same.setdefault((row.issuer, row.kind, normal(row.kind, row.value)), []).append(row)
    lost = 0
    for (_issuer, _kind, value), rows in same.items():
        kept, *others = rows
        identities.filter(pk__in=[row.pk for row in others]).delete()
        if len({row.user_id for row in rows}) > 1:
            kept.delete()
            lost += 1
        elif kept.value != value:
            identities.filter(pk=kept.pk).update(value=value)
    if lost:
        log.warning("Names that two people had, and that are nobody's now: %s", lost)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_private_persons")]

    operations = [migrations.RunPython(to_one_form, migrations.RunPython.noop)]
