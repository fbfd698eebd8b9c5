"""Mandates are written, adopted and never changed; a day tells which hold."""

import dataclasses
import datetime as dt

import pytest
from django.db import connection

from samsyn.foundation import clock
from samsyn.foundation.refusals import Changed, Denied, NotPossible, Refused
from samsyn.governance import operations
from samsyn.governance.models import MandateText
from samsyn.governance.operations.mandates import PARTS, Adoption
from samsyn.governance.queries import (
    mandate_change,
    mandate_page,
    mandates_on,
    mandates_page,
    steering_turns_arenas,
)
from samsyn.regions import region
from tests.governance.arena_world import load, opened
from tests.steering import Steering

FULL = {part: f"Om {part}." for part in PARTS}


def days_ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def draft(world: Steering, arena, **changes) -> MandateText:
    row = operations.draft_mandate(arena.pk, actor=world.secretary)
    return operations.save_mandate(
        row.pk, title="Uppdraget", parts={**FULL, **changes}, actor=world.secretary
    )


def adopted(world: Steering, arena, days: int = 100, text: dict | None = None, **changes):
    values = {"valid_from": days_ago(days), "adopted_by": "Rådet", "paragraph": "12"}
    row = draft(world, arena, **(text or {}))
    return operations.adopt_mandate(
        row.pk, adoption=Adoption(**{**values, **changes}), actor=world.secretary
    )


def states(code: str, on: dt.date) -> dict[str, str]:
    return {row.arena: row.state.value for row in mandates_on(code, on)}


class TestWriting:
    def test_a_new_one_begins_from_the_latest(self, steering: Steering):
        arena = opened(steering)
        first = adopted(steering, arena)
        second = operations.draft_mandate(arena.pk, actor=steering.secretary)
        assert second.purpose == first.purpose and second.number == 2
        with pytest.raises(NotPossible):
            operations.draft_mandate(arena.pk, actor=steering.secretary)

    def test_who_saved_in_between_is_not_written_over(self, steering: Steering):
        row = draft(steering, opened(steering))
        seen = row.changed_at
        with clock.held(clock.now() + dt.timedelta(minutes=5)):
            operations.save_mandate(
                row.pk, title="Ett", parts={}, base=seen, actor=steering.secretary
            )
        with pytest.raises(Changed):
            operations.save_mandate(
                row.pk, title="Två", parts={}, base=seen, actor=steering.coordinator
            )

    def test_readers_are_denied(self, steering: Steering):
        arena = opened(steering)
        for actor in (steering.politician, steering.auditor):
            with pytest.raises(Denied):
                operations.draft_mandate(arena.pk, actor=actor)


class TestAdopting:
    def test_it_keeps_its_identity_and_says_who_and_where(self, steering: Steering):
        arena = opened(steering)
        row = draft(steering, arena)
        operations.adopt_mandate(
            row.pk,
            adoption=Adoption(
                valid_from=days_ago(5), adopted_by="Rådet", paragraph="7",
                anchored_in=[arena.code], review_by=days_ago(-600),
            ),
            actor=steering.secretary,
        )  # fmt: skip
        stored = MandateText.objects.get(pk=row.pk)
        assert (stored.state, stored.adopted_paragraph) == ("adopted", "7")
        assert stored.anchored_in == [arena.code] and stored.purpose == FULL["purpose"]

    def test_it_is_never_rewritten(self, steering: Steering):
        row = adopted(steering, opened(steering))
        with pytest.raises(NotPossible):
            operations.save_mandate(row.pk, title="X", parts={}, actor=steering.secretary)
        assert MandateText.objects.filter(pk=row.pk).update(purpose="Tyst ändring") == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM governance_mandatetext WHERE id = %s", [row.pk])
            assert cursor.rowcount == 0
        assert MandateText.objects.get(pk=row.pk).purpose == FULL["purpose"]

    def test_the_next_one_ends_it(self, steering: Steering):
        arena = opened(steering)
        first = adopted(steering, arena, days=900)
        second = adopted(steering, arena, days=30)
        page = mandate_page(steering.auditor, first.pk)
        assert page is not None and page.ends_on == second.valid_from
        for days, row in ((31, first), (30, second)):
            told = mandates_on(steering.code, days_ago(days))[0]
            assert told.text_id == row.pk and told.state == "valid"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"adopted_by": " "}, "adopted_by"),
            ({"valid_from": dt.date(2000, 1, 1)}, "valid_from"),
            ({"review_by": dt.date(2001, 1, 1)}, "review_by"),
            ({"valid_to": dt.date(2001, 1, 1)}, "valid_to"),
            ({"anchored_in": ["finns-inte"]}, "anchored_in"),
        ],
    )
    def test_refused_at_its_field(self, steering: Steering, changes, field):
        arena = opened(steering)
        adopted(steering, arena, days=500)
        with pytest.raises(Refused) as no:
            adopted(steering, arena, days=30, **changes)
        assert no.value.field == field

    def test_a_text_without_purpose_or_mandate_is_refused(self, steering: Steering):
        with pytest.raises(NotPossible) as no:
            adopted(steering, opened(steering), text={"purpose": "", "mandate": " "})
        assert "syfte, mandat" in str(no.value)


