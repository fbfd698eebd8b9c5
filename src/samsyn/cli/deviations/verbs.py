"""What is told of a county's deviations, who has each rung, and whose days have run out?"""

import argparse
from typing import Any

from samsyn.cli.county import NotReady, ready
from samsyn.cli.verbs import (
    add_county,
    add_group,
    add_json,
    add_on_and_json,
    add_verb,
    print_json,
    today,
)

#: Who has a rung, in words: Swedish and English.
OWNERS = {
    "operations": ("verksamheterna på båda sidor", "the operations on both sides"),
    "closest_manager": ("anmälarens närmaste chef", "the reporter's closest manager"),
    "next_manager": ("nästa chef", "the next manager"),
    "managers_together": ("berörda chefer tillsammans", "the managers concerned together"),
    "party_leadership": ("varje parts ledning", "the leadership of each party"),
    "arena": ("en arena i länet", "an arena in the county"),
}


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``deviation``."""
    group = add_group(verbs, "deviation", "avvikelser i samverkan")
    verb = add_verb(group, "statistics", show_statistics, "ett års avvikelser, utan små tal")
    add_county(verb)
    verb.add_argument("--year", type=int, default=None, metavar="YYYY", help="annars i år")
    add_json(verb)
    verb = add_verb(group, "ladder", show_ladder, "trappans båda grenar: steg, vem och hur länge")
    add_county(verb)
    add_on_and_json(verb)
    verb = add_verb(group, "lift-overdue", lift_overdue, "lyft det vars tid på steget har gått ut")
    add_county(verb)


def show_statistics(given: argparse.Namespace) -> int:
    """A year, with the same hidden as on the page."""
    ready(given.region)
    from samsyn.patterns.queries.statistics import statistics
    from samsyn.patterns.rules.statistics_file import FIGURES, PARTS

    year = today().year if given.year is None else given.year
    try:
        stats = statistics(given.region, year)
    except ValueError:
        raise NotReady(f"År {year} går inte att visa. Välj ett år som har börjat.") from None
    if given.json:
        return print_json(stats.as_dict())
    so_far = " hittills" if stats.is_running else ""
    print(f"Avvikelser i samverkan {stats.year}{so_far}, {stats.region}")
    if stats.is_hidden:
        print("Så få är anmälda att inget visas om dem.")
    rows: dict[tuple[str, str, str], list[str]] = {}
    for part, key, name, figure, amount in stats.figures():
        rows.setdefault((part, key, name), []).append(f"{FIGURES[figure]} {amount.text()}")
    last = ""
    for (part, _key, name), told in rows.items():
        if part != last:
            print(f"\n{PARTS[part].capitalize()}")
            last = part
        print(f"  {name}: {' · '.join(told)}")
    print("\nFå anmälda avvikelser betyder inte få problem.")
    return 0


def show_ladder(given: argparse.Namespace) -> int:
    """Both branches as they hold on a day."""
    ready(given.region)
    from samsyn.deviations.queries import steps_today
    from samsyn.deviations.rules import Branch

    on = given.on or today()
    branches = [(branch, steps_today(given.region, branch, on)) for branch in Branch]
    if given.json:
        return print_json(
            {
                "region": given.region,
                "on": on.isoformat(),
                "branches": [_ladder(branch, steps) for branch, steps in branches],
            }
        )
    for branch, steps in branches:
        print(f"{branch.sv}: {steps.name}")
        if steps.is_interim:
            print("  Länet har inte beskrivit någon trappa. Den här gäller tills vidare.")
        for number, rung in enumerate(steps.rungs, 1):
            days = f"{rung.deadline_days} dagar" if rung.deadline_days else "ingen tid bestämd"
            place = f", {rung.clause}" if rung.clause else ""
            print(f"  {number}. {rung.name}: {OWNERS[rung.owner][0]} ({days}{place})")
    return 0


def _ladder(branch: Any, steps: Any) -> dict[str, Any]:
    return {
        "branch": branch.value,
        "branch_name": branch.sv,
        "branch_name_en": branch.en,
        "code": steps.code,
        "name": steps.name,
        "name_en": steps.name_en,
        "source": steps.source or None,
        "valid_from": steps.valid_from or None,
        "is_interim": steps.is_interim,
        "rungs": [
            {
                "number": number,
                "code": rung.code,
                "name": rung.name,
                "name_en": rung.name_en,
                "owner": rung.owner,
                "owner_in_words": OWNERS[rung.owner][0],
                "owner_in_words_en": OWNERS[rung.owner][1],
                "arena": rung.arena or None,
                "deadline_days": rung.deadline_days,
                "clause": rung.clause or None,
            }
            for number, rung in enumerate(steps.rungs, 1)
        ],
    }


def lift_overdue(given: argparse.Namespace) -> int:
    """Lift what has stood too long; meant to be run every day."""
    ready(given.region)
    from samsyn.access.rules import Actor
    from samsyn.deviations import operations

    count = operations.lift_overdue(given.region, actor=Actor.system(given.region))
    print(f"{count} {'avvikelse' if count == 1 else 'avvikelser'} har lyfts eller flyttats.")
    return 0
