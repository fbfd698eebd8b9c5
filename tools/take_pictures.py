"""Which pictures does the handbook have? Takes them all from the running demo county.

Starts the demo, or uses --at ADDRESS. Writes docs/handbok/bilder/NAME-bred.png (1280 px) and
NAME-smal.png (360 px), and docs/bild.png for the README. Changes nothing in the demo: nothing that
would be stored is sent. What cannot be found is named at the end, and the exit code is then 1.
"""

import argparse
import io
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, Locator, Page, Route, sync_playwright

HOME = Path(__file__).resolve().parents[1]
PORT = 8765
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
SIZES = {"bred": (1280, 900), "smal": (360, 740)}
TALLEST = 2400
MOST_BYTES = 120_000
PATIENCE_MS = 8_000
COLOURS = (96, 48, 24)
APART = 9
#: Date fields as a Swedish browser writes them; the Chromium of the build has only English.
SWEDISH_DATES = """() => {
  for (const input of document.querySelectorAll("input[type=date], input[type=time]")) {
    input.placeholder = input.type === "date" ? "åååå-mm-dd" : "--:--";
    input.type = "text";
  }
}"""
FIRST_SCHOOL, SECOND_SCHOOL = "Tvärsjöns skola", "Vindflöjelns skola"
#: Whose turns are looked through for a page that somebody has in the demo; where each works.
PEOPLE = [
    ("jonas-sandvall", ""), ("leila-haddadi", ""), ("katarina-nystrand", FIRST_SCHOOL),
    ("katarina-nystrand", SECOND_SCHOOL), ("birgitta-sundelof", ""), ("ylva-backlund", ""),
    ("markku-saarela", ""), ("fatuma-warfa", ""), ("therese-vallgarda", ""),
]  # fmt: skip


class Missing(Exception):
    """Something that a picture needs is not on the page."""


Colour = tuple[int, int, int]


def far(one: Colour, other: Colour) -> int:
    """How different two colours are: the sum over the channels."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def paint(image: Image.Image, most: int) -> Image.Image:
    """The picture in its most common colours: a page is mostly flat colours, kept exactly."""
    raw = image.tobytes()
    pixels = list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))
    common: list[Colour] = [colour for colour, _count in Counter(pixels).most_common()]
    chosen: list[Colour] = []
    for colour in common:
        if all(far(colour, other) > APART for other in chosen):
            chosen.append(colour)
        if len(chosen) == most:
            break
    nearest = {}
    for colour in common:
        distances = [far(colour, other) for other in chosen]
        nearest[colour] = distances.index(min(distances))
    few = Image.frombytes("P", image.size, bytes(map(nearest.__getitem__, pixels)))
    few.putpalette([part for colour in chosen for part in colour])
    return few


def shrink(png: bytes, tallest: int = TALLEST) -> bytes:
    """The picture with a palette and at most so tall; fewer colours until it is small enough."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, tallest)))
    small = b""
    for most in COLOURS:
        out = io.BytesIO()
        paint(image, most).save(out, "PNG", optimize=True)
        small = out.getvalue()
        if len(small) <= MOST_BYTES:
            break
    return small


