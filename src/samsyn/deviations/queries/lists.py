"""Which deviations stand in the list, seen from which side?"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Origin
from samsyn.deviations.queries.base import deviations_for
from samsyn.deviations.queries.rows import DeviationRow, row_of
from samsyn.deviations.queries.turn import of_party, open_deviations, waits_long, with_turns
from samsyn.foundation import clock

ROWS = 25
#: Further than this a list is not paged through; filters find it sooner.
LAST_PAGE = 200
#: What has a last day first, the nearest first; then what has waited longest.
TURN_ORDER = ("due_on", "measure_due", "rung_since", "pk")
READING = (
    Permission.DEVIATION_REPORT,
    Permission.DEVIATION_ANSWER,
    Permission.DEVIATION_PARTY,
    Permission.DEVIATION_COUNTY,
    Permission.DEVIATION_AUDIT,
)


@dataclass(frozen=True)
class Tab:
    """A side to see deviations from; `count` only where counting is cheap."""

    code: str
    label: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class DeviationList:
    """One page of the list."""

    tabs: tuple[Tab, ...]
    tab: str
    rows: tuple[DeviationRow, ...]
    state: str
    kind: str
    is_overdue: bool
    waits: bool
    page: int
    has_next: bool
    waiting: int
    may_report: bool
    may_answer: bool

    @property
    def is_filtered(self) -> bool:
        """Whether less than everything is asked for."""
        return bool(self.state or self.kind or self.is_overdue or self.waits)

    @property
    def query(self) -> str:
        """What is asked for as it stands in the address, without the page."""
        late = "ja" if self.is_overdue else ""
        asked = {"vy": self.tab, "lage": self.state, "slag": self.kind, "sena": late}
        asked["vantat"] = "ja" if self.waits else ""
        return urlencode({name: value for name, value in asked.items() if value})


def may_read(actor: Actor) -> bool:
    """Whether the role meets deviations at all."""
    return any(actor.may(permission) for permission in READING)


def deviation_list(
    actor: Actor,
    *,
    tab: str = "",
    state: str = "",
    kind: str = "",
    is_overdue: bool = False,
    waits: bool = False,
    page: int = 1,
) -> DeviationList:
    """Deviations that the actor meets, 25 at a time; unknown words in a filter mean no filter."""
    waiting = open_deviations(actor).count() if actor.unit_id else 0
    labels = _tabs(actor)
    tab = tab if tab in labels else _first(labels, waiting)
    state = state if state in {word.value for word in rules.State} else ""
    kind = kind if kind in {word.value for word in rules.Kind} else ""
    page = min(max(page, 1), LAST_PAGE)
    rows = _seen_from(actor, tab)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(overdue()) if is_overdue else rows
    rows = rows.filter(waits_long()).order_by("rung_since", "pk") if waits else rows
    start = (page - 1) * ROWS
    asked = slice(start, start + ROWS + 1)
    if tab == "tur":
        # Sorted by other than an index: which first, so that only shown rows are joined.
        rows = _these(rows.values_list("pk", flat=True)[asked])
        asked = slice(None)
    found = list(
        with_turns(rows).select_related("unit", "party", "about_unit", "about_party")[asked]
    )
    return DeviationList(
        tabs=tuple(
            Tab(code, label, code == tab, waiting if code == "tur" else None)
            for code, label in labels.items()
        ),
        tab=tab,
        rows=tuple(row_of(deviation, actor) for deviation in found[:ROWS]),
        state=state,
        kind=kind,
        is_overdue=is_overdue,
        waits=waits,
        page=page,
        has_next=len(found) > ROWS and page < LAST_PAGE,
        waiting=waiting,
        may_report=actor.may(Permission.DEVIATION_REPORT),
        may_answer=actor.may(Permission.DEVIATION_ANSWER),
    )


def overdue() -> Q:
    """Those whose last day on the rung, or whose measure's last day, has passed."""
    today = clock.today()
    open_states = (rules.State.WAITING, rules.State.PROPOSED)
    return Q(state__in=open_states, due_on__lt=today) | Q(
        state=rules.State.ANSWERED, measure_due__lt=today
    )


def _tabs(actor: Actor) -> dict[str, str]:
    asked: Mapping[str, tuple[Any, str]] = {
        "tur": (Permission.DEVIATION_REPORT, _("På er tur")),
        "anmalda": (Permission.DEVIATION_REPORT, _("Anmälda här")),
        "hos-oss": (Permission.DEVIATION_REPORT, _("Har varit hos er")),
        "part": (Permission.DEVIATION_PARTY, _("Vår part")),
        "lanet": (Permission.DEVIATION_COUNTY, _("Hela länet")),
    }
    found = {code: label for code, (asks, label) in asked.items() if actor.may(asks)}
    if actor.may(Permission.DEVIATION_AUDIT):
        found["lanet"] = _("Hela länet")
    return found


def _first(labels: Mapping[str, str], waiting: int) -> str:
    """What waits, else the widest that one follows."""
    wide = [code for code in ("lanet", "part") if code in labels]
    return "tur" if waiting or not wide else wide[0]


def _these(ids: Iterable[uuid.UUID]) -> QuerySet[Deviation]:
    """Exactly these, in the order of a unit's turns."""
    return Deviation.objects.filter(pk__in=list(ids)).order_by(*TURN_ORDER)


def _seen_from(actor: Actor, tab: str) -> QuerySet[Deviation]:
    rows = deviations_for(actor)
    newest = "-reported_at"
    if tab == "tur":
        mine = open_deviations(actor).values("deviation_id")
        return rows.filter(pk__in=mine).order_by(*TURN_ORDER)
    if tab == "anmalda":
        own = Origin.objects.filter(deviation_id=OuterRef("pk"), unit_id=actor.own_unit)
        return rows.filter(Exists(own), unit_id=actor.own_unit).order_by(newest, "pk")
    if tab == "hos-oss":
        here = rows.filter(units__contains=[actor.unit_id])
        return here.exclude(unit_id=actor.own_unit).order_by(newest, "pk")
    if tab == "part":
        return rows.filter(of_party(actor)).order_by(newest, "pk")
    return rows.order_by(newest, "pk")
