"""What waits for the actor's unit, most dangerous and latest first?

A constant number of statements, however many cases there are.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.cases.models import Call, Case, Meeting, Need, Summons
from samsyn.cases.queries import county_today, due_on, next_text
from samsyn.cases.rules import LIFECYCLE, State, Turn
from samsyn.children.queries import listed_name, protected_at
from samsyn.consents.models import Consent
from samsyn.foundation import clock
from samsyn.plans.models import Plan, PlanParty
from samsyn.plans.rules import State as PlanState
from samsyn.regions.schema import Region
from samsyn.releases.models import Release

#: How many of each kind are fetched, and how many things the page shows at once.
MOST = 200
SHOWN = 60
QUIET = (State.NEED, State.DECLINED, State.WITHDRAWN, State.FINISHED, State.CLOSED)
SOON = dt.timedelta(days=14)


@dataclass(frozen=True)
class TurnItem:
    """One thing to do."""

    child: str
    child_id: uuid.UUID
    what: str
    detail: str
    url: str
    since_days: int | None
    due: dt.date | None
    in_danger: bool
    late: bool

    @property
    def order(self) -> tuple[bool, bool, dt.date, int]:
        """Danger first, then late, then the nearest day, then the longest wait."""
        return (not self.in_danger, not self.late, self.due or dt.date.max, -(self.since_days or 0))


def turns_for(actor: Actor) -> list[TurnItem]:
    """Everything that waits for the actor's unit."""
    county = county_today(actor.region)
    items = [
        *_cases(actor, county), *_unanswered(actor), *_unagreed(actor, county),
        *_to_follow_up(actor), *_child_unanswered(actor),
    ]  # fmt: skip
    return sorted(items, key=lambda item: item.order)


def _named(actor: Actor, rows: object, path: str) -> object:
    return rows.annotate(  # type: ignore[attr-defined]
        listed=listed_name(actor, path), protected=protected_at(path)
    )


def _knows_need(path: str) -> Exists:
    """Danger is said in the need; who may not see the need may not see it. The database decides."""
    return Exists(Need.objects.filter(case_id=OuterRef(path)))


def _cases(actor: Actor, county: Region) -> list[TurnItem]:
    """Own cases that wait for the unit, and those where the yes runs out; in one statement."""
    rows: Any = _own_cases(actor).union(_consents_ending(actor), all=True)
    return [
        _item(county, row, State(row.state), row.state_since, row.in_danger)
        if row.until is None
        else _to_ask_again(row)
        for row in rows
    ]


def _own_cases(actor: Actor) -> Any:
    mine = [s.value for s in State if LIFECYCLE.owners[s] == Turn.OWNER.value]
    rows = Case.objects.filter(unit_id=actor.own_unit, state__in=mine)
    rows = rows.annotate(until=Value(None, output_field=DateField()))
    return _named(actor, rows.order_by("-in_danger", "state_since")[:MOST], "child_id")


def _item(county: Region, row: Case, state: State, since: dt.datetime, danger: bool) -> TurnItem:
    due = due_on(county, state, since)
    step = {
        State.NEED: "cases:family_answer",
        State.DECLINED: "cases:family_answer",
        State.CONSENTED: "cases:call",
        State.ANSWERED: "cases:meeting",
        State.MET: "plans:start",
        State.WITHDRAWN: "cases:family_answer",
        State.FINISHED: "cases:close",
    }[state]
    return TurnItem(
        child=row.listed,  # type: ignore[attr-defined]
        child_id=row.child_id,
        what=next_text(state),
        detail="",
        url=reverse(step, args=[row.pk]),
        since_days=_days(since),
        due=due,
        in_danger=danger,
        late=due is not None and due < clock.today(),
    )


def _unanswered(actor: Actor) -> list[TurnItem]:
    shared = Release.objects.filter(
        to_unit_id=actor.own_unit, revoked_at__isnull=True, valid_until__gte=clock.today()
    )
    rows = Summons.objects.filter(
        unit_id=actor.own_unit, reply="", case_id__in=shared.values("matter_id"),
        case__state=State.CALLED.value,
    )  # fmt: skip
    later = Call.objects.filter(case_id=OuterRef("case_id"), sent_at__gt=OuterRef("sent_at"))
    rows = rows.exclude(Exists(later))
    rows = rows.annotate(knows_need=_knows_need("case_id"))
    rows = rows.select_related("case__unit").order_by("-case__in_danger", "reply_by")[:MOST]
    today = clock.today()
    return [
        TurnItem(
            child=row.listed,
            child_id=row.case.child_id,
            what=_("Svara på kallelsen"),
            detail=_from_whom(row),
            url=reverse("cases:reply", args=[row.pk]),
            since_days=_days(row.sent_at),
            due=row.reply_by,
            in_danger=row.case.in_danger and row.knows_need,
            late=row.reply_by < today,
        )
        for row in _named(actor, rows, "case__child_id")  # type: ignore[attr-defined]
    ]


