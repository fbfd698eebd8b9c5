"""Is a child whose data are protected met by the few alone, with a reason, and named nowhere else?"""

import datetime as dt
import inspect
import logging
import re
import uuid

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

from samsyn.access.rules import Actor
from samsyn.audit.models import Event
from samsyn.cases.operations import share_case, withdraw_family_consent
from samsyn.children import operations as child_operations
from samsyn.children.models import ChildRecord, Protection, ProtectionAccess
from samsyn.children.operations import (
    end_protection,
    keep_guardians_unaware,
    name_person,
    protect_child,
    register_child,
    unname_person,
)
from samsyn.children.queries import (
    NeedsReason,
    child_for,
    hides_places,
    known_child,
    listed_names,
    protection_turns,
    search_children,
    units_protected,
)
from samsyn.children.rules import (
    GROUND,
    OPEN_MINUTES,
    Consequence,
    Kind,
    Reason,
    Source,
    consequences,
    label_of,
)
from samsyn.deviations import rules as deviation_rules
from samsyn.deviations.operations import Report, report_deviation
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.foundation.turns import Waiting
from samsyn.organisations.models import Party, Unit
from samsyn.organisations.operations import end_assignment
from samsyn.plans.queries import for_paper, plan_page
from samsyn.releases.models import ReceivedCopy
from samsyn.releases.rules import Ground, Scope
from samsyn.workspace.turns import turns_for
from tests.browsing import client_of
from tests.children.hidden import PLACE, RARE, Hidden, hidden_tale
from tests.world import Tale, World, number_of_age


@pytest.fixture
def hidden(county: World) -> Hidden:
    """A protected child with a plan in force, and a colleague who is not one of the few."""
    return hidden_tale(county)


def sees(actor: Actor, table: str, **where: object) -> int:
    """How many rows the application's role meets as this actor, without any filter of ours."""
    condition = " AND ".join(f"{key} = %s" for key in where)
    with transaction.atomic(), connection.cursor() as cursor:
        wall.bind(actor)
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {condition}", list(where.values()))
        return int(cursor.fetchone()[0])


def turns(actor: Actor) -> tuple[Waiting, ...]:
    with transaction.atomic():
        wall.bind(actor)
        return protection_turns(actor)


class TestRules:
    @pytest.mark.parametrize("kind", Kind)
    def test_every_kind_hides_and_asks(self, kind):
        assert {Consequence.REASON, Consequence.FEW, Consequence.NAMELESS_LISTS,
                Consequence.COUNTY_ONLY, Consequence.PLACES_HIDDEN} <= consequences(kind)  # fmt: skip

    def test_only_a_new_identity_forbids_a_link_and_only_a_marking_allows_an_address(self):
        assert [k for k in Kind if Consequence.NO_LINK in consequences(k)] == [Kind.FICTITIOUS]
        assert [k for k in Kind if Consequence.NO_ADDRESS not in consequences(k)] == [Kind.MARKED]

    def test_the_label_is_opaque(self):
        assert label_of(uuid.UUID("abcd0000-0000-4000-8000-000000000000")) == "ABCD"


