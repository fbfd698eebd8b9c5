"""A login file, a provider that obeys, and somebody to log in as."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from samsyn.access.rules import Actor
from samsyn.accounts.models import Identity, LoginSession, User
from samsyn.audit.models import Event
from samsyn.foundation import clock, wall
from samsyn.logins.oidc.provider import forget
from samsyn.organisations.models import Unit
from samsyn.organisations.operations import (
    give_assignment,
    join_party,
    open_unit,
    register_person,
)
from tests.logins.stub import ADDRESS, CLIENT, LOA3, OWN_KEY, Stub

LOGIN_FILE = """
address = "{address}"

[[oidc]]
code = "lan"
name = "Tjänstelegitimation"
name_en = "Staff eID"
issuer = "{issuer}"
client_id = "{client}"
key_file = "key.json"
scopes = ["openid", "https://id.oidc.se/scope/naturalPersonInfo"]

[oidc.levels]
"{loa3}" = 3

[oidc.claims]
hsa_id = "employeeHsaId"
personal_number = "https://id.oidc.se/claim/personalIdentityNumber"
commissions = "allCommissions"

[oidc.commission]
id = "commissionHsaId"
unit = "healthCareUnitHsaId"
name = "commissionName"
purpose = "commissionPurpose"
right = "commissionRight"

[[role]]
purpose = "Vård och behandling"
right = "Läsa"
role = "physician"

[[role]]
purpose = "Administration"
role = "administrator"
"""


@pytest.fixture(scope="session")
def one_stub() -> Iterator[Stub]:
    stub = Stub()
    yield stub
    stub.server.shutdown()
    stub.server.server_close()


@pytest.fixture
def login_file(tmp_path: Path, settings: Any) -> Any:
    """Write a login file for an issuer; `changed` are texts to put in the place of others."""

    def write(issuer: str, *changed: tuple[str, str], key: Any = OWN_KEY) -> Path:
        text = LOGIN_FILE.format(address=ADDRESS, issuer=issuer, client=CLIENT, loa3=LOA3)
        for old, new in changed:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "key.json").write_text(json.dumps(key.as_dict(private=True)))
        path = tmp_path / f"login-{abs(hash(text))}.toml"
        path.write_text(text, encoding="utf-8")
        settings.SAMSYN_LOGIN_FILE = str(path)
        forget()
        return path

    return write


@pytest.fixture
def stub(one_stub: Stub, login_file: Any) -> Stub:
    one_stub.reset()
    login_file(one_stub.issuer)
    return one_stub


@pytest.fixture
def unit(db: None) -> Unit:
    """A unit that commissions in HSA point at."""
    system = Actor.system("jamtland-harjedalen")
    party = join_party("jamtland-harjedalen", "test", name="Part", kind="region", actor=system)
    made = open_unit(
        party, operation_code="bup", name="Mottagningen", town="", actor=system,
        valid_from=clock.today() - dt.timedelta(days=100),
    )  # fmt: skip
    made.hsa_id = "TST-UNIT"  # as units are kept; a provider may write it otherwise
    made.save()
    return made


@pytest.fixture
def kim(unit: Unit) -> User:
    """Somebody whom the administrator has added, with the name in HSA that the stub says."""
    return added(unit, "kim", hsa_id="TST-1")


def added(unit: Unit, handle: str, **names: str) -> User:
    """A person with an assignment, and with outside names by kind."""
    system = Actor.system("jamtland-harjedalen")
    person = register_person(handle, given_name="Kim", family_name="Testsson", actor=system)
    give_assignment(person, unit, role="psychologist", valid_from=unit.valid_from, actor=system)
    for kind, value in names.items():
        Identity.objects.create(user=person, kind=kind, value=value)
    return person


@pytest.fixture
def client() -> Client:
    return Client()


def logged_in(client: Client) -> LoginSession | None:
    """The living log-in of this browser."""
    login_id = client.session.get("login")
    return LoginSession.objects.filter(pk=login_id, ended_at=None).first() if login_id else None


def events(action: str) -> list[str]:
    """The grounds of the events of this kind that belong to no unit."""
    wall.bind(None)
    rows = Event.objects.filter(action=action).order_by("pk")
    return list(rows.values_list("ground", flat=True))