@dataclass
class Tour:
    """Somebody who walks through the demo with a camera."""

    page: Page
    address: str
    folder: Path
    taken: set[str] = field(default_factory=set)

    def open(self, path: str) -> "Tour":
        """Go to an address of the demo."""
        self.page.goto(self.address + path)
        return self

    def be(self, handle: str, unit: str = "") -> "Tour":
        """Log in as a demo person; `unit` says which assignment when there are several."""
        self.page.context.clear_cookies()
        self.open("/logga-in/")
        person = self.page.locator(f'form:has(input[name="person"][value="{handle}"])')
        self._one(person.get_by_role("button"), f"{handle} on the login page").click()
        self.page.wait_for_load_state()
        if unit:
            self.choose(unit)
        return self

    def choose(self, unit: str) -> "Tour":
        """Work in this unit from now on."""
        if "/uppdrag/" not in self.page.url:
            self.open("/uppdrag/")
        choice = self.page.locator("main form").filter(has_text=unit)
        self._one(choice.get_by_role("button"), f"an assignment at {unit}").click()
        self.page.wait_for_load_state()
        return self

    def search(self, words: str) -> "Tour":
        """Search among the unit's children."""
        self.open("/barn/")
        self.page.fill('[name="q"]', words)
        return self.press("Sök")

    def child(self, name: str) -> "Tour":
        """The child's page, found by search."""
        self.search(name)
        self._one(self.page.locator("main").get_by_role("link", name=name), name).click()
        self.page.wait_for_load_state()
        return self

    def follow(self, ending: str) -> "Tour":
        """The first link in the page whose address ends so."""
        link = self.page.locator(f'main a[href$="{ending}"]')
        address = self._one(link, f"a link that ends with {ending}").get_attribute("href")
        return self.open(str(address))

    def find(self, link: str) -> "Tour":
        """The page behind the first such link that waits for any of the people above."""
        for handle, unit in PEOPLE:
            found = self.be(handle, unit).page.locator(f"main a{link}")
            if found.count():
                return self.open(str(found.first.get_attribute("href")))
        raise Missing(f"a{link}, for anyone")

    def plan(self) -> "Tour":
        """From the child's page to its plan."""
        link = self.page.locator(".fold__title a[href^='/planer/']")
        self._one(link, "the plan").click()
        self.page.wait_for_load_state()
        return self

    @property
    def here(self) -> str:
        """The path of the page."""
        return self.page.url.removeprefix(self.address)

    def press(self, name: str) -> "Tour":
        """Press the button with this name."""
        button = self.page.locator("main").get_by_role("button", name=name)
        self._one(button, f"the button {name}").click()
        self.page.wait_for_load_state()
        return self

    def tick(self, name: str, value: str) -> "Tour":
        """Tick a box or choose a radio button."""
        box = self.page.locator(f'[name="{name}"][value="{value}"]')
        self._one(box, f"{name}={value}").check(force=True)
        return self

    def fill(self, name: str, words: str) -> "Tour":
        """Type in the field with this name."""
        self._one(self.page.locator(f'main [name="{name}"]'), f"the field {name}").fill(words)
        return self

    def unfold(self, title: str) -> "Tour":
        """Open a folded part."""
        part = self.page.locator("main summary").filter(has_text=title)
        self._one(part, f"the folded part {title}").evaluate("s => { s.parentNode.open = true }")
        return self

    def let_the_server_judge(self) -> "Tour":
        """Send the form even when the browser would stop it."""
        self.page.evaluate("document.querySelectorAll('form').forEach(f => f.noValidate = true)")
        return self

    def fold_all(self) -> "Tour":
        """Close every folded part."""
        self.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = false)")
        return self

    def needs(self, selector: str) -> "Tour":
        """Wait until this is on the page."""
        try:
            self.page.wait_for_selector(selector, state="attached")
        except Error as error:
            raise Missing(f"{selector} on {self.page.url}") from error
        return self

    def take(self, name: str) -> "Tour":
        """A picture in each size."""
        for word, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
            self.page.evaluate(SWEDISH_DATES)
            picture = shrink(self.page.screenshot(full_page=True, animations="disabled"))
            (self.folder / f"{name}-{word}.png").write_bytes(picture)
            self.taken.add(f"{name}-{word}.png")
        width, height = SIZES["bred"]
        self.page.set_viewport_size({"width": width, "height": height})
        return self

    def _one(self, found: Locator, what: str) -> Locator:
        if not found.count():
            raise Missing(f"{what} on {self.page.url}")
        return found.first


Scene = Callable[[Tour], object]
SCENES: list[Scene] = []


def scene(walk: Scene) -> Scene:
    """Add a walk; a walk that fails does not stop the next."""
    SCENES.append(walk)
    return walk


@scene
def open_pages(t: Tour) -> None:
    """What everyone may read."""
    t.page.context.clear_cookies()
    t.open("/").take("hem")
    t.open("/om/").take("om")
    t.open("/tillganglighet/").take("tillganglighet")
    t.open("/finns-inte/").take("fel-sidan-finns-inte")