class TestTheFew:
    def test_the_database_hides_every_row_from_a_colleague(self, hidden: Hidden):
        child, tale = hidden.tale.child_id, hidden.tale
        for table in ("children_childrecord", "children_protection", "cases_case", "plans_plan",
                      "consents_consent", "releases_release", "releases_receivedcopy"):  # fmt: skip
            assert sees(hidden.colleague, table, child_id=child) == 0, table
        assert sees(tale.owner, "children_childrecord", child_id=child) == 1
        assert sees(tale.owner, "cases_case", child_id=child) == 1
        for table in ("cases_need", "cases_casestep", "cases_call", "cases_summons",
                      "cases_meeting", "plans_planparty"):  # fmt: skip
            assert sees(tale.owner, table, case_id=tale.case_id) > 0, table
            assert sees(hidden.colleague, table, case_id=tale.case_id) == 0, table
        for table in ("plans_planversion", "plans_plananswer"):
            assert sees(hidden.colleague, table, plan_id=tale.plan_id) == 0, table

    def test_every_table_with_the_childs_identity_is_narrowed(self, db):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tablename FROM pg_policies WHERE policyname = 'few'"
                " AND permissive = 'RESTRICTIVE'"
            )
            narrowed = {row[0] for row in cursor.fetchall()}
        about = {
            model._meta.db_table
            for model in wall.models_about_children()
            if any(field.column == "child_id" for field in model._meta.concrete_fields)
        }
        assert about - narrowed == {"audit_event", "children_protectionaccess"}

    def test_in_another_unit_who_knows_the_child_it_is_the_manager_until_others_are_named(
        self, hidden: Hidden
    ):
        other, child = hidden.tale.others[0], hidden.tale.child_id
        assert sees(other, "children_childrecord", child_id=child) == 1
        new = hidden.add_colleague(other, "nykomling")
        assert sees(new, "children_childrecord", child_id=child) == 0
        name_person(child, user_id=new.own_user, actor=other)
        assert sees(new, "children_childrecord", child_id=child) == 1
        assert sees(other, "children_childrecord", child_id=child) == 0

    def test_a_unit_that_does_not_know_the_child_learns_nothing(self, hidden: Hidden):
        stranger = hidden.tale.world.fitting(10, 6)[-1]
        for table in ("children_protection", "children_protectionaccess", "children_childrecord"):
            assert sees(stranger, table, child_id=hidden.tale.child_id) == 0

    def test_a_manager_who_is_not_named_keeps_the_list_without_meeting_the_child(
        self, hidden: Hidden
    ):
        child, manager = hidden.tale.child_id, hidden.add_manager()
        with transaction.atomic():
            wall.bind(manager)
            assert child_for(manager, child) is None
            assert [row.child_id for row in units_protected(manager)] == [child]
        name_person(child, user_id=hidden.colleague.own_user, actor=manager)
        assert sees(hidden.colleague, "children_childrecord", child_id=child) == 1

    def test_naming_stands_in_the_log_with_the_row_that_names(self, hidden: Hidden):
        tale = hidden.tale
        name_person(tale.child_id, user_id=hidden.colleague.own_user, actor=tale.owner)
        wall.bind(tale.owner)
        rows = {str(pk) for pk in ProtectionAccess.objects.values_list("pk", flat=True)}
        told = Event.objects.filter(action="protection.named", child_id=tale.child_id)
        assert {(e.object_type, e.object_id) for e in told} == {
            ("protectionaccess", pk) for pk in rows
        }
        gone = ProtectionAccess.objects.get(user_id=hidden.colleague.user_id)
        unname_person(tale.child_id, access_id=gone.pk, actor=tale.owner)
        wall.bind(tale.owner)
        assert Event.objects.get(action="protection.unnamed").object_id == str(gone.pk)

    def test_when_all_of_the_few_have_left_who_keeps_the_list_is_told(self, hidden: Hidden):
        manager, owner = hidden.add_manager(), hidden.tale.owner
        assert turns(manager) == ()
        end_assignment(owner.own_assignment, on=clock.today(), actor=Actor.system(owner.region))
        (line,) = turns(manager)
        assert line.what == "Utse någon som kan öppna sidorna" and line.about.startswith("1 barn")
        assert str(hidden.tale.child_id) not in repr(line) and RARE not in repr(line)
        assert turns(hidden.colleague) == ()
        assert "Utse någon" in client_of(manager).get("/min-tur/").content.decode()
        name_person(hidden.tale.child_id, user_id=hidden.colleague.own_user, actor=manager)
        assert turns(manager) == ()

    def test_the_last_one_stays(self, hidden: Hidden):
        child, owner = hidden.tale.child_id, hidden.tale.owner
        wall.bind(owner)
        named = ProtectionAccess.objects.filter(child_id=child, ended_at__isnull=True)
        assert [row.user_id for row in named] == [owner.user_id]
        with pytest.raises(NotPossible, match="Någon hos er"):
            unname_person(child, access_id=named[0].pk, actor=owner)

    def test_who_may_not_keep_the_list_is_told_whom_to_ask(self, hidden: Hidden):
        with pytest.raises(Denied, match="chef"):
            name_person(
                hidden.tale.child_id,
                user_id=hidden.colleague.own_user,
                actor=hidden.teacher_named(),
            )

    def test_somebody_who_is_not_of_the_unit_cannot_be_named(self, hidden: Hidden):
        stranger = hidden.tale.others[0]
        with pytest.raises(Refused, match="arbetar inte hos er"):
            name_person(hidden.tale.child_id, user_id=stranger.own_user, actor=hidden.tale.owner)

    def test_a_colleague_who_registers_the_child_is_stopped_in_words(self, hidden: Hidden):
        with pytest.raises(Denied, match="Prata med din chef"):
            register_child(
                hidden.number, given_name="X", family_name="Y", reason="r", actor=hidden.colleague
            )


