"""What stands on a deviation's page?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission, roles
from samsyn.audit.trail import record
from samsyn.children.queries import child_for
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Origin, Place, Step
from samsyn.deviations.queries.base import deviations_for, steps_today
from samsyn.deviations.queries.doing import Doing, doing_for
from samsyn.deviations.queries.path import HistoryLine, history_of, path_of
from samsyn.deviations.queries.texts import (
    AnswerBlock,
    TextBlock,
    answers_of,
    reported,
    said,
    texts_of,
)
from samsyn.deviations.queries.turn import TurnLine, sides, turn_line
from samsyn.foundation import clock
from samsyn.foundation.path import ShownStep
from samsyn.responsibilities.queries import county


@dataclass(frozen=True)
class OwnPart:
    """What only the reporter's own unit sees; `child` is empty for who meets no children."""

    child_id: uuid.UUID | None
    child: str
    happened_on: dt.date | None
    kept: tuple[tuple[str, str], ...]
    is_private: bool
    answer_read_at: dt.datetime | None


@dataclass(frozen=True)
class DeviationPage:
    """One deviation as an actor meets it."""

    id: uuid.UUID
    number: str
    kind: str
    kind_code: rules.Kind
    state: rules.State
    state_words: str
    from_unit: str
    from_party: str
    from_role: str
    to_unit: str
    to_party: str
    turn: TurnLine
    rung_name: str
    waited_units: tuple[str, ...]
    stand_ins: tuple[tuple[str, str], ...]
    path: tuple[ShownStep, ...]
    ladder_name: str
    is_interim: bool
    is_top: bool
    has_new_ladder: bool
    has_no_deadline: bool
    texts: tuple[TextBlock, ...]
    said: tuple[TextBlock, ...]
    answers: tuple[AnswerBlock, ...]
    history: tuple[HistoryLine, ...]
    own: OwnPart | None
    can: Doing
    is_audit: bool
    follows_county: bool
    reported_at: dt.datetime
    closed_at: dt.datetime | None
    happened_in: dt.date
    against: str
    document: str
    clause: str
    routine: str
    lex: str
    came_from: str

    @property
    def is_open(self) -> bool:
        """Whether it still stands on a rung and waits there."""
        return self.state in (rules.State.WAITING, rules.State.PROPOSED)

    @property
    def has_unread_answer(self) -> bool:
        """Whether nobody has read the answer, or the arena's, where it was reported."""
        if self.own is None:
            return False
        told = [block.at for block in self.said if block.part is rules.Part.ARENA]
        if not self.is_open:
            told += [answer.agreed_at for answer in self.answers if answer.agreed_at]
        read = self.own.answer_read_at
        return bool(told) and (read is None or read < max(told))


def is_met(actor: Actor, deviation_id: uuid.UUID) -> bool:
    """Whether the actor meets the deviation."""
    return deviations_for(actor).filter(pk=deviation_id).exists()


def deviation_page(actor: Actor, deviation_id: uuid.UUID) -> DeviationPage | None:
    """The page, or None when the actor does not meet it; the reading is recorded."""
    rows = deviations_for(actor).select_related("unit", "party", "about_unit", "about_party")
    found = rows.filter(pk=deviation_id).first()
    if found is None:
        return None
    own = _own_part(found, actor)
    is_told = own is not None and not own.is_private
    record("deviation.read", found, actor=actor, child_id=own.child_id if own and is_told else None)
    return _page(found, own, actor)


def _page(found: Deviation, own: OwnPart | None, actor: Actor) -> DeviationPage:
    places = list(Place.objects.filter(deviation=found).select_related("unit").order_by("pk"))
    still = [place for place in places if place.left_at is None]
    steps = list(
        Step.objects.filter(deviation=found).select_related("by_unit", "by_party").order_by("pk")
    )
    kept = rules.Steps.from_json(found.ladder)
    state = rules.State(found.state)
    today = steps_today(found.region, rules.Branch(found.branch), clock.today())
    has_new = rules.LIFECYCLE.can(state, "move") and today.rungs != kept.rungs
    can = doing_for(found, actor, still, has_new_ladder=has_new)
    texts = texts_of(found, actor, may_hide=can.hide)
    answers = answers_of(found, texts)
    kind, language = rules.Kind(found.kind), get_language()
    (from_unit, from_party), (to_unit, to_party) = sides(found)
    role = roles().get(found.role)
    return DeviationPage(
        id=found.pk,
        number=found.number,
        kind=kind.label(language),
        kind_code=kind,
        state=state,
        state_words=state.label(language),
        from_unit=from_unit,
        from_party=from_party,
        from_role=role.label(language or "sv") if role else "",
        to_unit=to_unit,
        to_party=to_party,
        turn=turn_line(found, still, answers[0].responsible if answers else "", actor),
        rung_name=kept.rungs[found.rung].label(language),
        waited_units=tuple(place.unit.name for place in still),
        stand_ins=tuple(
            (place.unit.name, rules.StandIn(place.stands_in).label(language))
            for place in still
            if place.stands_in
        ),
        path=path_of(found, steps, places),
        ladder_name=kept.label(language),
        is_interim=kept.is_interim,
        is_top=found.rung == kept.top,
        has_new_ladder=has_new,
        has_no_deadline=kept.rungs[found.rung].deadline_days is None,
        texts=reported(texts),
        said=said(texts),
        answers=answers,
        history=history_of(found, steps),
        own=own,
        can=can,
        is_audit=actor.may(Permission.DEVIATION_AUDIT),
        follows_county=actor.may(Permission.DEVIATION_COUNTY),
        reported_at=found.reported_at,
        closed_at=found.closed_at,
        happened_in=found.happened_in,
        **_against(found, language),
    )


def _against(found: Deviation, language: str | None) -> Mapping[str, str]:
    """What was not kept, in words."""
    titles = {}
    if found.document:
        package = county(found.region, clock.today())
        titles = {row.code: row.title for row in package.documents}
    lex, came_from = rules.Lex(found.lex), rules.Origin(found.came_from)
    against = rules.Against(found.against)
    return {
        "against": "" if against is rules.Against.UNSURE else against.label(language),
        "document": titles.get(found.document, found.document),
        "clause": found.clause,
        "routine": found.routine,
        "lex": "" if lex is rules.Lex.NO else lex.label(language),
        "came_from": came_from.label(language),
    }


def _own_part(found: Deviation, actor: Actor) -> OwnPart | None:
    """The reporter's own compartment, for its unit alone."""
    if found.unit_id != actor.unit_id or not actor.may(Permission.DEVIATION_REPORT):
        return None
    origin = Origin.objects.filter(deviation=found, unit_id=actor.unit_id).first()
    if origin is None or (origin.is_private and origin.user_id != actor.user_id):
        return None
    meets_children = actor.may(Permission.CHILD_READ)
    child = child_for(actor, origin.child_id) if origin.child_id and meets_children else None
    # An office writes of no child; in a unit, what was kept at home may name one.
    shown = origin.kept if meets_children or not actor.operation else {}
    language = get_language()
    return OwnPart(
        child_id=child.id if child else None,
        child=child.name if child else "",
        happened_on=origin.happened_on,
        kept=tuple(
            (part.label(language), shown[part.value])
            for part in rules.Part
            if shown.get(part.value)
        ),
        is_private=origin.is_private,
        answer_read_at=origin.answer_read_at,
    )
