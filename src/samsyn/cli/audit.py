"""`samsyn audit`: seal the log and try whether it is whole."""

import argparse
import datetime as dt
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from samsyn.cli.database import as_owner
from samsyn.cli.verbs import print_json

FAULTY, UNREADABLE = 1, 2


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `audit seal` and `audit verify`."""
    audit = verbs.add_parser("audit", help="försegla och pröva loggen")
    kinds = audit.add_subparsers(title="verb", metavar="VERB", required=True)
    seal = kinds.add_parser("seal", help="förse nya händelser med sigill")
    seal.add_argument(
        "--to", type=Path, metavar="FIL",
        help="lägg till det sista sigillet som en rad i filen; förvara den utanför maskinen",
    )  # fmt: skip
    seal.add_argument("--print", action="store_true", help="skriv ut det sista sigillet")
    seal.set_defaults(func=run_seal)
    verify = kinds.add_parser(
        "verify",
        help="räkna om varje sigill",
        description="Räknar om varje sigill. Slutkod 0: loggen är hel. 1: något är fel."
        " 2: filen med utförda sigill går inte att läsa.",
    )
    verify.add_argument(
        "--since", type=dt.date.fromisoformat, metavar="YYYY-MM-DD",
        help="bara sigill från och med den dagen",
    )  # fmt: skip
    verify.add_argument(
        "--heads", type=Path, metavar="FIL", help="jämför med sigill som har förts ut med --to"
    )
    verify.add_argument("--json", action="store_true", help="skriv JSON")
    verify.set_defaults(func=run_verify)


def run_seal(given: argparse.Namespace) -> int:
    """Close new events into batches, and export the last seal."""
    as_owner()
    from samsyn.audit.sealing import head, seal_events

    seals = seal_events()
    line = head()
    if given.to and line:
        with given.to.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    if given.print:
        print(line)
    elif seals:
        events = sum(seal.count for seal in seals)
        print(f"{events} händelser förseglade, sigill {seals[-1].batch_hash[:16]}.")
    else:
        print("Inget nytt att försegla.")
    return 0


def run_verify(given: argparse.Namespace) -> int:
    """Recompute every seal."""
    try:
        heads = _heads(given.heads)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"Filen {given.heads} går inte att läsa: {error}", file=sys.stderr)
        return UNREADABLE
    as_owner()
    from samsyn.audit.verifying import verify_events

    verdict = verify_events(since=_midnight(given.since), heads=heads)
    if given.json:
        print_json({**asdict(verdict), "whole": not verdict.faults})
    else:
        _tell(verdict)
    return FAULTY if verdict.faults else 0


def _tell(verdict: Any) -> None:
    for fault in verdict.faults:
        print(f"FEL: {fault}")
    if verdict.unused:
        print(
            f"{verdict.unused} nummer i följden användes aldrig: skrivningar som ångrades,"
            " eller rader som togs bort innan sigillet kom."
        )
    print(
        f"{verdict.seals} sigill, {verdict.sealed_events} förseglade händelser,"
        f" {verdict.unsealed_events} väntar på sigill:"
        f" {'fel' if verdict.faults else 'loggen är hel'}."
    )


def _heads(path: Path | None) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    heads = [json.loads(line) for line in lines if line.strip()]
    return [{"seal": int(head["seal"]), "hash": str(head["hash"])} for head in heads]


def _midnight(day: dt.date | None) -> dt.datetime | None:
    zone = ZoneInfo("Europe/Stockholm")
    return dt.datetime.combine(day, dt.time(), zone) if day else None
