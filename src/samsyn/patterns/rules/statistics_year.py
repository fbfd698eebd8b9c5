"""What is hidden of a year, and how do counts become figures and rows of it? Pure."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from samsyn.indicators.rules import is_small, rounded
from samsyn.patterns.rules.statistics import Row
from samsyn.patterns.rules.statistics_amounts import (
    ANSWERED,
    HIDDEN,
    NOTHING,
    UNANSWERED,
    Amount,
    Outcome,
    Tally,
)
from samsyn.patterns.rules.statistics_frame import NONE, Counts, Frame, Told
from samsyn.patterns.rules.statistics_hiding import Groups, grouped, hidden_parts, split


class Year:
    """A year's counts with what the whole county may be told; not safe to show by itself."""

    def __init__(self, counts: Counts, frame: Frame, told: Told) -> None:
        self.counts, self.frame, self.told = counts, frame, told
        self.k = frame.threshold
        self.all = counts.get(("all", ""), NONE)
        unanswered = self.all.n - self.all.answered
        self.is_hidden = not told.is_whole_told or is_small(self.all.n, self.k)
        self.halves_hidden = (
            self.is_hidden
            or not told.is_answered_told
            or is_small(self.all.answered, self.k)
            or is_small(unanswered, self.k)
        )
        self.outcomes_hidden: frozenset[str] = frozenset(
            key
            for half in (ANSWERED, UNANSWERED)
            for key in hidden_parts({o.value: self.all.of(o) for o in half}, self.k)
        )
        if self.halves_hidden:
            self.outcomes_hidden = frozenset(o.value for o in Outcome)

    @property
    def by_party(self) -> Mapping[str, Tally]:
        """Counts by the party that reported."""
        return self.of("party", self.frame.parties)

    @property
    def by_party_hidden(self) -> Groups:
        """The parties whose number is hidden in the measures too."""
        return grouped(self.told.parties_hidden, "")

    @property
    def about(self) -> Mapping[str, Tally]:
        """Counts by the party that it was about."""
        return self.of("about", self.frame.parties)

    @property
    def about_hidden(self) -> Groups:
        """The parties whose number there is hidden."""
        return self.hidden_alone(self.about)

    def of(self, dimension: str, keys: Collection[str]) -> dict[str, Tally]:
        """Counts of each key, nothing where nothing was counted."""
        return {key: self.counts.get((dimension, key), NONE) for key in keys}

    def hidden_alone(self, tallies: Mapping[str, Tally], group: str = "") -> Groups:
        """The keys whose number must be hidden, when their sum is known."""
        return grouped(hidden_parts({k: t.n for k, t in tallies.items()}, self.k), group)

    def amount(self, value: int, hidden: bool) -> Amount:
        """A count as it may be shown."""
        return HIDDEN if hidden or self.is_hidden else Amount(value)

    def days(self, days: Decimal | float | None, base: int, hidden: bool) -> Amount:
        """A median as it may be shown; it rests on `base`."""
        if hidden or self.is_hidden or is_small(base, self.k):
            return HIDDEN
        return NOTHING if days is None else Amount(int(rounded(days)))

    def county(self) -> Row:
        """The whole county."""
        tally = self.all
        return Row(
            key="",
            name=self.frame.county,
            n=self.amount(tally.n, False),
            answered=self.amount(tally.answered, self.halves_hidden),
            outcomes=tuple(self.county_of(o) for o in Outcome),
            days=self.days(tally.days, tally.answered, self.halves_hidden),
        )

    def rows(
        self, tallies: Mapping[str, Tally], names: Mapping[str, str], groups: Groups
    ) -> tuple[Row, ...]:
        """A row for each key; `groups` are those whose number is hidden."""
        halves = {(key, "yes"): t.answered for key, t in tallies.items()}
        halves |= {(key, "no"): t.n - t.answered for key, t in tallies.items()}
        hidden = frozenset(halves)
        inner: frozenset[tuple[str, str]] = frozenset()
        if not self.halves_hidden:
            first = split(halves, self.k, groups)
            hidden = first.hidden
            for half in (ANSWERED, UNANSWERED):
                cells = {(k, o.value): t.of(o) for k, t in tallies.items() for o in half}
                columns = [o.value for o in half if o.value in self.outcomes_hidden]
                inner |= split(cells, self.k, first.groups, columns).hidden
        return tuple(
            self._row(key, names[key], tally, key in groups, (key, "yes") in hidden, inner)
            for key, tally in tallies.items()
        )

    def _row(
        self,
        key: str,
        name: str,
        tally: Tally,
        is_hidden: bool,
        halves_hidden: bool,
        inner: Collection[tuple[str, str]],
    ) -> Row:
        n = self.amount(tally.n, is_hidden)
        answered = self.amount(tally.answered, halves_hidden)
        silent = Amount(tally.n - tally.answered)
        told = [n, *([] if answered.is_hidden else [answered, silent])]

        def outcome(o: Outcome) -> Amount:
            # Nothing of nothing is no secret, and stands as 0.
            whole = [
                n,
                self.county_of(o),
                *told[1:2] * (o in ANSWERED),
                *told[2:] * (o in UNANSWERED),
            ]
            if Amount(0) in whole:
                return Amount(0)
            return self.amount(tally.of(o), self.halves_hidden or (key, o.value) in inner)

        return Row(
            key=key,
            name=name,
            n=n,
            answered=answered,
            outcomes=tuple(outcome(o) for o in Outcome),
            days=self.days(tally.days, tally.answered, halves_hidden),
        )

    def county_of(self, outcome: Outcome) -> Amount:
        """How many in the county have come so far."""
        return self.amount(self.all.of(outcome), outcome.value in self.outcomes_hidden)
