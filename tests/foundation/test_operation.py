"""Is an operation all or nothing, with an actor and a trace?"""

import pytest

from samsyn.access.rules import Actor
from samsyn.audit.models import Event
from samsyn.audit.trail import record
from samsyn.foundation.operation import UnrecordedOperation, operation
from samsyn.organisations.models import Party


def test_a_function_without_an_actor_is_refused_at_import():
    with pytest.raises(TypeError, match="actor"):

        @operation
        def forgetful(name: str) -> None: ...


def test_what_leaves_no_trace_is_rolled_back(db):
    @operation
    def silent(*, actor: Actor) -> None:
        Party.objects.create(region="x", code="x", name="x", kind="x")

    with pytest.raises(UnrecordedOperation):
        silent(actor=Actor.system())
    assert not Party.objects.exists()


def test_a_refusal_midway_saves_nothing(db):
    @operation
    def half(*, actor: Actor) -> None:
        Party.objects.create(region="x", code="x", name="x", kind="x")
        record("party.joined", "party", actor=actor)
        raise ValueError

    with pytest.raises(ValueError):
        half(actor=Actor.system())
    assert not Party.objects.exists() and not Event.objects.exists()
