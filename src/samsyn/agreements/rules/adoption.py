"""What holds for each party, on a day? Nothing is claimed that no party has decided."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.agreements.rules.words import Adoption, Outcome


@dataclass(frozen=True)
class VersionFact:
    """A version as the adoption rule needs it. ``number`` orders versions of one agreement."""

    number: int
    label: str
    recommended_on: dt.date | None
    valid_from: dt.date | None
    adoption_is_known: bool


@dataclass(frozen=True)
class TreatmentFact:
    """A party's decision on a version. `key` names it, `corrects` the one that it puts right."""

    party: str
    number: int
    outcome: Outcome
    board: str
    decided_on: dt.date
    paragraph: str = ""
    change: str = ""
    key: str = ""
    corrects: str = ""


@dataclass(frozen=True)
class PartyAdoption:
    """Where a party stands. ``version`` is the one that it follows, '' when none is known."""

    party: str
    state: Adoption
    board: str
    decided_on: dt.date | None
    paragraph: str
    version: str
    change: str
    asked: str


def standing(treatments: Iterable[TreatmentFact]) -> list[TreatmentFact]:
    """Decisions that no later row has corrected, in the order of their days, then as recorded."""
    rows = list(treatments)
    corrected = {row.corrects for row in rows if row.corrects}
    left = [row for row in rows if not row.key or row.key not in corrected]
    return sorted(left, key=lambda row: row.decided_on)


def asked_version(versions: Iterable[VersionFact], on: dt.date) -> VersionFact | None:
    """The newest version that the parties had been asked about, or that was in force, on a day."""
    known = [v for v in versions if _asked_on(v) is not None and (_asked_on(v) or on) <= on]
    return max(known, key=lambda v: v.number, default=None)


def _asked_on(version: VersionFact) -> dt.date | None:
    days = [day for day in (version.recommended_on, version.valid_from) if day]
    return min(days, default=None)


def adoption_of(
    party: str,
    versions: Sequence[VersionFact],
    treatments: Iterable[TreatmentFact],
    on: dt.date,
) -> PartyAdoption | None:
    """Where `party` stands on a day; None when no version had been sent to the parties."""
    asked = asked_version(versions, on)
    if asked is None:
        return None
    labels = {v.number: v.label for v in versions}
    own = [t for t in standing(treatments) if t.party == party and t.decided_on <= on]
    last_on = {t.number: t for t in own}
    adopted = [t for t in last_on.values() if t.outcome is not Outcome.REJECTED]
    followed = max(
        (t for t in adopted if t.number <= asked.number), key=lambda t: t.number, default=None
    )
    last = last_on.get(asked.number)
    if last is not None:
        state = Adoption(last.outcome.value)
    elif followed is not None:
        state, last = Adoption.OLDER, followed
    else:
        state = Adoption.WAITING if asked.adoption_is_known else Adoption.UNKNOWN
    return PartyAdoption(
        party=party,
        state=state,
        board=last.board if last else "",
        decided_on=last.decided_on if last else None,
        paragraph=last.paragraph if last else "",
        version=labels.get(followed.number, "") if followed else "",
        change=last.change if last else "",
        asked=asked.label,
    )
