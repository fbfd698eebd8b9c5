"""Which way has the child's case taken, how long did each step wait, and whose turn is it? Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.cases.rules import State

#: The steps of the signature view, and the state that each leads to.
STEPS: tuple[tuple[str, State], ...] = (
    ("need", State.NEED),
    ("family", State.CONSENTED),
    ("call", State.CALLED),
    ("answers", State.ANSWERED),
    ("meeting", State.MET),
    ("writing", State.PLANNING),
    ("agreed", State.IN_FORCE),
    ("followed", State.FINISHED),
)


@dataclass(frozen=True)
class Reached:
    """A state that the case came to, and when."""

    state: State
    at: dt.datetime


@dataclass(frozen=True)
class PathStep:
    """One step: state is done, now, next or stopped; days waited, share of the longest wait."""

    key: str
    state: str
    at: dt.datetime | None
    days: int | None
    share: int


def path_of(
    reached: Sequence[Reached], state: State, now: dt.datetime, *, followed_up: bool
) -> list[PathStep]:
    """The path. A step's waiting time runs from the step before it to when it was taken."""
    order = [target for _key, target in STEPS]
    latest: dict[State, dt.datetime] = {}
    for row in reached:
        latest.setdefault(row.state, row.at)
        if row.state in (State.CALLED, State.MET, State.PLANNING, State.IN_FORCE):
            latest[row.state] = row.at
    position = _position(state, latest, order)
    stopped = state in (State.DECLINED, State.WITHDRAWN, State.CLOSED)
    waits: list[int | None] = []
    previous: dt.datetime | None = None
    for index, target in enumerate(order):
        taken = latest.get(target) if index < position else None
        end = taken or (now if index == position and not stopped else None)
        waits.append(max(0, (end - previous).days) if end and previous else None)
        previous = taken or previous
    longest = max([w for w in waits if w] or [1])
    steps = []
    for index, (key, target) in enumerate(STEPS):
        taken = latest.get(target) if index < position else None
        word = "done" if index < position else "next"
        if index == position:
            word = "stopped" if stopped else "now"
        if key == "followed" and followed_up and word == "now":
            word = "now"
        wait = waits[index]
        steps.append(PathStep(key, word, taken, wait, round(100 * (wait or 0) / longest)))
    return steps


def _position(state: State, latest: dict[State, dt.datetime], order: list[State]) -> int:
    """Index of the step that is under way."""
    if state in order:
        return order.index(state) + 1
    if state is State.DECLINED:
        return 1
    known = [order.index(s) for s in latest if s in order]
    return min(len(order) - 1, max(known, default=0) + 1)
