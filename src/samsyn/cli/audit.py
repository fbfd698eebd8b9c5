"""`samsyn audit`: seal the log and try whether it is whole."""

import argparse
from typing import Any

from samsyn.cli.database import as_owner


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `audit seal` and `audit verify`."""
    audit = verbs.add_parser("audit", help="försegla och pröva loggen")
    kinds = audit.add_subparsers(title="verb", metavar="VERB", required=True)
    seal = kinds.add_parser("seal", help="förse nya händelser med ett sigill")
    seal.set_defaults(func=run_seal)
    verify = kinds.add_parser("verify", help="räkna om varje sigill; fel ger slutkod 1")
    verify.set_defaults(func=run_verify)


def run_seal(_given: argparse.Namespace) -> int:
    """Close new events into a batch."""
    as_owner()
    from samsyn.audit.sealing import seal_events

    seal = seal_events()
    if seal is None:
        print("Inget nytt att försegla.")
    else:
        print(f"{seal.count} händelser förseglade, sigill {seal.batch_hash[:16]}.")
    return 0


def run_verify(_given: argparse.Namespace) -> int:
    """Recompute every seal."""
    as_owner()
    from samsyn.audit.sealing import verify_events

    verdict = verify_events()
    for fault in verdict.faults:
        print(f"FEL: {fault}")
    state = "fel" if verdict.faults else "loggen är hel"
    print(
        f"{verdict.seals} sigill, {verdict.sealed_events} förseglade händelser,"
        f" {verdict.unsealed_events} väntar på sigill: {state}."
    )
    return 1 if verdict.faults else 0
