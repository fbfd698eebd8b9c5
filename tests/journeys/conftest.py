"""A real browser against a live server, with axe on every page it stops at."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from samsyn.access.rules import Actor
from samsyn.followup.operations import open_county
from tests.steering import Steering
from tests.world import World

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
PICTURES = Path("test-results")
COUNTIES = ["jamtland-harjedalen", "fjordlanda"]
SCREENS = [(1280, 900), (360, 740)]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=30_000)  # what is waited for comes later on a busy machine
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody at a screen. Each stop is checked: status, axe, no console error, no side scroll."""

    page: Page
    base: str
    trouble: list[str] = field(default_factory=list)

    def note(self, kind: str, text: str) -> None:
        """Remember a console error; an answer that the page itself explains is none."""
        explained = ("status of", "Status Error Code 401")
        if kind == "error" and not any(words in text for words in explained):
            self.trouble.append(text)

    def open(self, path: str) -> "Visitor":
        """Go to an address and check the page."""
        self.page.goto(self.base + path)
        return self.check()

    def check(self) -> "Visitor":
        """Axe finds nothing, nothing scrolls sideways, the console is quiet."""
        results = Axe().run(self.page)
        found = [
            f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in results.response["violations"]
        ]
        assert found == [], f"{self.page.url}: {found}"
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        assert self.trouble == [], f"{self.page.url}: {self.trouble}"
        return self

    def be(self, actor: Actor | str, world: World) -> "Visitor":
        """Log in through the demo's door, as the one in an operation or as the one called so."""
        self.page.goto(f"{self.base}/logga-in/")
        key = actor if isinstance(actor, str) else actor.operation
        handle = f"{world.code}-{key}"
        self.page.locator(f'form:has(input[value="{handle}"]) button').first.click()
        self.page.wait_for_url("**/min-tur/")
        return self.check()

    def leave(self) -> "Visitor":
        """Log out by forgetting the cookies."""
        self.page.context.clear_cookies()
        return self

    def press(self, name: str) -> "Visitor":
        """Press the button with this name and check what comes."""
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        return self.check()

    def follow(self, name: str) -> "Visitor":
        """Follow the link with this name and check what comes."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        return self.check()

    def fill(self, **values: str) -> "Visitor":
        """Fill fields by their names."""
        for name, value in values.items():
            self.page.locator(f'[name="{name}"]').first.fill(value)
        return self

    def tick(self, name: str, value: str = "") -> "Visitor":
        """Tick a box or choose a radio button by name and value."""
        where = f'[name="{name}"]' + (f'[value="{value}"]' if value else "")
        self.page.locator(where).first.check()
        return self

    def sees(self, text: str) -> "Visitor":
        """The page says this."""
        expect(self.page.locator("body"), self.page.url).to_contain_text(text)
        return self

    def does_not_see(self, text: str) -> "Visitor":
        """The page does not say this."""
        assert text not in self.page.content(), f"{text!r} is on {self.page.url}"
        return self


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The wide screen in the real county and the narrow one in the other, where a journey has both.

    `SAMSYN_EVERY_JOURNEY=1` goes each journey on each screen in each county.
    """
    if os.environ.get("SAMSYN_EVERY_JOURNEY") == "1":
        return
    twice = [item for item in items if not _is_one_of_the_pairs(item)]
    config.hook.pytest_deselected(items=twice)
    items[:] = [item for item in items if item not in twice]


def _is_one_of_the_pairs(item: pytest.Item) -> bool:
    given = getattr(getattr(item, "callspec", None), "params", {})
    county = next((value for value in given.values() if value in COUNTIES), None)
    if "size" not in given or county is None:
        return True
    return COUNTIES.index(county) == SCREENS.index(given["size"])


@pytest.fixture(params=SCREENS, ids=["desktop", "phone"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The two screens that every journey passes on."""
    width, height = request.param
    return {"width": width, "height": height}


@pytest.fixture
def visitor(
    chromium: Browser, live_server: LiveServer, size: dict[str, int], settings
) -> Iterator[Visitor]:
    """A visitor with an empty browser."""
    settings.ALLOWED_HOSTS = ["*"]
    context = chromium.new_context(viewport=size, locale="sv-SE")
    page = context.new_page()
    someone = Visitor(page, live_server.url)
    page.on("console", lambda message: someone.note(message.type, message.text))
    page.on("pageerror", lambda e: someone.trouble.append(str(e)))
    yield someone
    context.close()


@pytest.fixture(params=COUNTIES)
def land(request: pytest.FixtureRequest, transactional_db: None) -> World:
    """A county whose rows are committed, so that the live server meets them."""
    return World(request.param)


@pytest.fixture
def jamtland(transactional_db: None) -> Steering:
    """Jämtland Härjedalen steered, with what its package holds of agreements, arenas and plans."""
    land = Steering("jamtland-harjedalen")
    open_county(land.code, actor=Actor.system(land.code))
    return land
