"""May a matter go its way from the arena that prepares it, and come back with an answer?"""

import dataclasses

import pytest

from samsyn.agreements import operations as agreement_operations
from samsyn.agreements import rules as agreement_rules
from samsyn.agreements.models import Agreement, Comment, Version
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.governance import operations, rules
from samsyn.governance.models import Matter, MatterStep
from samsyn.governance.operations.matters import MatterText
from samsyn.governance.queries import matter_list, matter_page, progress
from samsyn.regions import region
from tests.governance.chambers import Chambers

WORDS = MatterText(title="Nytt", kind=rules.MatterKind.DIALOGUE, what="Samtala.")


@pytest.fixture
def demanding(chambers: Chambers, monkeypatch) -> Chambers:
    """A county whose rule is that cost must pass the deciders."""
    from samsyn.regions.schema.governing import Passage
    from samsyn.regions.schema.vocabulary import PassageReason

    chosen = region(chambers.world.code)
    dated = chosen.parties[0]
    row = Passage(
        reasons=(PassageReason.COST,), arenas=("beslutarna",),
        **{f.name: getattr(dated, f.name) for f in dataclasses.fields(Passage)
           if f.name not in ("reasons", "arenas")},
    )  # fmt: skip
    changed = dataclasses.replace(chosen, passages=(row,), _days={})
    monkeypatch.setattr(progress, "region", lambda _code: changed)
    return chambers


class TestRecord:
    def test_begins_where_it_is_prepared(self, chambers: Chambers):
        matter = chambers.matter(arena=chambers.officials, meant_for=chambers.main.pk)
        assert (matter.arena, matter.origin) == (chambers.officials, chambers.officials)
        assert matter.meant_for == chambers.main
        assert MatterStep.objects.get(matter=matter).action == "record"

    def test_a_politician_reads_only(self, chambers: Chambers):
        with pytest.raises(Denied):
            chambers.matter(actor=chambers.world.politician)

    def test_an_arena_that_has_ended_takes_no_new_ones(self, chambers: Chambers):
        chambers.main.valid_to = clock.today()
        chambers.main.save()
        with pytest.raises(Refused) as refusal:
            chambers.matter()
        assert refusal.value.field == "arena"


class TestPrepare:
    def test_the_unit_that_prepares_writes(self, chambers: Chambers):
        one, other = list(chambers.world.boards.values())[:2]
        matter = chambers.matter(actor=one)
        operations.prepare_matter(matter.pk, WORDS, actor=one)
        with pytest.raises(Denied):
            operations.prepare_matter(matter.pk, WORDS, actor=other)
        assert Matter.objects.get(pk=matter.pk).title == "Nytt"

    def test_not_while_it_is_on_an_agenda(self, chambers: Chambers):
        matter, meeting = chambers.matter(), chambers.meeting(10)
        operations.list_matter(meeting.pk, matter.pk, actor=chambers.secretary)
        with pytest.raises(NotPossible):
            operations.prepare_matter(matter.pk, WORDS, actor=chambers.secretary)

    def test_a_document_is_added_and_stays(self, chambers: Chambers):
        matter = chambers.matter()
        with pytest.raises(Refused):
            operations.add_document(matter.pk, title="Tom", text=" ", actor=chambers.secretary)
        operations.add_document(matter.pk, title="PM", text="Text", actor=chambers.secretary)
        assert matter_page(chambers.secretary, matter.pk).documents[0].title == "PM"


