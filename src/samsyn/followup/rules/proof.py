"""What held on a day: mandates, versions, adoptions, decisions, reports? Pure, exportable."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samsyn.followup.rules.drafting.language import listed
from samsyn.followup.rules.sections import fingerprint, in_groups


@dataclass(frozen=True)
class ArenaProof:
    """An arena's mandate on the day."""

    code: str
    name: str
    kind: str
    state: str
    since: str
    title: str
    anchored_in: tuple[str, ...]
    review_by: str
    source: str


@dataclass(frozen=True)
class PartyProof:
    """Where a party stood to the version that was asked about."""

    party: str
    state: str
    board: str
    decided_on: str
    paragraph: str
    version: str
    change: str


@dataclass(frozen=True)
class AgreementProof:
    """Which version held, and who had adopted it."""

    code: str
    name: str
    version: str
    since: str
    asked: str
    parties: tuple[PartyProof, ...]
    source: str


@dataclass(frozen=True)
class DecisionProof:
    """What an arena had decided, or a matter that it had ended."""

    arena: str
    on: str
    paragraph: str
    what: str
    outcome: str
    text: str


@dataclass(frozen=True)
class TaskProof:
    """Something asked for, and what had come of it on the day."""

    arena: str
    what: str
    owner: str
    state: str
    opened_on: str
    due_on: str
    outcome: str


@dataclass(frozen=True)
class ReportProof:
    """A follow-up that was frozen by the day."""

    title: str
    frozen_on: str
    published_on: str
    hash: str


@dataclass(frozen=True)
class Proof:
    """Everything that can be shown of a day. Same question, same day, same data: same print."""

    region: str
    on: str
    scope: str
    answer: str
    arenas: tuple[ArenaProof, ...]
    agreements: tuple[AgreementProof, ...]
    decisions: tuple[DecisionProof, ...]
    tasks: tuple[TaskProof, ...]
    reports: tuple[ReportProof, ...]

    @property
    def print(self) -> str:
        """The fingerprint: SHA-256 over all of it."""
        return fingerprint(self)

    @property
    def print_parts(self) -> tuple[str, ...]:
        """The fingerprint in groups."""
        return in_groups(self.print)

    def as_dict(self) -> dict[str, Any]:
        """As JSON gives it, with the fingerprint last."""
        return {**asdict(self), "fingerprint": self.print}

    def rows(self) -> Iterator[tuple[str, ...]]:
        """As CSV gives it: what, which, state, day, place, text."""
        yield ("vad", "vilken", "läge", "dag", "paragraf", "text")
        for arena in self.arenas:
            yield ("uppdrag", arena.name, arena.state, arena.since, "", arena.title)
        for agreement in self.agreements:
            yield ("version", agreement.name, "", agreement.since, "", agreement.version)
            for party in agreement.parties:
                what = f"{agreement.name}: {party.party}"
                text = " ".join(filter(None, (party.board, party.version, party.change)))
                yield ("antagande", what, party.state, party.decided_on, party.paragraph, text)
        for row in self.decisions:
            text = f"{row.what}: {row.text}" if row.text else row.what
            yield ("beslut", row.arena, row.outcome, row.on, row.paragraph, text)
        for task in self.tasks:
            text = f"{task.what} {task.outcome}".strip()
            yield ("balanslista", task.arena, task.state, task.opened_on, "", text)
        for report in self.reports:
            yield ("uppföljning", report.title, report.hash, report.frozen_on, "", "")
        yield ("fingeravtryck", self.region, self.print, self.on, "", self.scope)


def mandate_answer(day: str, arenas: Sequence[tuple[str, str]], *, is_past: bool) -> str:
    """The auditors' question in one sentence: which arenas lack a mandate or have an outdated one?

    `arenas` are (name, state); `day` is worded ("1 juni 2021").
    """
    lacks = [name for name, state in arenas if state == "missing"]
    old = [name for name, state in arenas if state == "outdated"]
    if not arenas:
        return f"Samsyn känner inte till någon arena som fanns den {day}."
    has, lack = ("hade", "saknade") if is_past else ("har", "saknar")
    if not lacks and not old:
        return f"Den {day} {has} alla {len(arenas)} arenor ett gällande uppdrag."
    parts = []
    if lacks:
        parts.append(f"{lack} {len(lacks)} av {len(arenas)} arenor uppdrag: {listed(lacks)}")
    if old:
        whom = f"{len(old)} av {len(arenas)} arenor" if not lacks else f"{len(old)}"
        parts.append(f"{has} {whom} ett inaktuellt uppdrag: {listed(old)}")
    return f"Den {day} {'; dessutom '.join(parts)}."
