"""Does a version go the lawful way from draft to force, in both counties, and is the rest refused?"""

import dataclasses
import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from samsyn.access.rules import Actor
from samsyn.agreements import operations as ops
from samsyn.agreements import rules
from samsyn.agreements.models import Agreement, Clause, Treatment, Version
from samsyn.agreements.queries import (
    adoption_rows,
    agreement_facts,
    compare_page,
    coverage,
    passage_of,
    steering_turns,
    version_in_force,
    version_page,
)
from samsyn.audit.models import Event
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Changed, Denied, NotPossible, Refused
from samsyn.regions import region
from samsyn.regions.schema import (
    Age,
    AgeInterval,
    DeadlineKey,
    Passage,
    PassageReason,
    Region,
    Training,
    TrainingQuestion,
    TreatmentOutcome,
)
from samsyn.regions.schema import (
    Treatment as PackageTreatment,
)
from samsyn.responsibilities.engine import ChangeAges, ChangeDeadline
from samsyn.responsibilities.queries import county
from tests.steering import Steering

TODAY = clock.today()
Outcome, State = rules.Outcome, rules.State


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def begun(code: str) -> Region:
    """The county's package without versions that are still to come."""
    county = region(code)
    rows = [
        replace(row, versions=tuple(v for v in row.versions if v.valid_from <= TODAY))
        for row in county.agreements
    ]
    labels = {(row.code, version.label) for row in rows for version in row.versions}
    kept = [row for row in county.treatments if (row.agreement, row.version) in labels]
    return replace(county, agreements=tuple(rows), treatments=tuple(kept), _days={})


def head(world: Steering) -> Agreement:
    """The county's umbrella, opened from its package."""
    ops.open_agreements(begun(world.code), actor=Actor.system(world.code))
    code = next(row.code for row in region(world.code).agreements if row.parent is None)
    return Agreement.objects.get(region=world.code, code=code)


def draft(world: Steering, **facts) -> Version:
    version = ops.new_version(head(world).pk, label="Revidering", actor=world.secretary)
    text = ops.VersionText("Revidering", "Nytt", "Barn får svar", **facts)
    return ops.save_version(version.pk, text, actor=world.secretary)


def say(world: Steering, version: Version, arena: str = "", when: int = -30, **more):
    arena = arena or version.agreement.owner_arena
    more = {"outcome": rules.PassageOutcome.APPROVED, "paragraph": "12", **more}
    return ops.pass_arena(version.pk, arena, decided_on=day(when), actor=world.secretary, **more)


def recommended(world: Steering, **facts) -> Version:
    return say(world, draft(world, **facts))


def decide(world: Steering, version: Version, party: str, outcome=Outcome.ADOPTED, **more):
    decision = ops.Decision(outcome, "Nämnden", day(more.pop("when", -10)), "42", **{
        key: more.pop(key) for key in ("change", "clauses") if key in more
    })  # fmt: skip
    actor = more.pop("actor", None) or world.boards[party]
    return ops.treat(version.pk, world.parties[party].pk, decision, actor=actor, **more)