class TestHandOver:
    def test_keeps_where_it_began(self, chambers: Chambers):
        matter = chambers.matter(arena=chambers.officials)
        operations.hand_over(matter.pk, arena_id=chambers.main.pk, actor=chambers.secretary)
        page = matter_page(chambers.secretary, matter.pk)
        assert (page.row.arena, page.row.origin) == ("Stora arenan", "Beredarna")
        assert page.row.state is rules.MatterState.READY
        assert page.steps[-1].from_arena == "Beredarna"

    def test_another_way_needs_a_reason(self, chambers: Chambers):
        matter = chambers.matter(arena=chambers.officials)
        with pytest.raises(Refused) as refusal:
            operations.hand_over(matter.pk, arena_id=chambers.deciders.pk, actor=chambers.secretary)
        assert refusal.value.field == "why"
        operations.hand_over(
            matter.pk, arena_id=chambers.deciders.pk, why="Bråttom.", actor=chambers.secretary
        )

    def test_a_renamed_arena_is_followed(self, chambers: Chambers):
        after = chambers.arena("nya", "Nya arenan", rules.Power.RECOMMEND)
        chambers.main.became, chambers.main.became_how = after, "renamed"
        chambers.main.valid_to = clock.today()
        chambers.main.save()
        matter = chambers.matter(arena=chambers.officials)
        operations.hand_over(matter.pk, arena_id=after.pk, actor=chambers.secretary)
        listed = matter_list(chambers.secretary, arena="stora")
        assert [row.id for row in listed] == [matter.pk]


class TestAnswer:
    def test_goes_back_to_where_it_began(self, chambers: Chambers):
        matter = chambers.matter(arena=chambers.officials)
        operations.hand_over(matter.pk, arena_id=chambers.main.pk, actor=chambers.secretary)
        chambers.minute(chambers.held(matter), rules.Outcome.RECOMMENDED)
        page = matter_page(chambers.secretary, matter.pk)
        assert page.row.state is rules.MatterState.ANSWERED
        assert page.row.arena == "Beredarna"
        assert page.treated[0].paragraph == "§ 1"
        assert "rekommenderar" in page.treated[0].decision

    def test_postponed_waits_in_the_arena(self, chambers: Chambers):
        matter = chambers.matter()
        chambers.minute(chambers.held(matter), rules.Outcome.POSTPONED)
        assert Matter.objects.get(pk=matter.pk).state == rules.MatterState.READY

    def test_sent_back_is_prepared_again(self, chambers: Chambers):
        matter = chambers.matter(arena=chambers.officials)
        operations.hand_over(matter.pk, arena_id=chambers.main.pk, actor=chambers.secretary)
        chambers.minute(chambers.held(matter), rules.Outcome.SENT_BACK)
        again = Matter.objects.get(pk=matter.pk)
        assert (again.state, again.arena) == (rules.MatterState.PREPARING, chambers.officials)


class TestClose:
    def test_needs_what_came_of_it(self, chambers: Chambers):
        matter = chambers.matter()
        with pytest.raises(Refused) as refusal:
            operations.close_matter(matter.pk, outcome=" ", actor=chambers.secretary)
        assert refusal.value.field == "outcome"
        operations.close_matter(matter.pk, outcome="Drogs tillbaka.", actor=chambers.secretary)
        assert matter_list(chambers.secretary) == ()
        assert [r.id for r in matter_list(chambers.secretary, state="closed")] == [matter.pk]

    def test_reopened_is_prepared_again(self, chambers: Chambers):
        matter = chambers.matter()
        operations.close_matter(matter.pk, outcome="Klart.", actor=chambers.secretary)
        operations.reopen_matter(matter.pk, why="Mer att göra.", actor=chambers.secretary)
        again = Matter.objects.get(pk=matter.pk)
        assert (again.state, again.closed_on) == (rules.MatterState.PREPARING, None)

    def test_cost_must_also_pass_the_arenas_of_the_rule(self, demanding: Chambers):
        matter = demanding.matter(has_cost=True)
        meeting = demanding.minute(demanding.held(matter), rules.Outcome.RECOMMENDED)
        demanding.approve(meeting)
        with pytest.raises(NotPossible, match="Beslutarna"):
            operations.close_matter(matter.pk, outcome="Klart.", actor=demanding.secretary)
        step = matter_page(demanding.secretary, matter.pk).passages[0]
        assert (step.name, step.passed_on) == ("Beslutarna", None)
        operations.hand_over(matter.pk, arena_id=demanding.deciders.pk, actor=demanding.secretary)
        later = demanding.meeting(-1, demanding.deciders)
        operations.list_matter(later.pk, matter.pk, actor=demanding.secretary)
        operations.hold_meeting(later.pk, attendance=[], actor=demanding.secretary)
        demanding.minute(later, rules.Outcome.DECIDED)
        assert matter_page(demanding.secretary, matter.pk).passages[0].waits
        demanding.approve(later)
        assert matter_page(demanding.secretary, matter.pk).passages[0].passed_on
        operations.close_matter(matter.pk, outcome="Klart.", actor=demanding.secretary)

    def test_what_was_rejected_need_not_go_on(self, demanding: Chambers):
        matter = demanding.matter(has_cost=True)
        demanding.minute(demanding.held(matter), rules.Outcome.REJECTED)
        operations.close_matter(matter.pk, outcome="Avslogs.", actor=demanding.secretary)


