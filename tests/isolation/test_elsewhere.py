"""Does anything that a stranger meets change when a child elsewhere gets a case and a plan?

Lists, searches and *Min tur* are asked before and after: the answers are equal
letter by letter, whatever the role.
"""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from samsyn.foundation import clock
from tests.isolation.people import People, role_groups
from tests.isolation.test_matrix import SPACES
from tests.isolation.things import unit_of
from tests.world import Tale, World, number_of_age

#: What differs from one answer to the next and says nothing.
NOISE = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|name="submission" value="[^"]*"'
    rb'|"X-CSRFToken": ?"[^"]*"|nonce="[^"]*"'
)
#: In another county these are asked; in the own county everybody is.
FAR = ("auditor", "coordinator", "county_coordinator", "unit_manager")
#: The county's own figures count what happens in it, behind suppression: tests/patterns.
FIGURES = ("patterns:statistics",)
LISTS = sorted(
    name
    for space in SPACES.values()
    for name, (needs, _asks) in space.items()
    if not needs and not name.startswith(FIGURES)
)


class Elsewhere:
    """A stranger in the county and one in another county, by role."""

    def __init__(self) -> None:
        self.county, other = World("jamtland-harjedalen"), World("fjordlanda")
        self.crew = self.county.fitting(10, 6)
        self.people = People(
            {"none": unit_of(self.crew[-1]), "other county": unit_of(other.fitting(10, 1)[0])}
        )

    def child(self) -> None:
        """A child with a plan in force, in units that are none of theirs."""
        tale = Tale(self.county, self.crew[0], self.crew[1:3], 10)
        tale.register()
        tale.to_plan_in_force()

    def answers(self) -> dict[tuple[str, str, str], tuple[int, bytes]]:
        """What all of them get, everywhere."""
        found = {}
        for (relation, role), client in self.people.clients.items():
            if relation == "other county" and role not in FAR:
                continue
            for name in LISTS:
                with transaction.atomic():
                    response = client.get(reverse(name))
                    body = b"".join(response) if response.streaming else response.content
                    transaction.set_rollback(True)
                found[relation, role, name] = (response.status_code, NOISE.sub(b"", body))
            for words in ("Barnsson", "Lo", number_of_age(10), "Hemlig oro"):
                with transaction.atomic():
                    sent = client.post(reverse("workspace:children"), {"q": words})
                    transaction.set_rollback(True)
                found[relation, role, words] = (sent.status_code, NOISE.sub(b"", sent.content))
        return found


@pytest.fixture
def light_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers need not be set."""
    monkeypatch.setattr("samsyn.foundation.paper.printed", lambda *_args: b"%PDF-1.7")


def test_nothing_that_strangers_meet_changes(db, light_papers):
    with clock.held(clock.now()):
        there = Elsewhere()
        before = there.answers()
        there.child()
        after = there.answers()
    assert set(before) == set(after) and len(before) > 100
    assert {role for _relation, role, _what in before} == set(role_groups())
    changed = [where for where in before if before[where] != after[where]]
    assert changed == []
