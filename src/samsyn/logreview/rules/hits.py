"""Which events are worth a look, and why? A hit never says that something is wrong."""

import datetime as dt
import uuid
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from samsyn.foundation.words import Word

ZONE = ZoneInfo("Europe/Stockholm")
#: Outside these hours, local time, a reading is at night.
DAY_BEGINS, DAY_ENDS = dt.time(5), dt.time(22)
#: So many different children opened by one person within the time.
MANY, WITHIN = 12, dt.timedelta(minutes=10)


class Rule(Word):
    """Why an event is among those to look at."""

    SAMPLE = ("sample", "Stickprov", "Random sample")
    OWN_NAME = ("own_name", "Samma efternamn som barnet", "The same family name as the child")
    COLLEAGUE = ("colleague", "Kollegas barn", "A colleague's child")
    NO_RELATION = ("no_relation", "Ingen koppling till barnet", "No relation to the child")
    NIGHT = ("night", "Natt", "Night")
    PROTECTED = ("protected", "Skyddade uppgifter", "Protected data")
    MANY = ("many", "Många barn på kort tid", "Many children in a short time")
    CLOSED = ("closed", "Efter att ärendet avslutats", "After the case was closed")

    def why(self, language: str | None) -> str:
        """What the rule has seen, in a sentence."""
        return WHY[self][(language or "").startswith("en")]


WHY: Mapping[Rule, tuple[str, str]] = {
    Rule.SAMPLE: (
        "Händelsen är dragen på slump. Det behöver inte vara något särskilt med den.",
        "The event was drawn at random. There need be nothing special about it.",
    ),
    Rule.OWN_NAME: (
        "Den som läste har samma efternamn som barnet, eller heter som en vårdnadshavare. Många"
        " har samma namn utan att vara släkt.",
        "Who read has the child's family name, or is named as a guardian. Many share a name"
        " without being kin.",
    ),
    Rule.COLLEAGUE: (
        "En vårdnadshavare heter som någon som arbetade i enheten den dagen.",
        "A guardian has the name of somebody who worked in the unit that day.",
    ),
    Rule.NO_RELATION: (
        "Enheten hade då varken barnet inskrivet, ett ärende eller en delning.",
        "The unit then had neither a record of the child, a case nor a share.",
    ),
    Rule.NIGHT: ("Det hände mellan klockan 22 och 05.", "It happened between 22 and 05."),
    Rule.PROTECTED: (
        "Uppgifter om ett barn med skyddade personuppgifter öppnades.",
        "Data about a child with protected identity was opened.",
    ),
    Rule.MANY: (
        "Samma person öppnade uppgifter om minst 12 barn inom 10 minuter.",
        "The same person opened data about at least 12 children within 10 minutes.",
    ),
    Rule.CLOSED: (
        "Enhetens ärenden om barnet hade varit avslutade i mer än 30 dagar.",
        "The unit's cases about the child had been closed for more than 30 days.",
    ),
}


@dataclass(frozen=True)
class Fact:
    """What the database tells of one event: yes and no, never a name."""

    event_id: int
    at: dt.datetime
    user_id: uuid.UUID | None
    child: str
    action: str
    ground: str = ""
    own_name: bool = False
    colleague: bool = False
    relation: bool = True
    after_closed: bool = False

    @property
    def is_deliberate(self) -> bool:
        """Whether somebody chose this child; a list shows whoever stands in it."""
        return self.action != "child.listed"


def hits(facts: Sequence[Fact]) -> dict[int, frozenset[Rule]]:
    """The rules that each event hits, by the event's number; events without a hit are not there."""
    many = _many(facts)
    found = {fact.event_id: _of_one(fact) | many.get(fact.event_id, set()) for fact in facts}
    return {number: frozenset(rules) for number, rules in found.items() if rules}


def _of_one(fact: Fact) -> set[Rule]:
    if not fact.is_deliberate:
        return set()
    local = fact.at.astimezone(ZONE).time()
    tried = {
        Rule.OWN_NAME: fact.own_name,
        Rule.COLLEAGUE: fact.colleague,
        Rule.NO_RELATION: not fact.relation,
        Rule.NIGHT: fact.user_id is not None and not DAY_BEGINS <= local < DAY_ENDS,
        Rule.PROTECTED: fact.action == "protection.opened" or fact.ground == "protected",
        Rule.CLOSED: fact.after_closed,
    }
    return {rule for rule, hit in tried.items() if hit}


def _many(facts: Iterable[Fact]) -> dict[int, set[Rule]]:
    """The first event of each stretch in which one person opened many children."""
    by_person: dict[uuid.UUID, list[Fact]] = {}
    for fact in facts:
        if fact.user_id is not None and fact.is_deliberate and fact.child:
            by_person.setdefault(fact.user_id, []).append(fact)
    found: dict[int, set[Rule]] = {}
    for own in by_person.values():
        own.sort(key=lambda fact: (fact.at, fact.event_id))
        times, told_until = [fact.at for fact in own], None
        for fact in own:
            if told_until is not None and fact.at <= told_until:
                continue
            end = bisect_right(times, fact.at + WITHIN)
            near = own[bisect_left(times, fact.at) : end]
            if len({one.child for one in near}) >= MANY:
                found[fact.event_id] = {Rule.MANY}
                told_until = near[-1].at
    return found