class TestEnding:
    def test_history_stays_and_only_the_unit_that_recorded_ends(self, hidden: Hidden):
        tale = hidden.tale
        wall.bind(tale.owner)
        row = Protection.objects.get(child_id=tale.child_id)
        with pytest.raises(Denied, match="annan verksamhet"):
            end_protection(row.pk, source=Source.REGISTER, actor=tale.others[0])
        with pytest.raises(NotPossible, match="redan skrivit in"):
            protect_child(tale.child_id, kind=Kind.MARKED, source=Source.FAMILY, actor=tale.owner)
        end_protection(row.pk, source=Source.DECISION, actor=tale.owner)
        wall.bind(tale.owner)
        row.refresh_from_db()
        assert row.ended_at and row.ended_by == tale.owner.assignment_id
        assert row.ended_source == "decision"
        assert sees(hidden.colleague, "children_childrecord", child_id=tale.child_id) == 1

    def test_two_units_each_hold_the_child_hidden_until_both_have_ended(self, hidden: Hidden):
        tale, other = hidden.tale, hidden.tale.others[0]
        protect_child(tale.child_id, kind=Kind.REGISTERED, source=Source.FAMILY, actor=other)
        wall.bind(tale.owner)
        mine = Protection.objects.get(
            child_id=tale.child_id, recorded_by_unit_id=tale.owner.unit_id
        )
        end_protection(mine.pk, source=Source.REGISTER, actor=tale.owner)
        assert sees(hidden.colleague, "children_childrecord", child_id=tale.child_id) == 0

    def test_every_name_ends_with_the_last_protection_and_none_comes_back(self, hidden: Hidden):
        tale, other = hidden.tale, hidden.tale.others[0]
        named = hidden.add_colleague(other, "utsedd")
        name_person(tale.child_id, user_id=named.own_user, actor=other)
        wall.bind(tale.owner)
        end_protection(Protection.objects.get().pk, source=Source.REGISTER, actor=tale.owner)
        for actor in (tale.owner, other):
            wall.bind(actor)
            assert not ProtectionAccess.objects.filter(ended_at=None).exists()
            assert units_protected(actor) == []
        wall.bind(other)
        assert ProtectionAccess.objects.get(user_id=named.user_id).ended_by is None
        protect_child(tale.child_id, kind=Kind.MARKED, source=Source.FAMILY, actor=tale.owner)
        assert sees(named, "children_childrecord", child_id=tale.child_id) == 0
        assert sees(other, "children_childrecord", child_id=tale.child_id) == 1

    def test_nobody_is_named_for_a_child_as_any_other(self, county: World):
        tale = county.tale(others=1)
        with pytest.raises(NotPossible, match="inga skyddade"):
            name_person(tale.child_id, user_id=tale.owner.own_user, actor=tale.owner)

    def test_a_unit_that_has_closed_leaves_its_protection_to_who_has_the_child(
        self, hidden: Hidden
    ):
        tale, other = hidden.tale, hidden.tale.others[0]
        end = reverse("children:end", args=[tale.child_id])
        client = hidden.opened(other)
        assert "Ni har inget skydd" in client.get(end).content.decode()
        Unit.objects.filter(pk=tale.owner.unit_id).update(valid_to=clock.today())
        page = client.get(reverse("children:protect", args=[tale.child_id])).content.decode()
        assert end in page and "kan ni avsluta" in page
        assert tale.owner.unit_name not in page
        assert client.post(end, {"source": Source.REGISTER.value}).status_code == 302
        assert sees(other, "children_protection", child_id=tale.child_id) == 1
        wall.bind(other)
        assert Protection.objects.get(child_id=tale.child_id).ended_at is not None

    def test_a_unit_that_has_the_child_no_more_leaves_it_too(self, hidden: Hidden):
        """As after weeding: the protection stands without a record of the unit that wrote it."""
        tale, stranger = hidden.tale, hidden.tale.world.fitting(10, 6)[-1]
        with transaction.atomic():
            wall.bind(stranger)
            row = Protection(
                child_id=tale.child_id, kind="marked", source="register",
                holds_from=clock.today(), recorded_by_unit_id=stranger.unit_id,
                recorded_at=clock.now(),
            )  # fmt: skip
            row.save(force_insert=True)
        end_protection(row.pk, source=Source.REGISTER, actor=tale.owner)
        wall.bind(tale.owner)
        row.refresh_from_db()
        assert row.ended_at is not None

    def test_the_end_is_not_told_as_another_units(self, hidden: Hidden):
        other = hidden.tale.others[0]
        page = hidden.opened(other).get(reverse("children:protect", args=[hidden.tale.child_id]))
        assert hidden.tale.owner.unit_name not in page.content.decode()


