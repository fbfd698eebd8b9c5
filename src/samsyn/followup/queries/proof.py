"""What can be shown of a day: mandates, versions, adoptions, decisions, tasks, reports?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone, translation

from samsyn.access.rules import Actor, Permission
from samsyn.agreements.models import Agreement
from samsyn.followup import rules
from samsyn.followup.models import YearlyReport
from samsyn.followup.queries import days
from samsyn.followup.queries.adoption import AgreementOn, agreements_on
from samsyn.followup.queries.arenas import CountyArenas, county_arenas
from samsyn.followup.queries.sources import county_name, documents_of, named
from samsyn.foundation import clock
from samsyn.governance.models import AgendaItem, Arena, BalanceEntry, Matter
from samsyn.governance.rules import ArenaKind, BalanceState, MeetingState

#: Decisions, ended matters and tasks are shown for this long before the day.
BACK_DAYS = 366
APPROVED = (MeetingState.APPROVED.value, MeetingState.PUBLISHED.value)


@dataclass(frozen=True)
class ProofChoices:
    """What can be chosen on the page."""

    arenas: tuple[tuple[str, str], ...]
    agreements: tuple[tuple[str, str], ...]


def proof_on(
    actor: Actor,
    on: dt.date,
    *,
    arena: uuid.UUID | None = None,
    agreement: uuid.UUID | None = None,
) -> rules.Proof | None:
    """Everything provable of a day; None when the arena or agreement is not the county's."""
    if not actor.may(Permission.STEERING_READ):
        return None
    with translation.override("sv"):
        return _proof(actor.region, on, arena, agreement)


def _proof(
    region: str, on: dt.date, arena: uuid.UUID | None, agreement: uuid.UUID | None
) -> rules.Proof | None:
    arenas = county_arenas(region)
    agreements = agreements_on(region, on, agreement)
    if (arena and arena not in arenas.by_id) or (agreement and not agreements):
        return None
    chosen = [row for row in arenas.on(on) if arena in (None, row.pk)]
    documents = documents_of(region)
    ids = {key for row in chosen for key in arenas.line_of(row.pk)}
    mandates = tuple(_arena(arenas, row, on, documents) for row in chosen)
    today = clock.today()
    scope = [arenas.by_id[arena].name] if arena else []
    scope += [agreements[0].agreement.name] if agreement else []
    return rules.Proof(
        region=county_name(region),
        on=on.isoformat(),
        scope=", ".join(scope) or "Alla arenor och överenskommelser",
        answer=rules.mandate_answer(
            days.long_day(on), [(m.name, m.state) for m in mandates], is_past=on < today
        ),
        arenas=mandates,
        agreements=tuple(
            _agreement(row, documents) for row in agreements if row.in_force or row.parties
        ),
        decisions=_decisions(region, ids, on, agreement),
        tasks=_tasks(ids, on),
        reports=_reports(region, on, arena),
    )


def _arena(
    arenas: CountyArenas, arena: Arena, on: dt.date, documents: Mapping[str, str]
) -> rules.ArenaProof:
    verdict, row = arenas.verdict(arena, on)
    return rules.ArenaProof(
        code=arena.code,
        name=arena.name,
        kind=ArenaKind(arena.kind).value,
        state=verdict.state.value,
        since=arenas.since(arena, verdict, row),
        title=row["title"] if row else "",
        anchored_in=tuple(arenas.name(code) for code in row["anchored_in"]) if row else (),
        review_by=(row["review_by"] or "") if row else "",
        source=named(row["source"], documents) if row else "",
    )


def _agreement(row: AgreementOn, documents: Mapping[str, str]) -> rules.AgreementProof:
    version = row.in_force
    return rules.AgreementProof(
        code=row.agreement.code,
        name=row.agreement.name,
        version=version.label if version else "",
        since=days.known(version.valid_from, version.precision) if version else "",
        asked=row.parties[0][1].asked if row.parties else "",
        parties=tuple(
            rules.PartyProof(
                party=name,
                state=adoption.state.value,
                board=adoption.board,
                decided_on=adoption.decided_on.isoformat() if adoption.decided_on else "",
                paragraph=adoption.paragraph,
                version=adoption.version,
                change=adoption.change,
            )
            for name, adoption in row.parties
        ),
        source=named((version.source if version else "") or row.agreement.source, documents),
    )


def _decisions(
    region: str, ids: set[uuid.UUID], on: dt.date, agreement: uuid.UUID | None
) -> tuple[rules.DecisionProof, ...]:
    since = on - dt.timedelta(days=BACK_DAYS)
    items = AgendaItem.objects.filter(
        meeting__arena__in=ids,
        meeting__state__in=APPROVED,
        meeting__starts_at__date__range=(since, on),
    ).exclude(outcome="")
    ended = Matter.objects.filter(
        Q(arena__in=ids) | Q(origin__in=ids), region=region, closed_on__range=(since, on)
    ).exclude(outcome="")
    if agreement is not None:
        items = items.filter(matter__agreement=agreement)
        ended = ended.filter(agreement=agreement)
    found = [
        rules.DecisionProof(
            arena=item.meeting.arena.name,
            on=timezone.localdate(item.meeting.starts_at).isoformat(),
            paragraph=str(item.place),
            what=item.title,
            outcome=item.outcome,
            text=item.decision,
        )
        for item in items.select_related("meeting__arena").order_by("meeting__starts_at", "place")
    ]
    found += [
        rules.DecisionProof(
            arena=matter.arena.name,
            on=matter.closed_on.isoformat() if matter.closed_on else "",
            paragraph="",
            what=matter.title,
            outcome="closed",
            text=matter.outcome,
        )
        for matter in ended.select_related("arena").order_by("closed_on", "key", "title")
    ]
    return tuple(found)


def _tasks(ids: set[uuid.UUID], on: dt.date) -> tuple[rules.TaskProof, ...]:
    since = on - dt.timedelta(days=BACK_DAYS)
    rows = BalanceEntry.objects.filter(arena__in=ids, opened_on__lte=on)
    rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since))
    return tuple(
        rules.TaskProof(
            arena=row.arena.name,
            what=row.what,
            owner=row.owner,
            state=row.state if row.closed_on and row.closed_on <= on else BalanceState.OPEN.value,
            opened_on=row.opened_on.isoformat(),
            due_on=row.due_on.isoformat() if row.due_on else "",
            outcome=row.outcome if row.closed_on and row.closed_on <= on else "",
        )
        for row in rows.select_related("arena").order_by("opened_on", "what", "id")
    )


def _reports(region: str, on: dt.date, arena: uuid.UUID | None) -> tuple[rules.ReportProof, ...]:
    rows = YearlyReport.objects.filter(region=region, frozen_at__date__lte=on).defer("facts")
    if arena is not None:
        rows = rows.filter(arena=arena)
    return tuple(
        rules.ReportProof(
            title=row.title,
            frozen_on=timezone.localdate(row.frozen_at).isoformat() if row.frozen_at else "",
            published_on=timezone.localdate(row.published_at).isoformat()
            if row.published_at and timezone.localdate(row.published_at) <= on
            else "",
            hash=row.frozen_hash,
        )
        for row in rows.order_by("-period_to", "title")
    )


def proof_choices(actor: Actor) -> ProofChoices:
    """Arenas and agreements of the county to choose among."""
    arenas = county_arenas(actor.region).rows
    agreements = Agreement.objects.filter(region=actor.region).order_by("name")
    return ProofChoices(
        tuple((str(row.pk), row.name) for row in arenas),
        tuple((str(row.pk), row.name) for row in agreements),
    )
