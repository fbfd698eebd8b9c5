"""`samsyn retention due` and `run`: what may go, and carry out what two people have agreed on."""

import argparse
from typing import Any

from samsyn.cli.county import NotReady
from samsyn.cli.database import set_up
from samsyn.cli.verbs import FAILED, add_group, add_json, add_verb, print_json


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add ``retention``."""
    group = add_group(verbs, "retention", "gallring")
    due = add_verb(group, "due", show_due, "torrkör: hur mycket varje part får gallra, per enhet")
    add_json(due)
    run = add_verb(group, "run", carry_out, "genomför de listor som någon annan har godkänt")
    run.add_argument("--list", required=True, metavar="ID", help="listans nummer, från dess adress")


def show_due(given: argparse.Namespace) -> int:
    """Numbers only, as each party's own keeper of archives would meet them."""
    set_up()
    from samsyn.retention.queries.keepers import dry_runs

    found = dry_runs()
    if given.json:
        return print_json([one.as_dict() for one in found])
    if not found:
        print("Ingen part har någon som sköter gallring. Då gallras ingenting.")
    for one in found:
        print(f"{one.party}: {one.going} får gallras, {one.excepted} bevaras, {one.held} stoppade,")
        print(f"  {one.waiting} väntar på sin tid, {one.undecided} saknar beslut.")
        for unit, number in one.units:
            print(f"  {unit}: {number}")
    return 0


def carry_out(given: argparse.Namespace) -> int:
    """Everything on one approved list, each thing in a transaction of its own."""
    set_up()
    from samsyn.foundation.refusals import Refused
    from samsyn.retention.operations import weed_some
    from samsyn.retention.queries.keepers import approver_of

    actor = approver_of(given.list)
    if actor is None:
        raise NotReady("Ingen godkänd lista har det numret, eller så har den som godkände slutat.")
    try:
        while left := weed_some(_uuid(given.list), actor=actor, most=1):
            print(f"{left} kvar")
    except Refused as refusal:
        print(refusal)
        return FAILED
    print("Klart. Gallringsbeviset finns på listans sida.")
    return 0


def _uuid(text: str) -> Any:
    import uuid

    return uuid.UUID(text)