@scene
def who_does_what(t: Tour) -> None:
    """The question, an answer and the whole picture."""
    t.open("/vem-gor-vad/").take("vem-gor-vad")
    t.open("/vem-gor-vad/?alder=16,5&behov=psychiatric&grad=moderate&plats=upper_secondary")
    t.needs(".helper").take("vem-gor-vad-svar")
    t.open("/vem-gor-vad/matris/?behov=psychiatric").take("matris")
    t.open("/vem-gor-vad/matris/").take("matris-alla")


@scene
def try_a_change(t: Tour) -> None:
    """The county's coordinator moves an age limit."""
    t.be("maja-omma").take("min-tur-inga-barn")
    t.open("/vem-gor-vad/prova/").take("prova")
    t.page.select_option('[name="verksamhet"]', value="bup")
    t.press("Välj").fill("till", "16").press("Visa vad ändringen gör").take("prova-svar")


@scene
def doors(t: Tour) -> None:
    """Logging in and choosing where one works."""
    t.page.context.clear_cookies()
    t.open("/logga-in/").take("logga-in")
    t.be("katarina-nystrand").needs("input[name=assignment]").take("valj-uppdrag")
    t.choose(SECOND_SCHOOL).take("min-tur")


@scene
def children(t: Tour) -> None:
    """The unit's children."""
    t.be("katarina-nystrand", FIRST_SCHOOL).open("/barn/").take("barn")
    t.search("Alva").take("barn-sokt")
    t.search("Ingeborg").take("barn-inget")
    t.open("/barn/nytt/").take("nytt-barn")
    t.open("/planer/").take("planer")


@scene
def plan_that_waits(t: Tour) -> None:
    """Alva's plan: written, and one unit has not answered. Two edits of it that meet."""
    t.be("katarina-nystrand", FIRST_SCHOOL).child("Alva Brodin").take("barn-planering")
    plan = t.plan().take("plan-vantar").here
    t.open(plan + "skriv/").take("plan-skriv")
    t.page.evaluate("document.querySelector('[name=base_version]').value = '1'")
    t.fill("needs", "Någon som möter Alva vid dörren, och hjälp med sömnen.")
    t.press("Spara planen").needs(".clash").take("plan-samtidigt")


@scene
def plan_in_force(t: Tour) -> None:
    """Elias: everyone has said yes, and somebody looks at who sees what."""
    t.be("katarina-nystrand", SECOND_SCHOOL).child("Elias Grahn").take("barn-galler")
    home = t.here
    t.fold_all().unfold("Vem får se vad").take("barn-vem-ser")
    t.fold_all().unfold("Vad din enhet har läst").take("barn-logg")
    t.open(home).follow("/aterkalla/").take("aterkalla")
    t.open(home).follow("/dela/").take("dela")
    t.open(home).follow("/avsluta/").take("avsluta")
    t.open(home).plan().take("plan-galler").follow("/uppfoljning/").take("plan-uppfoljning")


@scene
def plan_with_history(t: Tour) -> None:
    """Inga's plan has been followed up and renewed."""
    t.be("olof-granstrom", "Renstigens skola").child("Inga Rensberg").take("barn-fornyad")
    plan = t.plan().take("plan-foljd").here
    t.open(plan + "jamfor/2/3/").take("plan-jamfor-ny")


@scene
def received_copies(t: Tour) -> None:
    """What another unit has shared with BUP."""
    t.be("leila-haddadi").take("min-tur-bup").open("/planer/?status=agreed")
    rows = t.page.locator("tbody tr").filter(has_not_text="BUP Östersund")
    t._one(rows.locator("th a"), "a plan that another unit holds together").click()
    t.page.wait_for_load_state()
    t._one(t.page.locator("main .step-back a"), "the child").click()
    t.page.wait_for_load_state()
    t.fold_all().unfold("Det ni har fått").take("barn-kopior")