class TestOpening:
    def test_holds_what_the_package_says(self, steered: Steering):
        agreement = head(steered)
        package = begun(steered.code)
        row = next(r for r in package.agreements if r.code == agreement.code)
        assert agreement.versions.count() == len(row.versions)
        holds = version_in_force(agreement, TODAY)
        assert holds.label == row.versions[-1].label
        numbers = [c.id for c in package.clauses if c.document == row.source]
        assert list(holds.clauses.values_list("number", flat=True)) == numbers != []
        assert agreement.parties.count() == len(steered.parties)

    def test_history_is_half_open_and_says_how_well_it_is_known(self, steering: Steering):
        rows = list(head(steering).versions.order_by("number"))
        assert [(r.valid_from, r.valid_to) for r in rows] == [
            (dt.date(2012, 10, 1), dt.date(2015, 1, 1)),
            (dt.date(2015, 1, 1), dt.date(2018, 2, 1)),
            (dt.date(2018, 2, 1), None),
        ]
        assert [r.precision for r in rows] == ["day", "month", "month"]
        assert [r.state for r in rows] == ["ended", "ended", "in_force"]
        assert {r.state for r in adoption_rows(steering.code, "jamtbus", TODAY)} == {
            rules.Adoption.UNKNOWN
        }

    def test_twice_changes_nothing_and_what_was_edited_stays(self, steered: Steering):
        agreement = head(steered)
        facts = ops.AgreementFacts(name="Omdöpt", review_months=12)
        ops.save_agreement(agreement.pk, facts, actor=steered.secretary)
        counts = [m.objects.count() for m in (Agreement, Version, Clause, Treatment)]
        assert head(steered).name == "Omdöpt"
        assert counts == [m.objects.count() for m in (Agreement, Version, Clause, Treatment)]

    def test_decisions_of_the_package_are_stored(self, steering: Steering):
        package = region(steering.code)
        rows = package.agreements[0]
        given = PackageTreatment(
            agreement=rows.code, version=rows.versions[-1].label, party=package.parties[0].code,
            outcome=TreatmentOutcome.ADOPTED_WITH_CHANGE, board="Nämnden",
            decided_on=dt.date(2018, 5, 22), paragraph="7", valid_from=dt.date(2018, 5, 22),
            source="x", clause="x",
        )  # fmt: skip
        with_one = dataclasses.replace(package, treatments=(given,), _days={})
        for _ in range(2):
            ops.open_agreements(with_one, actor=Actor.system(steering.code))
        assert Treatment.objects.get().paragraph == "7"
        stands = {r.code: r for r in adoption_rows(steering.code, rows.code, TODAY)}
        assert stands[package.parties[0].code].state is rules.Adoption.ADOPTED_WITH_CHANGE

    def test_is_not_for_everyone(self, steering: Steering):
        with pytest.raises(Denied):
            ops.open_agreements(region(steering.code), actor=steering.politician)


class TestWriting:
    def test_a_new_version_begins_as_a_copy(self, steered: Steering):
        version = draft(steered)
        before = version_in_force(version.agreement, TODAY)
        assert compare_page(steered.secretary, version.pk, before.pk).same == before.clauses.count()
        with pytest.raises(NotPossible):
            ops.new_version(version.agreement_id, label="En till", actor=steered.secretary)

    def test_clauses_are_added_changed_moved_and_removed(self, steering: Steering):
        version = draft(steering)
        old = list(version.clauses.order_by("place"))
        rows = [
            ops.ClauseRow("§99", "Sist blir först", "Ny"),
            ops.ClauseRow(old[1].number, "Ändrad rubrik", old[1].text),
        ]
        ops.save_clauses(version.pk, rows, actor=steering.secretary)
        left = list(version.clauses.order_by("place"))
        assert [(c.number, c.heading) for c in left] == [
            ("§99", "Sist blir först"), (old[1].number, "Ändrad rubrik"),
        ]  # fmt: skip

    def test_two_who_write_do_not_overwrite_each_other(self, steering: Steering):
        version = draft(steering)
        mark = version_page(steering.secretary, version.pk).mark
        rows = [ops.ClauseRow("§1", "Ett")]
        ops.save_clauses(version.pk, rows, mark=mark, actor=steering.secretary)
        with pytest.raises(Changed):
            ops.save_clauses(version.pk, rows, mark=mark, actor=steering.coordinator)

    def test_the_same_number_twice_is_refused(self, steering: Steering):
        version = draft(steering)
        with pytest.raises(Refused, match="§1"):
            rows = [ops.ClauseRow("§1", "A"), ops.ClauseRow("§1", "B")]
            ops.save_clauses(version.pk, rows, actor=steering.secretary)

    def test_the_text_closes_when_it_is_recommended(self, steering: Steering):
        version = recommended(steering)
        with pytest.raises(NotPossible, match="stängd"):
            ops.save_clauses(version.pk, [], actor=steering.secretary)
        # and the database holds it too
        assert version.clauses.update(text="Ändrad i smyg") == 0

    def test_comments_come_from_the_parties(self, steered: Steering):
        version = draft(steered)
        ops.refer(version.pk, answer_by=day(30), actor=steered.secretary)
        party, other = list(steered.parties)[:2]
        ops.comment(
            version.pk, party_id=steered.parties[party].pk, text="Bra", actor=steered.boards[party]
        )
        with pytest.raises(Denied):
            ops.comment(
                version.pk, party_id=steered.parties[other].pk, text="x",
                actor=steered.boards[party],
            )  # fmt: skip
        assert [c[2] for c in version_page(steered.politician, version.pk).comments] == ["Bra"]

    def test_only_those_who_may_write(self, steering: Steering):
        with pytest.raises(Denied):
            ops.new_version(head(steering).pk, label="x", actor=steering.politician)


