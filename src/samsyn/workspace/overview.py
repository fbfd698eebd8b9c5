"""What is there to see about one child: path, plan, people, consents, releases, copies, log."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.queries import events_for
from samsyn.audit.trail import record
from samsyn.cases.queries import CasePage, TurnLine, case_pages, county_today, due_on, turn_of
from samsyn.cases.rules import State
from samsyn.children.queries import ChildFacts, child_for
from samsyn.consents.queries import ConsentLine, consents_for
from samsyn.foundation import clock
from samsyn.foundation.path import ShownStep
from samsyn.foundation.templatetags.ui import day
from samsyn.organisations.queries import with_names
from samsyn.plans.queries import plan_of_case
from samsyn.plans.rules import State as PlanState
from samsyn.regions.schema import Region
from samsyn.releases.queries import CopyLine, ReleaseLine, copies_for, releases_of
from samsyn.workspace.path import PathStep, Reached, path_of


@dataclass(frozen=True)
class PlanLine:
    """A plan in the overview."""

    id: uuid.UUID
    state: PlanState
    state_text: str
    version: int
    lead: str
    next_follow_up: dt.date | None
    waiting: tuple[str, ...]
    is_complete: bool
    objected: bool


@dataclass(frozen=True)
class NextStep:
    """The one main action of the page."""

    label: str
    url: str


@dataclass(frozen=True)
class CaseView:
    """One case with its path, turn and plan."""

    case: CasePage
    steps: tuple[ShownStep, ...]
    turn: TurnLine
    plan: PlanLine | None
    next: NextStep | None
    releases: tuple[ReleaseLine, ...]
    may_lead: bool


@dataclass(frozen=True)
class LogLine:
    """One read or write by the own unit."""

    at: dt.datetime
    what: str
    who: str


@dataclass(frozen=True)
class ChildPage:
    """The child's page."""

    child: ChildFacts
    cases: tuple[CaseView, ...]
    consents: tuple[ConsentLine, ...]
    copies: tuple[CopyLine, ...]
    log: tuple[LogLine, ...]
    may_record: bool
    may_let_in: bool
    may_read_log: bool


def child_page(actor: Actor, child_id: uuid.UUID) -> ChildPage | None:
    """The child's page as the actor meets it, or None; the reading is recorded."""
    child = child_for(actor, child_id)
    if child is None:
        return None
    record("child.read", "child", actor=actor, child_id=child_id)
    pages = case_pages(actor, child_id)
    ids = [page.id for page in pages]
    plans, releases = plan_of_case(actor, ids), releases_of(actor, ids)
    county = county_today(actor.region)
    return ChildPage(
        child=child,
        cases=tuple(
            _case_view(actor, county, page, plans.get(page.id), releases.get(page.id, ()))
            for page in pages
        ),
        consents=tuple(consents_for(actor, child_id)),
        copies=tuple(copies_for(actor, child_id)),
        log=tuple(_log(actor, child_id)),
        may_record=actor.may(Permission.NEED_RECORD),
        may_let_in=actor.may(Permission.CONSENT_RECORD),
        may_read_log=actor.may(Permission.LOG_READ),
    )


def _log(actor: Actor, child_id: uuid.UUID) -> Iterable[LogLine]:
    words = {
        "child.read": _("Barnets sida lästes"),
        "plan.read": _("Planen lästes"),
        "case.read": _("Ett steg öppnades"),
        "child.registered": _("Barnet lades till hos er"),
        "need.recorded": _("Behovet skrevs in"),
        "consent.recorded": _("Familjens svar skrevs in"),
        "consent.withdrawn": _("Samtycket återkallades"),
        "release.decided": _("En annan enhet fick ta del"),
        "release.revoked": _("En delning upphörde"),
        "call.sent": _("Kallelsen skickades"),
        "call.answered": _("Kallelsen besvarades"),
        "meeting.recorded": _("Mötet skrevs in"),
        "plan.saved": _("Planen ändrades"),
        "plan.agreed": _("Enheten sa ja till planen"),
        "plan.objected": _("Enheten sa nej till planen"),
        "plan.followed_up": _("Planen följdes upp"),
        "protection.recorded": _("Ett skydd skrevs in"),
        "protection.ended": _("Ett skydd avslutades"),
        "protection.opened": _("Sidorna öppnades med en anledning"),
        "protection.named": _("En person lades till bland de få"),
        "protection.unnamed": _("En person togs bort från de få"),
        "attachment.added": _("En bilaga lades till"),
        "attachment.read": _("En bilaga hämtades"),
        "attachment.taken_off": _("En bilaga togs bort"),
    }
    events = with_names(events_for(actor, child_id))[:60]
    for event in [event for event in events if event.action in words][:30]:
        yield LogLine(event.at, words[event.action], event.name or "")


