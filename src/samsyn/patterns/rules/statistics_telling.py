"""How do raw counts become what may be told? One way, for every part of the statistics. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from samsyn.indicators.rules import is_small, rounded
from samsyn.patterns.rules.statistics import (
    ANSWERED,
    HIDDEN,
    NOTHING,
    UNANSWERED,
    Amount,
    Expected,
    Outcome,
    Row,
    RungRow,
    Statistics,
    Tally,
)
from samsyn.patterns.rules.statistics_hiding import Groups, grouped, hidden_parts, split

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


def tell(counts: Counts, frame: Frame, told: Told) -> Statistics:
    """The statistics of a year, with everything hidden that must be."""
    return _Teller(counts, frame, told).statistics()


class _Teller:
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

    def statistics(self) -> Statistics:
        """All parts."""
        frame = self.frame
        by_party = self._of("party", frame.parties)
        parties_hidden = grouped(self.told.parties_hidden, "")
        about = self._of("about", frame.parties)
        about_hidden = self._hidden_alone(about)
        rungs, rungs_hidden = self._rungs()
        suggested = {key: tally.suggested for key, tally in by_party.items()}
        return Statistics(
            region=frame.region,
            year=frame.year,
            threshold=self.k,
            is_running=frame.is_running,
            is_hidden=self.is_hidden,
            county=self._county(),
            parties=self._rows(by_party, frame.parties, parties_hidden),
            others=self._rows(about, frame.parties, about_hidden),
            municipalities=self._municipalities(by_party, about, about_hidden),
            kinds=self._kinds(),
            grounds=self._grounds(),
            rungs=rungs,
            rungs_hidden=rungs_hidden,
            by_time=self._by_time(rungs, rungs_hidden),
            suggested=self._suggested(),
            expected=self._expected(by_party, suggested, parties_hidden),
        )

    def _of(self, dimension: str, keys: Collection[str]) -> dict[str, Tally]:
        return {key: self.counts.get((dimension, key), NONE) for key in keys}

    def _hidden_alone(self, tallies: Mapping[str, Tally], group: str = "") -> Groups:
        return grouped(hidden_parts({k: t.n for k, t in tallies.items()}, self.k), group)

    def _amount(self, value: int, hidden: bool) -> Amount:
        return HIDDEN if hidden or self.is_hidden else Amount(value)

    def _days(self, days: Decimal | float | None, base: int, hidden: bool) -> Amount:
        if hidden or self.is_hidden or is_small(base, self.k):
            return HIDDEN
        return NOTHING if days is None else Amount(int(rounded(days)))

    def _county(self) -> Row:
        tally = self.all
        return Row(
            key="",
            name=self.frame.county,
            n=self._amount(tally.n, False),
            answered=self._amount(tally.answered, self.halves_hidden),
            outcomes=tuple(
                self._amount(tally.of(o), o.value in self.outcomes_hidden) for o in Outcome
            ),
            days=self._days(tally.days, tally.answered, self.halves_hidden),
        )

    def _rows(
        self, tallies: Mapping[str, Tally], names: Mapping[str, str], groups: Groups
    ) -> tuple[Row, ...]:
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
            Row(
                key=key,
                name=names[key],
                n=self._amount(tally.n, key in groups),
                answered=self._amount(tally.answered, (key, "yes") in hidden),
                outcomes=tuple(
                    self._amount(tally.of(o), self.halves_hidden or (key, o.value) in inner)
                    for o in Outcome
                ),
                days=self._days(tally.days, tally.answered, (key, "yes") in hidden),
            )
            for key, tally in tallies.items()
        )

    def _kinds(self) -> tuple[Row, ...]:
        frame, tallies = self.frame, self._of("kind", self.frame.kinds)
        if self._is_branch_hidden(tallies):
            return self._rows(tallies, frame.kinds, self._hidden_alone(tallies))
        groups: dict[str, str] = {}
        for branch in dict.fromkeys(frame.branch_of.values()):
            own = {k: t for k, t in tallies.items() if frame.branch_of[k] == branch}
            groups |= self._hidden_alone(own, branch)
        return self._rows(tallies, frame.kinds, groups)

    def _is_branch_hidden(self, kinds: Mapping[str, Tally]) -> bool:
        sums: dict[str, int] = {}
        for key, tally in kinds.items():
            branch = self.frame.branch_of[key]
            sums[branch] = sums.get(branch, 0) + tally.n
        return bool(hidden_parts(sums, self.k))

    def _grounds(self) -> tuple[Row, ...]:
        """A clause with few is not named: that it stood here would tell that it has some."""
        names = self.frame.grounds
        tallies = {
            value: tally
            for (dimension, value), tally in self.counts.items()
            if dimension == "ground" and tally.n
        }
        hidden = self._hidden_alone(tallies)
        rest = NONE
        for key in hidden:
            rest = rest.plus(tallies[key])
        shown = {k: t for k, t in tallies.items() if k not in hidden}
        order = sorted(shown, key=lambda k: (-shown[k].n, names.get(k, k)))
        if self.is_hidden:
            return ()
        told = {key: shown[key] for key in order} | ({REST: rest} if hidden else {})
        return self._rows(
            told, {**{key: names.get(key, key) for key in told}, REST: self.frame.others}, {}
        )

    def _rungs(self) -> tuple[tuple[RungRow, ...], bool]:
        """By branch, whose sums are those of its kinds; nothing when a branch has too few."""
        if self.is_hidden or self._is_branch_hidden(self._of("kind", self.frame.kinds)):
            return (), True
        hidden: dict[str, str] = {}
        tallies = self._of("rung", [rung.key for rung in self.frame.rungs])
        for branch in dict.fromkeys(rung.branch for rung in self.frame.rungs):
            own = {r.key: tallies[r.key] for r in self.frame.rungs if r.branch == branch}
            hidden |= self._hidden_alone(own, branch)
        rows = []
        for rung in self.frame.rungs:
            stay = self.counts.get(("stay", rung.key), NONE)
            rows.append(
                RungRow(
                    key=rung.key,
                    name=rung.name,
                    branch=rung.branch_name,
                    number=rung.number,
                    n=self._amount(tallies[rung.key].n, rung.key in hidden),
                    days=self._days(stay.days, stay.n, rung.key in hidden),
                )
            )
        return tuple(rows), False

    def _by_time(self, rungs: tuple[RungRow, ...], rungs_hidden: bool) -> Amount:
        """Lifted by time; told beside the rungs only when nothing of them is hidden."""
        if self.is_hidden or any(row.n.is_hidden for row in rungs):
            return HIDDEN
        lifted = self.all.n if rungs_hidden else sum(r.n.value or 0 for r in rungs if r.number > 1)
        parts = (self.all.by_time, lifted - self.all.by_time, self.all.n - lifted)
        return self._amount(self.all.by_time, any(is_small(part, self.k) for part in parts))

    def _suggested(self) -> Amount:
        rest = self.all.n - self.all.suggested
        small = is_small(self.all.suggested, self.k) or is_small(rest, self.k)
        return self._amount(self.all.suggested, small)

    def _municipalities(
        self, by: Mapping[str, Tally], about: Mapping[str, Tally], about_hidden: Groups
    ) -> tuple[tuple[str, str, Amount], ...]:
        """Where it was: the municipality that reported, else the one that it was about.

        So it is told where a municipality's own reports are told and those of others about it too.
        """
        own, rest = self.frame.municipal, "\N{EM DASH}"
        hidden_by = self.told.parties_hidden
        found = {key: self.counts.get(("municipality", key), NONE).n for key in own}
        cells: dict[tuple[str, str], int] = {}
        for key in own:
            cells[key, "beside"] = found[key] - by[key].n
            cells[key, "within"] = about[key].n - cells[key, "beside"]
        beside = sum(t.n for key, t in by.items() if key not in own)
        cells[rest, "beside"] = beside - sum(n for (_k, c), n in cells.items() if c == "beside")
        away = sum(t.n for key, t in about.items() if key not in own)
        cells[rest, "within"] = away - cells[rest, "beside"]
        groups = {key: group for key, group in about_hidden.items() if key in own}
        if any(key not in own for key in about_hidden):
            groups[rest] = next(iter(about_hidden.values()))
        small = is_small(beside, self.k) or is_small(self.all.n - beside, self.k)
        columns = ("beside", "within") if hidden_by - own or small else ()
        hidden = split(cells, self.k, groups, columns).hidden
        return tuple(
            (key, name, self._amount(
                found[key], key in hidden_by or (key, "beside") in hidden
            ))
            for key, name in self.frame.parties.items()
            if key in own
        )  # fmt: skip

    def _expected(
        self, by: Mapping[str, Tally], suggested: Mapping[str, int], groups: Groups
    ) -> tuple[Expected, ...]:
        told, names = self.told, self.frame.parties
        seen = {key: self.counts.get(("seen", key), NONE).n for key in names}
        whole = sum(seen.values())
        is_seen_small = is_small(whole, self.k)
        seen_hidden = {*names} if is_seen_small else hidden_parts(seen, self.k)
        hidden: Collection[tuple[str, str]] = [(key, "yes") for key in names]
        if not self._suggested().is_hidden:
            cells = {(key, "yes"): n for key, n in suggested.items()}
            cells |= {(key, "no"): by[key].n - n for key, n in suggested.items()}
            hidden = split(cells, self.k, groups).hidden
        first = Expected(
            key="",
            name=self.frame.county,
            cases=told.cases.get("", NOTHING),
            calls=told.calls.get("", NOTHING),
            seen=HIDDEN if is_seen_small else Amount(whole),
            suggested=self._suggested(),
            reported=self._amount(self.all.n, False),
        )
        return (
            first,
            *(
                Expected(
                    key=key,
                    name=name,
                    cases=told.cases.get(key, NOTHING),
                    calls=told.calls.get(key, NOTHING),
                    seen=HIDDEN if key in seen_hidden else Amount(seen[key]),
                    suggested=self._amount(suggested[key], (key, "yes") in hidden),
                    reported=self._amount(by[key].n, key in groups),
                )
                for key, name in names.items()
            ),
        )