def _from_whom(row: Any) -> str:
    """The unit that calls; not of a protected child, for a list is seen by those who pass."""
    if row.protected:
        return _("Ni är påminda") if row.reminders else ""
    text = _("Från %(unit)s, ni är påminda") if row.reminders else _("Från %(unit)s")
    return str(text % {"unit": row.case.unit.name})


def _unagreed(actor: Actor, county: Region) -> list[TurnItem]:
    """Plans that wait for the unit's yes, or that the owner has to complete or change."""
    said_no = PlanParty.objects.filter(
        plan_id=OuterRef("plan_id"), yes=False, answered_version=OuterRef("plan__current")
    )
    parties = PlanParty.objects.filter(
        Q(plan__is_complete=True, must_agree=True, answered_version__lt=F("plan__current"))
        | Q(plan__is_complete=False, plan__unit_id=actor.own_unit)
        | Q(Exists(said_no), plan__unit_id=actor.own_unit),
        unit_id=actor.own_unit,
        plan__state=PlanState.DRAFT.value,
    )
    rows = parties.select_related("plan__case").annotate(knows_need=_knows_need("case_id"))
    rows = rows.order_by("-plan__case__in_danger", "asked_at")[:MOST]
    items = []
    for row in _named(actor, rows, "plan__child_id"):  # type: ignore[attr-defined]
        plan = row.plan
        due = due_on(county, State.PLANNING, row.asked_at)
        agrees = plan.is_complete and row.answered_version < plan.current
        items.append(
            TurnItem(
                child=row.listed,
                child_id=plan.child_id,
                what=_("Läs planen och svara") if agrees else _("Skriv klart planen"),
                detail=_("Version %(number)s") % {"number": plan.current},
                url=reverse("plans:answer" if agrees else "plans:edit", args=[plan.pk]),
                since_days=_days(row.asked_at),
                due=due,
                in_danger=plan.case.in_danger and row.knows_need,
                late=due is not None and due < clock.today(),
            )
        )
    return items


def _to_follow_up(actor: Actor) -> list[TurnItem]:
    today = clock.today()
    rows = Plan.objects.filter(
        lead_unit_id=actor.own_unit, state=PlanState.AGREED.value, next_follow_up__lte=today + SOON,
        case__state=State.IN_FORCE.value,
    )  # fmt: skip
    rows = rows.annotate(knows_need=_knows_need("case_id"))
    rows = rows.select_related("case").order_by("-case__in_danger", "next_follow_up")[:MOST]
    return [
        TurnItem(
            child=row.listed,
            child_id=row.child_id,
            what=_("Följ upp planen"),
            detail="",
            url=reverse("plans:follow_up", args=[row.pk]),
            since_days=_days_past(row.next_follow_up),
            due=row.next_follow_up,
            in_danger=row.case.in_danger and row.knows_need,
            late=row.next_follow_up is not None and row.next_follow_up < today,
        )
        for row in _named(actor, rows, "child_id")  # type: ignore[attr-defined]
    ]


def _child_unanswered(actor: Actor) -> list[TurnItem]:
    rows = Meeting.objects.filter(case__unit_id=actor.own_unit, answered_child_on__isnull=True)
    rows = rows.exclude(case__state__in=[State.CLOSED.value, State.WITHDRAWN.value])
    rows = rows.select_related("case").order_by("held_at")[:MOST]
    return [
        TurnItem(
            child=row.listed,
            child_id=row.case.child_id,
            what=_("Berätta för barnet vad mötet kom fram till"),
            detail="",
            url=reverse("cases:answer_child", args=[row.pk]),
            since_days=_days(row.held_at),
            due=None,
            in_danger=False,
            late=False,
        )
        for row in _named(actor, rows, "case__child_id")  # type: ignore[attr-defined]
    ]


def _consents_ending(actor: Actor) -> Any:
    """Living cases whose newest yes has ended or soon does."""
    newest = Consent.objects.filter(case_id=OuterRef("pk"), withdrawn_on__isnull=True)
    newest = newest.exclude(answers__yes=False).order_by("-valid_until")
    living = [s.value for s in State if s not in QUIET]
    cases = Case.objects.filter(unit_id=actor.own_unit, state__in=living).annotate(
        until=Subquery(newest.values("valid_until")[:1])
    )
    rows = cases.filter(until__lte=clock.today() + SOON).order_by("until")[:MOST]
    return _named(actor, rows, "child_id")


def _to_ask_again(row: Any) -> TurnItem:
    today = clock.today()
    return TurnItem(
        child=row.listed,
        child_id=row.child_id,
        what=_("Samtycket går ut: fråga familjen igen")
        if row.until >= today
        else _("Samtycket har gått ut: fråga familjen igen"),
        detail="",
        url=reverse("cases:family_answer", args=[row.pk]),
        since_days=_days_past(row.until),
        due=row.until,
        in_danger=row.in_danger,
        late=row.until < today,
    )


def _days_past(day: dt.date | None) -> int | None:
    """Whole days since a day that has passed; None while it is ahead."""
    late = (clock.today() - day).days if day else 0
    return late if late > 0 else None


def _days(moment: dt.datetime) -> int:
    return max(0, (clock.now() - moment).days)
