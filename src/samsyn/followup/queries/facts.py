"""What has happened in an arena during a period? Rows of several packages become frozen facts."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import translation

from samsyn.agreements.models import Review, Treatment, Version
from samsyn.agreements.rules import Outcome as PartyOutcome
from samsyn.followup import rules
from samsyn.followup.queries import adapters, days
from samsyn.followup.queries.arenas import CountyArenas, county_arenas
from samsyn.followup.queries.sources import documents_of, named
from samsyn.followup.rules import Source
from samsyn.governance.models import Arena, BalanceEntry, Matter, Meeting
from samsyn.governance.rules import BalanceState, MeetingState
from samsyn.participation.queries import voices_heard
from samsyn.participation.rules import VoiceKind

APPROVED = (MeetingState.APPROVED.value, MeetingState.PUBLISHED.value)
HELD = (MeetingState.HELD.value, MeetingState.WRITTEN.value, *APPROVED)


def facts_of(region: str, arena_id: uuid.UUID, start: dt.date, end: dt.date) -> rules.Facts:
    """Everything about an arena from `start` to `end`, both days in; worded in Swedish."""
    with translation.override("sv"):
        arenas = county_arenas(region)
        arena = arenas.by_id[arena_id]
        ids = arenas.line_of(arena.pk)
        rows = _meeting_rows(ids, start, end)
        matters = _matters(arena, ids, start, end, rows)
        return rules.Facts(
            arena=arenas.fact(arena.pk, end),
            period=days.period(start, end),
            seats=arenas.seats(arena.pk, start, end),
            meetings=_meetings(rows),
            matters=matters,
            agreements=_agreements(arena, arenas, start, end),
            balance=_balance(ids, start, end),
            figures=adapters.figures(arena.region, start, end),
            plans=adapters.plans(arena.region, arena.code, start, end),
            voices=_voices(arena.region, ids, start, end),
            deviations=adapters.deviations(arena.region, start, end),
        )


def _meeting_rows(ids: set[Any], start: dt.date, end: dt.date) -> list[dict[str, Any]]:
    """Meetings with their items, one row for each item, in one statement."""
    names = ("id", "starts_at", "state", "quorum_note")
    items = ("id", "place", "matter_id", "outcome", "decision")
    rows = Meeting.objects.filter(
        arena__in=ids, starts_at__date__gte=start, starts_at__date__lte=end
    )
    return list(
        rows.order_by("starts_at", "items__place").values(*names, *(f"items__{n}" for n in items))
    )


def _minutes(row: dict[str, Any]) -> Source:
    place = f" § {row['items__place']}" if row.get("items__place") else ""
    label = f"Protokoll {days.of_moment(row['starts_at'])}{place}"
    return Source(label, adapters.address("governance:meeting", row["id"]))


def _meetings(rows: list[dict[str, Any]]) -> tuple[rules.MeetingFact, ...]:
    counts: dict[Any, int] = defaultdict(int)
    firsts: dict[Any, dict[str, Any]] = {}
    for row in rows:
        firsts.setdefault(row["id"], row)
        counts[row["id"]] += row["items__id"] is not None
    return tuple(
        rules.MeetingFact(
            on=days.of_moment(row["starts_at"]),
            state=row["state"],
            items=counts[key],
            quorum_note=row["quorum_note"],
            source=_minutes({**row, "items__place": None}),
        )
        for key, row in firsts.items()
    )


def _matters(
    arena: Arena, ids: set[Any], start: dt.date, end: dt.date, rows: list[dict[str, Any]]
) -> tuple[rules.MatterFact, ...]:
    decided = defaultdict(list)
    for row in rows:
        if row["items__matter_id"] and row["items__outcome"] and row["state"] in HELD:
            decided[row["items__matter_id"]].append(row)
    in_time = Q(opened_on__lte=end) & (Q(closed_on__isnull=True) | Q(closed_on__gte=start))
    here = Q(arena__in=ids) | Q(origin__in=ids)
    found = Matter.objects.filter(Q(pk__in=list(decided)) | (in_time & here), region=arena.region)
    found = found.select_related("origin", "agreement")
    documents = documents_of(arena.region)
    return tuple(
        rules.MatterFact(
            title=matter.title,
            kind=matter.kind,
            what=matter.what,
            outcome=matter.outcome,
            agreement=matter.agreement.name if matter.agreement else "",
            prepared_by="" if matter.origin_id in ids else matter.origin.name,
            is_open=_is_open(matter.closed_on, end),
            is_told=bool(matter.key and matter.source),
            decisions=tuple(_decision(row) for row in decided.get(matter.pk, ())),
            sources=_matter_sources(matter, documents),
        )
        for matter in found.order_by("opened_on", "key", "title", "id")
    )


def _is_open(closed_on: dt.date | None, end: dt.date) -> bool:
    # A package's half-open end is the day after the period's last.
    return closed_on is None or closed_on > end + dt.timedelta(days=1)


def _decision(row: dict[str, Any]) -> rules.DecisionFact:
    return rules.DecisionFact(
        on=days.of_moment(row["starts_at"]),
        paragraph=str(row["items__place"]),
        outcome=row["items__outcome"],
        text=row["items__decision"],
        is_approved=row["state"] in APPROVED,
        source=_minutes(row),
    )


def _matter_sources(matter: Matter, documents: dict[str, str]) -> tuple[Source, ...]:
    url = adapters.address("governance:matter", matter.pk)
    if not matter.source:
        return (Source(f"Ärendet {matter.title}", url),)
    return (Source(named(matter.source, documents), url),)


def _agreements(
    arena: Arena, arenas: CountyArenas, start: dt.date, end: dt.date
) -> tuple[rules.AgreementFact, ...]:
    """Versions of the arena's agreements to which something dated happened; one statement."""
    codes = arenas.codes(arenas.line_of(arena.pk))
    treated = Treatment.objects.filter(version=OuterRef("pk"), decided_on__range=(start, end))
    names = ("outcome", "board", "decided_on", "paragraph", "change")
    treatments = ArraySubquery(
        treated.order_by("decided_on", "recorded_at").values(
            row=JSONObject(party="party__name", **{name: name for name in names})
        )
    )
    reviewed = ArraySubquery(
        Review.objects.filter(version=OuterRef("pk"), reviewed_on__range=(start, end))
        .order_by("reviewed_on")
        .values("reviewed_on")
    )
    within = (
        Q(recommended_on__range=(start, end))
        | (Q(valid_from__range=(start, end)) & ~Q(precision="at_latest"))
        | Q(valid_to__range=(start, end))
        | Q(treated__len__gt=0)
        | Q(reviewed__len__gt=0)
    )
    of_arena = Q(agreement__owner_arena__in=codes) | Q(recommended_by__in=codes)
    found = Version.objects.filter(of_arena, agreement__region=arena.region)
    found = found.select_related("agreement").annotate(treated=treatments, reviewed=reviewed)
    return tuple(
        _agreement(version, arenas, start, end)
        for version in found.filter(within).order_by("agreement__name", "number")
    )


