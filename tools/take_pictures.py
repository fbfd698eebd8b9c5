"""Take the handbook's pictures of every page from the running demo county.

Starts the demo (or uses --at URL), walks featured people's pages, writes docs/handbok/bilder.
"""

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HOME = Path(__file__).resolve().parents[1]
PORT = 8765
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
SIZES = {"bred": (1280, 900), "smal": (360, 740)}


def wait_for(address: str) -> None:
    """Until the server answers, at most five minutes."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/halsa/")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the demo did not start")


def be(page: Page, address: str, handle: str) -> None:
    """Log in as a demo person."""
    page.context.clear_cookies()
    page.goto(f"{address}/logga-in/")
    page.locator(f'form:has(input[value="{handle}"]) button').first.click()
    page.wait_for_load_state()
    if "/uppdrag/" in page.url:
        page.locator("main form button").first.click()
        page.wait_for_load_state()


def child_of(page: Page, address: str, name: str) -> str:
    """The address of a child's page, by search."""
    page.goto(f"{address}/barn/")
    page.fill('[name="q"]', name)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    link = page.get_by_role("link", name=name).first
    return str(link.get_attribute("href"))


def step(page: Page, ending: str) -> str:
    """The first link on the page whose address ends so."""
    found = page.locator(f"main a[href$='{ending}']").first
    return str(found.get_attribute("href")) if found.count() else ""


def walk(page: Page, address: str, take) -> None:  # noqa: ANN001
    """Every page, as the people who use it."""
    for name, path in {
        "hem": "/", "vem-gor-vad": "/vem-gor-vad/", "om": "/om/",
        "tillganglighet": "/tillganglighet/",
        "vem-gor-vad-svar": "/vem-gor-vad/?alder=16.5&behov=psychiatric&grad=moderate&plats=school",
        "matris": "/vem-gor-vad/matris/", "logga-in": "/logga-in/",
    }.items():  # fmt: skip
        page.goto(address + path)
        take(name)
    be(page, address, "katarina-nystrand")
    for name, path in {
        "min-tur": "/min-tur/",
        "barn": "/barn/",
        "planer": "/planer/",
        "nytt-barn": "/barn/nytt/",
    }.items():
        page.goto(address + path)
        take(name)
    child = child_of(page, address, "Alva")
    page.goto(address + child)
    take("barnets-sida")
    page.goto(address + child + "behov/")
    take("behov")
    page.goto(address + child)
    plan = step(page, "/skriv/").removesuffix("skriv/")
    if not plan:
        plan = page.locator("main a[href^='/planer/']").first.get_attribute("href") or ""
        plan = "/planer/" + plan.split("/")[2] + "/"
    for name, end in {
        "plan": "",
        "plan-skriv": "skriv/",
        "plan-svar": "ja-eller-nej/",
        "plan-jamfor": "jamfor/1/2/",
    }.items():
        page.goto(address + plan + end)
        take(name)
    page.goto(address + child_of(page, address, "Elias"))
    take("barnets-sida-elias")
    follow = step(page, "/uppfoljning/")
    if follow:
        page.goto(address + follow)
        take("plan-uppfoljning")
    for name, who, ending in [
        ("kallelse", "Ayaan", "/kallelse/"), ("aterkalla", "Elias", "/aterkalla/"),
        ("dela", "Elias", "/dela/"), ("svar", "Olena", "/svar/"),
    ]:  # fmt: skip
        for handle in ("katarina-nystrand", "ylva-backlund", "jonas-sandvall"):
            be(page, address, handle)
            page.goto(f"{address}/barn/")
            page.fill('[name="q"]', who)
            page.locator("main form button").first.click()
            page.wait_for_load_state()
            if page.get_by_role("link", name=who).count():
                page.goto(
                    address + str(page.get_by_role("link", name=who).first.get_attribute("href"))
                )
                target = step(page, ending)
                if target:
                    page.goto(address + target)
                    take(name)
                break
    be(page, address, "jonas-sandvall")
    take("min-tur-fyrtio")
    be(page, address, "leila-haddadi")
    take("min-tur-bup")
    answer = step(page, "/svar/")
    if answer:
        page.goto(address + answer)
        take("kallelse-svar")


def main() -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", default="", help="address of a demo that is running")
    parser.add_argument("--to", type=Path, default=HOME / "docs/handbok/bilder")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    server = None
    if not given.at:
        environment = {**os.environ, "SAMSYN_DEMO": "1"}
        command = [sys.executable, "-m", "samsyn.cli", "demo", "--port", str(PORT)]
        server = subprocess.Popen(command, env=environment)
        given.at = f"http://127.0.0.1:{PORT}"
    try:
        wait_for(given.at)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            for word, (width, height) in SIZES.items():
                page = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme="light"
                ).new_page()

                def take(name: str, page: Page = page, word: str = word) -> None:
                    page.screenshot(path=given.to / f"{name}-{word}.png", full_page=True)

                walk(page, given.at, take)
            browser.close()
    finally:
        if server:
            server.terminate()
            server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
