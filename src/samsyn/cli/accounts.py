"""`samsyn account create|link`: local accounts, for first set-up only."""

import argparse
import os
import sys
from typing import Any

from samsyn.cli.database import set_up
from samsyn.cli.verbs import FAILED, add_group, add_verb
from samsyn.foundation.secrets import given as secret


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `account`."""
    group = add_group(verbs, "account", "lokala konton, tills länets egen inloggning är kopplad")
    create = add_verb(group, "create", run_create, "gör ett konto och skriv ut länken dit")
    create.add_argument("--given", required=True, metavar="NAMN", help="förnamn")
    create.add_argument("--family", required=True, metavar="NAMN", help="efternamn")
    link = add_verb(group, "link", run_link, "ny länk; lösenordet och koderna slutar gälla")
    for verb in (create, link):
        verb.add_argument("handle", metavar="HANDLE", help="användarnamn, utan å, ä och ö")
        verb.add_argument(
            "--address", default="http://127.0.0.1:8000", metavar="URL", help="tjänstens adress"
        )


def run_create(given: argparse.Namespace) -> int:
    """Make the account; print a link that works once, for 24 hours."""
    if why := _why_not():
        print(why, file=sys.stderr)
        return FAILED
    set_up()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_slug

    from samsyn.access.rules import Actor
    from samsyn.foundation.refusals import Refused
    from samsyn.logins.local.operations import create_account

    try:
        validate_slug(given.handle)
        token = create_account(
            given.handle, given_name=given.given, family_name=given.family, actor=Actor.system()
        )
    except ValidationError:
        print("Användarnamnet får ha a–z, siffror, bindestreck och understreck.", file=sys.stderr)
        return FAILED
    except Refused as refusal:
        print(f"{refusal} Kör samsyn account link {given.handle} för en ny länk.", file=sys.stderr)
        return FAILED
    return _print_link(given.address, token)


def run_link(given: argparse.Namespace) -> int:
    """A new link for somebody who lost the first, the password or the telephone."""
    if why := _why_not():
        print(why, file=sys.stderr)
        return FAILED
    set_up()
    from samsyn.access.rules import Actor
    from samsyn.foundation.refusals import Refused
    from samsyn.logins.local.operations import renew_link

    try:
        token = renew_link(given.handle, actor=Actor.system())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return FAILED
    return _print_link(given.address, token)


def _why_not() -> str:
    """Why no account can be made with these settings."""
    if os.environ.get("SAMSYN_LOCAL_ACCOUNTS") != "1":
        return (
            "Lokala konton är avstängda. Sätt SAMSYN_LOCAL_ACCOUNTS=1 medan du sätter upp Samsyn."
        )
    if not secret("SAMSYN_SECRET_KEY"):
        return "SAMSYN_SECRET_KEY saknas. Länken gäller bara med samma hemlighet som tjänsten har."
    return ""


def _print_link(address: str, token: str) -> int:
    from django.urls import reverse

    print("Öppna länken inom ett dygn. Den fungerar en gång; lämna den bara till den det gäller.")
    print(f"{address.rstrip('/')}{reverse('local_set_up', args=[token])}")
    return 0
