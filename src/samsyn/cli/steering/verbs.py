"""Which mandates hold, who has adopted what, what does the plan and a report say?"""

import argparse
from datetime import date
from typing import Any

from samsyn.cli.county import NotReady, load, ready, region_with
from samsyn.cli.verbs import (
    add_county,
    add_group,
    add_json,
    add_on_and_json,
    add_verb,
    print_json,
    today,
    told,
)


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``arena``, ``agreement``, ``actionplan`` and ``report``."""
    arena = add_group(verbs, "arena", "arenornas uppdrag")
    verb = add_verb(
        arena, "mandates", show_mandates, "vilka uppdrag som gäller, saknas eller är gamla"
    )
    add_county(verb)
    add_on_and_json(verb)

    agreement = add_group(verbs, "agreement", "överenskommelser och vilka som har antagit dem")
    verb = add_verb(agreement, "adoption", show_adoption, "var varje part står")
    verb.add_argument("agreement", metavar="AGREEMENT", help="överenskommelsens kod")
    _region(verb)
    add_on_and_json(verb)

    plan = add_group(verbs, "actionplan", "handlingsplaner")
    verb = add_verb(plan, "list", list_plans, "länets handlingsplaner")
    add_county(verb)
    add_json(verb)
    verb = add_verb(plan, "show", show_plan, "planens rader")
    verb.add_argument("plan", metavar="PLAN", help="planens kod")
    _region(verb)
    add_json(verb)

    report = add_group(verbs, "report", "den årliga uppföljningen")
    verb = add_verb(report, "draft", draft_report, "ett utkast ur det som har hänt")
    verb.add_argument("--arena", required=True, metavar="CODE", help="arenans kod")
    _region(verb)
    for name, dest in (("--from", "start"), ("--to", "end")):
        verb.add_argument(
            name, dest=dest, required=True, type=date.fromisoformat, metavar="YYYY-MM-DD",
            help="första dagen" if dest == "start" else "sista dagen",
        )  # fmt: skip
    verb.add_argument("--format", choices=["md"], default="md", help="md: Markdown")


def add_load(verbs: Any) -> None:
    """Add ``region load`` beside the other verbs of ``region``."""
    verb = verbs.add_parser("load", help="läs in länets arenor, överenskommelser och planer")
    verb.add_argument("code", metavar="CODE", help="länets kod")
    verb.set_defaults(func=told(load_county))


def _region(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--region", metavar="CODE", help="behövs när flera län har samma kod")


def load_county(given: argparse.Namespace) -> int:
    """Store what the package says."""
    from samsyn.cli.database import set_up

    set_up()
    load(given.code)
    print(f"{given.code} är inläst. Det som redan var ändrat i databasen står kvar.")
    return 0


def show_mandates(given: argparse.Namespace) -> int:
    """Each arena of the day with the state of its mandate."""
    ready(given.region)
    from samsyn.governance.queries import mandates_on

    rows = mandates_on(given.region, given.on or today())
    if given.json:
        return print_json([row.as_dict() for row in rows])
    for row in rows:
        facts = row.as_dict()
        print(f"{WORDS[facts['state']]:10} sedan {facts['since']}  {facts['name']}")
    return 0


def show_adoption(given: argparse.Namespace) -> int:
    """Each party: state, board, date, version."""
    code = region_with("agreements", given.agreement, given.region)
    ready(code)
    from samsyn.agreements.queries import adoption_rows

    try:
        rows = adoption_rows(code, given.agreement, given.on or today())
    except LookupError:
        what = f"Det finns ingen överenskommelse med koden ”{given.agreement}” i {code}."
        raise NotReady(what) from None
    if given.json:
        return print_json([_adoption(row) for row in rows])
    for row in rows:
        told = " ".join(filter(None, [row.board, str(row.date or ""), row.paragraph]))
        print(f"{row.name:32} {row.state.sv:24} {row.version or '–':28} {told}")
    return 0


def _adoption(row: Any) -> dict[str, Any]:
    """`asked` is the version that the parties were asked about, `version` the one followed."""
    return {
        "party": row.code,
        "name": row.name,
        "state": row.state.value,
        "board": row.board or None,
        "date": row.date.isoformat() if row.date else None,
        "paragraph": row.paragraph or None,
        "version": row.version or None,
        "asked": row.asked,
        "change": row.change or None,
    }


def list_plans(given: argparse.Namespace) -> int:
    """The county's action plans."""
    ready(given.region)
    from samsyn.actionplans.queries import plan_list

    rows = [row.as_dict() for row in plan_list(given.region)]
    if given.json:
        return print_json(rows)
    for row in rows:
        print(f"{row['code']:32} {row['name']}  {row['from']} – {row['to'] or ''}")
    return 0


def show_plan(given: argparse.Namespace) -> int:
    """The rows of a plan's matrix."""
    code = region_with("action_plans", given.plan, given.region)
    ready(code)
    from samsyn.actionplans.queries import plan_as_dict

    plan = plan_as_dict(code, given.plan)
    if plan is None:
        raise NotReady(f"Det finns ingen handlingsplan med koden ”{given.plan}” i {code}.")
    if given.json:
        return print_json(plan)
    print(plan["name"])
    for row in plan["rows"]:
        print(f"\n{row['area']}  ({', '.join(row['operations'])})")
        for key, word in (("goal", "Mål"), ("measure", "Mått"), ("activity", "Aktivitet")):
            print(f"  {word}: {row[key] or '–'}")
        print(f"  Genomfört: {row['done'] or '–'}")
    return 0


def draft_report(given: argparse.Namespace) -> int:
    """A draft of the yearly follow-up."""
    code = region_with("arenas", given.arena, given.region)
    if given.end < given.start:
        raise NotReady("Perioden slutar innan den börjar. Byt plats på --from och --to.")
    ready(code)
    from samsyn.followup.queries import draft_markdown

    text = draft_markdown(code, given.arena, given.start, given.end)
    if text is None:
        raise NotReady(f"Det finns ingen arena med koden ”{given.arena}” i {code}.")
    print(text)
    return 0


WORDS = {"valid": "Gällande", "missing": "Saknas", "outdated": "Inaktuell"}
