"""What does a plan look like to an actor, and whose yes is missing?"""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases.queries import UnitWords, cases_for, operation_word
from samsyn.children.queries import ask_reason, protected_at
from samsyn.foundation import clock
from samsyn.plans import rules
from samsyn.plans.models import FollowUp, Plan, PlanAnswer, PlanParty, PlanVersion


@dataclass(frozen=True)
class PartyLine:
    """A unit in the plan and its answer to the current version."""

    unit_id: uuid.UUID
    unit: str
    must_agree: bool
    yes: bool | None
    mine: bool
    why: str
    by: str
    at: dt.datetime | None
    own_consent: bool
    asked_days: int
    operation: str = ""


@dataclass(frozen=True)
class VersionLine:
    """One version in the list."""

    number: int
    saved_at: dt.datetime
    unit: str


@dataclass(frozen=True)
class ResultLine:
    """How one goal or action went."""

    label: str
    result: str
    remark: str


@dataclass(frozen=True)
class FollowUpLine:
    """A follow-up."""

    held_on: dt.date
    version: int
    child_view: str
    outcome: str
    why: str
    next_on: dt.date | None
    results: tuple[ResultLine, ...]


@dataclass(frozen=True)
class PlanPage:
    """All of a plan that the actor sees."""

    id: uuid.UUID
    case_id: uuid.UUID
    child_id: uuid.UUID
    owner_id: uuid.UUID
    owner: str
    state: rules.State
    state_text: str
    version: int
    agreed: int | None
    content: rules.Content
    missing: tuple[str, ...]
    parties: tuple[PartyLine, ...]
    versions: tuple[VersionLine, ...]
    follow_ups: tuple[FollowUpLine, ...]
    next_follow_up: dt.date | None
    is_owner: bool
    is_lead: bool
    ended_why: str

    @property
    def mine(self) -> PartyLine | None:
        """The actor's own place."""
        return next((p for p in self.parties if p.mine), None)

    @property
    def waiting(self) -> tuple[PartyLine, ...]:
        """Units whose yes is missing."""
        return tuple(p for p in self.parties if p.must_agree and not p.yes)

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written or agreed to."""
        return self.state is rules.State.DRAFT


def plans_for(actor: Actor) -> QuerySet[Plan]:
    """Plans in cases that the actor meets and where its unit has a place."""
    return Plan.objects.filter(case__in=cases_for(actor), parties__unit_id=actor.own_unit)


def plan_page(actor: Actor, plan_id: uuid.UUID, *, number: int | None = None) -> PlanPage | None:
    """A plan (its latest version unless `number` is given), or None; the reading is recorded.

    NeedsReason when its child is protected and its pages are not opened.
    """
    rows = plans_for(actor).annotate(protected=protected_at("child_id"))
    plan = rows.select_related("unit").filter(pk=plan_id).first()
    if plan is None:
        return None
    ask_reason(actor, plan.child_id, plan.protected)
    record("plan.read", plan, actor=actor, child_id=plan.child_id)
    versions = list(
        PlanVersion.objects.filter(plan=plan).select_related("saved_by_unit").order_by("-number")
    )
    words = UnitWords(actor, plan.unit_id, plan.protected)
    shown = next((v for v in versions if v.number == (number or plan.current)), None)
    if shown is None:
        return None
    parties = _parties(plan, shown.number, words)
    content = rules.Content.from_json(shown.content)
    if plan.protected:
        content = content.renamed({str(p.unit_id): p.unit for p in parties}, places=True)
    language = get_language()
    state = rules.State(plan.state)
    return PlanPage(
        id=plan.pk,
        case_id=plan.case_id,
        child_id=plan.child_id,
        owner_id=plan.unit_id,
        owner=plan.unit.name,
        state=state,
        state_text=state.label(language),
        version=shown.number,
        agreed=plan.agreed,
        content=content,
        missing=tuple(lack.label(language) for lack in rules.missing(content)),
        parties=parties,
        versions=tuple(_version(v, words) for v in versions),
        follow_ups=_follow_ups(plan, {v.number: v.content for v in versions}),
        next_follow_up=plan.next_follow_up,
        is_owner=plan.unit_id == actor.unit_id,
        is_lead=plan.lead_unit_id == actor.unit_id,
        ended_why=plan.ended_why,
    )


def plan_of_case(actor: Actor, case_ids: list[uuid.UUID]) -> dict[uuid.UUID, Any]:
    """The latest plan of each case with `places` (unit, must_agree, version, yes …), by case."""
    parties = PlanParty.objects.filter(plan_id=OuterRef("pk")).order_by("unit__name")
    place = JSONObject(
        unit="unit__name", id="unit_id", operation="unit__operation", must_agree="must_agree",
        version="answered_version", yes="yes",
    )  # fmt: skip
    rows = (
        plans_for(actor)
        .filter(case_id__in=case_ids)
        .annotate(protected=protected_at("child_id"))
        .select_related("lead_unit")
        .annotate(places=ArraySubquery(parties.values(row=place)))
        .order_by("state_since")
    )
    return {plan.case_id: _named(plan, actor) for plan in rows}


def _named(plan: Any, actor: Actor) -> Any:
    """`lead` and each place's `unit` as this actor may read them."""
    words = UnitWords(actor, plan.unit_id, plan.protected)
    for place in plan.places:
        place["unit"] = words.name(place["id"], place["unit"], place["operation"])
    lead = plan.lead_unit
    plan.lead = words.name(lead.pk, lead.name, lead.operation) if lead else ""
    return plan