class TestReason:
    def test_who_reads_without_a_reason_is_asked(self, hidden: Hidden):
        owner = hidden.tale.owner
        wall.bind(owner)
        with pytest.raises(NeedsReason):
            known_child(owner, hidden.tale.child_id)

    def test_a_reason_opens_this_child_in_this_login_for_a_while_and_is_logged(
        self, hidden: Hidden, monkeypatch
    ):
        owner, child = hidden.tale.owner, hidden.tale.child_id
        client, path = client_of(owner), reverse("workspace:child", args=[child])
        asked = client.get(path)
        assert asked.status_code == 302
        assert asked.headers["Location"] == f"/barn/{child}/vanta/"
        wall.bind(owner)
        assert not Event.objects.filter(child_id=child, action="child.read").exists()
        answer = client.post(asked.headers["Location"], {"reason": Reason.OWN_CASE.value})
        assert answer.status_code == 302 and answer.headers["Location"] == path
        assert RARE in client.get(path).content.decode()
        wall.bind(owner)
        opened = Event.objects.get(child_id=child, action="protection.opened")
        assert (opened.ground, opened.object_type) == (GROUND, Reason.OWN_CASE.value)
        assert Event.objects.get(child_id=child, action="child.read").ground == GROUND
        assert client_of(owner).get(path).status_code == 302
        with clock.held(clock.now() + dt.timedelta(minutes=OPEN_MINUTES + 1)):
            assert client.get(path).status_code == 302

    def test_a_log_in_of_some_time_ago_is_not_enough(self, hidden: Hidden):
        earlier = clock.now() - dt.timedelta(hours=2)
        client = client_of(hidden.tale.owner, authenticated_at=earlier)
        wait = reverse("children:wait", args=[hidden.tale.child_id])
        answer = client.post(wait, {"reason": Reason.OWN_CASE.value})
        assert answer.headers["Location"].startswith(reverse("log_in_again"))
        assert (
            client.get(reverse("workspace:child", args=[hidden.tale.child_id])).status_code == 302
        )

    def test_no_reason_no_page(self, hidden: Hidden):
        client = client_of(hidden.tale.owner)
        wait = reverse("children:wait", args=[hidden.tale.child_id])
        assert client.post(wait, {"reason": ""}).status_code == 422
        assert client.post(wait, {"reason": "because"}).status_code == 422
        assert (
            client.get(reverse("workspace:child", args=[hidden.tale.child_id])).status_code == 302
        )

    def test_one_goes_on_to_the_page_that_was_asked_for(self, hidden: Hidden):
        client, plan = client_of(hidden.tale.owner), f"/planer/{hidden.tale.plan_id}/"
        wait = client.get(plan).headers["Location"]
        assert client.post(wait, {"reason": "contact"}).headers["Location"] == plan

    def test_a_reminder_that_was_stopped_is_not_asked_for_again_with_get(self, hidden: Hidden):
        summons = hidden.tale.page(hidden.actor_opened(hidden.tale.owner)).call.summons[0].id
        client = client_of(hidden.tale.owner)
        wait = client.post(reverse("cases:remind", args=[summons])).headers["Location"]
        answer = client.post(wait, {"reason": "contact"})
        assert answer.headers["Location"] == f"/barn/{hidden.tale.child_id}/"

    def test_what_was_typed_when_the_time_was_up_is_kept(self, hidden: Hidden):
        path = reverse("cases:record_need", args=[hidden.tale.child_id])
        client = client_of(hidden.tale.owner)
        assert client.post(path, {"worry": "En lång text"}).status_code == 302
        hidden.open(client)
        assert "En lång text" in client.get(path).content.decode()


