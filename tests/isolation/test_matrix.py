"""Does every address answer every role in every relation as the published matrix says?

The matrix stands in docs/generated/isolation.md. `SAMSYN_WRITE_ISOLATION=1` writes it anew from
what is answered; what may never be answered is asserted here whatever stands in the file.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from samsyn.access.rules import Permission, roles
from tests.isolation import kept, published
from tests.isolation.kept import Kept
from tests.isolation.people import RELATIONS, STRANGERS, People, carries, role_groups
from tests.isolation.steered import BUILDERS, Steered
from tests.isolation.things import SECRETS, Children

#: Open to all, or asked by a directory's token: not what somebody who has logged in may open.
WITHOUT_PEOPLE = ("open", "provisioning")
#: Steering is the county's own: who is in it reads, whatever the party.
OF_THE_COUNTY = set(BUILDERS)
#: Deviations are met by those who follow them, without a word of the child.
FOLLOW = {Permission.DEVIATION_COUNTY, Permission.DEVIATION_PARTY, Permission.DEVIATION_AUDIT}
#: What an address needs without naming anything of anybody's.
NOT_A_THING = {"year"}
#: Answers that are fetched by POST alone.
POST_ALONE = 405


def named() -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Every named address: its name, what it needs and its view."""

    def inside(patterns: Any, space: str) -> Iterator[tuple[str, tuple[str, ...], Any]]:
        for entry in patterns:
            if not isinstance(entry, URLPattern):
                deeper = f"{space}{entry.namespace}:" if entry.namespace else space
                yield from inside(entry.url_patterns, deeper)
            elif entry.name:
                yield space + entry.name, tuple(entry.pattern.converters), entry.callback

    yield from inside(get_resolver().url_patterns, "")


def guarded() -> dict[str, dict[str, tuple[tuple[str, ...], str]]]:
    """Addresses that ask for somebody, by namespace: name -> (needs, requirement)."""
    found: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {}
    for name, needs, view in named():
        requirement = getattr(view, "requirement", "unstated")
        if requirement not in WITHOUT_PEOPLE:
            space = name.split(":")[0] if ":" in name else "samsyn"
            found.setdefault(space, {})[name] = (needs, requirement)
    return found


SPACES = guarded()


def word_for(status: int) -> str:
    """What an answer means."""
    words = {403: "no right", 404: "not there", 401: "log in", 409: "refused"}
    return words.get(status, "opens" if status < 500 else "error")


def ask(client: Client, path: str) -> HttpResponse:
    """One request whose traces are rolled back."""
    with transaction.atomic():
        response = client.get(path)
        if response.status_code == POST_ALONE:
            response = client.post(path)
        transaction.set_rollback(True)
    return response


def things_of(space: str) -> Any:
    """What the addresses of a namespace can name, and who stands how to it."""
    if space in OF_THE_COUNTY:
        return Steered(space)
    return Kept(space) if space in kept.BUILDERS else Children()


def may_never_open(space: str, needs: tuple[str, ...], role: str, relation: str) -> bool:
    """Whether this asker stands outside, whatever the published matrix says."""
    if not set(needs) - NOT_A_THING:
        return False
    if relation == "other county":
        return True
    follows = space == "deviations" and bool(roles()[role].permissions & FOLLOW)
    return relation in STRANGERS and space not in OF_THE_COUNTY and not follows


@pytest.fixture
def light_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers need not be set: who gets them is what is asked here."""
    monkeypatch.setattr("samsyn.foundation.paper.printed", lambda *_args: b"%PDF-1.7")


@pytest.mark.parametrize("space", sorted(SPACES))
def test_each_address_each_role_each_relation(db, light_papers, space: str):
    things: Any = things_of(space)
    people = People(things.units)
    answers: dict[tuple[str, str, str], str] = {}
    for name, (needs, requirement) in sorted(SPACES[space].items()):
        for relation in (r for r in RELATIONS if r in things.units):
            known = things.known_to(relation)
            path = reverse(name, kwargs={need: known[need] for need in needs})
            for role in role_groups():
                response = ask(people.clients[relation, role], path)
                if relation == "own" and role == next(iter(role_groups())):
                    nobody = ask(Client(), path)
                    assert nobody.status_code in (302, 401), f"{name} as nobody"
                    assert b"Barnsson" not in nobody.content
                word = word_for(response.status_code)
                where = f"{name} as {role}, {relation}: {response.status_code}"
                assert word not in ("error", "log in"), where
                if not carries(role, requirement):
                    assert word == "no right", where
                if may_never_open(space, needs, role, relation):
                    assert word != "opens", where
                if relation in STRANGERS:
                    body = b"".join(response) if response.streaming else response.content
                    for secret in SECRETS:
                        assert secret.encode() not in body, where
                answers[name, role, relation] = word
    if os.environ.get("SAMSYN_WRITE_ISOLATION") == "1":
        published.write(space, answers, {n: asks for n, (_needs, asks) in SPACES[space].items()})
    assert published.read(space) == answers


def test_every_space_is_published():
    assert published.spaces() == set(SPACES)


@pytest.mark.parametrize("space", sorted(set(SPACES) - OF_THE_COUNTY))
def test_a_stranger_gets_nothing_by_sending_either(db, space: str):
    things: Any = things_of(space)
    people = People({r: u for r, u in things.units.items() if r in STRANGERS})
    for name, (needs, _requirement) in sorted(SPACES[space].items()):
        known = things.known_to("none")
        path = reverse(name, kwargs={need: known[need] for need in needs})
        for (relation, role), client in people.clients.items():
            if not may_never_open(space, needs, role, relation):
                continue
            with transaction.atomic():
                status = client.post(path).status_code
                transaction.set_rollback(True)
            assert status in (403, 404, 405), f"{name} as {role}, {relation}: {status}"
