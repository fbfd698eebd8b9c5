"""The pages of those who keep an archive: who may, what they see, the whole way to the proof."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from samsyn.cases.operations import close_case
from samsyn.foundation import wall
from samsyn.retention.models import Run
from samsyn.retention.queries.keepers import approver_of, dry_runs
from samsyn.workspace.waiting import waiting_for
from tests.browsing import client_of
from tests.retention.conftest import Archive, another, on


@pytest.fixture
def ripe(archive: Archive):
    archive.tale.need()
    close_case(archive.tale.case_id, why="Klart", actor=archive.tale.owner)
    with on(2037):
        archive.decide()
        yield archive


def pages(run: Run, archive: Archive) -> list[str]:
    unit = archive.tale.owner.unit_id
    return [
        reverse("retention:overview"), reverse("retention:decide"), reverse("retention:propose"),
        reverse("retention:hold", args=["case", archive.tale.case_id, unit]),
        reverse("retention:lift", args=[1]),
        *(reverse(f"retention:{name}", args=[run.pk])
          for name in ("run", "refuse", "carry_out", "certificate")),
    ]  # fmt: skip


class TestWhoMayOpen:
    def test_those_who_keep_and_nobody_else(self, ripe):
        run = ripe.propose()
        addresses = pages(run, ripe)
        for address in addresses:
            assert client_of(None).get(address).status_code == 302, address
            assert client_of(ripe.tale.owner).get(address).status_code == 403, address
        for name in ("run", "certificate"):
            address = reverse(f"retention:{name}", args=[run.pk])
            assert client_of(ripe.stranger).get(address).status_code == 404
        hold = reverse("retention:hold", args=["case", ripe.tale.case_id, ripe.tale.owner.unit_id])
        assert client_of(ripe.stranger).get(hold).status_code == 404
        assert client_of(ripe.approver).get(reverse("retention:decide")).status_code == 403
        approve = reverse("retention:carry_out", args=[run.pk])
        assert client_of(ripe.archivist).post(approve).status_code == 403


class TestTheWholeWay:
    def test_from_the_dry_run_to_the_proof(self, ripe):
        mine, other = client_of(ripe.archivist), client_of(ripe.approver)
        text = mine.get("/gallring/").content.decode()
        assert str(ripe.tale.case_id)[:8] in text and "Barnsson" not in text
        assert mine.post(reverse("retention:propose")).status_code == 302
        wall.bind(ripe.approver)
        run = Run.objects.get()
        address = reverse("retention:run", args=[run.pk])
        assert [w.url for w in waiting_for(ripe.approver)] == [address]
        assert waiting_for(ripe.archivist) == ()
        assert "Någon annan godkänner" in mine.get(address).content.decode()
        assert other.post(address, {"list_hash": run.list_hash}).status_code == 422
        given = {"list_hash": run.list_hash, "is_read": "on"}
        assert mine.post(address, given).status_code == 200
        assert other.post(address, given).status_code == 302
        wall.bind(ripe.approver)
        assert approver_of(str(run.pk)).user_id == ripe.approver.user_id
        assert approver_of("x") is None
        assert other.get(reverse("retention:certificate", args=[run.pk])).status_code == 404
        assert other.post(reverse("retention:carry_out", args=[run.pk])).status_code == 302
        text = mine.get(address).content.decode()
        assert "Gallringsbevis" in text and "cases_case: 1" in text
        paper = mine.get(reverse("retention:certificate", args=[run.pk]))
        told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
        told = " ".join(told.split())
        assert run.list_hash[:8] in told and "ARK 2026/17" in told and "Barnsson" not in told
        assert "Arkivchef Person" in told and "Arkivet Person" in told

    def test_a_no_and_a_stop_ask_why(self, ripe):
        other = client_of(ripe.approver)
        unit = ripe.tale.owner.unit_id
        hold = reverse("retention:hold", args=["case", ripe.tale.case_id, unit])
        assert other.post(hold, {"why": ""}).status_code == 422
        assert other.post(hold, {"why": "Rättegång"}).status_code == 302
        text = other.get("/gallring/").content.decode()
        assert "Rättegång" in text and "Inget är moget" in text
        (lift,) = {part.split('"')[0] for part in text.split('action="') if "/hav/" in part[:40]}
        assert other.post(lift).status_code == 302
        run = ripe.propose()
        refuse = reverse("retention:refuse", args=[run.pk])
        assert other.post(refuse, {"why": " "}).status_code == 422
        assert other.post(refuse, {"why": "Fel enhet"}).status_code == 302
        assert "Fel enhet" in other.get(reverse("retention:run", args=[run.pk])).content.decode()

    def test_what_does_not_fit_on_one_list_is_told(self, ripe, monkeypatch):
        for module in ("queries.due", "operations.proposing"):
            monkeypatch.setattr(f"samsyn.retention.{module}.MOST", 1)
        mine = client_of(ripe.archivist)
        assert "Föreslå gallring av allt på listan" in mine.get("/gallring/").content.decode()
        tale = another(ripe.tale)
        with on(2026):
            tale.need()
            close_case(tale.case_id, why="Klart", actor=tale.owner)
        text = mine.get("/gallring/").content.decode()
        assert "Högst 1 saker" in text and "En sak blir kvar till nästa lista" in text
        assert "allt på listan" not in text
        assert mine.post(reverse("retention:propose")).status_code == 302
        wall.bind(ripe.approver)
        assert Run.objects.get().items.count() == 1

    def test_an_approved_list_is_taken_back(self, ripe):
        other = client_of(ripe.approver)
        run = ripe.approve(ripe.propose())
        address = reverse("retention:run", args=[run.pk])
        refuse = reverse("retention:refuse", args=[run.pk])
        assert refuse in other.get(address).content.decode()
        assert "Ta tillbaka listan" in other.get(refuse).content.decode()
        assert other.post(refuse, {"why": "Fel år"}).status_code == 302
        text = other.get(address).content.decode()
        assert "Återtagen" in text and "Varför den togs tillbaka" in text and refuse not in text

    def test_what_is_early_is_not_said_to_be_kept_for_good(self, ripe):
        run = ripe.approve(ripe.propose())
        ripe.decide(years=40)
        other = client_of(ripe.approver)
        assert other.post(reverse("retention:carry_out", args=[run.pk])).status_code == 302
        text = other.get(reverse("retention:run", args=[run.pk])).content.decode()
        assert "Kvar: tiden har inte gått ut" in text and "ska bevaras" not in text

    def test_a_decision_shorter_than_the_law_is_refused_at_its_field(self, ripe):
        mine = client_of(ripe.archivist)
        given = {
            "operation": ripe.tale.owner.operation, "sphere": "care", "years": 3,
            "reference": "ARK 1", "decided_on": "2037-01-01",
        }  # fmt: skip
        response = mine.post(reverse("retention:decide"), given)
        assert response.status_code == 422 and "Minst 10 år" in response.content.decode()
        given["is_working_copy"] = "on"
        assert mine.post(reverse("retention:decide"), given).status_code == 302
        assert "arbetskopia" in mine.get("/gallring/").content.decode()

    def test_the_command_line_tells_numbers_by_party(self, ripe):
        mine = next(one for one in dry_runs() if one.party == ripe.archivist.party_name)
        assert (mine.going, mine.undecided) == (1, 0)
        assert mine.as_dict()["units"] == {ripe.tale.owner.unit_name: 1}
