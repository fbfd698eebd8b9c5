"""The auditor: which mandates held on a day, and proof of it that can be taken along."""

import json

import pytest

from tests.journeys.conftest import Visitor
from tests.steering import Steering

pytestmark = pytest.mark.django_db(transaction=True)


def state_of(visitor: Visitor, arena: str) -> str:
    """What the page of mandates says of an arena."""
    row = visitor.page.locator("tbody tr").filter(has=visitor.page.get_by_role("link", name=arena))
    return (row.first.locator("td").first.text_content() or "").strip()


def test_mandates_on_a_day_and_proof_to_take_along(visitor: Visitor, jamtland: Steering):
    v = visitor.be("auditor", jamtland)
    v.open("/styrning/uppdrag/?datum=2021-06-01").sees("Så stod det till 1 juni 2021")
    assert state_of(v, "Barnarenan") == "Saknas"
    assert state_of(v, "L-IFO") == "Inaktuell"
    assert state_of(v, "Regionalt JämtBusnätverk") == "Gällande"
    v.fill(datum="2022-01-01").press("Visa").sees("Så stod det till 1 jan 2022")
    v.open("/styrning/revision/bevis/?datum=2021-06-01").sees("Så såg det ut 1 juni 2021")
    v.sees("Fingeravtryck")
    for name, begins in (("PDF", b"%PDF"), ("CSV", b""), ("JSON", b"{")):
        with v.page.expect_download() as taken:
            v.page.get_by_role("link", name=name, exact=True).first.click()
        data = taken.value.path().read_bytes()
        assert data and data.startswith(begins)
    assert "2021-06-01" in json.dumps(json.loads(data))