@scene
def every_step(t: Tour) -> None:
    """The pages of the steps, wherever one waits. The social worker has most of them."""
    t.be("jonas-sandvall").take("min-tur-manga").open("/barn/").take("barn-manga")
    for name, link in {
        "mote": "[href$='/mote/']", "svar-till-barnet": "[href$='/svar-till-barnet/']",
        "plan-borja": "[href$='/plan/']", "plan-skriv-ny": "[href$='/skriv/']",
        "plan-svar": "[href$='/ja-eller-nej/']", "kallelse-svar": "[href^='/kallelser/']",
    }.items():  # fmt: skip
        t.find(link).take(name)


@scene
def need(t: Tour) -> None:
    """The preschool teacher writes what she has seen; the answer stands beside."""
    t.be("ylva-backlund").take("min-tur-forskola").child("Noor Barakat").take("barn-kallat")
    t.follow("/behov/").take("behov")
    t.tick("areas", "psychological").tick("areas", "social").tick("extent", "moderate")
    t.fill("worry", "Noor säger få ord och blir ledsen när det är många barn i samma rum.")
    t.needs("#vem .who-level").needs("[data-draft-status]:not(:empty)").take("behov-svar")
    t.open(t.here).let_the_server_judge().fill("worry", "")
    t.press("Spara behovet").needs("[data-error-summary]").take("behov-ratta")


@scene
def family(t: Tour) -> None:
    """Olena's need: nobody has asked yet."""
    t.be("rasmus-hedenas").child("Olena Hnatiuk").take("barn-behov")
    t.follow("/svar/").take("familjens-svar")


@scene
def calling(t: Tour) -> None:
    """Ayaan's family has said yes; Milo's call has one silent unit."""
    t.be("fatuma-warfa").child("Ayaan Guled").take("barn-ja").follow("/kallelse/").take("kallelse")
    t.be("therese-vallgarda").child("Milo Landin").take("barn-tyst")


@scene
def withdrawn(t: Tour) -> None:
    """Tuva's family has taken its yes back."""
    t.be("david-radahl", "Videungens skola").child("Tuva Risberg").take("barn-aterkallat")


@scene
def refusals(t: Tour) -> None:
    """A role that may not, and a session that ended while somebody was typing."""
    t.be("goran-wallmark").open("/barn/nytt/").take("fel-inte-ratt")
    t.be("ylva-backlund").child("Noor Barakat").follow("/behov/")
    t.tick("areas", "social").tick("extent", "mild").fill("worry", "Noor leker helst ensam.")
    t.page.context.clear_cookies(name="sessionid")
    t.press("Spara behovet").take("fel-utloggad")


@scene
def deviations(t: Tour) -> None:
    """Report, look through, and what waits for an area manager."""
    t.be("jonas-sandvall").open("/avvikelser/ny/").take("avvikelse-anmal")
    t.fill("happened", "Vi kallade BUP till möte om Alva i klass 4B. Ingen svarade.")
    t.tick("kind", "guideline").fill("wanted", "Ett nytt möte inom två veckor.")
    about = t.page.locator('[name="about"] option', has_text="BUP Östersund").first
    t.page.select_option('[name="about"]', about.get_attribute("value"))
    t.press("Titta igenom och skicka").take("avvikelse-granska")
    t.open("/avvikelser/forslag/").take("avvikelse-forslag")
    t.be("pontus-storsjogren").open("/avvikelser/").take("avvikelser")
    link = t.page.locator("main a").filter(has_text="Vi är oense om vem som betalar")
    if not link.count():
        t.open("/avvikelser/?vy=hos-oss")
        link = t.page.locator("main a").filter(has_text="Vi är oense om vem som betalar")
    t._one(link, "a dispute on cost").click()
    t.page.wait_for_load_state()
    t.take("avvikelse")
    t.open("/avvikelser/trappan/").take("trappan")


@scene
def patterns(t: Tour) -> None:
    """What recurs, one pattern's way, and the year."""
    t.be("maja-omma").open("/avvikelser/monster/").take("monster")
    t._one(t.page.locator("main a").filter(has_text="§4.2"), "a recorded pattern").click()
    t.page.wait_for_load_state()
    t.take("monster-ett")
    t.open("/avvikelser/statistik/").take("avvikelse-statistik")


