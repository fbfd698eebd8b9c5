"""What does one case look like to this actor?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.cases import rules
from samsyn.cases.models import Call, Case, CaseStep, Meeting, Summons
from samsyn.foundation import clock
from samsyn.releases.models import Release


@dataclass(frozen=True)
class NeedLine:
    """The need, where the actor may see it."""

    areas: tuple[str, ...]
    extent: str
    setting: str
    worry: str
    works: str
    child_words: str
    tried: str
    answer: Mapping[str, Any]
    recorded_at: dt.datetime


@dataclass(frozen=True)
class SummonsLine:
    """One unit in a call."""

    id: uuid.UUID
    unit_id: uuid.UUID
    unit: str
    kind: str
    contribution: str
    reply: str
    reply_text: str
    person: str
    has_mandate: bool
    why: str
    reply_by: dt.date
    late: bool
    reminders: int
    mine: bool
    attended: bool | None


@dataclass(frozen=True)
class CallLine:
    """A call with its units."""

    id: uuid.UUID
    purpose: str
    questions: str
    meets_at: dt.datetime
    minutes: int
    form: str
    place: str
    reply_by: dt.date
    also_invited: str
    sent_at: dt.datetime
    summons: tuple[SummonsLine, ...]


@dataclass(frozen=True)
class MeetingLine:
    """A meeting that was held."""

    id: uuid.UUID
    held_at: dt.datetime
    form: str
    picture: str
    others_present: str
    child_took_part: str
    spokesperson: str
    child_words: str
    answered_child_on: dt.date | None
    answered_child_by: str
    answered_child_how: str
    came: tuple[str, ...]


@dataclass(frozen=True)
class StepLine:
    """One step that the case took."""

    action: str
    to_state: rules.State
    at: dt.datetime
    by_unit: str
    why: str


@dataclass(frozen=True)
class CasePage:
    """All that the actor may see of one case."""

    id: uuid.UUID
    child_id: uuid.UUID
    unit_id: uuid.UUID
    unit: str
    state: rules.State
    state_text: str
    state_since: dt.datetime
    opened_at: dt.datetime
    in_danger: bool
    is_owner: bool
    need: NeedLine | None
    steps: tuple[StepLine, ...]
    call: CallLine | None
    meeting: MeetingLine | None

    @property
    def my_summons(self) -> SummonsLine | None:
        """The actor's own place in the latest call, if any."""
        return next((s for s in self.call.summons if s.mine), None) if self.call else None


def cases_for(actor: Actor) -> QuerySet[Case]:
    """Cases that the actor's unit owns or has a living release of."""
    shared = Release.objects.filter(
        to_unit_id=actor.own_unit, revoked_at__isnull=True, valid_until__gte=clock.today()
    ).values("matter_id")
    return Case.objects.filter(Q(unit_id=actor.own_unit) | Q(pk__in=shared))


def case_for(actor: Actor, case_id: uuid.UUID) -> Case | None:
    """One case with its unit, or None."""
    return cases_for(actor).select_related("unit").filter(pk=case_id).first()


def summons_for(actor: Actor, summons_id: uuid.UUID) -> Summons | None:
    """One summons in a case that the actor meets, or None."""
    rows = Summons.objects.filter(pk=summons_id, case__in=cases_for(actor))
    return rows.select_related("case", "call", "unit").first()


def meeting_for(actor: Actor, meeting_id: uuid.UUID) -> Meeting | None:
    """One meeting in a case that the actor meets, or None."""
    rows = Meeting.objects.filter(pk=meeting_id, case__in=cases_for(actor))
    return rows.select_related("case").first()


