"""A party with somebody who proposes and somebody who approves, and cases that ended long ago."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection, transaction

from samsyn.access.rules import Actor
from samsyn.cases.operations import close_case
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Party, Unit
from samsyn.retention import operations as ops
from samsyn.retention.models import Run
from samsyn.retention.queries.due import due_for
from samsyn.retention.rules import Plan, Sphere
from tests.attachments.conftest import attach, share
from tests.remembered import remembered
from tests.world import Tale, World

ABOUT_CHILDREN = sorted(model._meta.db_table for model in wall.models_about_children())
#: Written and read by the log and by weeding itself; everything else is compared.
PROOF = ("audit_", "retention_")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.SAMSYN_FILES = tmp_path / "files"
    return settings.SAMSYN_FILES


@contextmanager
def on(year: int, month: int = 6, day: int = 15):
    """The clock stands still at noon that day."""
    with clock.held(dt.datetime(year, month, day, 11, tzinfo=dt.UTC)):
        yield


@dataclass
class Archive:
    """Everything happens in the party of the owner's unit."""

    world: World
    tale: Tale
    archivist: Actor = field(default_factory=Actor)
    approver: Actor = field(default_factory=Actor)
    stranger: Actor = field(default_factory=Actor)

    @remembered
    def __post_init__(self) -> None:
        party = self.unit.party
        self.archivist = self.world.add_unit("", party, "arkivet", "archivist")
        self.approver = self.world.add_unit("", party, "arkivchef", "archive_approver")
        known = {actor.party_id for actor in [self.tale.owner, *self.tale.others]}
        other = Party.objects.filter(region=self.world.code).exclude(pk__in=known)[0]
        self.stranger = self.world.add_unit("", other, "annat-arkiv", "archivist")

    @property
    def unit(self) -> Unit:
        return Unit.objects.select_related("party").get(pk=self.tale.owner.unit_id)

    def decide(self, sphere: Sphere = Sphere.CARE, years: int = 10, **changes):
        values = {
            "operation": self.tale.owner.operation, "sphere": sphere, "years": years,
            "is_working_copy": False, "reference": "ARK 2026/17", "decided_on": clock.today(),
        }  # fmt: skip
        return ops.record_decision(Plan(**{**values, **changes}), actor=self.archivist)

    def due(self, actor: Actor | None = None):
        with transaction.atomic():
            wall.bind(actor or self.archivist)
            return due_for(actor or self.archivist)

    def propose(self) -> Run:
        return ops.propose_run(actor=self.archivist)

    def approve(self, run: Run) -> Run:
        return ops.approve_run(run.pk, list_hash=run.list_hash, actor=self.approver)

    def weed(self) -> Run:
        """The whole way."""
        run = self.approve(self.propose())
        assert ops.weed_some(run.pk, actor=self.approver) == 0
        return run


def full_case(tale: Tale) -> None:
    """A case with a row in every table that goes with one, closed in the end."""
    tale.to_plan_in_force()
    attach(tale)
    share(tale)
    close_case(tale.case_id, why="Klart", actor=tale.owner)


def another(tale: Tale) -> Tale:
    """A further case of the same child."""
    return Tale(tale.world, tale.owner, tale.others, tale.years, tale.child_id)


@pytest.fixture
def archive(world: World) -> Archive:
    return Archive(world, world.tale())


def snapshot(world: World, *actors: Actor) -> dict[str, set[str]]:
    """Every row about a child that anybody in the county meets, by table."""
    found: dict[str, set[str]] = {table: set() for table in ABOUT_CHILDREN}
    for actor in [*world.actors.values(), *actors]:
        with transaction.atomic():
            wall.bind(actor)
            with connection.cursor() as cursor:
                for table in ABOUT_CHILDREN:
                    cursor.execute(f"SELECT t::text FROM {table} t")
                    found[table] |= {row[0] for row in cursor.fetchall()}
    return {t: rows for t, rows in found.items() if not t.startswith(PROOF)}
