"""What is a year's statistics made from: the counts, every row's name, and what is told already?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from samsyn.patterns.rules.statistics_amounts import Amount, Tally

#: Tallies by what they are counted by and its value: party, about, kind, ground, rung, stay.
Counts = Mapping[tuple[str, str], Tally]
NONE = Tally()
#: Key of the row that holds what is too little to be told of by itself.
REST = "others"


@dataclass(frozen=True)
class Rung:
    """A rung as it is counted: branch, place from the bottom, and its names."""

    key: str
    branch: str
    number: int
    name: str
    branch_name: str


@dataclass(frozen=True)
class Told:
    """What the county's measures tell of the same year, so that both tell the same.

    `parties_hidden`: those whose number reported is hidden. `cases` and `calls` by party, "" the
    county.
    """

    is_whole_told: bool = True
    is_answered_told: bool = True
    parties_hidden: frozenset[str] = frozenset()
    cases: Mapping[str, Amount] = field(default_factory=dict)
    calls: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """The year, and every row that is told of with its name, whether something was counted or not.

    `branch_of` is each kind's branch.
    """

    region: str
    year: int
    threshold: int
    is_running: bool
    county: str
    others: str
    parties: Mapping[str, str]
    municipal: frozenset[str]
    kinds: Mapping[str, str]
    branch_of: Mapping[str, str]
    grounds: Mapping[str, str]
    rungs: tuple[Rung, ...]
