"""From a checked assertion to a person with assignments."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from samsyn.access.rules import Actor
from samsyn.accounts.identities import people_named, personal_number_digest, remember
from samsyn.accounts.models import Identity, User
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied
from samsyn.logins.configuration import RoleRule
from samsyn.logins.operations import CommissionMapping, enter, enter_as_family
from samsyn.logins.rules import Asserted, Commission, role_of
from samsyn.organisations.models import Assignment, Unit
from tests.logins.conftest import added, events
from tests.world import number_of_age

ISSUER = "https://idp.example"
CARE = Commission("TST-c1", "TST-unit", "Läkare", "Vård och behandling", ("Läsa", "Skriva"))
RULES = (
    RoleRule("Vård och behandling", "", "bvc", "child_nurse"),
    RoleRule("Vård och behandling", "Läsa", "", "physician"),
    RoleRule("Administration", "", "", "administrator"),
)
ALL = CommissionMapping(RULES, is_all=True)
ASSERTED = Asserted(
    issuer=ISSUER, method="oidc", identities=(("subject", "s-1"), ("hsa_id", "TST-1")),
    assurance=3, authenticated_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    given_name="Kim", family_name="Testsson", commissions=(CARE,),
)  # fmt: skip


def entered(asserted: Asserted = ASSERTED, mapping: CommissionMapping = ALL) -> User:
    return enter(asserted, mapping=mapping, actor=Actor.system())


def assignments(person: User) -> list[tuple[str, str, str]]:
    """Those in force today: role, who gave it, commission."""
    rows = Assignment.objects.on(clock.today()).filter(user=person).order_by("role")
    return list(rows.values_list("role", "given_by", "commission"))


class TestThePerson:
    def test_is_made_when_a_commission_gives_a_role(self, unit: Unit):
        person = entered()
        assert (str(person), person.has_usable_password()) == ("Kim Testsson", False)
        assert person.handle.startswith("p-") and "TST" not in person.handle
        assert assignments(person) == [("physician", "claims", "TST-c1")]
        assert entered() == person
        assert events("person.registered") == [""]
        assert events("assignment.given") == ["claims"]
        assert events("login.accepted") == ["oidc", "oidc"]

    @pytest.mark.parametrize(
        "commissions",
        [
            (),
            (replace(CARE, unit_hsa_id="TST-elsewhere"),),
            (replace(CARE, unit_hsa_id=""),),
            (replace(CARE, purpose="Forskning"),),
            (replace(CARE, rights=("Skriva",)),),
        ],
        ids=["none", "of a unit that is not here", "of no unit", "for else", "another right"],
    )
    def test_is_not_made_by_commissions_that_are(self, unit: Unit, commissions: Any):
        with pytest.raises(Denied, match="Du finns inte i Samsyn än"):
            entered(replace(ASSERTED, commissions=commissions))
        assert not User.objects.exists() and not Identity.objects.exists()

    def test_is_not_made_in_a_unit_that_is_closed(self, unit: Unit):
        unit.valid_to = clock.today()
        unit.save()
        with pytest.raises(Denied):
            entered()

    def test_who_is_closed_off_hears_the_same_as_one_who_is_not_here(self, unit: Unit, kim: User):
        kim.is_active = False
        kim.save()
        with pytest.raises(Denied) as closed:
            entered()
        with pytest.raises(Denied) as unknown:
            entered(replace(ASSERTED, identities=(("hsa_id", "TST-9"),), commissions=()))
        assert str(closed.value) == str(unknown.value)

    def test_whose_names_are_those_of_two_is_nobody(self, unit: Unit, kim: User):
        added(unit, "alex", eppn="alex@skola.example")
        both = (("hsa_id", "TST-1"), ("eppn", "alex@skola.example"))
        with pytest.raises(Denied, match="stämmer inte"):
            entered(replace(ASSERTED, identities=both))

    def test_has_the_names_that_the_provider_gives_now(self, kim: User, unit: Unit):
        person = entered(replace(ASSERTED, family_name="Nyström"))
        assert person == kim and str(person) == "Kim Nyström"
        assert events("person.renamed") == [""]
        assert str(entered(replace(ASSERTED, family_name=""))) == "Kim Nyström"

    def test_is_known_by_the_providers_own_name_from_then_on(self, kim: User, unit: Unit):
        entered()
        only = replace(ASSERTED, identities=(("subject", "s-1"),), commissions=())
        assert entered(only) == kim
        with pytest.raises(Denied):
            entered(replace(only, issuer="https://other.example"))

    def test_by_personal_number_which_is_kept_as_a_digest(self, kim: User, unit: Unit):
        number = number_of_age(10)
        named = replace(ASSERTED, identities=(("hsa_id", "TST-1"), ("personal_number", number)))
        assert entered(named) == kim
        stored = Identity.objects.get(kind="personal_number").value
        assert number not in stored and stored == personal_number_digest(number)
        by_number = replace(named, issuer="https://other.example", commissions=())
        assert entered(replace(by_number, identities=named.identities[1:])) == kim

    def test_with_a_new_personal_number_leaves_no_trace_of_the_old(self, kim: User, unit: Unit):
        old, new = number_of_age(10), number_of_age(11)
        for number in (old, new):
            names = (("hsa_id", "TST-1"), ("personal_number", number))
            entered(replace(ASSERTED, identities=names))
        stored = Identity.objects.get(kind="personal_number").value
        assert stored == personal_number_digest(new)


class TestAssignments:
    def test_end_when_the_commission_does(self, unit: Unit):
        person = entered()
        entered(replace(ASSERTED, commissions=()))
        assert assignments(person) == []
        assert events("assignment.ended") == ["claims"]
        entered()
        assert assignments(person) == [("physician", "claims", "TST-c1")]

    def test_stay_when_the_provider_shows_one_commission_only(self, unit: Unit):
        person = entered()
        entered(replace(ASSERTED, commissions=()), CommissionMapping(RULES))
        assert assignments(person) == [("physician", "claims", "TST-c1")]

    def test_given_by_an_administrator_are_left_alone(self, kim: User, unit: Unit):
        entered(replace(ASSERTED, commissions=()))
        assert assignments(kim) == [("psychologist", "administrator", "")]

    def test_are_not_given_twice(self, kim: User, unit: Unit):
        Assignment.objects.filter(user=kim).update(role="physician")
        entered(replace(ASSERTED, commissions=(CARE, replace(CARE, hsa_id="TST-c2"))))
        assert assignments(kim) == [("physician", "administrator", "")]

    def test_last_until_the_same_begins_by_the_administrators_word(self, kim: User, unit: Unit):
        begins = clock.today() + dt.timedelta(days=10)
        Assignment.objects.create(user=kim, unit=unit, role="physician", valid_from=begins)
        entered()
        given = Assignment.objects.get(user=kim, given_by="claims")
        assert given.valid_to == begins

    def test_of_several_commissions(self, kim: User, unit: Unit):
        other = Commission("TST-c2", "TST-unit", purpose="Administration")
        entered(replace(ASSERTED, commissions=(CARE, other)))
        assert [role for role, *_rest in assignments(kim)] == [
            "administrator", "physician", "psychologist",
        ]  # fmt: skip


class TestTheFamilysWayIn:
    @pytest.fixture
    def guardian(self, db: None) -> User:
        person = User.objects.create(handle="g-1", given_name="Sam", family_name="Testsson")
        Identity.objects.create(user=person, kind="hsa_id", value="TST-1")
        return person

    def test_opens_for_one_who_is_known(self, guardian: User):
        assert enter_as_family(ASSERTED, actor=Actor.system()) == guardian
        assert events("login.accepted") == ["oidc"]

    def test_makes_nobody_whatever_is_claimed(self, unit: Unit):
        with pytest.raises(Denied, match="inbjudan"):
            enter_as_family(ASSERTED, actor=Actor.system())
        assert not User.objects.exists()

    def test_is_open_to_a_professional_who_has_children(self, kim: User):
        assert enter_as_family(ASSERTED, actor=Actor.system()) == kim


def test_a_rule_for_one_operation_holds_there_only():
    assert role_of(CARE, "bvc", RULES) == "child_nurse"
    assert role_of(CARE, "bup", RULES) == "physician"


def test_numbers_are_not_known_without_a_key_outside_the_demo(settings):
    settings.SAMSYN_DEMO = False
    with pytest.raises(ImproperlyConfigured):
        personal_number_digest("x")
    settings.SAMSYN_IDENTITY_KEY = "a key"
    first = personal_number_digest("x")
    settings.SAMSYN_IDENTITY_KEY = "another"
    assert personal_number_digest("x") != first


def test_a_subject_means_nothing_without_its_issuer(kim: User):
    Identity.objects.create(user=kim, issuer="", kind="subject", value="s-9")
    assert people_named(ISSUER, [("subject", "s-9")]) == []
    assert remember(kim, ISSUER, [("hsa_id", "TST-1")]) is False
