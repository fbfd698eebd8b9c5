"""One of everything that an address can name, and which units stand how to it."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from samsyn.cases.operations import withdraw_family_consent
from samsyn.deviations import rules as deviation_rules
from samsyn.deviations.operations import Report, report_deviation
from samsyn.foundation import wall
from samsyn.organisations.models import Party, Unit
from tests.attachments.conftest import attach, share
from tests.family.test_access import let_in
from tests.world import Tale, World

#: Words that stand in the child's own rows and nowhere else.
SECRETS = ("Barnsson", "Hemlig oro", "Jag vill vara med")


def unit_of(actor: Any) -> Unit:
    """An actor's unit with its party."""
    return Unit.objects.select_related("party").get(pk=actor.unit_id)


@dataclass
class Child:
    """A child with a plan in force, shared with two units, one of which is `receiver`."""

    tale: Tale
    known: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tale = self.tale
        page = tale.page(tale.owner)
        deviation = a_deviation(tale)
        self.known = {
            "child_id": tale.child_id, "case_id": tale.case_id, "plan_id": tale.plan_id,
            "summons_id": page.call.summons[0].id, "meeting_id": page.meeting.id,
            "number": 1, "before": 1, "after": 2, "deviation_id": deviation.pk,
            "words_id": deviation.words.get().pk, "attachment_id": attach(tale).pk,
            "access_id": let_in(tale).pk,
        }  # fmt: skip


def a_deviation(tale: Tale) -> Any:
    """The owner reports another party, about the child."""
    other = Party.objects.filter(region=tale.world.code).exclude(pk=tale.owner.party_id)
    report = Report(
        deviation_rules.Kind.GUIDELINE, about_party=other[0].pk, happened="Ingen kom.",
        child_id=tale.child_id, kept={"happened": "Lo Barnsson väntade."},
    )  # fmt: skip
    found = report_deviation(report, submission=uuid.uuid4(), actor=tale.owner)
    wall.bind(tale.owner)
    return found


@dataclass
class Children:
    """Two children of one unit: one whose plan is shared, one whose consent was withdrawn."""

    def __post_init__(self) -> None:
        self.county, self.elsewhere = World("jamtland-harjedalen"), World("fjordlanda")
        tale = self.county.tale(others=2).to_plan_in_force()
        self.shared = Child(tale)
        share(tale)
        ended = Tale(self.county, tale.owner, tale.others, 11)
        ended.register()
        self.ended = Child(ended.to_plan_in_force())
        withdraw_family_consent(ended.case_id, by="Kim", actor=ended.owner)
        self.units = {
            "own": unit_of(tale.owner),
            "released": unit_of(tale.others[0]),
            "withdrawn": unit_of(tale.others[0]),
            "none": unit_of(self.county.fitting(10, 6)[-1]),
            "other county": unit_of(self.elsewhere.fitting(10, 1)[0]),
        }

    def known_to(self, relation: str) -> dict[str, Any]:
        """The ids that an asker in this relation uses."""
        return (self.ended if relation == "withdrawn" else self.shared).known
