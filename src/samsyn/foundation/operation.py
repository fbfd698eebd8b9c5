"""What may happen, in one transaction, leaving a trace: the decorator of every write."""

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import transaction

from samsyn.foundation import wall

P = ParamSpec("P")
R = TypeVar("R")

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
    actor = inspect.signature(function).parameters.get("actor")
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
        finally:
            _traces.reset(token)
        if outer is not None:
            outer.extend(traces)
        return result

    run.is_operation = True  # type: ignore[attr-defined]
    return run