def _agreement(
    version: Any, arenas: CountyArenas, start: dt.date, end: dt.date
) -> rules.AgreementFact:
    def within(day: dt.date | None) -> bool:
        return day is not None and start <= day <= end

    recommended = ""
    if within(version.recommended_on):
        by = arenas.name(version.recommended_by)
        place = f", § {version.recommended_paragraph}" if version.recommended_paragraph else ""
        recommended = f"den {days.long_day(version.recommended_on)}{place}"
        recommended += f" av {by}" if by else ""
    latest = {row["party"]: row for row in version.treated}
    adopted = [r for r in latest.values() if r["outcome"] != PartyOutcome.REJECTED.value]
    rejected = [r for r in latest.values() if r["outcome"] == PartyOutcome.REJECTED.value]
    return rules.AgreementFact(
        agreement=version.agreement.name,
        version=version.label,
        is_first=version.number == 1,
        recommended=recommended,
        entered=f"från {days.known(version.valid_from, version.precision)}"
        if within(version.valid_from) and version.precision != "at_latest"
        else "",
        ended=days.long_day(version.valid_to) if within(version.valid_to) else "",
        adopted=tuple(_treatment(row) for row in adopted),
        rejected=tuple(_treatment(row) for row in rejected),
        reviewed=", ".join(days.long_day(day) for day in version.reviewed),
        source=Source(
            f"{version.agreement.name}, {version.label}",
            adapters.address("agreements:version", version.pk),
        ),
    )


def _treatment(row: Mapping[str, Any]) -> str:
    on = days.long_day(dt.date.fromisoformat(row["decided_on"]))
    place = f", § {row['paragraph']}" if row["paragraph"] else ""
    change = f", med ändring: {row['change']}" if row["change"] else ""
    return f"{row['party']} ({row['board']} {on}{place}{change})"


def _balance(ids: set[Any], start: dt.date, end: dt.date) -> tuple[rules.BalanceFact, ...]:
    in_time = Q(opened_on__lte=end) & (Q(closed_on__isnull=True) | Q(closed_on__gte=start))
    rows = BalanceEntry.objects.filter(in_time, arena__in=ids)
    rows = rows.select_related("origin__meeting", "matter").order_by("opened_on", "what", "id")
    return tuple(_entry(row, start, end) for row in rows)


def _entry(row: BalanceEntry, start: dt.date, end: dt.date) -> rules.BalanceFact:
    closed_within = row.closed_on is not None and row.closed_on <= end
    origin = row.origin_text
    if row.origin is not None:
        held = days.of_moment(row.origin.meeting.starts_at)
        origin = f"mötet {held}, § {row.origin.place}"
    return rules.BalanceFact(
        what=row.what,
        owner=row.owner,
        state=row.state if closed_within else BalanceState.OPEN.value,
        due=days.long_day(row.due_on),
        is_late=not closed_within and row.due_on is not None and row.due_on <= end,
        is_new=start <= row.opened_on,
        outcome=row.outcome if closed_within else "",
        origin=origin,
        source=Source("Balanslistan", adapters.address("governance:balance", row.arena_id)),
    )


def _voices(
    region: str, ids: set[Any], start: dt.date, end: dt.date
) -> tuple[rules.VoiceFact, ...]:
    return tuple(
        rules.VoiceFact(
            who=f"{VoiceKind(voice.kind).sv} ({voice.group})",
            on=days.long_day(voice.heard_on),
            said=voice.said,
            became=voice.became,
            is_told_back=voice.is_told_back,
            source=Source(voice.group, adapters.address("participation:voice", voice.id)),
        )
        for voice in voices_heard(region, start, end, ids)
    )
