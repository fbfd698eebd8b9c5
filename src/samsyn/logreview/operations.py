"""What may a reviewer do? Open a month, ask which child, judge, and sign."""

import datetime as dt
import secrets
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.logreview.access import check_may_review, check_month
from samsyn.logreview.models import Conclusion, Item, Judged, Review, Shown
from samsyn.logreview.queries.past_the_wall import child_of_item, facts_of, is_own_event
from samsyn.logreview.queries.reviews import reviews_for
from samsyn.logreview.rules.hits import Rule, hits
from samsyn.logreview.rules.review import Judgement, draw, month_of


@operation
def open_review(unit_id: uuid.UUID, month: dt.date, *, actor: Actor) -> Review:
    """Draw the sample and try the rules on a month that is over; opened twice it is the same."""
    unit, month = check_may_review(actor, unit_id), month_of(month)
    check_month(month)
    standing = reviews_for(actor).filter(unit=unit, month=month).first()
    if standing is not None:
        record("log.review_read", standing, actor=actor)
        return standing
    seed, salt = secrets.token_hex(32), secrets.token_hex(32)
    facts = facts_of(unit.pk, month, salt)
    if not facts:
        raise NotPossible(
            _("Ingen har läst eller skrivit något om barn i enheten den månaden."),
            _("Det finns inget att granska."),
        )
    drawn = {"seed": seed, "salt": salt, "events": len(facts), "last_event": facts[-1].event_id}
    review = _stored(unit.pk, month, drawn, actor)
    found = {number: set(rules) for number, rules in hits(facts).items()}
    for number in draw(seed, (fact.event_id for fact in facts)):
        found.setdefault(number, set()).add(Rule.SAMPLE)
    Item.objects.bulk_create(
        Item(review=review, event_id=number, rules=sorted(rule.value for rule in rules))
        for number, rules in sorted(found.items())
    )
    record("log.review_opened", review, actor=actor)
    return review


def _stored(unit_id: uuid.UUID, month: dt.date, drawn: dict[str, Any], actor: Actor) -> Review:
    try:
        with transaction.atomic():
            return Review.objects.create(
                unit_id=unit_id, month=month, opened_at=clock.now(), opened_by=actor.own_user,
                **drawn,
            )  # fmt: skip
    except IntegrityError:
        raise NotPossible(
            _("Någon annan öppnade granskningen just nu."), _("Öppna den från listan.")
        ) from None


@operation
def show_child(item_id: uuid.UUID, *, why: str, actor: Actor) -> Item:
    """Let the reviewer see which child an event is about; the child's own log tells of it."""
    item = _item(item_id, actor)
    _check_open(item.review_id)
    if len(why.strip()) < 10:
        raise Refused(
            _("Skriv varför du behöver veta vilket barn det gäller, minst tio tecken."), field="why"
        )
    Shown.objects.create(
        review_id=item.review_id, item=item, why=why.strip(), at=clock.now(),
        by_user=actor.own_user,
    )  # fmt: skip
    record("log.child_shown", item, actor=actor, child_id=child_of_item(item.pk), ground="control")
    return item


@operation
def judge(item_id: uuid.UUID, *, judgement: Judgement, note: str, actor: Actor) -> Judged:
    """Say what the event was; a later word stands beside the earlier and holds."""
    item = _item(item_id, actor)
    _check_open(item.review_id)
    if is_own_event(item.pk):
        raise NotPossible(
            _("Det här har du gjort själv. Du bedömer inte det du själv har gjort."),
            _("Be en annan granskare bedöma händelsen. Finns ingen? Be partens administratör."),
        )
    if judgement is not Judgement.IN_ORDER and not note.strip():
        raise Refused(_("Skriv vad som är oklart eller fel, utan namn."), field="note")
    made = Judged.objects.create(
        review_id=item.review_id, item=item, judgement=judgement.value, note=note.strip(),
        at=clock.now(), by_user=actor.own_user,
    )  # fmt: skip
    record("log.judged", item, actor=actor)
    return made


@operation
def finish_review(review_id: uuid.UUID, *, summary: str, actor: Actor) -> Conclusion:
    """Sign the review, when each event has a last word. After that nothing is added to it."""
    review = reviews_for(actor).filter(pk=review_id).first()
    if review is None:
        raise _not_yours()
    _check_open(review.pk)
    left = _without_last_word(review)
    if left:
        text = ngettext(
            "%(n)s händelse är inte bedömd, eller är oklar.",
            "%(n)s händelser är inte bedömda, eller är oklara.",
            left,
        )
        raise NotPossible(text % {"n": left}, _("Bedöm dem först. Fråga den som har läst."))
    if not summary.strip():
        raise Refused(_("Skriv vad granskningen visade."), field="summary")
    made = Conclusion.objects.create(
        review=review, summary=summary.strip(), at=clock.now(), by_user=actor.own_user
    )
    record("log.review_finished", review, actor=actor)
    return made


def _item(item_id: uuid.UUID, actor: Actor) -> Item:
    item = Item.objects.filter(pk=item_id, review__in=reviews_for(actor)).first()
    if item is None:
        raise _not_yours()
    return item


def _not_yours() -> Denied:
    return Denied(
        _("Granskningen gäller inte en enhet som du granskar."),
        _("Gå till listan och välj en av dina enheter."),
    )


def _check_open(review_id: uuid.UUID) -> None:
    if Conclusion.objects.filter(review_id=review_id).exists():
        raise NotPossible(
            _("Granskningen är underskriven och kan inte ändras."),
            _("Har det kommit fram något nytt? Skriv det i nästa månads granskning."),
        )


def _without_last_word(review: Review) -> int:
    last = dict(
        Judged.objects.filter(review=review).order_by("pk").values_list("item", "judgement")
    )
    said = {item for item, word in last.items() if word != Judgement.UNCLEAR.value}
    return Item.objects.filter(review=review).exclude(pk__in=said).count()
