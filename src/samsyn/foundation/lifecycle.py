"""What may happen to a thing, and whose turn is it? One transition table per thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from samsyn.foundation.refusals import NotPossible

S = TypeVar("S", bound=Enum)


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """A named table (state, action) → state, with an owner for each state.

    `owners` names who has the turn in a state: a word of the domain such as "owner" or "called".
    """

    name: str
    first: S
    moves: Mapping[tuple[S, str], S]
    owners: Mapping[S, str]

    def can(self, state: S, action: str) -> bool:
        """Whether `action` is possible in `state`."""
        return (state, action) in self.moves

    def advance(self, state: S, action: str, *, refusal: object = "", advice: object = "") -> S:
        """The state after `action`; raises NotPossible with the given sentence."""
        try:
            return self.moves[(state, action)]
        except KeyError:
            raise NotPossible(refusal or f"{self.name}: {action} ≠ {state.value}", advice) from None

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first.value}"]
        lines += [
            f"    {start.value} --> {end.value}: {action}"
            for (start, action), end in self.moves.items()
        ]
        return "\n".join(lines)