class TestOnADay:
    def test_every_arena_of_the_day_and_no_other(self, steered: Steering):
        load(steered)
        county = region(steered.code)
        for on in (dt.date(2018, 1, 1), dt.date(2021, 10, 1), clock.today()):
            there = {row.code for row in county.arenas if row.is_valid_on(on)}
            assert set(states(steered.code, on)) == there

    def test_what_the_auditors_asked_in_2021(self, steering: Steering):
        load(steering)
        spring, winter = (states(steering.code, dt.date(*d)) for d in ((2021, 5, 1), (2021, 12, 1)))
        assert spring["l-ifo"] == "outdated" and spring["barnarenan"] == "missing"
        assert spring["regionalt-jamtbusnatverk"] == "valid"
        assert "l-ifo" not in winter and winter["samreko"] == "valid"
        assert winter["barnarenan"] == "missing"
        rows = {r.arena: r for r in mandates_on(steering.code, dt.date(2021, 12, 1))}
        assert rows["samreko"].as_dict() == {
            "arena": "samreko", "name": rows["samreko"].name, "kind": "official",
            "state": "valid", "since": "2021-09-01", "precision": "season",
            "title": "Uppdragsbeskrivning för SamReKo", "anchored_in": ["barnarenan", "svom"],
            "review_by": None, "source": rows["samreko"].source,
        }  # fmt: skip
        assert rows["samreko"].since_text == "hösten 2021"
        assert rows["barnarenan"].since.isoformat() == "2009-06-01"
        assert rows["barnarenan"].since_text == "juni 2009"

    def test_the_invented_county(self, steered: Steering):
        if steered.code != "fjordlanda":
            return
        load(steered)
        on = dt.date(2025, 6, 1)
        assert states(steered.code, on) == {
            "fjordtinget": "missing", "barnradet": "valid", "lotsgruppen": "outdated",
        }  # fmt: skip
        page = mandates_page(steered.auditor, on)
        assert (page.valid, page.outdated, page.missing, page.unanchored) == (1, 1, 1, 0)

    def test_a_mandate_goes_along_through_a_change_of_name(self, steering: Steering):
        arena = opened(steering, "Gamla namnet")
        row = adopted(steering, arena, days=500)
        operations.rename_arena(
            arena.pk, name="Nya namnet", on=days_ago(30), actor=steering.secretary
        )
        told = mandates_on(steering.code, clock.today())[0]
        assert (told.name, told.state, told.text_id) == ("Nya namnet", "valid", row.pk)
        assert told.earlier_name == "Gamla namnet"

    def test_unanchored_is_said(self, steering: Steering):
        arena = opened(steering)
        adopted(steering, arena)
        assert mandates_page(steering.auditor, clock.today()).unanchored == 1

    def test_each_county_its_own(self, steering: Steering):
        opened(steering)
        assert mandates_on("jonkopings-lan", clock.today()) == ()


class TestTurns:
    def what(self, world: Steering) -> list[str]:
        return [turn.what for turn in steering_turns_arenas(world.secretary)]

    def test_missing_then_valid_then_review_soon_then_outdated(self, steering: Steering):
        arena = opened(steering)
        assert self.what(steering) == ["Skriv ett uppdrag"]
        review = days_ago(-300)
        adopted(steering, arena, review_by=review)
        assert self.what(steering) == []
        with clock.held(clock.now() + dt.timedelta(days=211)):
            (turn,) = steering_turns_arenas(steering.secretary)
            assert turn.due == review and turn.about == arena.name
        with clock.held(clock.now() + dt.timedelta(days=301)):
            (turn,) = steering_turns_arenas(steering.secretary)
            assert turn.what == "Se över uppdraget"
            assert turn.since_on == review + dt.timedelta(days=1)

    def test_many_missing_are_one_line(self, steering: Steering):
        for name in ("Ett", "Två", "Tre", "Fyra"):
            opened(steering, name)
        (turn,) = steering_turns_arenas(steering.secretary)
        assert turn.what == "4 arenor saknar uppdrag" and "och en till" in turn.about

    def test_nobody_elses(self, steering: Steering):
        opened(steering)
        for actor in (steering.politician, steering.auditor, steering.director):
            assert steering_turns_arenas(actor) == []


class TestDifference:
    def test_word_by_word_against_the_one_before(self, steering: Steering):
        arena = opened(steering)
        first = adopted(steering, arena, days=500, text={"frequency": "Fyra möten om året."})
        second = adopted(steering, arena, days=5, text={"frequency": "Sex möten om året."})
        found = mandate_change(steering.auditor, second.pk)
        assert found is not None
        before, page = found
        assert before.id == first.pk
        assert [part.key for part in page.parts if part.is_changed] == ["frequency"]
        assert mandate_change(steering.auditor, first.pk) is None

    def test_another_county_reads_nothing(self, steering: Steering):
        row = adopted(steering, opened(steering))
        other = dataclasses.replace(steering.auditor, region="jonkopings-lan")
        assert mandate_page(other, row.pk) is None
        assert mandate_change(other, row.pk) is None