def content_at(plan_id: uuid.UUID, number: int) -> rules.Content | None:
    """One version's content, if the database shows it."""
    version = PlanVersion.objects.filter(plan_id=plan_id, number=number).first()
    return rules.Content.from_json(version.content) if version else None


def for_paper(plan: PlanPage, region: str, *, hides_places: bool) -> PlanPage:
    """The plan as it may leave the house: on paper nobody is asked for a reason."""
    if not hides_places:
        return plan
    parties = tuple(
        replace(row, unit=operation_word(region, row.operation), by="") for row in plan.parties
    )
    names = {str(row.unit_id): row.unit for row in parties}
    owner = names.get(str(plan.owner_id), "")
    content = plan.content.renamed(names, places=False)
    return replace(plan, parties=parties, owner=owner, content=content)


def _version(version: PlanVersion, words: UnitWords) -> VersionLine:
    by = version.saved_by_unit
    return VersionLine(version.number, version.saved_at, words.name(by.pk, by.name, by.operation))


def _parties(plan: Plan, number: int, words: UnitWords) -> tuple[PartyLine, ...]:
    answers = {
        a.unit_id: a for a in PlanAnswer.objects.filter(plan=plan, version=number).order_by("id")
    }
    now = clock.now()
    lines = []
    for party in PlanParty.objects.filter(plan=plan).select_related("unit").order_by("unit__name"):
        answer = answers.get(party.unit_id)
        lines.append(
            PartyLine(
                unit_id=party.unit_id,
                unit=words.name(party.unit_id, party.unit.name, party.unit.operation),
                must_agree=party.must_agree,
                yes=answer.yes if answer else None,
                mine=party.unit_id == words.actor.unit_id,
                why=answer.why if answer else "",
                by=answer.answered_name if answer else "",
                at=answer.answered_at if answer else None,
                own_consent=bool(answer and answer.own_consent),
                asked_days=(now - party.asked_at).days,
                operation=party.unit.operation,
            )
        )
    return tuple(lines)


def _follow_ups(plan: Plan, contents: dict[int, dict[str, object]]) -> tuple[FollowUpLine, ...]:
    language = get_language()
    lines = []
    for row in FollowUp.objects.filter(plan=plan).order_by("-recorded_at"):
        content = rules.Content.from_json(contents.get(row.version, {}))
        labels = {g.id: g.words for g in content.goals} | {a.id: a.what for a in content.actions}
        order = {key: place for place, key in enumerate(content.row_ids)}
        results = tuple(
            ResultLine(
                labels.get(key, ""), rules.Result(value["result"]).label(language), value["remark"]
            )
            for key, value in sorted(row.results.items(), key=lambda r: order.get(r[0], 99))
        )
        outcome = rules.Outcome(row.outcome).label(language)
        lines.append(
            FollowUpLine(
                row.held_on, row.version, row.child_view, outcome, row.why, row.next_on, results
            )
        )
    return tuple(lines)