class TestPassing:
    def test_the_owner_recommends(self, steered: Steering):
        version = recommended(steered)
        assert version.state == State.RECOMMENDED.value
        assert (version.recommended_on, version.recommended_paragraph) == (day(-30), "12")

    def test_the_same_word_twice_is_one(self, steered: Steering):
        version = recommended(steered)
        say(steered, version)
        assert version.passages.count() == 1

    def test_cost_takes_it_further_in_order(self, steering: Steering, monkeypatch):
        rule = Passage(
            reasons=(PassageReason.COST,), arenas=("svom", "samreko"),
            valid_from=dt.date(2010, 1, 1), source="x", clause="x",
        )  # fmt: skip
        package = region(steering.code)
        passing = dataclasses.replace(package, passages=(rule,), _days={})
        monkeypatch.setattr("samsyn.agreements.queries.passing.region", lambda _code: passing)
        version = say(steering, draft(steering, has_cost=True))
        assert version.state == State.DRAFT.value
        say(steering, version, "samreko", -20)
        version.refresh_from_db()
        assert [s.state.value for s in passage_of(version)] == ["done", "next", "again"]
        say(steering, version, "svom", -15)
        assert say(steering, version, "samreko", -14, paragraph="9").state == "recommended"
        version.refresh_from_db()
        assert (version.recommended_on, version.recommended_by) == (day(-14), "samreko")

    def test_sent_back_it_is_a_draft_and_what_was_said_no_longer_counts(self, steered: Steering):
        version = recommended(steered)
        back = say(steered, version, outcome="returned", when=-5)
        assert (back.state, back.recommended_on) == (State.DRAFT.value, None)
        assert say(steered, back, when=-1).state == State.RECOMMENDED.value

    def test_never_in_the_future(self, steering: Steering):
        with pytest.raises(Refused) as refused:
            say(steering, draft(steering), when=1)
        assert refused.value.field == "decided_on"

    def test_a_no_recommends_nothing(self, steering: Steering):
        assert say(steering, draft(steering), outcome="rejected").state == State.DRAFT.value

    def test_is_not_for_a_board(self, steering: Steering):
        version = draft(steering)
        board = next(iter(steering.boards.values()))
        with pytest.raises(Denied):
            ops.pass_arena(
                version.pk, "barnarenan", outcome="approved", decided_on=day(-1), actor=board
            )


