"""What does an extract tell, of whom, and what does it never tell?"""

import datetime as dt
import random

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.audit.models import Event
from samsyn.audit.sentences import SENTENCES, Kind, sentence
from samsyn.audit.trail import record
from samsyn.cases.operations import share_case, withdraw_family_consent
from samsyn.children import queries as children
from samsyn.foundation import clock, wall
from samsyn.logreview import queries
from samsyn.releases.operations import revoke_releases
from samsyn.releases.rules import Ground, Scope
from tests.browsing import client_of
from tests.logreview.months import Month
from tests.world import Tale, World


def extract(tale: Tale, actor=None):
    actor = actor or tale.owner
    with transaction.atomic():
        wall.bind(actor)
        return queries.extract_for(tale.child_id, actor, language="sv")


def told(page) -> set[str]:
    return {text for line in page.lines for text in line.what}


def says(action: str) -> str:
    return sentence(action, "sv")


class TestWhatItTells:
    def test_the_own_unit_and_what_others_did_with_what_was_shared(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        tale.plan(tale.others[0])
        page = extract(tale)
        by_unit = {line.where: line.what for line in page.lines}
        assert says("child.registered") in by_unit[tale.owner.unit_name]
        assert says("plan.read") in by_unit[tale.others[0].unit_name]

    def test_what_another_unit_has_of_its_own_is_not_for_this_unit_to_know(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        other = tale.others[0]
        with transaction.atomic():
            wall.bind(other)
            record("need.recorded", "need", actor=other, child_id=tale.child_id)
            record("child.read", "child", actor=other, child_id=tale.child_id)
        of_other = {t for x in extract(tale).lines if x.where == other.unit_name for t in x.what}
        assert of_other and not of_other & {says("need.recorded"), says("child.read")}
        assert says("need.recorded") in told(extract(tale, other))

    def test_a_unit_that_does_not_know_the_child_gets_none(self, world: World):
        tale = world.tale(others=1)
        stranger = world.fitting(10, 6)[-1]
        assert extract(tale, stranger) is None
        wall.bind(stranger)
        assert raw("SELECT * FROM log_extract(%s)", tale.child_id) == []

    def test_no_person_is_named(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        text = repr(extract(tale).lines)
        for actor in [tale.owner, *tale.others]:
            assert actor.user_name not in text

    def test_the_same_day_twice_is_one_line(self, world: World):
        tale = world.tale(others=1)
        for _ in range(3):
            client_of(tale.owner).get(f"/barn/{tale.child_id}/")
        [line] = extract(tale).lines
        assert line.what.count(says("child.read")) == 1

    def test_what_was_shared_stays_in_the_log_after_a_withdrawal(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        assert {x.where for x in extract(tale).lines} >= {tale.others[0].unit_name}

    def test_the_making_of_an_extract_is_in_the_log_and_in_the_next(self, world: World):
        tale = world.tale(others=1)
        client_of(tale.owner).get(f"/barn/{tale.child_id}/loggutdrag.pdf")
        wall.bind(tale.owner)
        assert Event.objects.filter(action="log.extract_made", child_id=tale.child_id).count() == 1
        assert says("log.extract_made") in told(extract(tale))

    def test_that_a_reviewer_saw_the_child_is_told(self, month: Month):
        from samsyn.logreview import operations

        month.read()
        item = month.page(month.open().pk).items[0]
        operations.show_child(item.id, why="Måste kunna fråga rätt", actor=month.reviewer)
        assert says("log.child_shown") in told(extract(month.tale))


def raw(sql: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


class TestWhatItNeverTells:
    @pytest.mark.parametrize(
        ("action", "ground"),
        [
            ("deviation.linked", ""),
            ("deviation.read", ""),
            ("suggestion.dismissed", ""),
            ("child.refused", ""),
            ("odd.thing", ""),
            ("release.decided", "duty_by_law"),
            ("copy.left", "duty_by_law"),
        ],
    )
    def test_what_is_secret_or_unknown_leaves_the_database_in_no_way(self, world, action, ground):
        tale = world.tale(others=1)
        with transaction.atomic():
            wall.bind(tale.owner)
            record(action, "thing", actor=tale.owner, child_id=tale.child_id, ground=ground)
            rows = raw("SELECT action FROM log_extract(%s)", tale.child_id)
        assert (action,) not in rows

    def test_a_refused_attempt_is_not_access(self, world: World):
        tale = world.tale(others=1)
        stranger = world.fitting(10, 6)[-1]
        client_of(stranger).get(f"/barn/{tale.child_id}/")
        assert stranger.unit_name not in repr(extract(tale))

    def test_the_whole_is_not_for_the_application_to_ask_for(self, county: World):
        tale = county.tale(others=1)
        wall.bind(tale.owner)
        for asking in ("NULL", f"'{tale.owner.unit_id}'"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                raw(f"SELECT * FROM log_extract_rows(%s, {asking})", tale.child_id)

    def test_what_was_handed_over_by_a_duty_to_report_is_not_told_by_its_reader(self, world):
        """Who got it reads the case; the extract must not show that there was a report."""
        from samsyn.releases.models import Release

        tale = world.tale(others=1)
        tale.need()
        other = tale.others[0]
        with transaction.atomic():
            wall.bind(tale.owner)
            Release.objects.create(
                child_id=tale.child_id, matter_id=tale.case_id, from_unit_id=tale.owner.unit_id,
                to_unit_id=other.unit_id, scopes=["need"], ground="duty_by_law", statute="lag",
                note="skäl", decided_at=clock.now(),
                valid_until=clock.today() + dt.timedelta(days=30),
            )  # fmt: skip
            wall.bind(other)
            Event.objects.create(
                at=clock.now(), user_id=other.user_id, unit_id=other.unit_id, action="case.read",
                object_type="case", object_id=str(tale.case_id), child_id=tale.child_id,
            )  # fmt: skip
        assert other.unit_name not in repr(extract(tale))

    def test_nothing_of_a_share_by_duty_is_told_when_it_is_confirmed_or_ends(self, world: World):
        tale = world.tale(others=1)
        tale.need()
        for _ in range(2):
            share_case(
                tale.case_id, [tale.others[0].unit_id], scopes=(Scope.NEED,),
                ground=Ground.DUTY_BY_LAW, valid_until=clock.today() + dt.timedelta(days=30),
                note="Anmälan", actor=tale.owner,
            )  # fmt: skip
        revoke_releases(tale.case_id, why="Klart", every_ground=True, actor=tale.owner)
        wall.bind(tale.owner)
        done = Event.objects.filter(action__startswith="release.", child_id=tale.child_id)
        assert {e.action for e in done} == {
            "release.decided", "release.confirmed", "release.revoked",
        }  # fmt: skip
        assert not {says(e.action) for e in done} & told(extract(tale))


class TestHiddenPlaces:
    @pytest.mark.parametrize("seed", range(4))
    def test_random_histories_tell_of_no_place(self, world: World, monkeypatch, seed):
        """As the database gives them: three units do anything at all, in any order."""
        tale = world.tale(others=2).to_plan_in_force()
        chance = random.Random(seed)
        units = [tale.owner, *tale.others]
        for _ in range(40):
            actor = chance.choice(units)
            thing = chance.choice(["child", "case", "plan"])
            event = Event(
                at=clock.now() - dt.timedelta(days=chance.randrange(5)),
                unit_id=actor.unit_id, user_id=actor.user_id,
                action=chance.choice([*SENTENCES, "deviation.read", "x.refused"]),
                object_type=thing, child_id=tale.child_id,
                object_id=str({"case": tale.case_id, "plan": tale.plan_id}.get(thing, "")),
            )  # fmt: skip
            with transaction.atomic():
                wall.bind(actor)
                Event.objects.bulk_create([event])
        monkeypatch.setattr(children, "hides_places", lambda _child: True)
        page = extract(tale)
        assert page.hides_places and page.lines
        text = repr(page.lines)
        for actor in units:
            assert actor.unit_name not in text and actor.party_name not in text
        assert told(page) <= {kind.sv for kind in Kind}

    def test_paper_and_page_tell_of_no_place_either(self, county: World, monkeypatch):
        import io

        from pypdf import PdfReader

        tale = county.tale(others=2).to_plan_in_force()
        monkeypatch.setattr(children, "hides_places", lambda _child: True)
        client, path = client_of(tale.owner), f"/barn/{tale.child_id}/loggutdrag"
        paper = client.get(f"{path}.pdf")
        pages = PdfReader(io.BytesIO(paper.content)).pages
        text = " ".join(" ".join(page.extract_text().split()) for page in pages)
        page = client.get(f"{path}/").content.decode()
        body = page[page.index("<main") : page.index("</main>")]
        for actor in [tale.owner, *tale.others]:
            assert actor.unit_name not in text and actor.unit_name not in body
        assert "En verksamhet i länet" in text and "En verksamhet i länet" in body
