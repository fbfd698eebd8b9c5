"""What may happen, in one transaction, leaving a trace: the decorator of every write."""

import functools
import inspect
import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from samsyn.foundation import wall
from samsyn.foundation.refusals import Denied

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Denial:
    """Somebody was denied: who, by which rule, and the identity of what was asked for."""

    actor: Any
    rule: str
    about: Mapping[str, object] = field(default_factory=dict)


#: Called with every denial, when what the denied operation did has been undone.
when_denied: list[Callable[[Denial], None]] = []

_traces: ContextVar[list[str] | None] = ContextVar("traces", default=None)


class UnrecordedOperation(RuntimeError):
    """An operation ended without an audit event; it has been rolled back."""


def note_trace(action: str) -> None:
    """Called by the audit when an event is recorded inside an operation."""
    traces = _traces.get()
    if traces is not None:
        traces.append(action)


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Make `function` an operation: one transaction, a bound actor, an audit event or nothing.

    Refused at import when the function has no keyword-only `actor`.
    """
    signature = inspect.signature(function)
    actor = signature.parameters.get("actor")
    if actor is None or actor.kind is not inspect.Parameter.KEYWORD_ONLY:
        raise TypeError(f"{function.__qualname__} needs a keyword-only 'actor'")

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _traces.get()
        token = _traces.set([])
        try:
            with transaction.atomic():
                if outer is None:
                    wall.bind(kwargs["actor"])  # type: ignore[arg-type]
                result = function(*args, **kwargs)
                traces = _traces.get() or []
                if not traces:
                    raise UnrecordedOperation(function.__qualname__)
        except Denied as refusal:
            if outer is None:
                asked = signature.bind(*args, **kwargs).arguments
                _tell(refusal, Denial(kwargs["actor"], function.__name__, identities(asked)))
            raise
        finally:
            _traces.reset(token)
        if outer is not None:
            outer.extend(traces)
        return result

    run.is_operation = True  # type: ignore[attr-defined]
    return run


def identities(named: Mapping[str, object]) -> dict[str, object]:
    """What is asked for, by noun: of `case_id=…` comes `case`; only opaque identities."""
    return {
        name.removesuffix("_id"): value
        for name, value in named.items()
        if name.endswith("_id") and isinstance(value, uuid.UUID)
    }


def _tell(refusal: Denied, denial: Denial) -> None:
    refusal.is_told = True
    for listener in when_denied:
        listener(denial)