class TestTreating:
    def test_every_party_decides_for_itself_and_one_changes_it(self, steered: Steering):
        version = recommended(steered)
        names = list(steered.parties)
        clause = version.clauses.first().number
        decide(
            steered, version, names[0], Outcome.ADOPTED_WITH_CHANGE, change="Utan sista meningen",
            clauses=(clause,),
        )  # fmt: skip
        for name in names[1:]:
            decide(steered, version, name)
        rows = {r.code: r for r in adoption_rows(steered.code, version.agreement.code, TODAY)}
        assert rows[names[0]].state is rules.Adoption.ADOPTED_WITH_CHANGE
        assert rows[names[0]].change == "Utan sista meningen"
        assert all(rows[n].state is rules.Adoption.ADOPTED for n in names[1:])
        assert all(row.version == "Revidering" for row in rows.values())

    def test_not_before_it_is_recommended(self, steered: Steering):
        with pytest.raises(NotPossible):
            decide(steered, draft(steered), next(iter(steered.parties)))

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"when": 1}, "decided_on"),
            ({"when": -31}, "decided_on"),
            ({"outcome": Outcome.ADOPTED_WITH_CHANGE}, "change"),
            (
                {"outcome": Outcome.ADOPTED_WITH_CHANGE, "change": "x", "clauses": ("§0",)},
                "clauses",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, steering: Steering, more, field):
        version = recommended(steering)
        with pytest.raises(Refused) as refused:
            decide(steering, version, next(iter(steering.parties)), **more)
        assert refused.value.field == field

    def test_nobody_answers_for_another_party_but_the_secretary(self, steered: Steering):
        version = recommended(steered)
        first, second = list(steered.parties)[:2]
        with pytest.raises(Denied):
            decide(steered, version, first, actor=steered.boards[second])
        assert decide(steered, version, first, actor=steered.secretary).pk

    def test_who_is_no_party_is_refused(self, steering: Steering):
        version = recommended(steering)
        name = next(iter(steering.parties))
        version.agreement.parties.filter(party=steering.parties[name]).update(valid_to=day(-100))
        with pytest.raises(Refused) as refused:
            decide(steering, version, name)
        assert refused.value.field == "party"

    def test_a_correction_says_why_and_keeps_the_wrong_one(self, steered: Steering):
        version = recommended(steered)
        name = next(iter(steered.parties))
        wrong = decide(steered, version, name)
        with pytest.raises(Refused):
            decide(steered, version, name)
        with pytest.raises(Refused) as refused:
            decide(steered, version, name, Outcome.REJECTED, corrects=wrong.pk)
        assert refused.value.field == "why"
        decide(steered, version, name, Outcome.REJECTED, corrects=wrong.pk, why="Fel rad")
        with pytest.raises(NotPossible):
            decide(steered, version, name, corrects=wrong.pk, why="Igen")
        assert version.treatments.count() == 2
        rows = {r.code: r for r in adoption_rows(steered.code, version.agreement.code, TODAY)}
        assert rows[name].state is rules.Adoption.REJECTED

    def test_an_older_version_may_be_adopted_and_is_shown_as_older(self, steered: Steering):
        older = version_in_force(head(steered), TODAY)
        version = recommended(steered)
        name = next(iter(steered.parties))
        decide(steered, older, name)
        rows = {r.code: r for r in adoption_rows(steered.code, version.agreement.code, TODAY)}
        assert (rows[name].state, rows[name].version) == (rules.Adoption.OLDER, older.label)

    def test_the_last_signature_makes_it_signed(self, steered: Steering):
        version = recommended(steered)
        for name, party in steered.parties.items():
            actor = steered.boards[name]
            with pytest.raises(NotPossible):
                ops.sign(version.pk, party.pk, office="Chef", signed_on=day(-1), actor=actor)
            decide(steered, version, name)
            ops.sign(version.pk, party.pk, office="Chef", signed_on=day(-1), actor=actor)
        version.refresh_from_db()
        assert version.state == State.SIGNED.value

    def test_only_those_who_have_not_decided_are_reminded_and_once_a_day(self, steered: Steering):
        version = recommended(steered)
        names = list(steered.parties)
        decide(steered, version, names[0])
        reminded = ops.remind(version.pk, actor=steered.secretary)
        assert {p.code for p in reminded} == set(names[1:])
        with pytest.raises(NotPossible):
            ops.remind(version.pk, actor=steered.secretary)
        with clock.held(clock.now() + dt.timedelta(days=1)):
            assert ops.remind(version.pk, actor=steered.secretary)

    def test_what_is_decided_never_changes(self, steering: Steering):
        row = decide(steering, recommended(steering), next(iter(steering.parties)))
        with pytest.raises(DatabaseError), transaction.atomic():
            Treatment.objects.filter(pk=row.pk).update(board="Annan")