@scene
def own_logins(t: Tour) -> None:
    """Where one is logged in."""
    t.be("leila-haddadi").open("/mina-inloggningar/").take("mina-inloggningar")


@scene
def administration(t: Tour) -> None:
    """What a party's administrator meets: who is needed, units, and somebody who leaves."""
    t.be("arvid-mosebacken").open("/administration/").take("administration")
    t.open("/administration/enheter/").take("administration-enheter")
    t.open("/administration/personer/")
    person = t.page.locator("main table a", has_text="Linnea Hägglöf")
    t._one(person, "somebody with open work").click()
    t.page.wait_for_load_state()
    t.follow("/slut/").take("administration-avsluta")


@scene
def protected(t: Tour) -> None:
    """A child with protected data: its row in the list, and the page before its pages."""
    t.be("per-erik-mansson", "Skidspårets skola").open("/barn/").take("skydd-listan")
    t._one(t.page.locator("main a", has_text="Skyddade uppgifter"), "a protected child").click()
    t.page.wait_for_load_state()
    t.take("skydd-vanta")


@scene
def the_log(t: Tour) -> None:
    """An extract for the family, and the month that a reviewer looks through."""
    t.be("katarina-nystrand", SECOND_SCHOOL).child("Elias Grahn")
    t.follow("/loggutdrag/").take("loggutdrag")
    t.be("rune-lovtorp").open("/loggkontroll/").take("loggkontroll")


@scene
def attachments(t: Tour) -> None:
    """The files of a case."""
    t.be("katarina-nystrand", SECOND_SCHOOL).child("Elias Grahn")
    t.follow("/bilagor/").take("bilagor")


@scene
def weeding(t: Tour) -> None:
    """What may go, and the list that waits for a second person."""
    t.be("birger-tallvik").open("/gallring/").take("gallring")
    t.be("ragnhild-aspelund").open("/gallring/")
    t._one(t.page.locator("main a[href*='/listor/']"), "a proposed list").click()
    t.page.wait_for_load_state()
    t.take("gallring-lista")


@scene
def the_familys_pages(t: Tour) -> None:
    """Who is let in, and what that person sees."""
    t.be("katarina-nystrand", SECOND_SCHOOL).child("Elias Grahn")
    t.follow("/egna-sidor/").take("egna-sidor")
    t.be("familj-camilla-grahn").open("/mina-sidor/").take("mina-sidor")


def keep_no_draft(route: Route) -> None:
    """Answer as if the draft were kept, so that the demo stays as it is."""
    route.fulfill(json={"saved_at": "14.32"})


def read_me(t: Tour) -> None:
    """The README's picture: the path of a child whose plan waits for one yes."""
    t.be("katarina-nystrand", FIRST_SCHOOL).child("Alva Brodin").fold_all()
    (HOME / "docs/bild.png").write_bytes(shrink(t.page.screenshot(full_page=True), 945))


def walk(t: Tour) -> list[str]:
    """Every scene. What was missing, in words."""
    missing = []
    for part in [*SCENES, read_me]:
        try:
            part(t)
        except (Missing, Error) as error:
            missing.append(f"{part.__name__}: {str(error).splitlines()[0]}")
    return missing


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


def photograph(address: str, folder: Path) -> list[str]:
    """All pictures from the demo at this address. What was missing, in words."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_context(color_scheme="light", locale="sv-SE").new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.route("**/utkast/**", keep_no_draft)
        tour = Tour(page, address, folder)
        missing = walk(tour)
        browser.close()
    if not missing:
        for old in set(folder.glob("*.png")) - {folder / name for name in tour.taken}:
            old.unlink()
    print(f"{len(tour.taken)} pictures in {folder.name}/")
    return missing


def main() -> int:
    """Take them all; 1 when something was missing."""
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
        missing = photograph(given.at.rstrip("/"), given.to)
    finally:
        if server:
            server.terminate()
            server.wait()
    for line in missing:
        print(f"missing: {line}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
