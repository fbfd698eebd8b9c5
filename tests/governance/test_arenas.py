"""Arenas open, change, change name, go up in others and end; seats are held by one at a time."""

import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.governance import operations, rules
from samsyn.governance.models import (
    Arena,
    BalanceStep,
    MandateText,
    Matter,
    MatterStep,
    Seat,
    SeatHolder,
)
from samsyn.governance.queries import arena_page, arenas_for, arenas_page, steering_turns_arenas
from samsyn.regions import region
from samsyn.regions.schema import MatterKind, PastMatter, Precision
from tests.governance.arena_world import entry, load, matter, meeting, opened, terms
from tests.steering import Steering

DAY = dt.timedelta(days=1)


def days_ago(days: int) -> dt.date:
    return clock.today() - days * DAY


class TestOpening:
    def test_everything_of_the_package_comes(self, steered: Steering):
        load(steered)
        county = region(steered.code)
        assert Arena.objects.count() == len(county.arenas)
        assert Seat.objects.count() == sum(row.count for row in county.seats)
        assert MandateText.objects.count() == len(county.mandate_texts)
        assert Matter.objects.count() == len(county.matters)
        for row in county.arenas:
            arena = Arena.objects.get(code=row.code)
            assert (arena.parent.code if arena.parent else None) == row.parent
            assert {a.code for a in arena.prepares_for.all()} == set(row.prepares_for)
            if row.renamed_from:
                older = Arena.objects.get(code=row.renamed_from)
                assert older.became == arena and older.became_how == "renamed"
                assert older.valid_to is not None

    def test_twice_is_as_once_and_what_was_edited_stays(self, steered: Steering):
        load(steered)
        arena = Arena.objects.filter(valid_to=None).order_by("name").first()
        assert arena is not None
        operations.change_arena(
            arena.pk, terms=terms(about="Ändrat", meetings_per_year=9), actor=steered.secretary
        )
        seat = Seat.objects.order_by("pk").first()
        assert seat is not None
        operations.end_seat(seat.pk, on=clock.today(), actor=steered.secretary)
        before = [m.objects.count() for m in (Arena, Seat, MandateText, Matter)]
        load(steered)
        assert [m.objects.count() for m in (Arena, Seat, MandateText, Matter)] == before
        arena.refresh_from_db()
        seat.refresh_from_db()
        assert (arena.about, arena.meetings_per_year) == ("Ändrat", 9)
        assert seat.valid_to == clock.today()

    def test_past_matters_know_their_arenas_and_days(self, steering: Steering):
        load(steering)
        base = region("jamtland-harjedalen")
        arenas = [arena.code for arena in base.arenas][:2]
        row = PastMatter(
            key="prov", arena=arenas[0], prepared_by=arenas[1], kind=MatterKind.DECISION,
            title="Prov", text="Vad", outcome="Blev", valid_from=dt.date(2016, 10, 1),
            valid_to=dt.date(2017, 11, 1), precision=Precision.MONTH, source="x", clause="y",
        )  # fmt: skip
        still = dataclasses.replace(row, key="oppen", is_open=True)
        county = dataclasses.replace(base, matters=(row, still))
        operations.open_arenas(county, actor=steering.secretary)
        closed, open_ = Matter.objects.get(key="prov"), Matter.objects.get(key="oppen")
        assert (closed.state, closed.closed_on) == ("closed", dt.date(2017, 10, 31))
        assert (closed.arena.code, closed.origin.code) == (arenas[0], arenas[1])
        assert (open_.state, open_.closed_on, open_.precision) == ("preparing", None, "month")
        assert closed.is_public and closed.source

    def test_another_county_is_refused(self, steering: Steering):
        with pytest.raises(Denied):
            operations.open_arenas(region("jonkopings-lan"), actor=steering.secretary)


class TestOpen:
    def test_a_reader_is_denied(self, steering: Steering):
        for actor in (steering.politician, steering.auditor, steering.director):
            with pytest.raises(Denied):
                operations.open_arena("X", valid_from=clock.today(), terms=terms(), actor=actor)

    def test_two_may_not_have_the_same_name(self, steering: Steering):
        opened(steering, "Ungarådet")
        with pytest.raises(Refused) as no:
            opened(steering, "  ungarådet ")
        assert no.value.field == "name"

    def test_codes_are_unique_when_a_name_comes_back(self, steering: Steering):
        first = opened(steering, "Ungarådet")
        operations.close_arena(first.pk, on=days_ago(5), why="Klart", actor=steering.secretary)
        again = opened(steering, "Ungarådet", valid_from=days_ago(3))
        assert first.code != again.code

    def test_never_below_itself(self, steering: Steering):
        top = opened(steering, "Topp")
        mid = opened(steering, "Mitt", parent=top.pk)
        low = opened(steering, "Botten", parent=mid.pk)
        for parent in (top, low):
            with pytest.raises(Refused) as no:
                operations.change_arena(
                    top.pk, terms=terms(parent=parent.pk), actor=steering.secretary
                )
            assert no.value.field == "parent"

    def test_another_countys_arena_is_not_there(self, steering: Steering):
        arena = opened(steering)
        other = dataclasses.replace(steering.secretary, region="jonkopings-lan")
        assert arena_page(other, arena.pk) is None
        assert arenas_for(other) == ()
        with pytest.raises(NotPossible):
            operations.change_arena(arena.pk, terms=terms(), actor=other)
        with pytest.raises(NotPossible):
            operations.close_arena(arena.pk, on=clock.today(), why="Nej", actor=other)