class TestForce:
    def test_the_earlier_gives_way(self, steered: Steering):
        version = recommended(steered)
        before = version_in_force(version.agreement, TODAY)
        ops.enter_into_force(version.pk, valid_from=day(-3), actor=steered.secretary)
        before.refresh_from_db()
        assert (before.state, before.valid_to) == (State.ENDED.value, day(-3))
        assert version_in_force(version.agreement, TODAY) == version
        assert version_in_force(version.agreement, day(-4)) == before

    def test_from_a_day_ahead_the_earlier_holds_until_then(self, steered: Steering):
        version = recommended(steered)
        before = version_in_force(version.agreement, TODAY)
        ops.enter_into_force(version.pk, valid_from=day(30), actor=steered.secretary)
        assert version_in_force(version.agreement, TODAY) == before
        assert version_in_force(version.agreement, day(30)) == version

    def test_two_at_once_is_refused(self, steered: Steering):
        first = recommended(steered)
        ops.enter_into_force(first.pk, valid_from=day(30), actor=steered.secretary)
        second = say(
            steered,
            ops.new_version(first.agreement_id, label="Nästa", actor=steered.secretary),
            when=-2,
        )
        with pytest.raises(Refused) as refused:
            ops.enter_into_force(second.pk, valid_from=day(10), actor=steered.secretary)
        assert refused.value.field == "valid_from" and "Revidering" in str(refused.value)
        second.refresh_from_db()
        assert second.state == State.RECOMMENDED.value

    def test_the_database_refuses_two_in_force(self, steering: Steering):
        holds = version_in_force(head(steering), TODAY)
        with pytest.raises(IntegrityError, match="never_two_versions"), transaction.atomic():
            Version.objects.create(
                agreement=holds.agreement, number=9, label="x", state="in_force",
                state_since=clock.now(), valid_from=day(-1),
            )  # fmt: skip

    def test_not_before_the_recommendation(self, steering: Steering):
        with pytest.raises(Refused) as refused:
            ops.enter_into_force(
                recommended(steering).pk, valid_from=day(-31), actor=steering.secretary
            )
        assert refused.value.field == "valid_from"

    def test_a_draft_does_not_enter(self, steering: Steering):
        with pytest.raises(NotPossible):
            ops.enter_into_force(draft(steering).pk, valid_from=day(1), actor=steering.secretary)

    def test_is_reviewed_and_revised(self, steered: Steering):
        holds = version_in_force(head(steered), TODAY)
        ops.review(
            holds.pk, outcome=rules.ReviewOutcome.REVISE, text="Behöver skrivas om",
            reviewed_on=TODAY, actor=steered.secretary,
        )  # fmt: skip
        latest = holds.agreement.versions.order_by("-number").first()
        assert (latest.state, latest.number) == (State.DRAFT.value, holds.number + 1)
        ops.withdraw(latest.pk, why="Ångrat", actor=steered.secretary)
        ops.review(
            holds.pk, outcome=rules.ReviewOutcome.END, text="Behövs inte", reviewed_on=TODAY,
            ends_on=TODAY, actor=steered.secretary,
        )  # fmt: skip
        assert version_in_force(holds.agreement, TODAY) is None
        assert Event.objects.filter(action="version.ended").exists()


@pytest.fixture
def bup(steering: Steering) -> ChangeAges:
    """Changed ages for BUP in Jämtland: nobody of 17 is received."""
    return ages("bup", "0", "17")


def ages(operation: str, start: str, end: str) -> ChangeAges:
    return ChangeAges(operation, AgeInterval(Age.parse(start), Age.parse(end)))


class TestChanges:
    """E1: what the version changes becomes the county's data, tried first."""

    def tried(self, world: Steering, *changes, on: int = 10) -> Version:
        version = draft(world)
        ops.try_changes(version.pk, changes, on=day(on), actor=world.secretary)
        return say(world, version)

    def test_becomes_the_countys_data_from_its_day(self, steered: Steering):
        change = ChangeDeadline(DeadlineKey.CALL_REPLY, 7)
        version = self.tried(steered, change)
        ops.enter_into_force(version.pk, valid_from=day(10), actor=steered.secretary)
        before = region(steered.code).on(day(9)).deadline("call_reply_days", day(9))
        assert county(steered.code, day(9)).deadline("call_reply_days", day(9)) == before != 7
        assert county(steered.code, day(10)).deadline("call_reply_days", day(10)) == 7

    def test_untried_is_refused(self, steering: Steering, bup):
        version = self.tried(steering, ChangeDeadline(DeadlineKey.CALL_REPLY, 7))
        with pytest.raises(NotPossible, match="inte prövade"):
            ops.enter_into_force(version.pk, valid_from=day(11), actor=steering.secretary)
        ops.try_changes(
            version.pk, [ChangeDeadline(DeadlineKey.CALL_REPLY, 7)], on=day(11),
            actor=steering.secretary,
        )  # fmt: skip
        ops.enter_into_force(version.pk, valid_from=day(11), actor=steering.secretary)

    def test_what_opens_gaps_or_breaks_examples_needs_a_reason(self, steering: Steering):
        change = ages("barn-och-ungdomsmedicin", "28w", "16")
        version = self.tried(steering, change)
        trial = version.trial
        assert trial["gaps_opened"] and trial["examples_broken"]
        assert "16–17 år" in trial["words"]["gaps_opened"][0]
        with pytest.raises(Refused) as refused:
            ops.enter_into_force(version.pk, valid_from=day(10), actor=steering.secretary)
        assert refused.value.field == "why"
        ops.enter_into_force(
            version.pk, valid_from=day(10), why="Beslutat", actor=steering.secretary
        )
        changed = county(steering.code, day(10)).operation("barn-och-ungdomsmedicin")
        assert changed.ages.end == Age.parse("16")

    def test_the_changes_are_closed_with_the_text(self, steering: Steering, bup):
        version = self.tried(steering, bup)
        with pytest.raises(NotPossible, match="stängd"):
            ops.try_changes(version.pk, [], on=day(10), actor=steering.secretary)

    def test_of_nothing_is_refused(self, steering: Steering):
        with pytest.raises(Refused) as refused:
            ops.try_changes(
                draft(steering).pk, [ages("finns-inte", "0", "1")], on=day(1),
                actor=steering.secretary,
            )  # fmt: skip
        assert refused.value.field == "on"

    def test_ends_with_the_agreement(self, steered: Steering):
        version = self.tried(steered, ChangeDeadline(DeadlineKey.CALL_REPLY, 7), on=-5)
        ops.enter_into_force(version.pk, valid_from=day(-5), actor=steered.secretary)
        ops.end(version.pk, on=day(0), why="Upphör", actor=steered.secretary)
        assert county(steered.code, day(-1)).deadline("call_reply_days", day(-1)) == 7
        assert county(steered.code, day(0)).deadline("call_reply_days", day(0)) != 7