def case_pages(actor: Actor, child_id: uuid.UUID) -> list[CasePage]:
    """The child's cases as the actor meets them, living ones first, newest first."""
    cases = list(
        cases_for(actor)
        .filter(child_id=child_id)
        .select_related("unit", "need")
        .order_by("-opened_at", "id")
    )
    ids = [case.pk for case in cases]
    steps = _grouped(
        CaseStep.objects.filter(case_id__in=ids).select_related("by_unit").order_by("id")
    )
    summons = _grouped(
        Summons.objects.filter(case_id__in=ids)
        .select_related("call", "unit")
        .order_by("-call__sent_at", "unit__name")
    )
    meetings = _grouped(Meeting.objects.filter(case_id__in=ids).order_by("-held_at"))
    pages = [
        _page(
            case, actor, steps.get(case.pk, []), summons.get(case.pk, []), meetings.get(case.pk, [])
        )
        for case in cases
    ]
    return sorted(pages, key=lambda page: page.state is rules.State.CLOSED)


def _grouped(rows: Any) -> dict[uuid.UUID, list[Any]]:
    groups: dict[uuid.UUID, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.case_id, []).append(row)
    return groups


def _page(
    case: Case, actor: Actor, steps: list[Any], summons: list[Any], meetings: list[Any]
) -> CasePage:
    state = rules.State(case.state)
    latest = summons[0].call if summons else None
    call = _call(latest, [s for s in summons if s.call_id == latest.pk], actor) if latest else None
    return CasePage(
        id=case.pk,
        child_id=case.child_id,
        unit_id=case.unit_id,
        unit=case.unit.name,
        state=state,
        state_text=state.label(get_language()),
        state_since=case.state_since,
        opened_at=case.opened_at,
        # Said in the need: who may not see the need may not see this either.
        in_danger=case.in_danger and getattr(case, "need", None) is not None,
        is_owner=case.unit_id == actor.unit_id,
        need=_need(case),
        steps=tuple(
            StepLine(
                s.action,
                rules.State(s.to_state),
                s.at,
                s.by_unit.name,
                s.why if case.unit_id == actor.unit_id else "",
            )
            for s in steps
        ),
        call=call,
        meeting=_meeting(meetings[0], call) if meetings else None,
    )


def _need(case: Case) -> NeedLine | None:
    need = getattr(case, "need", None)
    if need is None:
        return None
    return NeedLine(
        areas=tuple(need.areas),
        extent=rules.Extent(need.extent).label(get_language()),
        setting=need.setting,
        worry=need.worry,
        works=need.works,
        child_words=need.child_words,
        tried=need.tried,
        answer=need.answer,
        recorded_at=need.recorded_at,
    )


def _call(call: Call, summons: list[Summons], actor: Actor) -> CallLine:
    today, language = clock.today(), get_language()
    return CallLine(
        id=call.pk,
        purpose=call.purpose,
        questions=call.questions,
        meets_at=call.meets_at,
        minutes=call.minutes,
        form=rules.Form(call.form).label(language),
        place=call.place,
        reply_by=call.reply_by,
        also_invited=call.also_invited,
        sent_at=call.sent_at,
        summons=tuple(
            SummonsLine(
                id=s.pk,
                unit_id=s.unit_id,
                unit=s.unit.name,
                kind=rules.SummonsKind(s.kind).label(language),
                contribution=s.contribution,
                reply=s.reply,
                reply_text=rules.Reply(s.reply).label(language) if s.reply else "",
                person=s.person,
                has_mandate=s.has_mandate,
                why=s.why,
                reply_by=s.reply_by,
                late=not s.reply and s.reply_by < today,
                reminders=s.reminders,
                mine=s.unit_id == actor.unit_id,
                attended=s.attended,
            )
            for s in summons
        ),
    )


def _meeting(meeting: Meeting, call: CallLine | None) -> MeetingLine:
    language = get_language()
    return MeetingLine(
        id=meeting.pk,
        held_at=meeting.held_at,
        form=rules.Form(meeting.form).label(language),
        picture=meeting.picture,
        others_present=meeting.others_present,
        child_took_part=rules.Taking(meeting.child_took_part).label(language),
        spokesperson=meeting.spokesperson,
        child_words=meeting.child_words,
        answered_child_on=meeting.answered_child_on,
        answered_child_by=meeting.answered_child_by,
        answered_child_how=meeting.answered_child_how,
        came=tuple(s.unit for s in call.summons if s.attended) if call else (),
    )
