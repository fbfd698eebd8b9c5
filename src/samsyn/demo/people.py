"""Who can one be in the demo?"""

import tomllib
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from samsyn.access.rules import roles
from samsyn.accounts.models import User
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment

DATA = Path(__file__).parent / "data"


@cache
def data(name: str) -> dict[str, Any]:
    """One of the demo's data files."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Choice:
    """A person to be, with the assignment that the demo opens."""

    handle: str
    name: str
    role: str
    unit: str
    story: str
    featured: bool


def person(handle: str) -> User | None:
    """The demo person with this handle."""
    return User.objects.filter(handle=handle, is_active=True).first()


def person_with(user_id: uuid.UUID) -> User:
    """The person who has logged in."""
    return User.objects.get(pk=user_id)


def people_to_choose() -> list[Choice]:
    """Everyone with an assignment today; those with a story first."""
    stories = {row["key"]: row.get("story", "") for row in data("people")["person"]}
    found: dict[str, Choice] = {}
    rows = Assignment.objects.on(clock.today()).select_related("user", "unit")
    for row in rows.order_by("user__family_name", "user__given_name", "unit__name"):
        story = stories.get(row.user.handle, "")
        role = roles()[row.role].label(get_language() or "sv")
        known = found.get(row.user.handle)
        unit = f"{known.unit}, {row.unit.name}" if known else row.unit.name
        found[row.user.handle] = Choice(
            row.user.handle, str(row.user), role, unit, story, bool(story)
        )
    return sorted(found.values(), key=lambda c: not c.featured)