class TestLocal:
    def test_a_local_document_builds_on_the_regional_text(self, steered: Steering):
        base = version_in_force(head(steered), TODAY)
        name = next(iter(steered.parties))
        facts = ops.AgreementFacts(
            name="Lokal plan å ä ö", parent_id=base.agreement_id,
            local_party_id=steered.parties[name].pk,
        )  # fmt: skip
        local = ops.new_agreement(facts, actor=steered.secretary)
        assert (local.code, local.parties.count()) == ("lokal-plan-a-a-o", 1)
        version = ops.new_version(
            local.pk, label="Första", built_on_id=base.pk, actor=steered.secretary
        )
        rows = [
            ops.ClauseRow(c.number, c.heading, c.text) for c in base.clauses.order_by("place")[1:]
        ]
        rows.append(ops.ClauseRow("Eget 1", "Hos oss", "Så gör vi"))
        ops.save_clauses(version.pk, rows, actor=steered.secretary)
        found = compare_page(steered.secretary, version.pk, base.pk)
        assert (found.is_local, found.added, found.removed) == (True, 1, 1)
        ops.put_forward(version.pk, actor=steered.secretary)
        decide(steered, version, name, when=0)
        ops.enter_into_force(version.pk, valid_from=TODAY, actor=steered.secretary)
        assert version_page(steered.politician, version.pk).newer_base is None
        newer = recommended(steered)
        ops.enter_into_force(newer.pk, valid_from=TODAY, actor=steered.secretary)
        assert version_page(steered.politician, version.pk).newer_base[0] == newer.pk

    def test_a_regional_one_goes_by_its_arena(self, steering: Steering):
        with pytest.raises(NotPossible):
            ops.put_forward(draft(steering).pk, actor=steering.secretary)


def staff(world: Steering) -> Actor:
    """Somebody who works with children at the first party."""
    operation = region(world.code).on(TODAY).operations[0].code
    return world.add_unit(operation, next(iter(world.parties.values())), "barn")


