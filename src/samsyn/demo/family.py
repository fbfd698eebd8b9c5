"""Who of the families can log in by itself in the demo?"""

import datetime as dt
import uuid
from collections.abc import Mapping

from samsyn.access.rules import Actor
from samsyn.accounts.identities import remember
from samsyn.accounts.models import IdentityKind
from samsyn.children.models import Guardian
from samsyn.demo.people import data
from samsyn.family.operations import give_access
from samsyn.foundation import clock, wall
from samsyn.organisations.operations import register_person


def let_families_in(children: Mapping[str, tuple[uuid.UUID, str, Actor]]) -> int:
    """Give each family of the data its access; by the child's key: id, number and owner."""
    rows = [row for row in data("people")["family"] if row["child"] in children]
    for row in rows:
        child_id, number, owner = children[row["child"]]
        person = register_person(
            row["key"], given_name=row["given_name"], family_name=row["family_name"],
            actor=Actor.system(owner.region),
        )  # fmt: skip
        known_by = row.get("number", number)
        remember(person, "", [(IdentityKind.PERSONAL_NUMBER.value, known_by)])
        wall.bind(owner)
        name = f"{row['given_name']} {row['family_name']}".strip()
        guardian = Guardian.objects.filter(record__child_id=child_id, name=name).first()
        give_access(
            child_id, guardian_id=guardian.pk if guardian else None, number=known_by,
            valid_until=clock.today() + dt.timedelta(days=180), is_checked=True, actor=owner,
        )  # fmt: skip
    return len(rows)
