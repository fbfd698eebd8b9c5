"""How does the demo county come to be? Only by calling operations; the same every time."""

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor, Permission
from samsyn.children.operations import protect_child, register_child
from samsyn.children.rules import GuardianKind, Kind, Source, years_old
from samsyn.demo.administration import tell_administration
from samsyn.demo.attachments import tell_attachments
from samsyn.demo.deviations import tell_deviations
from samsyn.demo.family import let_families_in
from samsyn.demo.log import tell_log
from samsyn.demo.people import data
from samsyn.demo.plots import SHARES, Plot, length
from samsyn.demo.retention import tell_retention
from samsyn.demo.story import Story
from samsyn.demo.texts import fitting
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Assignment, Party, Unit
from samsyn.organisations.operations import (
    close_unit,
    give_assignment,
    join_party,
    open_unit,
    place_unit,
    register_person,
    rename_unit,
)
from samsyn.regions import region
from samsyn.responsibilities.engine import Age, age_refusal, who

REGION = "jamtland-harjedalen"
#: Every county that has people in the demo; children live in the first one only.
REGIONS = (REGION, "jonkopings-lan")
SEED = 20261122
#: Story children: the state that the handbook counts on, and the need that fits their story.
FEATURED = {
    "alva": ("waiting", "sover-daligt-och-tappar-lusten"),
    "noor": ("called", "fa-ord"),
    "elias": ("in_force", "ont-i-magen"),
    "ayaan": ("consented", "med-pa-allt"),
    "inga": ("renewed", "ny-sjukdom"),
    "milo": ("called_silent", "sover-och-ater-kort"),
    "tuva": ("withdrawn", "bor-pa-nytt-stalle"),
    "olena": ("need", "ensam-i-nytt-land"),
    "vilgot": ("follow_up_late", "vuxen-fran-en-dag"),
}
#: The social worker with forty cases works here; every child of the municipality is theirs.
FORTY = 40
BUSY = {"municipality": "are", "unit": "are-barn-och-unga"}


@dataclass(frozen=True)
class Loaded:
    """What was loaded."""

    units: int
    people: int
    children: int
    cases: int
    deviations: int

    def sentence(self) -> str:
        """One line for the command line."""
        return (
            f"{self.units} enheter, {self.people} medarbetare, {self.children} barn,"
            f" {self.cases} ärenden och {self.deviations} avvikelser."
        )


def is_loaded() -> bool:
    """Whether the demo county is there."""
    return Party.objects.filter(region=REGION).exists()


@transaction.atomic
def load(*, children: int | None = None) -> Loaded:
    """Load parties, units, people, children and cases. All or nothing."""
    die = random.Random(SEED)  # noqa: S311  # nosec B311  # a repeatable demo, no secret
    units = _load_units()
    people = _load_people(units)
    crew = _crew()
    rows = _first_featured(data("children")["child"])[:children]
    known = [found for row in rows if (found := _register(row, crew, die)) is not None]
    told = _tell(known, crew, die)
    let_families_in({c.row["key"]: (c.child_id, c.row["number"], c.owner) for c in known})
    tell_attachments({c.child_id: c.owner for c in known if c.row["key"] in FEATURED})
    deviations = tell_deviations()
    rest = [(c.child_id, c.owner) for c in known if c.row["key"] not in FEATURED]
    told += tell_retention(rest)
    _protect(known)
    tell_log()
    tell_administration()
    wall.bind(None)
    return Loaded(len(units), people, len(known), told, deviations)


