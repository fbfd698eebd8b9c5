"""What happens on the screen when a log-in is about to end, or too old to sign with?"""

import datetime as dt

import pytest
from django.db import transaction
from playwright.sync_api import Route, expect

from samsyn.access.sessions import end_sessions
from samsyn.accounts.models import Draft, LoginSession
from samsyn.foundation import clock, wall
from tests.journeys.conftest import Visitor
from tests.world import Tale, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tale(county: World) -> Tale:
    tale = county.tale(others=1)
    tale.need()
    return tale


def used(minutes_ago: float) -> None:
    """As if the log-in had last been used so many minutes ago."""
    then = clock.now() - dt.timedelta(minutes=minutes_ago)
    LoginSession.objects.update(last_seen_at=then)


def at_the_form(visitor: Visitor, tale: Tale, minutes: int, *, saves: bool = True) -> Visitor:
    """At a form, typing, after a while of silence, when it is asked whether one is there.

    Saving is use of the log-in, so what is typed is held back until the question stands.
    """
    held: list[Route] = []
    is_asked = False

    def hold(route: Route) -> None:
        if is_asked:
            route.fallback()
        else:
            held.append(route)

    visitor.be(tale.owner, tale.world)
    visitor.page.clock.install()
    visitor.open(f"/barn/{tale.child_id}/behov/")
    visitor.page.route("**/utkast/**", hold)
    visitor.fill(worry="Halvfärdig mening")
    used(minutes)
    visitor.page.clock.fast_forward(minutes * 60_000)
    text = visitor.page.locator("[data-idle-text]")
    expect(text).to_contain_text("Du loggas ut om 2 minuter")
    is_asked = True
    for route in held:
        route.fallback()
    if saves:
        expect(text).to_contain_text("Det du har skrivit är sparat.")
    return visitor


def test_the_warning_saves_and_going_on_goes_on(visitor: Visitor, tale: Tale):
    v = at_the_form(visitor, tale, 18)
    dialog = v.page.get_by_role("alertdialog", name="Är du kvar?")
    expect(dialog).to_contain_text("Du loggas ut om 2 minuter")
    expect(dialog).to_contain_text("Det du har skrivit är sparat.")
    expect(v.page.get_by_role("button", name="Fortsätt")).to_be_focused()
    v.check()
    v.page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Logga ut")).to_be_focused()
    v.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert v.page.locator('[name="worry"]').input_value() == "Halvfärdig mening"
    with transaction.atomic():
        wall.bind(tale.owner)
        assert Draft.objects.get().fields["worry"] == ["Halvfärdig mening"]
    assert (clock.now() - LoginSession.objects.get().last_seen_at).total_seconds() < 60


def test_the_last_minute_is_said_and_the_end_covers_the_page(visitor: Visitor, tale: Tale):
    v = at_the_form(visitor, tale, 18)
    text = v.page.locator("[data-idle-text]")
    expect(text).to_contain_text("om 2 minuter")
    v.page.clock.fast_forward(61_000)
    expect(text).to_contain_text("om en minut")
    used(21)
    v.page.clock.fast_forward(60_000)
    dialog = v.page.get_by_role("alertdialog", name="Du har loggats ut")
    expect(dialog).to_contain_text("Det du skrev är kvar")
    box = dialog.bounding_box()
    assert box is not None and box["width"] >= v.page.viewport_size["width"] - 20
    v.check()
    v.page.get_by_role("link", name="Logga in igen").click()
    v.page.locator(
        f'form:has(input[value="{tale.world.code}-{tale.owner.operation}"]) button'
    ).first.click()
    v.page.wait_for_url("**/behov/")
    assert v.page.locator('[name="worry"]').input_value() == "Halvfärdig mening"


def test_another_tab_in_use_keeps_the_warning_away(visitor: Visitor, tale: Tale):
    v = visitor.be(tale.owner, tale.world)
    v.page.clock.install()
    v.open("/min-tur/")
    with v.page.expect_response("**/inloggning/kvar/"):
        v.page.clock.fast_forward(18 * 60_000 + 1000)
    expect(v.page.locator("#idle-warning")).to_be_hidden()


def test_a_login_that_is_too_old_says_so_and_lets_one_finish(visitor: Visitor, tale: Tale):
    v = visitor.be(tale.owner, tale.world)
    long_ago = clock.now() - dt.timedelta(hours=7, minutes=58, seconds=30)
    LoginSession.objects.update(started_at=long_ago)
    v.page.goto(f"{v.base}/barn/{tale.child_id}/behov/")
    dialog = v.page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("så länge det går")
    v.check()
    v.page.get_by_role("button", name="Fortsätt").click()
    expect(dialog).to_be_hidden()
    v.fill(worry="Sista meningen")
    v.page.locator('[name="works"]').focus()
    v.page.get_by_text("Sparat").wait_for()


def test_nothing_is_promised_that_could_not_be_saved(visitor: Visitor, tale: Tale):
    visitor.page.route("**/utkast/**", lambda route: route.abort())
    v = at_the_form(visitor, tale, 18, saves=False)
    text = v.page.locator("[data-idle-text]")
    expect(text).to_contain_text("Du loggas ut om 2 minuter")
    expect(text).not_to_contain_text("sparat")


def test_what_is_sent_too_late_without_script_is_carried_along(visitor: Visitor, tale: Tale):
    v = visitor.be(tale.owner, tale.world).open(f"/barn/{tale.child_id}/behov/")
    v.page.route("**/*.js", lambda route: route.abort())
    v.trouble.clear()
    v.page.reload()
    v.tick("areas", "social").tick("extent", "mild").fill(worry="Utan skript")
    end_sessions(why="idle", user_id=tale.owner.user_id)
    v.page.get_by_role("button", name="Spara behovet").click()
    v.page.get_by_text("Det du skrev är kvar").wait_for()
    v.page.get_by_role("button", name="Logga in igen").click()
    v.page.locator(
        f'form:has(input[value="{tale.world.code}-{tale.owner.operation}"]) button'
    ).first.click()
    v.page.wait_for_url("**/behov/")
    assert v.page.locator('[name="worry"]').input_value() == "Utan skript"


def test_sharing_with_an_old_login_asks_who_one_is_and_loses_nothing(visitor: Visitor, tale: Tale):
    v = visitor.be(tale.owner, tale.world).open(f"/arenden/{tale.case_id}/dela/")
    v.fill(note="Det här skrev jag innan")
    LoginSession.objects.update(authenticated_at=clock.now() - dt.timedelta(minutes=6))
    v.page.locator(
        "main form[method=post] button[type=submit], main form button:not([type])"
    ).last.click()
    v.page.wait_for_url("**/logga-in/igen/demo/**")
    v.check().sees("Därför behöver du legitimera dig en gång till").press("Det är jag")
    v.page.wait_for_url("**/dela/")
    assert v.page.locator('[name="note"]').input_value() == "Det här skrev jag innan"
    v.open("/mina-inloggningar/").sees("Den här").press("Logga ut överallt").sees(
        "utloggad överallt"
    )
