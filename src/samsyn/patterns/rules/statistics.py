"""What is told of a county's deviations in a year? Frozen, and safe to show as it is. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.patterns.rules.statistics_amounts import CLOSED, HIDDEN, Amount, Outcome, rate, total


@dataclass(frozen=True)
class Row:
    """Deviations of a kind, a party or a clause, or of the county. `days` to the first answer."""

    key: str
    name: str
    n: Amount
    answered: Amount
    outcomes: tuple[Amount, ...]
    days: Amount

    @property
    def by_outcome(self) -> Mapping[str, Amount]:
        """Each outcome's value with its figure."""
        return {o.value: a for o, a in zip(Outcome, self.outcomes, strict=True)}

    @property
    def unanswered(self) -> Amount:
        """Those without an answer: they wait, or were withdrawn."""
        if self.n.is_hidden or self.answered.is_hidden:
            return HIDDEN
        return Amount((self.n.value or 0) - (self.answered.value or 0))

    @property
    def closed(self) -> Amount:
        """Those that are closed."""
        return total([self.by_outcome[outcome.value] for outcome in CLOSED])

    @property
    def done(self) -> Amount:
        """Those whose measure is done."""
        return self.by_outcome[Outcome.DONE.value]

    @property
    def share(self) -> int:
        """Percent that are answered; 0 when it is not told."""
        return rate(self.answered, self.n).value or 0

    def figures(self) -> Iterator[tuple[str, Amount]]:
        """Each of its figures by name."""
        yield from (("reported", self.n), ("answered", self.answered))
        yield from (("unanswered", self.unanswered), ("closed", self.closed))
        yield from self.by_outcome.items()
        yield "days_to_answer", self.days


@dataclass(frozen=True)
class RungRow:
    """A rung of a branch: how many got no further, and the days from there to answer or lift."""

    key: str
    name: str
    branch: str
    number: int
    n: Amount
    days: Amount

    def figures(self) -> Iterator[tuple[str, Amount]]:
        """Each of its figures by name."""
        yield from (("reached", self.n), ("days_on_rung", self.days))


@dataclass(frozen=True)
class Expected:
    """What a party reported beside what Samsyn itself has seen of the cases that it holds."""

    key: str
    name: str
    cases: Amount
    calls: Amount
    seen: Amount
    suggested: Amount
    reported: Amount

    @property
    def per_cases(self) -> Amount:
        """Reported for each hundred cases opened."""
        return rate(self.reported, self.cases)

    @property
    def per_calls(self) -> Amount:
        """Reported for each hundred calls sent."""
        return rate(self.reported, self.calls)

    def figures(self) -> Iterator[tuple[str, Amount]]:
        """Each of its figures by name."""
        yield from (("cases", self.cases), ("calls", self.calls), ("events_seen", self.seen))
        yield from (("from_suggestion", self.suggested), ("reported", self.reported))
        yield from (("per_100_cases", self.per_cases), ("per_100_calls", self.per_calls))


@dataclass(frozen=True)
class Statistics:
    """A year's deviations. The same for page, file, document, command line and report.

    `is_hidden`: so few were reported that nothing is told of them. An empty `rungs` with
    `rungs_hidden` means the same of the ladder. The first of `expected` is the county.
    """

    region: str
    year: int
    threshold: int
    is_running: bool
    is_hidden: bool
    county: Row
    parties: tuple[Row, ...]
    others: tuple[Row, ...]
    municipalities: tuple[tuple[str, str, Amount], ...]
    kinds: tuple[Row, ...]
    grounds: tuple[Row, ...]
    rungs: tuple[RungRow, ...]
    rungs_hidden: bool
    lifted: Amount
    by_time: Amount
    suggested: Amount
    expected: tuple[Expected, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was reported."""
        return self.county.n == Amount(0)

    @property
    def has_hidden(self) -> bool:
        """Whether a figure is hidden."""
        return any(amount.is_hidden for *_of, amount in self.figures())

    def figures(self) -> Iterator[tuple[str, str, str, str, Amount]]:
        """All that is told: part, key, name, figure, amount."""
        county = (
            *self.county.figures(),
            ("lifted", self.lifted),
            ("lifted_by_time", self.by_time),
            ("from_suggestion", self.suggested),
        )
        yield from (("county", "", self.county.name, *told) for told in county)
        parts: dict[str, tuple[Row | RungRow | Expected, ...]] = {
            "party": self.parties,
            "other_party": self.others,
            "kind": self.kinds,
            "ground": self.grounds,
            "rung": self.rungs,
            "expected": self.expected,
        }
        for part, rows in parts.items():
            for row in rows:
                for figure, amount in row.figures():
                    yield part, row.key, row.name, figure, amount
        for key, name, amount in self.municipalities:
            yield "municipality", key, name, "reported", amount

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON. A hidden figure is "hidden", one that is not there is null."""
        parts: dict[str, Any] = {}
        for part, key, name, figure, amount in self.figures():
            row = parts.setdefault(part, {}).setdefault(key, {"name": name})
            row[figure] = "hidden" if amount.is_hidden else amount.value
        rows = {
            part: [{"key": key, **row} for key, row in found.items()]
            for part, found in parts.items()
        }
        return {
            "region": self.region,
            "year": self.year,
            "so_far": self.is_running,
            "threshold": self.threshold,
            "too_few_to_tell": self.is_hidden,
            "ladder_too_few_to_tell": self.rungs_hidden,
            **rows,
        }