def _load_units() -> dict[str, Unit]:
    system = Actor.system(REGION)
    parties = {
        row.code: join_party(code, row.code, name=row.name, kind=row.kind.value, actor=system)
        for code in REGIONS
        for row in region(code).on(clock.today()).parties
    }
    for row in data("units").get("provider", []):
        parties[row["key"]] = join_party(
            REGION, row["key"], name=row["name"], kind=row["kind"], actor=system
        )
    units = {
        row["key"]: open_unit(
            parties[row["party"]],
            operation_code=row["operation"],
            name=row.get("former", row["name"]),
            town=row["town"],
            valid_from=row["valid_from"],
            actor=system,
        )
        for row in data("units")["unit"]
    }
    for row in data("units")["unit"]:
        if "renamed_on" in row:
            rename_unit(units[row["key"]].pk, name=row["name"], on=row["renamed_on"], actor=system)
        if "valid_to" in row:
            into = units.get(row.get("merged_into", ""))
            close_unit(units[row["key"]], on=row["valid_to"], merged_into=into, actor=system)
        if "above" in row:
            place_unit(units[row["key"]], above=units[row["above"]], actor=system)
    return units


def _load_people(units: dict[str, Unit]) -> int:
    system = Actor.system(REGION)
    for row in data("people")["person"]:
        person = register_person(
            row["key"],
            given_name=row["given_name"],
            family_name=row["family_name"],
            actor=system,
        )
        for given in row["assignment"]:
            give_assignment(
                person,
                units[given["unit"]],
                role=given["role"],
                valid_from=given["from"],
                valid_to=given.get("to"),
                actor=system,
            )
    return len(data("people")["person"])


def _crew() -> dict[str, list[Actor]]:
    """Who works with children in each unit today, by the unit's identity."""
    crew: dict[str, list[Actor]] = {}
    rows = Assignment.objects.on(clock.today()).select_related("user", "unit__party")
    for row in rows.exclude(unit__valid_to__lte=clock.today()).order_by("user__handle", "id"):
        actor = actor_from(row)
        if actor.operation and actor.may(Permission.CALL_SEND):
            crew.setdefault(row.unit.name, []).append(actor)
    return dict(sorted(crew.items()))


def _first_featured(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: not row.get("featured", False))


@dataclass(frozen=True)
class Known:
    """A registered child with the unit that knows it."""

    row: dict[str, Any]
    child_id: Any
    born_on: dt.date
    owner: Actor


