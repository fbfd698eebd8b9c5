"""May this go today, and by which rule? Pure; the database asks the hardest of it once more."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.retention.rules.terms import Exception_, Term, exceptions_on, terms_on
from samsyn.retention.rules.words import Sphere, What


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the judgement needs to know of a case or of received copies. No name, no number."""

    what: What
    thing_id: uuid.UUID
    unit_id: uuid.UUID
    unit: str
    operation: str
    region: str
    party: str
    last_note: dt.date
    closed_on: dt.date
    birth_day: int
    is_thirty: bool
    is_placed: bool


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a party has decided of an operation's documents, with the decision's reference.

    `is_working_copy`: the party keeps its own document elsewhere; this is a copy to work with,
    and the least time of care does not bind it, but that of social services does. What is
    excepted is so all the same.
    """

    operation: str
    sphere: Sphere
    years: int
    is_working_copy: bool
    reference: str
    decided_on: dt.date


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What holds for one thing: when it may go, by which rule, and what stops it."""

    facts: Facts
    plan: Plan
    statute: str
    due_on: dt.date
    stopped_by: str = ""

    @property
    def rule(self) -> str:
        """The rule's name in a list: sphere and kind of copy."""
        return f"{self.plan.sphere.value}{'_working' if self.plan.is_working_copy else ''}"

    def is_due(self, today: dt.date) -> bool:
        """Whether it may go today."""
        return self.due_on <= today and not self.stopped_by


def least_years(sphere: Sphere, *, is_working_copy: bool, on: dt.date) -> int:
    """The shortest time that a party may decide."""
    term = terms_on(on).get(sphere)
    if term is None:
        return 1
    return term.least_working_copy if is_working_copy else term.least


def judged(facts: Facts, plans: Iterable[Plan], today: dt.date) -> Verdict | None:
    """The verdict; None when the party has decided nothing for that operation."""
    plan = next((plan for plan in plans if plan.operation == facts.operation), None)
    term = terms_on(today).get(plan.sphere) if plan else None
    if plan is None or term is None:
        return None
    stops = (e.key for e in exceptions_on(today) if _is_excepted(facts, plan.sphere, e))
    return Verdict(
        facts=facts,
        plan=plan,
        statute="" if plan.is_working_copy else term.statute,
        due_on=_due(facts, plan, term, today),
        stopped_by=next(stops, ""),
    )


def _due(facts: Facts, plan: Plan, term: Term, today: dt.date) -> dt.date:
    least = least_years(plan.sphere, is_working_copy=plan.is_working_copy, on=today)
    begin = facts.closed_on if term.counted_from == "closed" else facts.last_note
    return years_after(max(begin, facts.last_note), max(plan.years, least))


def years_after(day: dt.date, years: int) -> dt.date:
    """The day after so many whole years have passed."""
    try:
        later = day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        later = day.replace(year=day.year + years, month=2, day=28)
    return later + dt.timedelta(days=1)


def _is_excepted(facts: Facts, sphere: Sphere, one: Exception_) -> bool:
    if sphere not in one.spheres:
        return False
    if one.key == "placed":
        return facts.is_placed
    if one.until_age is not None:
        is_later = one.closed_from is None or facts.closed_on >= one.closed_from
        return is_later and not facts.is_thirty
    if one.birth_days:
        return facts.birth_day in one.birth_days
    return facts.region in one.regions or facts.party in one.parties
