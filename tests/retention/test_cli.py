"""`samsyn retention due` and `run`, through the functions behind the words."""

import argparse
import json
import uuid

import pytest

from samsyn.cases.operations import close_case
from samsyn.cli import retention as cli
from samsyn.cli.county import NotReady
from samsyn.cli.verbs import FAILED
from samsyn.foundation import wall
from samsyn.foundation.refusals import NotPossible
from samsyn.organisations.models import Assignment
from samsyn.retention.queries.proof import proof_for
from tests.retention.conftest import Archive, another, on, snapshot


@pytest.fixture
def ripe(archive: Archive):
    """Two cases that may go."""
    for tale in (archive.tale, another(archive.tale)):
        tale.need()
        close_case(tale.case_id, why="Klart", actor=tale.owner)
    with on(2037):
        archive.decide()
        yield archive


def run_of(number: object) -> int:
    return cli.carry_out(argparse.Namespace(list=str(number)))


class TestRun:
    def test_an_approved_list_to_the_end(self, ripe, capsys):
        run = ripe.approve(ripe.propose())
        assert run_of(run.pk) == 0
        assert capsys.readouterr().out.splitlines() == [
            "1 kvar", "Klart. Gallringsbeviset finns på listans sida.",
        ]  # fmt: skip
        wall.bind(ripe.approver)
        proof = proof_for(ripe.approver, run.pk)
        assert (proof.state.value, proof.gone) == ("done", 2)
        assert snapshot(ripe.world)["cases_case"] == set()

    def test_goes_on_where_it_stopped(self, ripe, capsys, monkeypatch):
        from samsyn.retention import operations

        run, whole = ripe.approve(ripe.propose()), operations.weed_some
        said = iter([whole, None])

        def stops(*args, **kwargs):
            if (step := next(said)) is None:
                raise NotPossible("Databasen tog slut.")
            return step(*args, **kwargs)

        monkeypatch.setattr(operations, "weed_some", stops)
        assert run_of(run.pk) == FAILED
        assert "Databasen tog slut." in capsys.readouterr().out
        monkeypatch.setattr(operations, "weed_some", whole)
        assert run_of(run.pk) == 0

    def test_nothing_that_is_not_approved(self, ripe):
        run, before = ripe.propose(), snapshot(ripe.world)
        for number in (run.pk, uuid.uuid4(), "inget nummer"):
            with pytest.raises(NotReady):
                run_of(number)
        ops_done = ripe.approve(run)
        assert snapshot(ripe.world) == before
        assert run_of(ops_done.pk) == 0
        with pytest.raises(NotReady):
            run_of(ops_done.pk)

    def test_nor_when_the_one_who_approved_has_left(self, ripe):
        run, before = ripe.approve(ripe.propose()), snapshot(ripe.world)
        Assignment.objects.filter(pk=ripe.approver.assignment_id).update(valid_to="2030-01-01")
        with pytest.raises(NotReady, match="slutat"):
            run_of(run.pk)
        assert snapshot(ripe.world) == before


class TestDue:
    def test_numbers_in_words_and_as_json(self, ripe, capsys):
        assert cli.show_due(argparse.Namespace(json=False)) == 0
        told = capsys.readouterr().out
        assert f"{ripe.archivist.party_name}: 2 får gallras" in told and "Barnsson" not in told
        assert cli.show_due(argparse.Namespace(json=True)) == 0
        found = {one["party"]: one for one in json.loads(capsys.readouterr().out)}
        assert found[ripe.archivist.party_name]["going"] == 2

    def test_without_keepers_it_says_so(self, county, capsys):
        assert cli.show_due(argparse.Namespace(json=False)) == 0
        assert "Då gallras ingenting" in capsys.readouterr().out
