"""Who opens which page of the administration, and that no page ever tells of a child."""

import datetime as dt

import pytest
from django.urls import reverse

from samsyn.accounts.models import Identity, User
from samsyn.administration import operations
from samsyn.administration.urls import urlpatterns
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Assignment
from tests.administration.conftest import Office
from tests.administration.test_units import sibling
from tests.browsing import client_of

MOST_STATEMENTS = 16
NAMES = [entry.name for entry in urlpatterns]
POST_ONLY = {"reopen_unit", "forget", "carry_out"}
#: Opened by the party's administrator alone.
OF_THE_PARTY = {"new_unit", "place_unit", "close_unit", "merge_unit", "reopen_unit"}
ANYBODY = {"taken_over"}


def address(name: str, office: Office) -> str:
    entry = next(e for e in urlpatterns if e.name == name)
    colleague = User.objects.get(handle=f"{office.world.code}-kollega-1")
    given = Assignment.objects.get(user=colleague)
    known = {"unit_id": office.unit.pk, "person_id": colleague.pk, "assignment_id": given.pk}
    if "identity_id" in entry.pattern.converters:
        row, _new = Identity.objects.get_or_create(user=colleague, kind="eppn", value="a@b.example")
        known["identity_id"] = row.pk
    if "leave_id" in entry.pattern.converters:
        known["leave_id"] = given.leaves.get().pk
    needed = {key: known[key] for key in entry.pattern.converters}
    return reverse(f"administration:{name}", kwargs=needed)


@pytest.fixture
def busy(home: Office) -> Office:
    """A unit with a plan in force, a colleague on leave and a sibling."""
    home.tale.to_plan_in_force()
    one = home.colleague()
    today = clock.today()
    operations.set_leave(
        one.own_assignment, away_from=today, back_on=today + dt.timedelta(days=9),
        substitute_id=None, actor=home.own,
    )  # fmt: skip
    sibling(home)
    return home


def fetch(actor, name: str, office: Office):
    path, client = address(name, office), client_of(actor)
    return client.post(path) if name in POST_ONLY else client.get(path)


class TestWhoOpensWhat:
    """Each address × who asks. One world for all addresses, since none of them changes it much."""

    def test_the_partys_administrator(self, busy: Office):
        for name in NAMES:
            answer = fetch(busy.party, name, busy)
            assert answer.status_code in (200, 302), (name, answer.content[:400])
            assert "Barnsson" not in answer.content.decode(), name

    def test_the_units_administrator(self, busy: Office):
        for name in NAMES:
            answer = fetch(busy.own, name, busy)
            expected = (403,) if name in OF_THE_PARTY else (200, 302)
            assert answer.status_code in expected, (name, answer.content[:400])
            assert "Barnsson" not in answer.content.decode(), name

    def test_another_partys_administrator_finds_nothing(self, busy: Office):
        for name in NAMES:
            answer = fetch(busy.elsewhere, name, busy)
            has_object = "<" in str(next(e for e in urlpatterns if e.name == name).pattern)
            assert answer.status_code in ((404,) if has_object else (200, 302)), name
            assert busy.unit.name not in answer.content.decode(), name

    def test_somebody_who_works_with_children_is_refused(self, busy: Office):
        for name in NAMES:
            expected = 200 if name in ANYBODY else 403
            assert fetch(busy.tale.owner, name, busy).status_code == expected, name

    def test_nobody_is_asked_to_log_in(self, busy: Office):
        for name in NAMES:
            assert fetch(None, name, busy).status_code in (302, 401), name


PAGES = ["start", "units", "unit", "people", "person", "end", "merge_unit", "import"]


def test_on_ones_own_page_nothing_is_offered_that_would_be_refused(busy: Office):
    path = reverse("administration:person", args=[busy.own.user_id])
    own, partys = (client_of(one).get(path).content.decode() for one in (busy.own, busy.party))
    assert "/slut/" in partys and "/uppdrag/" in partys.split("<main")[1]
    assert "/slut/" not in own and "Ge ett uppdrag" not in own
    assert "Du kan inte ändra dina egna uppdrag" in own


def test_a_page_costs_few_statements(busy: Office, statements):
    client = client_of(busy.party)
    for name in PAGES:
        path = address(name, busy)
        client.get(path)
        with statements:
            assert client.get(path).status_code == 200
        assert len(statements) <= MOST_STATEMENTS, [name, *(q["sql"][:120] for q in statements)]


def test_min_tur_costs_few_statements(busy: Office, statements):
    client = client_of(busy.party)
    client.get("/min-tur/")
    with statements:
        assert client.get("/min-tur/").status_code == 200
    assert len(statements) <= MOST_STATEMENTS


def test_searching_leaves_no_trace_in_the_address(busy: Office):
    page = client_of(busy.own).post(reverse("administration:people"), {"q": "Kollega1"})
    assert "Kollega1 Person" in page.content.decode()


def test_an_ending_without_a_taker_keeps_what_was_typed(busy: Office):
    owner = busy.tale.owner
    path = reverse("administration:end", args=[owner.assignment_id])
    client = client_of(busy.own)
    page = client.get(path).content.decode()
    assert "Detta lämnar" in page and "1 ärende," in page and "Barnsson" not in page
    day = (clock.today() + dt.timedelta(days=4)).isoformat()
    answer = client.post(path, {"when": "later", "last_day": day})
    assert answer.status_code == 422 and day in answer.content.decode()
    assert "Välj vem som tar över" in answer.content.decode()
    taker = Assignment.objects.get(user__handle=f"{busy.world.code}-kollega-1")
    Assignment.objects.get(pk=taker.pk).leaves.all().delete()
    chosen = {f"to_{kind}": str(taker.pk) for kind in ("case", "plan")}
    done = client.post(path, {"when": "later", "last_day": day, **chosen})
    assert done.status_code == 302, done.content.decode()[:2000]
    wall.bind(busy.own)


def test_menu_and_parts_are_shown_to_administrators_only(busy: Office):
    start = reverse("administration:start")
    assert start in client_of(busy.own).get("/min-tur/").content.decode()
    assert start not in client_of(busy.tale.owner).get("/min-tur/").content.decode()


def test_what_was_taken_over_opens_for_the_taker_alone(busy: Office):
    path = reverse("administration:taken_over")
    assert "Du har inte tagit över något" in client_of(busy.tale.owner).get(path).content.decode()
