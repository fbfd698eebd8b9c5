"""Is this county package sound, what does it leave open, and who does what for a child?"""

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from samsyn.cli.regions.wording import print_answer, print_findings, unintended
from samsyn.cli.steering.verbs import add_load
from samsyn.regions import RegionError, available_regions, load_region, region
from samsyn.regions.checks import check, gaps, grouped, overlaps
from samsyn.regions.loader import UnknownRegion
from samsyn.regions.schema import Age, BadAge, Extent, Level, Need, Setting
from samsyn.responsibilities.engine import region_as_dict, who
from samsyn.responsibilities.rules import label, span_words

FAILED = 1


def add_verbs(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``region …`` and ``who`` to a command line; each sets ``func`` to what runs it."""
    _add_region(subparsers)
    _add_who(subparsers)


def _add_region(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    group = subparsers.add_parser(
        "region",
        help="granska och visa läns överenskommelser",
        description="Granska och visa läns överenskommelser (regionpaket). Läser bara paketen: "
        "ändringar som har antagits i Samsyn efteråt är inte med.",
    )
    verbs = group.add_subparsers(dest="region_verb", required=True, metavar="VERB")

    verb = verbs.add_parser("check", help="granska ett paket: varje fel med fil, rad och råd")
    verb.add_argument("package", metavar="PATH_OR_CODE", help="en mapp, eller koden för ett län")
    verb.set_defaults(func=check_region)

    verb = verbs.add_parser("gaps", help="visa luckor och överlapp i ett läns överenskommelse")
    _add_code(verb)
    verb.set_defaults(func=show_gaps)

    verb = verbs.add_parser("show", help="visa verksamheter, nivåer, åldrar och uppgifter")
    _add_code(verb)
    verb.set_defaults(func=show_region)

    add_load(verbs)

    verb = verbs.add_parser("list", help="visa vilka län som finns")
    verb.set_defaults(func=list_regions)


def _add_code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="länets kod, till exempel jamtland-harjedalen")
    _add_common(parser)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=None,
        metavar="YYYY-MM-DD",
        help="det som gäller den dagen (annars i dag)",
    )
    parser.add_argument("--json", action="store_true", help="skriv JSON")


def _add_who(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verb = subparsers.add_parser(
        "who",
        help="vem gör vad för ett barn",
        description="Vem ansvarar på varje nivå för ett barn med den åldern och de behoven? "
        "Svarar ur länets paket, utan databas: ändringar som har antagits i Samsyn efteråt är "
        "inte med. Sidan Vem gör vad? har dem.",
    )
    verb.add_argument("--region", required=True, metavar="CODE", help="länets kod")
    verb.add_argument(
        "--age",
        required=True,
        type=_age,
        metavar="AGE",
        help="år (16.5), månader (8m) eller graviditetsvecka (28w)",
    )
    verb.add_argument(
        "--need",
        required=True,
        action="append",
        choices=list(Need),
        metavar="NEED",
        help="behovets område; får anges flera gånger: " + ", ".join(Need),
    )
    verb.add_argument(
        "--extent",
        required=True,
        choices=list(Extent),
        metavar="EXTENT",
        help="hur mycket: " + ", ".join(Extent),
    )
    verb.add_argument(
        "--setting",
        choices=list(Setting),
        default=None,
        metavar="SETTING",
        help="var barnet är: " + ", ".join(Setting),
    )
    _add_common(verb)
    verb.set_defaults(func=show_who)


def check_region(args: argparse.Namespace) -> int:
    """Print every fault of a package; 0 when there is none."""
    path = Path(args.package)
    try:
        county = load_region(path) if path.is_dir() else region(args.package)
    except RegionError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"{len(error.problems)} fel. Paketet kan inte användas.", file=sys.stderr)
        return FAILED
    except UnknownRegion as error:
        return _fail(error)
    found = check(county, _today())
    print(
        f"{county.name}: {len(county.operations)} verksamheter, {len(county.parties)} parter, "
        f"{found.examples} exempel."
    )
    doubles = grouped(unintended(found.overlaps))
    print(
        f"{len(grouped(found.gaps))} luckor, {len(doubles)} överlapp som inte är avsedda. "
        f"Visa dem: samsyn region gaps {county.code}"
    )
    for example in found.wrong_examples:
        print(
            f"Exempel {example.key} stämmer inte: {example.operation}, {example.age_text} år, "
            f"{example.clause}.",
            file=sys.stderr,
        )
    return 0 if found.is_sound else FAILED


def show_gaps(args: argparse.Namespace) -> int:
    """Print gaps and overlaps of a county."""
    on = args.on or _today()
    try:
        county = region(args.code)
    except (UnknownRegion, RegionError) as error:
        return _fail(error)
    if args.json:
        return _print_json(region_as_dict(county, on))
    print_findings(county, "Luckor", gaps(county, on))
    print_findings(county, "Överlapp som inte är avsedda", unintended(overlaps(county, on)))
    intended = [row for row in overlaps(county, on) if row.is_intended]
    print_findings(county, "Överlapp som är avsedda", intended)
    return 0


def show_region(args: argparse.Namespace) -> int:
    """Print the operations of a county by level."""
    on = args.on or _today()
    try:
        county = region(args.code).on(on)
    except (UnknownRegion, RegionError) as error:
        return _fail(error)
    if args.json:
        return _print_json(region_as_dict(county, on))
    print(f"{county.name}, målgrupp {county.target_group_text}")
    for level in Level:
        print(f"\n{label(level)}")
        for operation in county.operations:
            if level in operation.levels:
                print(f"  {operation.name}, {span_words(operation.ages)}  [{operation.code}]")
                for duty in operation.duties:
                    if duty.level == level:
                        print(f"    - {duty.text} ({duty.clause}, {label(duty.basis)})")
    return 0


def list_regions(args: argparse.Namespace) -> int:
    """Print the codes of the counties."""
    print("\n".join(available_regions()))
    return 0


def show_who(args: argparse.Namespace) -> int:
    """Print who does what for a child."""
    try:
        answer = who(
            region(args.region),
            on=args.on or _today(),
            age=args.age,
            needs=frozenset(args.need),
            extent=args.extent,
            setting=args.setting,
        )
    except (UnknownRegion, RegionError) as error:
        return _fail(error)
    if args.json:
        return _print_json(answer.as_dict())
    print_answer(answer)
    return 0


def _age(text: str) -> Age:
    try:
        return Age.parse(text)
    except BadAge as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _print_json(data: dict[str, Any]) -> int:
    print(json.dumps(data, ensure_ascii=False, indent=2))
    return 0


def _fail(error: Exception) -> int:
    print(error, file=sys.stderr)
    return FAILED


def _today() -> date:
    """The day where the users are; the command line has no settings to ask."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()