class TestLists:
    def test_nothing_but_the_label(self, hidden: Hidden):
        owner, child = hidden.tale.owner, hidden.tale.child_id
        wall.bind(owner)
        words = f"Skyddade uppgifter · {label_of(child)}"
        assert listed_names(owner, [child]) == {child: words}
        assert {item.child for item in turns_for(owner) if item.child_id == child} <= {words}
        for name in ("workspace:children", "workspace:plans", "workspace:turns"):
            text = client_of(owner).get(reverse(name)).content.decode()
            assert RARE not in text and hidden.pretty not in text

    def test_is_found_by_the_whole_number_and_by_nothing_else(self, hidden: Hidden):
        owner = hidden.tale.owner
        wall.bind(owner)
        for text in (RARE, RARE[:4], "Zy", hidden.number[:8]):
            assert search_children(owner, text) == []
        found = search_children(owner, hidden.number)
        assert [(c.name, c.number, c.age) for c in found] == [
            (f"Skyddade uppgifter · {label_of(hidden.tale.child_id)}", "", 0)
        ]
        wall.bind(hidden.colleague)
        assert search_children(hidden.colleague, hidden.number) == []

    def test_words_of_its_need_find_nothing(self, hidden: Hidden):
        page = client_of(hidden.tale.owner).post("/barn/", {"q": "Hemlig oro"})
        assert "Hemlig oro" not in re.sub(r'value="[^"]*"', "", page.content.decode())

    def test_stands_last_whatever_the_name(self, hidden: Hidden):
        owner = hidden.tale.owner
        for skip, name in ((4, "Aaa"), (5, "Öst")):
            register_child(
                number_of_age(10, skip), given_name="A", family_name=name, reason="x", actor=owner
            )
        wall.bind(owner)
        names = [c.name for c in search_children(owner, "")]
        assert names[:2] == ["A Aaa", "A Öst"] and names[2].startswith("Skyddade")


