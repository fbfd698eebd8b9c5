"""Does Samsyn count rightly, give no row about a child away, and hide what is small?"""

import datetime as dt
import importlib
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.access.rules import Actor
from samsyn.deviations import operations
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, Refused
from samsyn.indicators import queries
from samsyn.indicators.models import Measure, Observation
from samsyn.indicators.operations import count_live, open_measures, stop_measure
from samsyn.indicators.queries.counting import _raw as raw_counts
from samsyn.indicators.queries.counting import counted_year
from samsyn.indicators.rules import Period, State, definitions
from samsyn.plans.rules import Outcome
from samsyn.regions import region
from tests.deviations.people import Sides
from tests.world import World


def counts(county: World) -> dict:
    """What the function gives for the whole county and year, by key."""
    found = raw_counts(county.code, Period.year(clock.today().year))
    return {key: raw for (key, party, part), raw in found.items() if not party and part is None}


def sql(text: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, list(values))
        return cursor.fetchall() if cursor.description else []


def opened(code: str) -> Actor:
    actor = Actor.system(code)
    open_measures(region(code), actor=actor)
    return actor


@pytest.fixture
def measured(county: World) -> World:
    opened(county.code)
    return county


class TestWhatIsCounted:
    def test_one_whole_way(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        tale.look(Outcome.CONTINUE)
        found = counts(world)
        assert {key: found[key].n for key in ("sip.needs", "sip.calls", "sip.meetings", "sip.plans_agreed")} == {
            "sip.needs": 1, "sip.calls": 1, "sip.meetings": 1, "sip.plans_agreed": 1,
        }  # fmt: skip
        assert found["sip.days_need_to_plan"].median == 0
        voice = found["sip.with_child_view_share"]
        assert (voice.n, voice.hits) == (1, 1)

    def test_days_are_counted_from_the_need(self, county: World):
        tale = county.tale(others=2)
        today = clock.now()
        start = today.replace(month=5, day=4, hour=10)
        with clock.held(start):
            tale.need()
        with clock.held(start + dt.timedelta(days=3)):
            tale.family()
            tale.call()
        with clock.held(start + dt.timedelta(days=9)):
            tale.answers(tale.others[:1])
        with clock.held(start + dt.timedelta(days=20)):
            tale.answers(tale.others[1:])
            tale.meet()
        with clock.held(start + dt.timedelta(days=21)):
            found = counts(county)
        assert found["sip.days_need_to_call"].median == 3
        assert found["sip.days_call_to_meeting"].median == 17
        answered = found["sip.call_answered_share"]
        assert (answered.n, answered.hits) == (2, 1)

    def test_a_follow_up_late_and_one_that_never_came(self, county: World):
        tale = county.tale(others=1).to_plan_in_force()
        due = clock.today() + dt.timedelta(days=60)
        with clock.held(clock.now() + dt.timedelta(days=70)):
            wall.bind(tale.owner)
            found = raw_counts(county.code, Period(due.replace(day=1), _last_day(due)))
            late = found["sip.plans_followed_up_in_time", "", None]
            assert (late.n, late.hits) == (1, 0)
            tale.look(Outcome.CONTINUE)
            found = raw_counts(county.code, Period(due.replace(day=1), _last_day(due)))
            late = found["sip.plans_followed_up_in_time", "", None]
            assert (late.n, late.hits) == (1, 0)

    def test_a_follow_up_before_its_day_is_in_time(self, county: World):
        tale = county.tale(others=1).to_plan_in_force()
        tale.look(Outcome.CONTINUE)
        due = clock.today() + dt.timedelta(days=60)
        found = raw_counts(county.code, Period(due.replace(day=1), _last_day(due)))
        kept = found["sip.plans_followed_up_in_time", "", None]
        assert (kept.n, kept.hits) == (1, 1)

    def test_another_county_is_not_counted(self, county: World):
        county.tale(others=1).need()
        assert counts(World("fjordlanda")) == {}


def _last_day(day: dt.date) -> dt.date:
    following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return following - dt.timedelta(days=1)


class TestDeviations:
    """By the party that reported, on the day of the report; answers for the county alone."""

    @pytest.fixture
    def sides(self, db) -> Sides:
        sides = Sides("jamtland-harjedalen")
        opened(sides.code)
        return sides

    def test_reported_and_answered(self, sides: Sides):
        start = clock.now().replace(month=5, day=4, hour=10)
        with clock.held(start):
            one, _other, back = sides.report(), sides.report(), sides.report(sides.nurse)
            operations.withdraw_deviation(back.pk, why="Löst", actor=sides.nurse)
        with clock.held(start + dt.timedelta(days=8)):
            operations.answer_deviation(one.pk, sides.answering(), actor=sides.head)
        raw = raw_counts(sides.code, Period.year(start.year))
        part = start.date().replace(day=1)
        assert raw["deviations", "", None].n == 3
        assert raw["deviations", sides.municipality.code, part].n == 2
        share = raw["deviations.answered_share", "", part]
        assert (share.n, share.hits) == (3, 1)
        days = raw["deviations.days_to_answer", "", None]
        assert (days.n, days.median) == (1, 8)

    def test_how_they_went_is_told_for_the_county_alone(self, sides: Sides):
        sides.report()
        actor, year = Actor.system(sides.code), clock.today().year
        count_live(sides.code, year, actor=actor)
        stored = Observation.objects.filter(measure__key__startswith="deviations.")
        assert stored and set(stored.values_list("area", flat=True)) == {""}
        assert Observation.objects.filter(measure__key="deviations").exclude(area="").exists()

    @pytest.mark.parametrize(
        ("answered", "shown"), [(6, True), (2, False), (12, True), (11, False), (0, True)]
    )
    def test_all_that_rests_on_the_same_is_hidden_together(
        self, sides: Sides, monkeypatch, answered, shown
    ):
        _pretend_deviations(monkeypatch, sides, 12, answered)
        measures = Measure.objects.filter(region=sides.code, key__startswith="deviations")
        found = counted_year(sides.code, measures, clock.today().year)
        whole = Period.year(clock.today().year)
        of_year = {
            k: next(r for r in rows if r.period == whole and not r.area)
            for k, rows in found.items()
        }
        assert not of_year["deviations"].is_hidden and of_year["deviations"].value == 12
        for key in ("deviations.answered_share", "deviations.days_to_answer"):
            assert of_year[key].is_hidden is not shown
        if shown and answered:
            assert of_year["deviations.days_to_answer"].base == answered

    def test_a_county_that_opened_before_gets_them(self, as_owner):
        from django.apps import apps

        code = "jamtland-harjedalen"
        before = importlib.import_module("samsyn.indicators.migrations.0002_deviations_are_counted")
        sql("ALTER TABLE indicators_measure NO FORCE ROW LEVEL SECURITY")
        Measure.objects.create(
            region=code, key="deviations", name="Avvikelser", definition=before.BEFORE,
            unit="count", kind="external", source="Samsyn", direction="none", needs="Räknas sen.",
        )  # fmt: skip
        with connection.schema_editor() as editor:
            before.count(apps, editor)
        for key in ("deviations", *before.NEW):
            row = Measure.objects.get(region=code, key=key)
            assert (row.kind, row.needs) == ("live", "")
            assert row.definition == definitions()[key].definition
        wall.raise_wall()


def _pretend_deviations(monkeypatch, county: World, n: int, answered: int) -> None:
    from samsyn.indicators.queries import counting

    party = sorted(queries.areas_of(county.code))[0]
    part = clock.today().replace(month=(clock.today().month - 1) // 4 * 4 + 1, day=1)
    raw = {
        "deviations": counting._Raw(n),
        "deviations.answered_share": counting._Raw(n, answered),
        "deviations.days_to_answer": counting._Raw(answered, 0, Decimal(4) if answered else None),
    }
    rows = {
        (key, area, at): row
        for key, row in raw.items()
        for area in (party, "")
        for at in (part, None)
    }
    monkeypatch.setattr(counting, "_raw", lambda region, period: rows)


class TestTheDoor:
    """The function gives sums and nothing else."""

    def test_it_gives_no_identity_and_no_text(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        parties = {row[0] for row in sql("SELECT code FROM organisations_party")}
        year = clock.today().year
        rows = sql(
            "SELECT * FROM sip_counts(%s, %s, %s)",
            county.code,
            dt.date(year, 1, 1),
            dt.date(year + 1, 1, 1),
        )
        assert rows
        for measure, party, part, n, hits, median in rows:
            assert measure in definitions() and party in parties | {""}
            assert part is None or (part.day == 1 and part.month in (1, 5, 9))
            assert isinstance(n, int) and isinstance(hits, int)
            assert median is None or isinstance(median, Decimal)
        assert str(tale.case_id) not in str(rows)

    def test_it_counts_past_the_wall_but_the_wall_still_stands(self, county: World):
        county.tale(others=2).to_plan_in_force()
        wall.bind(None)
        assert counts(county)["sip.needs"].n == 1
        for table in ("cases_case", "cases_call", "cases_meeting", "cases_casestep", "plans_plan",
                      "plans_planversion", "plans_followup", "cases_summons", "cases_need"):  # fmt: skip
            assert sql(f"SELECT count(*) FROM {table}") == [(0,)], table

    def test_whole_months_only(self, county: World):
        with pytest.raises(DatabaseError), transaction.atomic():
            sql(
                "SELECT * FROM sip_counts(%s, %s, %s)",
                county.code,
                dt.date(2026, 1, 2),
                dt.date(2026, 2, 1),
            )

    def test_the_open_site_may_not_ask(self, county: World):
        with pytest.raises(DatabaseError), transaction.atomic(), wall.as_open_site():
            sql(
                "SELECT * FROM sip_counts(%s, %s, %s)",
                county.code,
                dt.date(2026, 1, 1),
                dt.date(2026, 2, 1),
            )

    def test_only_the_application_may_ask(self, db):
        who = sql(
            "SELECT grantee FROM information_schema.routine_privileges WHERE routine_name = 'sip_counts'"
        )
        assert {name for (name,) in who} <= {"samsyn_app", "samsyn_owner"}

    def test_the_policies_are_for_the_owner_alone(self, db):
        rows = sql(
            "SELECT tablename, roles::text[], cmd FROM pg_policies WHERE policyname = 'count'"
        )
        assert rows and all(
            roles == ["samsyn_owner"] and cmd == "SELECT" for _t, roles, cmd in rows
        )
        assert "cases_need" not in {table for table, _r, _c in rows}


class TestStored:
    def test_what_is_small_is_stored_hidden(self, measured: World):
        measured.tale(others=2).to_plan_in_force()
        actor, year = Actor.system(measured.code), clock.today().year
        assert count_live(measured.code, year, actor=actor) > 0
        row = Observation.objects.get(
            measure__key="sip.needs",
            area="",
            period_start=dt.date(year, 1, 1),
            period_end=dt.date(year, 12, 31),
        )
        assert row.is_suppressed and row.value is None and row.base is None
        assert not Observation.objects.filter(
            value__gt=0, value__lt=5, measure__unit="count"
        ).exists()

    def test_what_is_enough_is_shown_and_agrees_everywhere(self, measured: World, monkeypatch):
        _pretend(monkeypatch, measured, 12)
        actor, year = Actor.system(measured.code), clock.today().year
        count_live(measured.code, year, actor=actor)
        figure = queries.figure_for(
            measured.code, "sip.needs", dt.date(year, 1, 1), dt.date(year, 12, 31)
        )
        table = queries.measure_table(actor, "sip.needs")
        listed = next(row for row in queries.measure_list(actor) if row.key == "sip.needs")
        page = queries.measure_page(actor, listed.id)
        shown = table.rows[0].figures[table.periods.index(Period.year(year))]
        assert figure.value == shown.value == listed.latest.value == page.by_year.latest.value == 12
        assert f"länet;;{year};12;;;" in queries.export_csv(page)
        assert (
            queries.live(measured.code, "sip.needs", dt.date(year, 1, 1), clock.today()).value == 12
        )

    def test_counting_again_stores_only_what_is_new(self, measured: World, monkeypatch):
        actor, year = Actor.system(measured.code), clock.today().year
        _pretend(monkeypatch, measured, 12)
        assert count_live(measured.code, year, actor=actor) > 0
        assert count_live(measured.code, year, actor=actor) == 0
        _pretend(monkeypatch, measured, 13)
        assert (
            count_live(measured.code, year, actor=actor) == 4
        )  # party and county, tertial and year
        assert queries.series(measured.code, "sip.needs").latest.value == 13

    def test_periods_that_have_not_begun_are_not_stored_as_zero(self, measured: World):
        actor = Actor.system(measured.code)
        with clock.held(dt.datetime(2026, 3, 1, tzinfo=dt.UTC)):
            count_live(measured.code, 2026, actor=actor)
        assert not Observation.objects.filter(period_start__gt=dt.date(2026, 3, 1)).exists()

    def test_a_stopped_measure_ends_and_is_not_zero(self, measured: World):
        actor = Actor.system(measured.code)
        measure = Measure.objects.get(region=measured.code, key="sip.calls")
        stop_measure(measure.pk, on=dt.date(2025, 8, 31), why="Källan lades ned.", actor=actor)
        count_live(measured.code, 2025, actor=actor)
        stored = Observation.objects.filter(measure=measure)
        assert {row.period_end.month for row in stored} == {4, 8}
        count_live(measured.code, 2026, actor=actor)
        assert not stored.filter(period_start__year=2026).exists()
        series = queries.series(measured.code, "sip.calls", by="tertial")
        assert series.stopped_on == dt.date(2025, 8, 31) and series.stopped_why
        later = queries.figure_for(
            measured.code, "sip.calls", dt.date(2026, 1, 1), dt.date(2026, 4, 30)
        )
        assert later.state is State.MISSING and later.value is None

    def test_refusals(self, measured: World):
        with pytest.raises(Refused):
            count_live(measured.code, 2199, actor=Actor.system(measured.code))
        with pytest.raises(Denied):
            count_live("fjordlanda", 2026, actor=Actor.system(measured.code))
        with pytest.raises(Denied):
            count_live(measured.code, 2026, actor=next(iter(measured.actors.values())))

    def test_a_live_figure_is_for_whole_tertials_of_the_whole_county(self, measured: World):
        figure = queries.live(measured.code, "sip.needs", dt.date(2025, 10, 7), dt.date(2026, 2, 3))
        assert figure.period == Period(dt.date(2025, 9, 1), dt.date(2026, 4, 30))
        assert (
            queries.live(measured.code, "absence", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
            is None
        )

    def test_what_has_no_source_says_what_it_needs(self, measured: World):
        figure = queries.figure_for(
            measured.code, "absence", dt.date(2026, 1, 1), dt.date(2026, 12, 31)
        )
        assert figure.state is State.MISSING and "skolhuvudman" in figure.note
        assert (
            queries.figure_for(measured.code, "okänt", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
            is None
        )

    def test_opening_twice_changes_nothing(self, measured: World):
        Measure.objects.filter(key="sip.needs").update(name="Länets eget namn")
        assert open_measures(region(measured.code), actor=Actor.system(measured.code)) == 0
        assert Measure.objects.get(key="sip.needs").name == "Länets eget namn"

    def test_the_open_site_reads_the_same_without_who_read_in(self, measured: World, monkeypatch):
        _pretend(monkeypatch, measured, 12)
        count_live(measured.code, clock.today().year, actor=Actor.system(measured.code))
        with wall.as_open_site():
            rows = queries.open_measures_list(measured.code)
            page = queries.open_measure(measured.code, "sip.needs")
            text = queries.export_csv(page)
        assert rows and page.by_year.latest.value == 12 and page.batches == ()
        assert ";12;" in text


def _pretend(monkeypatch, county: World, n: int) -> None:
    """Let the function have counted `n` needs for one party, this tertial."""
    from samsyn.indicators.queries import counting

    party = sorted(queries.areas_of(county.code))[0]
    month = (clock.today().month - 1) // 4 * 4 + 1
    part = clock.today().replace(month=month, day=1)
    raw = counting._Raw(n)
    rows = {("sip.needs", area, at): raw for area in (party, "") for at in (part, None)}
    monkeypatch.setattr(counting, "_raw", lambda region, period: rows)