def _case_view(
    actor: Actor, county: Region, page: CasePage, plan: Any, releases: tuple[ReleaseLine, ...]
) -> CaseView:
    line = _plan_line(plan)
    turn = _turn(actor, county, page, line)
    steps = path_of(
        [Reached(step.to_state, step.at) for step in page.steps],
        page.state,
        clock.now(),
        followed_up=any(step.action == "follow_up" for step in page.steps),
    )
    return CaseView(
        case=page,
        steps=tuple(_shown(step, page, turn) for step in steps),
        turn=turn,
        plan=line,
        next=_next(actor, page, line),
        releases=releases,
        may_lead=page.is_owner,
    )


def _shown(step: PathStep, page: CasePage, turn: TurnLine) -> ShownStep:
    label = {
        "need": _("Behov"), "family": _("Familjens svar"), "call": _("Kallelse"),
        "answers": _("Svar från de kallade"), "meeting": _("Möte"), "writing": _("Plan skrivs"),
        "agreed": _("Alla säger ja"), "followed": _("Uppföljning"),
    }[step.key]  # fmt: skip
    when = day(step.at.astimezone().date()) if step.at else ""
    if step.state == "now":
        when = _("Väntar på %(who)s") % {"who": turn.who}
    if step.state == "stopped":
        when = page.state_text
    return ShownStep(label, step.state, when, "", step.days, step.share)


def _plan_line(plan: Any) -> PlanLine | None:
    if plan is None:
        return None
    state = PlanState(plan.state)
    waits = state is PlanState.DRAFT and plan.is_complete
    current = [place for place in plan.places if place["version"] == plan.current]
    said_yes = {place["unit"] for place in current if place["yes"]}
    return PlanLine(
        id=plan.pk,
        state=state,
        state_text=_("Väntar på svar") if waits else state.label(get_language()),
        version=plan.current,
        lead=plan.lead,
        next_follow_up=plan.next_follow_up,
        waiting=tuple(
            place["unit"]
            for place in plan.places
            if place["must_agree"] and place["unit"] not in said_yes
        ),
        is_complete=plan.is_complete,
        objected=any(place["yes"] is False for place in current),
    )


def _turn(actor: Actor, county: Region, page: CasePage, plan: PlanLine | None) -> TurnLine:
    waiting: list[str] = []
    due = due_on(county, page.state, page.state_since)
    if page.state is State.CALLED and page.call:
        waiting = [s.unit for s in page.call.summons if not s.reply]
        due = page.call.reply_by
    elif page.state is State.PLANNING and plan:
        waiting = list(plan.waiting) if plan.is_complete and not plan.objected else [page.unit]
    elif page.state is State.IN_FORCE and plan:
        waiting, due = [plan.lead or page.unit], plan.next_follow_up
    mine = actor.unit_name in (waiting or [page.unit])
    return turn_of(
        page.state, since=page.state_since, owner=page.unit, waiting=waiting, mine=mine, due=due
    )


def _next(actor: Actor, page: CasePage, plan: PlanLine | None) -> NextStep | None:
    """What the actor can do now, one thing."""
    mine = page.my_summons
    if page.state is State.CALLED and mine and not mine.reply:
        return NextStep(_("Svara på kallelsen"), reverse("cases:reply", args=[mine.id]))
    if page.state is State.PLANNING and plan:
        if plan.is_complete and actor.unit_name in plan.waiting:
            return NextStep(_("Läs planen och svara"), reverse("plans:answer", args=[plan.id]))
        return NextStep(_("Skriv i planen"), reverse("plans:edit", args=[plan.id]))
    if page.state is State.IN_FORCE and plan and actor.unit_name in (plan.lead, page.unit):
        return NextStep(_("Följ upp planen"), reverse("plans:follow_up", args=[plan.id]))
    if not page.is_owner:
        return None
    label, name = {
        State.NEED: (_("Skriv in familjens svar"), "cases:family_answer"),
        State.DECLINED: (_("Skriv in ett nytt svar"), "cases:family_answer"),
        State.CONSENTED: (_("Kalla till möte"), "cases:call"),
        State.CALLED: (_("Skriv in mötet"), "cases:meeting"),
        State.ANSWERED: (_("Skriv in mötet"), "cases:meeting"),
        State.MET: (_("Börja planen"), "plans:start"),
        State.PLANNING: (_("Börja planen"), "plans:start"),
        State.WITHDRAWN: (_("Skriv in ett nytt svar"), "cases:family_answer"),
        State.FINISHED: (_("Avsluta ärendet"), "cases:close"),
        State.CLOSED: (_("Ta upp ärendet igen"), "cases:reopen"),
    }.get(page.state, ("", ""))
    return NextStep(label, reverse(name, args=[page.id])) if name else None
