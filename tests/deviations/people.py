"""Who reports, who answers and who follows in a test's county: two sides with their lines."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from samsyn.access.rules import Actor
from samsyn.deviations import operations, rules
from samsyn.deviations.models import Deviation
from samsyn.deviations.operations import Answering, Report
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Party, Unit
from samsyn.organisations.operations import join_party, place_unit
from samsyn.regions import region
from tests.remembered import remembered
from tests.world import World


@dataclass
class Sides(World):
    """A teacher's school and a clinic, each with a manager, an area and a leadership.

    Actors: teacher, head, area, top (the municipality); nurse, chief, medical, director (the
    region); local (the municipality's coordinator), county, auditor, stranger.
    """

    parties: dict[str, Any] = field(default_factory=dict)

    @remembered
    def __post_init__(self) -> None:
        system = Actor.system(self.code)
        county = region(self.code).on(clock.today())
        for row in county.parties:
            self.parties[row.code] = join_party(
                self.code, row.code, name=row.name, kind=row.kind.value, actor=system
            )
        of_kind = lambda kind: next(p for p in self.parties.values() if p.kind == kind)  # noqa: E731
        self.region_party, self.municipality = of_kind("region"), of_kind("municipality")
        meets = {kind: [o.code for o in county.operations if kind in [h.value for h in o.huvudman]]
                 for kind in ("region", "municipality")}  # fmt: skip
        school, clinic = meets["municipality"][0], meets["region"][0]
        for key, party, operation, role in (
            ("teacher", self.municipality, school, "teacher"),
            ("stranger", self.municipality, school, "teacher"),
            ("area", self.municipality, "", "area_manager"),
            ("top", self.municipality, "", "director"),
            ("local", self.municipality, "", "party_coordinator"),
            ("nurse", self.region_party, clinic, "school_nurse"),
            ("medical", self.region_party, "", "area_manager"),
            ("director", self.region_party, "", "director"),
            ("county", self.region_party, "", "county_coordinator"),
            ("auditor", self.region_party, "", "auditor"),
        ):
            self.join(key, party, operation, role)
        self.head = self.staff("head", "teacher", "unit_manager")
        self.chief = self.staff("chief", "nurse", "unit_manager")
        for below, above in (
            ("teacher", "area"), ("area", "top"), ("nurse", "medical"), ("medical", "director"),
        ):  # fmt: skip
            self.place(below, above)

    head: Actor = field(default_factory=Actor)
    chief: Actor = field(default_factory=Actor)

    def join(self, key: str, party: Party, operation: str, role: str) -> Actor:
        """Open a unit with one person in it, who is then an attribute."""
        actor = self.add_unit(operation, party, key, role)
        setattr(self, key, actor)
        return actor

    def staff(self, key: str, unit_of: str, role: str) -> Actor:
        """One more person in somebody's unit."""
        from samsyn.access.queries import actor_from
        from samsyn.organisations.models import Assignment
        from samsyn.organisations.operations import give_assignment, register_person

        system = Actor.system(self.code)
        person = register_person(
            f"{self.code}-{key}", given_name=key.capitalize(), family_name="Person", actor=system
        )
        given = give_assignment(
            person, self.units[unit_of], role=role, valid_from=clock.today().replace(year=2015),
            actor=system,
        )  # fmt: skip
        self.actors[key] = actor_from(
            Assignment.objects.select_related("user", "unit__party").get(pk=given.pk)
        )
        return self.actors[key]

    def place(self, below: str, above: str | None) -> None:
        """Say which office leads a unit."""
        unit = Unit.objects.select_related("above").get(pk=self.units[below].pk)
        place_unit(unit, above=self.units[above] if above else None, actor=Actor.system(self.code))

    @remembered
    def report(self, actor: Actor | None = None, **changes: Any) -> Deviation:
        """The teacher reports that the clinic did not come; a shortcoming unless told otherwise."""
        values: dict[str, Any] = {
            "kind": rules.Kind.GUIDELINE, "about_party": self.region_party.pk,
            "about_unit": self.units["nurse"].pk, "happened": "Ingen kom till mötet.",
            "consequence": "Planen blev inte av.", "wanted": "Ett nytt möte.",
        }  # fmt: skip
        return operations.report_deviation(
            Report(**{**values, **changes}), submission=uuid.uuid4(),
            actor=actor or self.actors["teacher"],
        )  # fmt: skip

    def dispute(self, actor: Actor | None = None, **changes: Any) -> Deviation:
        """The teacher's school and the clinic do not agree on who pays."""
        return self.report(
            actor, **{"kind": rules.Kind.COST, "happened": "Vi är oense om kostnaden.", **changes}
        )

    def answering(self, **changes: Any) -> Answering:
        """A measure within a month."""
        import datetime as dt

        values: dict[str, Any] = {
            "decision": rules.Decision.MEASURE, "text": "Vi svarar på alla kallelser inom tre dagar.",
            "responsible": "Enhetschefen", "due_on": clock.today() + dt.timedelta(days=30),
        }  # fmt: skip
        return Answering(**{**values, **changes})

    def seen(self, deviation: Deviation, actor: Actor) -> Deviation | None:
        """The row as an actor meets it through the wall alone, or None."""
        with transaction.atomic():
            wall.bind(actor)
            return Deviation.objects.filter(pk=deviation.pk).first()

    def standing(self, deviation: Deviation) -> list[str]:
        """Keys of the units that have the turn."""
        keys = {unit.pk: key for key, unit in self.units.items()}
        with transaction.atomic():
            wall.bind(self.actors["county"])
            places = deviation.places.filter(left_at__isnull=True).order_by("pk")
            return [keys[p.unit_id] for p in places]

    def again(self, deviation: Deviation) -> Deviation:
        """The deviation as it is now; from here on the county's coordinator asks."""
        wall.bind(self.actors["county"])
        deviation.refresh_from_db()
        return deviation