class TestLocalNetworks:
    def test_the_page_lists_who_has_one_and_who_has_not(self, steered: Steering):
        regional = opened(steered, "Det regionala nätverket", kind=rules.ArenaKind.OFFICIAL)
        first = next(iter(steered.parties.values()))
        opened(steered, "Nätverket hemma", parent=regional.pk, local_party=first.pk)
        page = arena_page(steered.politician, regional.pk)
        assert page is not None and page.with_network == 1
        assert {row.party for row in page.networks} == {p.name for p in steered.parties.values()}

    def test_one_for_each_party(self, steering: Steering):
        regional = opened(steering, "Det regionala nätverket")
        party = next(iter(steering.parties.values()))
        opened(steering, "Ett", parent=regional.pk, local_party=party.pk)
        with pytest.raises(Refused) as no:
            opened(steering, "Två", parent=regional.pk, local_party=party.pk)
        assert no.value.field == "local_party"

    def test_it_belongs_to_another_arena(self, steering: Steering):
        party = next(iter(steering.parties.values()))
        with pytest.raises(Refused) as no:
            opened(steering, "Ensamt", local_party=party.pk)
        assert no.value.field == "parent"


class TestRename:
    def test_what_is_open_goes_along_and_history_stays(self, steered: Steering):
        above = opened(steered, "Över")
        old = opened(steered, "Gamla namnet", parent=above.pk, prepares_for=[above.pk])
        below = opened(steered, "Under", parent=old.pk, prepares_for=[old.pk])
        actor, on = steered.secretary, days_ago(3)
        seat = operations.add_seat(
            old.pk, title="Ordförande", kind=rules.SeatKind.OFFICE, valid_from=old.valid_from,
            actor=actor,
        )  # fmt: skip
        operations.fill_seat(seat.pk, name="Kim Ek", valid_from=days_ago(700), actor=actor)
        moving, done = matter(old), matter(old, state="closed")
        meant = matter(above, state="preparing", meant_for=old)
        task, coming = entry(old), meeting(old)
        held = meeting(old, days=-30, state="held")
        new = operations.rename_arena(old.pk, name="Nya namnet", on=on, actor=actor)
        for row in (old, moving, done, meant, task, coming, held, below):
            row.refresh_from_db()
        assert (old.valid_to, old.became, old.became_how) == (on, new, "renamed")
        assert (new.parent, list(new.prepares_for.all())) == (above, [above])
        assert (below.parent, list(below.prepares_for.all())) == (new, [new])
        assert (moving.arena, moving.origin, moving.state) == (new, old, "ready")
        assert (done.arena, held.arena) == (old, old)
        assert (meant.arena, meant.meant_for) == (above, new)
        assert (task.arena, coming.arena) == (new, new)
        step = MatterStep.objects.get(matter=moving)
        assert (step.action, step.from_arena, step.to_arena) == ("hand_over", old, new)
        assert BalanceStep.objects.get(entry=task).to_arena == new
        twin = Seat.objects.get(arena=new)
        assert SeatHolder.objects.get(seat=twin).name == "Kim Ek"
        assert SeatHolder.objects.get(seat=seat).valid_to == on
        assert Seat.objects.get(pk=seat.pk).valid_to == on

    def test_names_are_read_back_and_forth(self, steering: Steering):
        old = opened(steering, "Ett")
        two = operations.rename_arena(
            old.pk, name="Två", on=days_ago(300), actor=steering.secretary
        )
        three = operations.rename_arena(
            two.pk, name="Tre", on=days_ago(30), actor=steering.secretary
        )
        for arena in (old, two, three):
            page = arena_page(steering.auditor, arena.pk)
            assert page is not None
            assert [name.name for name in page.names] == ["Ett", "Två", "Tre"]
        assert [row.name for row in arenas_for(steering.auditor, days_ago(100))] == ["Två"]
        assert [row.name for row in arenas_page(steering.auditor).past] == ["Ett", "Två"]

    @pytest.mark.parametrize(("days", "field"), [(-1, "on"), (3650, "on"), (4000, "on")])
    def test_the_day_must_have_come_and_be_after_the_first(self, steering: Steering, days, field):
        old = opened(steering)
        with pytest.raises(Refused) as no:
            operations.rename_arena(
                old.pk, name="Nytt", on=days_ago(days), actor=steering.secretary
            )
        assert no.value.field == field

    def test_what_has_ended_does_not_change_name(self, steering: Steering):
        old = opened(steering)
        operations.rename_arena(old.pk, name="Nytt", on=days_ago(1), actor=steering.secretary)
        with pytest.raises(NotPossible):
            operations.rename_arena(
                old.pk, name="Nyare", on=clock.today(), actor=steering.secretary
            )