def _register(
    row: dict[str, Any], crew: dict[str, list[Actor]], die: random.Random
) -> Known | None:
    owner = _owner(row, crew, die)
    if owner is None:
        return None
    spoken = [language for language in row.get("languages", []) if language != "sv"]
    record = register_child(
        row["number"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        reason="Barn hos oss",
        language=LANGUAGES.get(spoken[0], spoken[0]) if spoken and die.random() < 0.6 else "",
        guardians=[(g["name"], GuardianKind(g["kind"])) for g in row.get("guardians", [])],
        actor=owner,
    )
    wall.bind(owner)
    return Known(row, record.child_id, record.child.born_on, owner)


def _protect(known: list[Known]) -> None:
    """Two children have protected data, of different kinds; their story is told before."""
    others = [child for child in known if not child.row.get("featured")]
    for child, kind in zip(others, (Kind.MARKED, Kind.FICTITIOUS), strict=False):
        protect_child(child.child_id, kind=kind, source=Source.REGISTER, actor=child.owner)


#: Operations that a child meets where it lives; another's school or preschool is never called.
LOCAL = {"primarvard", "barnhalsovard", "foraldra-och-barnhalsan", "familjecentral"}
SCHOOLS = {"forskola", "skola-elevhalsa"}
LANGUAGES = {
    "so": "somaliska", "ar": "arabiska", "fi": "finska", "sma": "sydsamiska", "uk": "ukrainska",
    "ti": "tigrinja", "en": "engelska",
}  # fmt: skip


def _owner(row: dict[str, Any], crew: dict[str, list[Actor]], die: random.Random) -> Actor | None:
    """The child's own preschool or school where somebody works, else a near unit."""
    names = {unit["key"]: unit["name"] for unit in data("units")["unit"]}
    if row["municipality"] == BUSY["municipality"] and not row.get("featured"):
        return crew[names[BUSY["unit"]]][0]
    own = [names[key] for key in row.get("units", []) if names.get(key) in crew]
    if own and (row.get("featured") or die.random() < 0.7):
        return die.choice(crew[own[0]])
    parties = {unit["name"]: unit["party"] for unit in data("units")["unit"]}
    near = [name for name in crew if parties.get(name) == row["municipality"]]
    return die.choice(crew[die.choice(near)]) if near else None


def _tell(known: list[Known], crew: dict[str, list[Actor]], die: random.Random) -> int:
    plots = {plot.__name__: plot for plot, _share in SHARES}
    rest = [plot for plot, share in SHARES for _ in range(share - 1)]
    die.shuffle(rest)
    bag = [*plots.values(), *rest]
    told = used = 0
    for number, child in enumerate(known):
        key = child.row["key"]
        is_busy = child.row["municipality"] == BUSY["municipality"]
        if key not in FEATURED and not is_busy and number % 2:
            continue
        plot = plots[FEATURED[key][0]] if key in FEATURED else bag[used % len(bag)]
        is_told = _play(child, plot, crew, die)
        told += is_told
        used += is_told and key not in FEATURED
    busy = [c for c in known if c.row["municipality"] == BUSY["municipality"]]
    theirs = sum(c.row["key"] not in FEATURED for c in busy)
    for child in busy * 2:
        if theirs < FORTY and child.row["key"] not in FEATURED:
            is_told = _play(child, bag[used % len(bag)], crew, die)
            told, used, theirs = told + is_told, used + is_told, theirs + is_told
    return told


def _play(child: Known, plot: Plot, crew: dict[str, list[Actor]], die: random.Random) -> bool:
    now = clock.now()
    start = now - dt.timedelta(days=length(plot) + die.randint(1, 2))
    start = start.replace(hour=die.randint(8, 14), minute=die.randint(0, 59))
    age = years_old(child.born_on, start.date())
    if start.date() < child.born_on:
        return False
    wanted = {"key": FEATURED[child.row["key"]][1]} if child.row["key"] in FEATURED else {}
    need = fitting("need", die, age=None if wanted else max(age, 1), **wanted)
    others = _others(child, need, crew, die, start.date())
    if not others or Age.from_birth(child.born_on, now.date()) not in region(REGION).target_group:
        return False
    story = Story(child.child_id, child.owner, others, die, start, need=need)
    steps = plot(story)
    while True:
        with clock.held(story.moment):
            days = next(steps, None)
        if days is None:
            return True
        story.later(days)
        story.moment = min(story.moment, now)


def _others(
    child: Known,
    need: dict[str, Any],
    crew: dict[str, list[Actor]],
    die: random.Random,
    start: dt.date,
) -> list[Actor]:
    """Two to four staffed units that the engine names for the need, near the child."""
    county, today = region(REGION), clock.today()
    age, before = Age.from_birth(child.born_on, today), Age.from_birth(child.born_on, start)
    answer = who(
        county, on=today, age=age, needs=frozenset(need["areas"]), extent=need["extent"],
        setting=need["setting"] or None,
    )  # fmt: skip
    named = {row["operation"] for rows in answer.as_dict()["levels"].values() for row in rows}
    keys = {unit["name"]: unit["key"] for unit in data("units")["unit"]}
    here = (child.row["municipality"], *child.row.get("units", []))
    fit = [
        actors[0]
        for name, actors in crew.items()
        if (actors[0].operation not in LOCAL or keys[name].startswith(here))
        and (actors[0].operation not in SCHOOLS or keys[name] in here)
        and actors[0].unit_id != child.owner.unit_id
        and actors[0].operation in named
        and (actors[0].party_id == child.owner.party_id or "region" in actors[0].party_name.lower())
        and not age_refusal(county, actors[0].operation, age, today)
        and not age_refusal(county, actors[0].operation, before, today)
    ]
    by_operation: dict[str, list[Actor]] = {}
    for actor in fit:
        by_operation.setdefault(actor.operation, []).append(actor)
    chosen = [die.choice(actors) for _operation, actors in sorted(by_operation.items())]
    die.shuffle(chosen)
    if child.row.get("featured"):
        chosen.sort(key=lambda actor: actor.role == "coordinator")
        return chosen[-3:]
    return chosen[: die.choice([2, 3, 3, 4])]
