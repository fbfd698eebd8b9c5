"""Action plans, figures, voices and reports in the demo."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from samsyn.access.rules import Actor
from samsyn.actionplans import rules as plan_rules
from samsyn.actionplans.operations import (
    Report,
    decide_plan,
    new_plan,
    propose_plan,
    report_status,
    save_plan,
)
from samsyn.demo.people import data
from samsyn.demo.steering.crew import Crew, weeks_away
from samsyn.followup.operations import (
    draft_report,
    freeze_report,
    publish_report,
    record_finding,
)
from samsyn.followup.operations.findings import Found
from samsyn.foundation import clock
from samsyn.governance.models import Arena, Matter
from samsyn.indicators.models import Measure
from samsyn.indicators.operations import add_measure, count_live, record_value
from samsyn.indicators.operations.measures import NewMeasure
from samsyn.indicators.rules import Direction, Kind, MeasureUnit, Period
from samsyn.indicators.rules.reading import Row
from samsyn.participation.operations import (
    Heard,
    Way,
    add_method,
    link_voice,
    record_voice,
    say_what_became,
    tell_back,
)
from samsyn.participation.rules import VoiceKind


def tell_plan(
    crew: Crew, text: dict[str, Any], arena: str, signatories: tuple[tuple[str, str], ...] = ()
) -> UUID:
    """A plan that is written, proposed and decided; without signatories it is in force."""
    year = clock.today().year
    with crew.at(weeks_away(-30)) as actor:
        plan = new_plan(
            name=text["name"], code=text["code"], arena_code=arena, decided_by=[arena],
            period_from=dt.date(year, 1, 1), period_to=dt.date(year + 3, 1, 1),
            target_group=text["target_group"], introduction=text["introduction"], actor=actor,
        )  # fmt: skip
        content = plan_rules.Content(
            target_group=text["target_group"],
            introduction=text["introduction"],
            rows=tuple(_row(row) for row in text["row"]),
            signatories=tuple(
                plan_rules.Signatory(f"s{number}", office, organisation)
                for number, (office, organisation) in enumerate(signatories)
            ),
        )
        saved = save_plan(plan.pk, content, base_version=plan.current, actor=actor)
    with crew.at(weeks_away(-14)) as actor:
        propose_plan(plan.pk, version=saved.number, actor=actor)
    with crew.at(weeks_away(-9)) as actor:
        decide_plan(
            plan.pk, version=saved.number, arena_code=arena, decided_on=weeks_away(-11).date(),
            paragraph="§ 3", actor=actor,
        )  # fmt: skip
    return plan.pk


def _row(row: dict[str, Any]) -> plan_rules.Row:
    return plan_rules.Row(
        id=row["id"],
        area=row["area"],
        operations=tuple(row["operations"]),
        goal=row["goal"],
        measures=(plan_rules.Measure(row["measure"], row["indicator"]),),
        activity=row["activity"],
        done=row["done"],
        responsible=row["responsible"],
        agreements=tuple(row["agreements"]),
    )


def tell_statuses(crew: Crew, plan_id: UUID) -> None:
    """How it went in the latest term that has ended."""
    today = clock.today()
    number = (today.month - 1) // 4
    period = f"{today.year} T{number}" if number else f"{today.year - 1} T3"
    rows = [
        Report(row["row"], plan_rules.Status(row["status"]), row["comment"])
        for row in data("steering")["status"]
    ]
    with crew.at(weeks_away(-2)) as actor:
        report_status(plan_id, period, rows, actor=actor)


def tell_figures(crew: Crew, analyst: Actor) -> None:
    """A figure that the municipalities send, and those that Samsyn counts, for two years."""
    text = data("steering")["measure"]
    with crew.at(weeks_away(-20), analyst) as actor:
        measure = add_measure(
            NewMeasure(
                name=text["name"], definition=text["definition"], unit=MeasureUnit.PERCENT,
                kind=Kind.MANUAL, source=text["source"], direction=Direction.DOWN,
            ),
            actor=actor,
        )  # fmt: skip
        Measure.objects.filter(pk=measure.pk).update(key=text["key"])
        for value in text["value"]:
            row = Row(area="", period=Period.year(value["year"]), value=Decimal(value["value"]))
            record_value(measure.pk, row, actor=actor)
    with crew.at(clock.now(), analyst) as actor:
        for year in (clock.today().year - 1, clock.today().year):
            count_live(crew.region, year, actor=actor)


def tell_voices(crew: Crew, matters: dict[str, Matter]) -> None:
    """What children and user organisations have said, and what became of it."""
    text = data("steering")
    methods = {}
    for row in text["method"]:
        with crew.at(weeks_away(-50)) as actor:
            way = Way(title=row["title"], text=row["text"], fits_ages=row["ages"], how=row["how"])
            methods[row["key"]] = add_method(way, actor=actor)
    for row in text["voice"]:
        with crew.at(weeks_away(row["weeks"], 15)) as actor:
            heard = Heard(
                heard_on=clock.today(), kind=VoiceKind(row["who"]), group=row["group"],
                said=row["said"], place=row["place"], method_id=methods[row["method"]].pk,
            )  # fmt: skip
            voice = record_voice(heard, names_checked=True, actor=actor)
        matter = matters[row["matter"]]
        with crew.at(max(weeks_away(row["weeks"] + 1), matter.state_since)) as actor:
            link = link_voice(voice.pk, matter_id=matter.pk, actor=actor)
        if row["became"]:
            with crew.at(weeks_away(row["weeks"] + 20)) as actor:
                say_what_became(link.pk, text=row["became"], on=clock.today(), actor=actor)
                tell_back(link.pk, on=clock.today(), how="Ett besök i gruppen", actor=actor)


def tell_reports(crew: Crew) -> None:
    """Last year's report is published; the one for 2016–2017 waits as a draft."""
    arena = Arena.objects.get(region=crew.region, code="barnarenan")
    last = clock.today().year - 1
    with crew.at(weeks_away(-38)) as actor:
        report = draft_report(
            arena.pk, period_from=dt.date(last, 1, 1), period_to=dt.date(last, 12, 31), actor=actor
        )
    with crew.at(weeks_away(-36)) as actor:
        freeze_report(report.pk, base_version=report.current, changes_seen=True, actor=actor)
        publish_report(report.pk, actor=actor)
    with crew.at(weeks_away(-1)) as actor:
        draft_report(
            arena.pk, period_from=dt.date(2016, 10, 1), period_to=dt.date(2017, 10, 31),
            actor=actor,
        )  # fmt: skip


def tell_findings(crew: Crew, auditor: Actor) -> None:
    """The auditors have asked anew; the secretary has not answered yet."""
    with crew.at(weeks_away(-3), auditor) as actor:
        record_finding(
            Found(
                title="Hur hålls arenornas uppdrag aktuella?",
                text="Det framgår inte när uppdragen ska ses över och vem som ser till att det blir"
                " gjort.",
                found_by="Regionens revisorer",
                found_on=clock.today(),
            ),
            actor=actor,
        )