class TestVersion:
    @pytest.fixture
    def version(self, chambers: Chambers) -> Version:
        agreement = Agreement.objects.create(
            region=chambers.world.code, code="avtal", name="Avtalet"
        )
        return Version.objects.create(
            agreement=agreement, number=1, label="2027", state="referral", state_since=clock.now()
        )

    def test_the_word_reaches_the_agreement_when_minutes_are_approved(
        self, chambers: Chambers, version: Version, monkeypatch
    ):
        said = []
        monkeypatch.setattr(
            agreement_operations, "pass_arena", lambda *a, **k: said.append((a, k)), raising=False
        )
        matter = chambers.matter(version=version.pk)
        meeting = chambers.minute(chambers.held(matter), rules.Outcome.RECOMMENDED)
        assert said == []
        assert chambers.approve(meeting) == []
        (args, named) = said[0]
        assert args == (version.pk, "stora")
        assert named["outcome"] is agreement_rules.PassageOutcome.APPROVED
        assert named["paragraph"] == "§ 1"

    def test_the_owner_arenas_yes_recommends_the_version(
        self, chambers: Chambers, version: Version
    ):
        version.agreement.owner_arena = "stora"
        version.agreement.save()
        matter = chambers.matter(version=version.pk)
        meeting = chambers.minute(chambers.held(matter), rules.Outcome.RECOMMENDED)
        assert chambers.approve(meeting) == []
        version.refresh_from_db()
        assert version.state == agreement_rules.State.RECOMMENDED
        assert version.recommended_paragraph == "§ 1"
        page = matter_page(chambers.secretary, matter.pk)
        assert [row.arena for row in page.said.words] == ["Stora arenan"]

    def test_a_refusal_is_told_and_the_minutes_are_approved(
        self, chambers: Chambers, version: Version, monkeypatch
    ):
        def refuse(*_args, **_named):
            raise NotPossible("Fel ordning.")

        monkeypatch.setattr(agreement_operations, "pass_arena", refuse, raising=False)
        matter = chambers.matter(version=version.pk)
        meeting = chambers.minute(chambers.held(matter), rules.Outcome.RECOMMENDED)
        (trouble,) = chambers.approve(meeting)
        assert "Fel ordning." in trouble and "§ 1" in trouble

    def test_the_page_tells_what_others_have_said(self, chambers: Chambers, version: Version):
        party = next(iter(chambers.world.parties.values()))
        Comment.objects.create(version=version, party=party, text="Bra.", given_on=clock.today())
        matter = chambers.matter(version=version.pk)
        page = matter_page(chambers.world.politician, matter.pk)
        assert page.said.comments[0].text == "Bra."
        assert (page.agreement, page.version) == ("Avtalet", "2027")


def test_another_county_meets_nothing(house: Chambers):
    matter = house.matter()
    stranger = dataclasses.replace(house.secretary, region="fjordlanda")
    assert matter_page(stranger, matter.pk) is None
    assert matter_list(stranger) == ()
    with pytest.raises(NotPossible):
        operations.close_matter(matter.pk, outcome="Klart.", actor=stranger)