class TestReading:
    @pytest.fixture
    def trained(self, steered: Steering, monkeypatch) -> Agreement:
        package = region(steered.code)
        code = next(row.code for row in package.agreements if row.parent is None)
        question = TrainingQuestion(question="Vem?", answers=("A", "B"), right=2, clause="§1")
        training = Training(
            agreement=code, questions=(question,), valid_from=dt.date(2015, 1, 1), source="x",
            clause="x",
        )  # fmt: skip
        trained = dataclasses.replace(package, trainings=(training,), _days={})
        monkeypatch.setattr("samsyn.agreements.queries.training.region", lambda _code: trained)
        agreement = head(steered)
        Agreement.objects.filter(pk=agreement.pk).update(has_training=True)
        return Agreement.objects.get(pk=agreement.pk)

    def test_counts_the_right_answers_and_covers_the_unit(self, steered: Steering, trained):
        holds = version_in_force(trained, TODAY)
        reader = staff(steered)
        assert [w.about for w in steering_turns(reader)] == [trained.name]
        with pytest.raises(Refused) as refused:
            ops.confirm_reading(holds.pk, answers={}, actor=reader)
        assert refused.value.field == "answer_0"
        assert ops.confirm_reading(holds.pk, answers={0: 1}, actor=reader).right_answers == 0
        found = coverage(steered.code, trained)
        assert (found.whole.read, found.whole.trained, found.whole.staff) == (1, 0, 1)
        ops.confirm_reading(holds.pk, answers={0: 2}, actor=reader)
        again = coverage(steered.code, trained)
        assert (again.whole.read, again.whole.trained) == (1, 1)
        assert [u.read for u in again.units if u.name == reader.unit_name] == [1]
        assert steering_turns(reader) == []

    def test_nobody_reads_for_another(self, steered: Steering, trained):
        holds = version_in_force(trained, TODAY)
        reader = staff(steered)
        wall.bind(steered.secretary)
        with pytest.raises(DatabaseError), transaction.atomic():
            holds.readings.create(
                user_id=reader.user_id, assignment_id=reader.assignment_id, unit_id=reader.unit_id,
                read_at=clock.now(),
            )  # fmt: skip

    def test_a_version_that_has_ended_is_not_confirmed(self, steered: Steering, trained):
        holds = version_in_force(trained, TODAY)
        newer = recommended(steered)
        ops.enter_into_force(newer.pk, valid_from=TODAY, actor=steered.secretary)
        with pytest.raises(NotPossible):
            ops.confirm_reading(holds.pk, answers={0: 1}, actor=steered.secretary)


class TestFacts:
    def test_say_what_happened_in_the_period_and_no_more(self, steered: Steering):
        version = recommended(steered)
        names = list(steered.parties)
        decide(steered, version, names[0])
        ops.enter_into_force(version.pk, valid_from=day(-3), actor=steered.secretary)
        found = agreement_facts(steered.code, day(-40), day(1))
        kinds = [fact.kind.value for fact in found if fact.version == "Revidering"]
        assert kinds == ["recommended", "adopted", "revised"]
        assert steered.parties[names[0]].name in found[1].who
        assert agreement_facts(steered.code, day(-2), day(-1)) == ()

    def test_of_a_period_long_ago(self, steering: Steering):
        head(steering)
        found = agreement_facts(steering.code, dt.date(2018, 1, 1), dt.date(2019, 1, 1))
        assert [(f.kind.value, f.precision) for f in found] == [
            ("revised", "month"), ("recommended", "day"),
        ]  # fmt: skip


class TestTurns:
    def test_the_board_is_told_and_is_done(self, steered: Steering):
        version = recommended(steered, answer_by=day(40))
        name = next(iter(steered.parties))
        waiting = steering_turns(steered.boards[name])
        assert [(w.about, w.due) for w in waiting] == [(str(version), day(40))]
        decide(steered, version, name)
        assert steering_turns(steered.boards[name]) == []

    def test_the_secretary_is_told_of_drafts_and_reviews(self, steered: Steering):
        draft(steered)
        assert [w.what for w in steering_turns(steered.secretary)] == ["Skriv klart utkastet"]
        agreement = head(steered)
        facts = ops.AgreementFacts(name=agreement.name, review_months=12)
        ops.save_agreement(agreement.pk, facts, actor=steered.secretary)
        late = [w for w in steering_turns(steered.secretary) if w.is_late]
        assert [w.about for w in late] == [agreement.name]


class TestOpenSite:
    def test_meets_what_has_been_sent_and_no_draft(self, steered: Steering):
        version = draft(steered)
        with wall.as_open_site():
            assert not Version.objects.filter(pk=version.pk).exists()
            assert not Clause.objects.filter(version=version.pk).exists()
        say(steered, version)
        decide(steered, version, next(iter(steered.parties)))
        with wall.as_open_site():
            assert Version.objects.filter(pk=version.pk).exists()
            assert adoption_rows(steered.code, version.agreement.code, TODAY)

    def test_meets_no_comments_and_no_readings(self, steered: Steering):
        with wall.as_open_site(), pytest.raises(DatabaseError), transaction.atomic():
            list(Version.objects.filter(comments__isnull=False))
