"""What does one case look like to this actor?"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.cases import rules
from samsyn.cases.models import Call, Case, CaseStep, Meeting, Summons
from samsyn.cases.queries.lines import (
    CallLine,
    CasePage,
    MeetingLine,
    NeedLine,
    StepLine,
    SummonsLine,
)
from samsyn.cases.queries.units import UnitWords
from samsyn.children.queries import ask_reason, protected_at
from samsyn.foundation import clock
from samsyn.releases.models import Release


def cases_for(actor: Actor) -> QuerySet[Case]:
    """Cases that the actor's unit owns or has a living release of."""
    shared = Release.objects.filter(
        to_unit_id=actor.own_unit, revoked_at__isnull=True, valid_until__gte=clock.today()
    ).values("matter_id")
    return Case.objects.filter(Q(unit_id=actor.own_unit) | Q(pk__in=shared))


def case_for(actor: Actor, case_id: uuid.UUID) -> Case | None:
    """One case with its unit, or None; NeedsReason when its child is protected and not opened."""
    rows = cases_for(actor).annotate(protected=protected_at("child_id"))
    case = rows.select_related("unit").filter(pk=case_id).first()
    if case is not None:
        ask_reason(actor, case.child_id, case.protected)
    return case


def summons_for(actor: Actor, summons_id: uuid.UUID) -> Summons | None:
    """One summons in a case that the actor meets, or None; NeedsReason as `case_for`."""
    rows = Summons.objects.filter(pk=summons_id, case__in=cases_for(actor))
    rows = rows.annotate(protected=protected_at("case__child_id"))
    summons = rows.select_related("case", "call", "unit").first()
    if summons is not None:
        ask_reason(actor, summons.case.child_id, summons.protected)
    return summons


def meeting_for(actor: Actor, meeting_id: uuid.UUID) -> Meeting | None:
    """One meeting in a case that the actor meets, or None; NeedsReason as `case_for`."""
    rows = Meeting.objects.filter(pk=meeting_id, case__in=cases_for(actor))
    rows = rows.annotate(protected=protected_at("case__child_id"))
    meeting = rows.select_related("case").first()
    if meeting is not None:
        ask_reason(actor, meeting.case.child_id, meeting.protected)
    return meeting


def case_pages(actor: Actor, child_id: uuid.UUID) -> list[CasePage]:
    """The child's cases as the actor meets them, living ones first, newest first."""
    cases = list(
        cases_for(actor)
        .filter(child_id=child_id)
        .annotate(protected=protected_at("child_id"))
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
    case: Any, actor: Actor, steps: list[Any], summons: list[Any], meetings: list[Any]
) -> CasePage:
    state = rules.State(case.state)
    latest = summons[0].call if summons else None
    words = UnitWords(actor, case.unit_id, case.protected)
    call = _call(latest, [s for s in summons if s.call_id == latest.pk], words) if latest else None
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
                words.name(s.by_unit_id, s.by_unit.name, s.by_unit.operation),
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


def _call(call: Call, summons: list[Summons], words: UnitWords) -> CallLine:
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
                unit=words.name(s.unit_id, s.unit.name, s.unit.operation),
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
                mine=s.unit_id == words.actor.unit_id,
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
