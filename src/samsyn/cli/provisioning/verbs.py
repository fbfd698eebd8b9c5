"""Which directories may provision a party, and which unit and role is each of their groups?"""

import argparse
import sys
import uuid
from collections.abc import Callable
from typing import Any

from samsyn.cli.county import NotReady
from samsyn.cli.database import set_up
from samsyn.cli.verbs import FAILED, add_group, add_verb

Run = Callable[[argparse.Namespace], int]


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``provisioning``."""
    group = add_group(verbs, "provisioning", "parternas system för behörigheter (SCIM)")
    verb = add_verb(group, "token", _said(issue), "ge en part en ny nyckel; visas en gång")
    _add_party(verb)
    verb.add_argument("--name", default="SCIM", help="vad nyckeln är till, till exempel Entra")
    verb.add_argument("--days", type=int, default=365, help="hur länge den gäller (annars ett år)")
    verb.add_argument(
        "--within", action="append", default=[], metavar="DOMÄN",
        help="domän i EPPN eller början av HSA-id som nyckeln får skriva; kan stå flera gånger",
    )  # fmt: skip
    verb = add_verb(group, "tokens", _said(show_tokens), "en parts nycklar")
    _add_party(verb)
    verb = add_verb(group, "revoke", _said(revoke), "återkalla en nyckel, genast")
    verb.add_argument("token_id", type=uuid.UUID, metavar="ID", help="nyckelns id, som i tokens")
    verb = add_verb(group, "groups", _said(show_groups), "en parts grupper och vad de ger")
    _add_party(verb)
    verb = add_verb(group, "map", _said(map_to), "säg vilken enhet och roll en grupp står för")
    verb.add_argument("group_id", type=uuid.UUID, metavar="GROUP", help="gruppens id, som i groups")
    verb.add_argument("unit_id", type=uuid.UUID, metavar="UNIT", help="enhetens id")
    verb.add_argument("role", metavar="ROLE", help="rollens kod, som i roles.toml")
    verb = add_verb(group, "unmap", _said(unmap), "låt en grupp inte stå för något längre")
    verb.add_argument("group_id", type=uuid.UUID, metavar="GROUP", help="gruppens id, som i groups")


def _add_party(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("party", metavar="PARTY", help="partens kod i länet")
    verb.add_argument(
        "--region", default="", metavar="CODE", help="länets kod, om koden finns i fler"
    )


def _said(run: Run) -> Run:
    """A refusal becomes its sentence and exit code 1."""

    def answer(given: argparse.Namespace) -> int:
        set_up()
        from samsyn.foundation.refusals import Refused

        try:
            return run(given)
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return FAILED

    return answer


def _party(given: argparse.Namespace) -> Any:
    from samsyn.provisioning.queries import parties_with

    found = parties_with(given.party, given.region)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotReady(f"Ingen part med koden ”{given.party}” är ansluten. Kontrollera koden.")
    raise NotReady(f"”{given.party}” finns i flera län. Lägg till --region.")


def _system() -> Any:
    from samsyn.access.rules import Actor

    return Actor.system()


def issue(given: argparse.Namespace) -> int:
    """A new token, shown once."""
    from samsyn.provisioning.operations import issue_token

    party = _party(given)
    client, token = issue_token(
        party, name=given.name, days=given.days, bounds=given.within, actor=_system()
    )
    print(token)
    print(
        f"Nyckel till {party.name}, gäller till {client.expires_at:%Y-%m-%d}."
        f" Den visas bara nu. Återkalla: samsyn provisioning revoke {client.pk}",
        file=sys.stderr,
    )
    return 0


def show_tokens(given: argparse.Namespace) -> int:
    """A party's tokens, without the tokens themselves."""
    from samsyn.provisioning.queries import clients_of

    rows = clients_of(_party(given))
    for row in rows:
        end = f"återkallad {row.revoked_at:%Y-%m-%d}" if row.revoked_at else ""
        bounds = f"  bara {', '.join(row.bounds)}" if row.bounds else ""
        print(f"{row.pk}  {row.name}  {end or f'gäller till {row.expires_at:%Y-%m-%d}'}{bounds}")
    if not rows:
        print("Parten har inga nycklar.")
    return 0


def revoke(given: argparse.Namespace) -> int:
    """A token is of no use from now on."""
    from samsyn.provisioning.operations import revoke_token

    client = revoke_token(given.token_id, actor=_system())
    print(f"Nyckeln {client.name} är återkallad.")
    return 0


def show_groups(given: argparse.Namespace) -> int:
    """A party's groups and what they stand for."""
    from samsyn.provisioning.queries import groups_of

    rows = groups_of(_party(given))
    for row in rows:
        gives = f"{row.unit.name}, {row.role}" if row.unit else "står inte för något än"
        print(f"{row.pk}  {row.display_name}  ({len(row.people.all())} i gruppen)  {gives}")
    if not rows:
        print("Partens system har inte skickat några grupper.")
    return 0


def map_to(given: argparse.Namespace) -> int:
    """A group stands for a unit and a role from now on."""
    from samsyn.provisioning.operations import map_group

    group = map_group(given.group_id, unit_id=given.unit_id, role=given.role, actor=_system())
    unit = group.unit.name if group.unit else ""
    print(f"{group.display_name} ger rollen {group.role} på {unit}.")
    return 0


def unmap(given: argparse.Namespace) -> int:
    """A group stands for nothing; what it gave ends today."""
    from samsyn.provisioning.operations import map_group

    group = map_group(given.group_id, unit_id=None, role="", actor=_system())
    print(f"{group.display_name} står inte för något längre.")
    return 0
