"""Is a protected child counted for the county alone, so that no subtraction finds it?"""

import pytest

from samsyn.access.rules import Actor
from samsyn.children.operations import protect_child
from samsyn.children.rules import Kind, Source
from samsyn.foundation import clock
from samsyn.indicators.models import Measure
from samsyn.indicators.operations import open_measures
from samsyn.indicators.queries.counting import UNPLACED, counted_year
from samsyn.indicators.queries.counting import _raw as raw_counts
from samsyn.indicators.rules import Period, hidden_of_shares, protect, with_totals
from samsyn.indicators.rules.flows import possible
from samsyn.organisations.models import Party
from samsyn.regions import region
from tests.children.hidden import add_person
from tests.world import Tale, World, number_of_age


def raw(county: World) -> dict:
    return dict(raw_counts(county.code, Period.year(clock.today().year)))


@pytest.fixture
def measured(county: World) -> World:
    open_measures(region(county.code), actor=Actor.system(county.code))
    return county


class TestCounting:
    @pytest.mark.parametrize("kind", Kind)
    def test_moves_from_its_party_to_nobody_but_stays_in_the_county(self, county: World, kind):
        tale = county.tale(others=2).to_plan_in_force()
        party = Party.objects.get(pk=tale.owner.party_id).code
        before = raw(county)
        assert before["sip.needs", party, None].n == 1
        protect_child(tale.child_id, kind=kind, source=Source.REGISTER, actor=tale.owner)
        after = raw(county)
        for key in ("sip.needs", "sip.calls", "sip.meetings", "sip.plans_agreed",
                    "sip.with_child_view_share", "sip.days_need_to_plan"):  # fmt: skip
            assert (key, party, None) not in after, key
            assert after[key, UNPLACED, None].n == 1
            assert after[key, "", None].n == before[key, "", None].n

    def test_is_told_of_no_party_on_any_page_of_figures(self, measured: World):
        tale = measured.tale(others=2)
        add_person(measured, tale.owner, "annan", "physician")
        for skip in range(1, 7):
            other = Tale(measured, tale.owner, tale.others, 10)
            other.child_id = self.registered(other, skip)
            other.need()
        tale.need()
        protect_child(tale.child_id, kind=Kind.MARKED, source=Source.FAMILY, actor=tale.owner)
        measure = Measure.objects.get(region=measured.code, key="sip.needs")
        rows = counted_year(measured.code, [measure], clock.today().year)["sip.needs"]
        assert UNPLACED not in {row.area for row in rows}
        county = next(r for r in rows if not r.area and r.period == Period.year(clock.today().year))
        assert county.value == 7
        told = [r for r in rows if r.area and r.period == county.period and not r.is_hidden]
        assert sum(int(row.value or 0) for row in told) == 0, "6 beside 7 would tell of one"

    def registered(self, tale: Tale, skip: int):
        from samsyn.children.operations import register_child

        return register_child(
            number_of_age(10, skip), given_name="Lo", family_name="B", reason="x", actor=tale.owner
        ).child_id


class TestNoSubtraction:
    @pytest.mark.parametrize("few", [1, 2, 4, 5, 9])
    @pytest.mark.parametrize("threshold", [3, 5, 10])
    def test_what_is_unplaced_cannot_be_worked_out(self, few, threshold):
        table = with_totals(
            {("a", "1"): 20, ("a", "2"): 14, ("b", "1"): 9, ("b", "2"): 30,
             ("c", "1"): 12, ("c", "2"): 11, (UNPLACED, "1"): few, (UNPLACED, "2"): 0}
        )  # fmt: skip
        also = [cell for cell, count in table.items() if cell[0] == UNPLACED and count]
        for hidden in (
            protect(table, threshold, also),
            hidden_of_shares(
                table, with_totals({c: n // 2 for c, n in table.items() if c[0] and c[1]}),
                threshold, also=also,
            ),
        ):  # fmt: skip
            assert set(also) <= hidden
            for cell in also:
                least, most = possible(table, hidden, cell)
                assert most is None or most - least >= threshold, (cell, least, most)