class TestClosing:
    def test_refused_while_something_is_open_and_says_how_much(self, steered: Steering):
        arena = opened(steered)
        matter(arena), matter(arena, state="preparing"), matter(arena, state="closed")
        entry(arena), meeting(arena)
        with pytest.raises(NotPossible) as no:
            operations.close_arena(arena.pk, on=clock.today(), why="Klart", actor=steered.secretary)
        assert no.value.field == "successor"
        told = str(no.value)
        assert "2 öppna ärenden, 1 punkt på balanslistan och 1 planerat möte" in told

    def test_a_successor_takes_over(self, steered: Steering):
        arena, heir = opened(steered, "Ett"), opened(steered, "Två")
        child = opened(steered, "Under", parent=arena.pk)
        moving, task = matter(arena), entry(arena)
        operations.close_arena(
            arena.pk, on=clock.today(), why="Översynen", successor=heir.pk,
            actor=steered.secretary,
        )  # fmt: skip
        for row in (arena, moving, task, child):
            row.refresh_from_db()
        assert (arena.became, arena.became_how) == (heir, "closed")
        assert "Översynen" in arena.note
        assert (moving.arena, task.arena, child.parent) == (heir, heir, heir)
        assert moving.origin == arena

    def test_without_anything_open_it_ends_with_its_seats(self, steering: Steering):
        top = opened(steering, "Topp")
        arena = opened(steering, "Ett", parent=top.pk)
        child = opened(steering, "Under", parent=arena.pk)
        seat = operations.add_seat(
            arena.pk, title="Ledamot", kind=rules.SeatKind.OFFICE, valid_from=days_ago(50),
            actor=steering.secretary,
        )  # fmt: skip
        operations.fill_seat(
            seat.pk, name="Kim Ek", valid_from=days_ago(40), actor=steering.secretary
        )
        operations.close_arena(arena.pk, on=days_ago(2), why="Klart", actor=steering.secretary)
        child.refresh_from_db()
        assert child.parent == top
        assert Seat.objects.get(pk=seat.pk).valid_to == days_ago(2)
        assert SeatHolder.objects.get().valid_to == days_ago(2)
        page = arena_page(steering.auditor, arena.pk)
        assert page is not None and page.is_past
        assert [s.holder.name for s in page.seats if s.holder] == ["Kim Ek"]

    def test_going_up_in_another(self, steering: Steering):
        arena, into = opened(steering, "Ett"), opened(steering, "Två")
        moving, coming = matter(arena), meeting(arena)
        operations.merge_arena(arena.pk, into=into.pk, on=clock.today(), actor=steering.secretary)
        for row in (arena, moving, coming):
            row.refresh_from_db()
        assert (arena.became, arena.became_how) == (into, "merged")
        assert (moving.arena, coming.arena) == (into, into)
        page = arena_page(steering.auditor, into.pk)
        assert page is not None and [n.name for n in page.names] == ["Ett", "Två"]

    def test_not_into_itself_or_into_what_has_ended(self, steering: Steering):
        arena, gone = opened(steering, "Ett"), opened(steering, "Två")
        operations.close_arena(gone.pk, on=days_ago(1), why="Klart", actor=steering.secretary)
        for into in (arena, gone):
            with pytest.raises(Refused) as no:
                operations.merge_arena(
                    arena.pk, into=into.pk, on=clock.today(), actor=steering.secretary
                )
            assert no.value.field == "successor"