class TestPlaces:
    def test_a_called_unit_meets_the_caller_and_the_place_but_only_kinds_of_the_others(
        self, hidden: Hidden
    ):
        first, second = hidden.tale.others
        text = hidden.opened(first).get(f"/barn/{hidden.tale.child_id}/").content.decode()
        assert hidden.tale.owner.unit_name in text
        assert second.unit_name not in text
        plan = hidden.opened(first).get(f"/planer/{hidden.tale.plan_id}/").content.decode()
        assert second.unit_name not in plan and first.unit_name in plan

    def test_copies_hold_neither_place_nor_time_nor_units(self, county: World):
        hidden = hidden_tale(county, protect_first=True)
        for actor in hidden.tale.others:
            wall.bind(actor)
            for copy in ReceivedCopy.objects.filter(child_id=hidden.tale.child_id):
                assert PLACE not in str(copy.content)
                assert "Enheten" not in str(copy.content)
                assert not copy.content.get("meets_at")

    def test_copies_from_before_are_shown_without(self, hidden: Hidden):
        text = hidden.opened(hidden.tale.others[0]).get(f"/barn/{hidden.tale.child_id}/")
        copies = text.content.decode().split('class="copy"')[1:]
        assert copies and all(PLACE not in copy for copy in copies)

    def test_paper_names_no_unit_and_no_place(self, hidden: Hidden):
        owner = hidden.actor_opened(hidden.tale.owner)
        wall.bind(owner)
        child = known_child(owner, hidden.tale.child_id)
        assert child.hides_places
        plan = plan_page(owner, hidden.tale.plan_id)
        assert plan is not None
        paper = str(for_paper(plan, owner.region, hides_places=True))
        assert "Enheten" not in re.sub(r"versions=\(.*?\)\)", "", paper)

    def test_a_guardian_who_must_not_know_gets_no_places(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        wall.bind(tale.owner)
        child = known_child(tale.owner, tale.child_id)
        assert not hides_places(tale.child_id) and not child.hides_places
        one, _other = child.guardians
        keep_guardians_unaware(tale.child_id, guardians={str(one.id)}, actor=tale.owner)
        wall.bind(tale.owner)
        for actor in (tale.owner, tale.others[0]):
            wall.bind(actor)
            assert hides_places(tale.child_id) and known_child(actor, tale.child_id).hides_places
        assert tale.owner.unit_name not in repr(known_child(tale.others[0], tale.child_id))
        wall.bind(county.fitting(10, 6)[-1])
        assert not hides_places(tale.child_id)

    def test_a_unit_without_anybody_who_answers_for_the_few_cannot_be_given_the_child(
        self, hidden: Hidden
    ):
        tale = hidden.tale
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        party = Party.objects.get(pk=tale.others[0].party_id)
        lone = tale.world.add_unit(tale.others[0].operation, party, "ensam", role="physician")
        with pytest.raises(Refused, match="ingen chef eller samordnare"):
            share_case(
                tale.case_id, [lone.own_unit], scopes=[Scope.NEED], ground=Ground.DUTY_BY_LAW,
                valid_until=clock.today() + dt.timedelta(days=5), note="Nödvändigt.",
                actor=hidden.actor_opened(tale.owner),
            )  # fmt: skip


class TestNoLink:
    """A new identity is a new child. Nothing in the product can say of whom."""

    FORBIDDEN = re.compile(r"previous|former|old_|merged|replaces|same_as|linked|tidigare_nummer")

    def test_no_field_of_the_identity_leads_to_another(self):
        for model in apps.get_app_config("children").get_models():
            for field in model._meta.get_fields():
                assert not self.FORBIDDEN.search(field.name), f"{model.__name__}.{field.name}"
                target = getattr(field, "related_model", None)
                if field.concrete and target is not None and target.__name__ == "Child":
                    assert model.__name__ != "Child"
        once = [f for f in ChildRecord._meta.concrete_fields if f.column.startswith("child")]
        assert len(once) == 1

    def test_no_operation_takes_two_children_or_moves_one(self):
        for name in child_operations.__all__:
            assert not re.search(r"merge|move|join|link|transfer|carry", name)
            parameters = list(inspect.signature(getattr(child_operations, name)).parameters)
            assert sum("child" in p or "number" in p for p in parameters) <= 1, name

    def test_the_number_of_a_child_cannot_be_changed_in_the_database(self, hidden: Hidden):
        with transaction.atomic(), connection.cursor() as cursor:
            wall.bind(hidden.tale.owner)
            cursor.execute(
                "UPDATE children_child SET number = '201001019999' WHERE id = %s",
                [hidden.tale.child_id],
            )
            assert cursor.rowcount == 0

    def test_no_page_offers_to_join_children(self, county: World):
        hidden = hidden_tale(county, kind=Kind.FICTITIOUS)
        page = hidden.opened(hidden.tale.owner).get(
            reverse("children:protect", args=[hidden.tale.child_id])
        )
        text = page.content.decode()
        assert "ny person i Samsyn" in text
        assert not re.search(r'name="[^"]*(previous|former|merge|old|tidigare)', text)


class TestLogs:
    def test_nothing_of_the_child_stands_in_the_logs(self, hidden: Hidden, caplog):
        with caplog.at_level(logging.DEBUG):
            client = hidden.opened(hidden.tale.owner)
            client.get(f"/barn/{hidden.tale.child_id}/")
            client.post("/barn/", {"q": hidden.number})
            client_of(hidden.colleague).get(f"/barn/{hidden.tale.child_id}/")
        told = "\n".join(
            record.getMessage() for record in caplog.records if record.name != "django.db.backends"
        )
        assert RARE not in told and hidden.number not in told and hidden.pretty not in told


class TestDeviations:
    def test_a_colleagues_text_is_looked_through_for_the_name_too(self, hidden: Hidden):
        other = Unit.objects.get(pk=hidden.tale.others[0].unit_id)
        report = Report(
            deviation_rules.Kind.GUIDELINE, about_party=other.party_id,
            happened=f"Vi väntade på Zyphora {RARE} hela dagen.",
        )  # fmt: skip
        with pytest.raises(Refused):
            report_deviation(report, submission=uuid.uuid4(), actor=hidden.colleague)

    def test_suggestions_list_the_label_alone(self, hidden: Hidden):
        page = client_of(hidden.tale.owner).get(reverse("deviations:suggestions"))
        assert RARE not in page.content.decode()


def test_a_tale_of_an_unprotected_child_is_as_before(county: World):
    tale: Tale = county.tale(others=1)
    wall.bind(tale.owner)
    assert child_for(tale.owner, tale.child_id) is not None
    assert client_of(tale.owner).get(f"/barn/{tale.child_id}/vanta/").status_code == 200
