"""One review: what is there to look at, and what has been said of it?"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission, roles
from samsyn.accounts.models import User
from samsyn.audit.sentences import in_words
from samsyn.audit.trail import record
from samsyn.children.rules import Kind, strongest
from samsyn.logreview.models import Item, Judged, Review, Shown
from samsyn.logreview.queries.past_the_wall import items_of
from samsyn.logreview.rules.hits import Rule
from samsyn.logreview.rules.review import Judgement, initials


@dataclass(frozen=True)
class ItemLine:
    """An event to look at: who did what when, about which child as far as it is shown, and why."""

    id: uuid.UUID
    event_id: int
    at: dt.datetime
    person: str
    role: str
    what: str
    is_denied: bool
    child: str
    name: str
    is_shown: bool
    protection: Kind | None
    is_own: bool
    rules: tuple[Rule, ...]
    judgement: Judgement | None
    note: str
    judged_by: str
    judged_at: dt.datetime | None

    @property
    def protection_text(self) -> str:
        """The kind of protection in words; empty of none."""
        return self.protection.label(get_language()) if self.protection else ""

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Each rule and what it has seen, in words."""
        language = get_language()
        return tuple((rule.label(language), rule.why(language)) for rule in self.rules)


@dataclass(frozen=True)
class ReviewPage:
    """A review with its events and its conclusion."""

    id: uuid.UUID
    unit: str
    month: dt.date
    events: int
    seed: str
    opened_at: dt.datetime
    opened_by: str
    items: tuple[ItemLine, ...]
    summary: str
    finished_at: dt.datetime | None
    finished_by: str

    @property
    def is_finished(self) -> bool:
        """Whether it is signed."""
        return self.finished_at is not None

    @property
    def left(self) -> int:
        """Events without a last word."""
        last = (Judgement.IN_ORDER, Judgement.WRONG)
        return sum(item.judgement not in last for item in self.items)

    @property
    def left_to_others(self) -> int:
        """Those of them that another reviewer must judge: what the reader has done."""
        last = (Judgement.IN_ORDER, Judgement.WRONG)
        return sum(item.is_own and item.judgement not in last for item in self.items)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many events each rule gave, and how they were judged."""
        language = get_language()
        by_rule = [(r.label(language), sum(r in i.rules for i in self.items)) for r in Rule]
        by_word = [
            (j.label(language), sum(i.judgement is j for i in self.items)) for j in Judgement
        ]
        return tuple((label, count) for label, count in [*by_rule, *by_word] if count)


def reviews_for(actor: Actor) -> QuerySet[Review]:
    """The reviews of the own party's units, for who reviews."""
    if actor.party_id is None or not actor.may(Permission.LOG_REVIEW):
        return Review.objects.none()
    return Review.objects.filter(unit__party_id=actor.party_id)


def review_page(actor: Actor, review_id: uuid.UUID, *, export: bool = False) -> ReviewPage | None:
    """The review, or None; that it was read is recorded."""
    row = reviews_for(actor).select_related("unit", "conclusion").filter(pk=review_id).first()
    if row is None:
        return None
    record("log.review_exported" if export else "log.review_read", row, actor=actor)
    conclusion = getattr(row, "conclusion", None)
    names = _names(row)
    return ReviewPage(
        id=row.pk, unit=row.unit.name, month=row.month, events=row.events, seed=row.seed,
        opened_at=row.opened_at, opened_by=names.get(row.opened_by, ""),
        items=_items(row, names, actor),
        summary=conclusion.summary if conclusion else "",
        finished_at=conclusion.at if conclusion else None,
        finished_by=names.get(conclusion.by_user, "") if conclusion else "",
    )  # fmt: skip


def _names(review: Review) -> dict[uuid.UUID, str]:
    """Those who reviewed."""
    wrote = Judged.objects.filter(review=review).values_list("by_user", flat=True)
    known = {review.opened_by, *wrote}
    conclusion = getattr(review, "conclusion", None)
    known |= {conclusion.by_user} if conclusion else set()
    return {user.pk: str(user) for user in User.objects.filter(pk__in=known)}


def _items(review: Review, names: dict[uuid.UUID, str], actor: Actor) -> tuple[ItemLine, ...]:
    rules = dict(Item.objects.filter(review=review).values_list("pk", "rules"))
    last = {j.item_id: j for j in Judged.objects.filter(review=review).order_by("pk")}
    shown = set(
        Shown.objects.filter(review=review, by_user=actor.own_user).values_list(
            "item_id", flat=True
        )
    )
    return tuple(
        _line(row, rules[row[0]], last.get(row[0]), names, row[0] in shown)
        for row in items_of(review.pk)
    )


def _line(
    row: tuple[Any, ...],
    codes: list[str],
    judged: Judged | None,
    names: dict[uuid.UUID, str],
    is_shown: bool,
) -> ItemLine:
    item_id, event_id, at, person, role, action, outcome, _client, child, *rest = row
    given, family, kinds, own = rest
    language, known = get_language(), roles().get(str(role))
    return ItemLine(
        id=item_id, event_id=event_id, at=at, person=str(person),
        role=known.label(language or "sv") if known else str(role),
        what=in_words(str(action), language), is_denied=outcome == "denied",
        child=str(child), name=_child(given, family, is_shown), is_shown=is_shown,
        protection=strongest(kinds), is_own=bool(own),
        rules=tuple(rule for rule in Rule if rule.value in codes),
        judgement=Judgement(judged.judgement) if judged else None,
        note=judged.note if judged else "",
        judged_by=names.get(judged.by_user, "") if judged else "",
        judged_at=judged.at if judged else None,
    )  # fmt: skip


def _child(given: object, family: object, is_shown: bool) -> str:
    """Two letters, or the name for who has written why; nothing when the unit has no record.

    Of a protected child the database gives no letters.
    """
    if given is None:
        return ""
    return f"{given} {family}" if is_shown else initials(str(given), str(family))