class TestSeats:
    def seat(self, world: Steering, **changes) -> Seat:
        arena = opened(world)
        values = {
            "title": "Ledamot", "kind": rules.SeatKind.OFFICE, "valid_from": days_ago(1000),
            "actor": world.secretary,
        }  # fmt: skip
        return operations.add_seat(arena.pk, **{**values, **changes})

    def fill(self, world: Steering, seat: Seat, name: str, start: int, end: int | None = None):
        return operations.fill_seat(
            seat.pk, name=name, valid_from=days_ago(start),
            valid_to=None if end is None else days_ago(end), actor=world.secretary,
        )  # fmt: skip

    def test_one_holder_at_a_time(self, steering: Steering):
        seat = self.seat(steering)
        self.fill(steering, seat, "Kim Ek", 500)
        with pytest.raises(Refused) as no:
            self.fill(steering, seat, "Robin Al", 100)
        assert "Kim Ek har platsen" in str(no.value) and no.value.field == "valid_from"
        operations.leave_seat(seat.pk, on=days_ago(100), actor=steering.secretary)
        self.fill(steering, seat, "Robin Al", 100)
        with pytest.raises(Refused):
            self.fill(steering, seat, "Noa Lind", 600, 400)
        self.fill(steering, seat, "Noa Lind", 600, 500)

    def test_the_database_holds_it_too(self, steering: Steering):
        seat = self.seat(steering)
        self.fill(steering, seat, "Kim Ek", 500)
        with pytest.raises(IntegrityError), transaction.atomic():
            SeatHolder.objects.create(seat=seat, name="Robin", valid_from=days_ago(10))

    def test_an_empty_seat_says_since_when_and_waits_on_the_secretary(self, steering: Steering):
        seat = self.seat(steering)
        page = arena_page(steering.politician, seat.arena_id)
        assert page is not None and page.seats[0].empty_since is None and page.empty_seats == 1
        turns = [w.what for w in steering_turns_arenas(steering.secretary)]
        assert "Skriv in vilka som har platserna" in turns
        self.fill(steering, seat, "Kim Ek", 500)
        page = arena_page(steering.politician, seat.arena_id)
        assert page is not None and page.empty_seats == 0
        operations.leave_seat(seat.pk, on=days_ago(9), actor=steering.secretary)
        page = arena_page(steering.politician, seat.arena_id)
        assert page is not None and page.seats[0].empty_since == days_ago(9)
        turn = next(w for w in steering_turns_arenas(steering.secretary) if "ledig" in w.what)
        assert turn.since_on == days_ago(9) and turn.since_days == 9

    def test_a_seat_for_a_party_says_which(self, steering: Steering):
        with pytest.raises(Refused) as no:
            self.seat(steering, kind=rules.SeatKind.PARTY)
        assert no.value.field == "party"

    def test_a_supporting_official_does_not_lead(self, steering: Steering):
        with pytest.raises(Refused) as no:
            self.seat(steering, kind=rules.SeatKind.OFFICIAL, is_chair=True)
        assert no.value.field == "is_chair"

    def test_ending_ends_the_holder(self, steering: Steering):
        seat = self.seat(steering)
        self.fill(steering, seat, "Kim Ek", 500)
        operations.end_seat(seat.pk, on=days_ago(5), actor=steering.secretary)
        assert SeatHolder.objects.get().valid_to == days_ago(5)
        with pytest.raises(Refused):
            self.fill(steering, seat, "Robin Al", 3)

    def test_not_ended_before_one_who_is_to_come(self, steering: Steering):
        seat = self.seat(steering)
        self.fill(steering, seat, "Kim Ek", 5)
        with pytest.raises(Refused) as no:
            operations.end_seat(seat.pk, on=days_ago(50), actor=steering.secretary)
        assert no.value.field == "on"

    def test_nobody_leaves_an_empty_seat(self, steering: Steering):
        seat = self.seat(steering)
        with pytest.raises(NotPossible):
            operations.leave_seat(seat.pk, on=clock.today(), actor=steering.secretary)

    def test_others_may_not(self, steering: Steering):
        seat = self.seat(steering)
        other = dataclasses.replace(steering.secretary, region="jonkopings-lan")
        with pytest.raises(NotPossible):
            operations.fill_seat(seat.pk, name="X", valid_from=clock.today(), actor=other)
        with pytest.raises(Denied):
            operations.fill_seat(
                seat.pk, name="X", valid_from=clock.today(), actor=steering.auditor
            )


def test_the_open_site_sees_seats_and_no_names(steering: Steering):
    arena = opened(steering)
    seat = operations.add_seat(
        arena.pk, title="Ledamot", kind=rules.SeatKind.OFFICE, valid_from=days_ago(50),
        actor=steering.secretary,
    )  # fmt: skip
    operations.fill_seat(seat.pk, name="Kim", valid_from=days_ago(9), actor=steering.secretary)
    with wall.as_open_site():
        assert Seat.objects.filter(arena=arena).count() == 1
    with pytest.raises(ProgrammingError), wall.as_open_site(), transaction.atomic():
        SeatHolder.objects.count()
