"""Report a deviation: the shared copy goes to the ladder, the child stays at home."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases.queries import cases_for
from samsyn.children.models import ChildRecord
from samsyn.deviations import rules
from samsyn.deviations.access import check_may_report
from samsyn.deviations.models import Deviation, Origin
from samsyn.deviations.operations.placing import open_places_on
from samsyn.deviations.operations.steps import note_step
from samsyn.deviations.operations.wording import check_words, names_at_home, store_words
from samsyn.deviations.queries.base import steps_today
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.organisations.models import Party, Unit
from samsyn.plans.queries import plans_for
from samsyn.regions import region


@dataclass(frozen=True)
class Report:
    """What is reported. The texts go to the shared copy; what stands below `kept` stays at home.

    `kept` is each text as it was written before names were taken out, by the part's value.
    """

    kind: rules.Kind
    about_party: uuid.UUID
    happened: str
    about_unit: uuid.UUID | None = None
    consequence: str = ""
    tried: str = ""
    wanted: str = ""
    happened_on: dt.date | None = None
    against: rules.Against = rules.Against.UNSURE
    document: str = ""
    clause: str = ""
    routine: str = ""
    lex: rules.Lex = rules.Lex.NO
    about_own_manager: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)
    child_id: uuid.UUID | None = None
    case_id: uuid.UUID | None = None
    plan_id: uuid.UUID | None = None
    source_key: str = ""
    came_from: rules.Origin = rules.Origin.PERSON


@operation
def report_deviation(
    report: Report, *, submission: uuid.UUID, actor: Actor, looked: bool = False
) -> Deviation:
    """Report a deviation and put it on the first rung. The same `submission` gives the same one."""
    check_may_report(actor)
    sent = Deviation.objects.filter(submission=submission).first()
    if sent is not None:
        record("deviation.resent", sent, actor=actor)
        return sent
    party, unit = _about(report, actor)
    _check(report, actor)
    texts = _texts(report, actor, looked=looked)
    now, branch = clock.now(), report.kind.branch
    steps = steps_today(actor.region, branch, clock.today())
    happened = report.happened_on or clock.today()
    own = Unit.objects.select_related("party", "above").get(pk=actor.own_unit)
    deviation = Deviation(
        submission=submission, region=actor.region, number=_number(actor.region),
        units=[] if report.about_own_manager else [actor.own_unit], unit=own, party=own.party,
        role=actor.role, about_unit=unit, about_party=party,
        municipality=_municipality(own.party, party),
        kind=report.kind.value, branch=branch.value, against=report.against.value,
        document=report.document, clause=report.clause, routine=report.routine.strip(),
        lex=report.lex.value, came_from=report.came_from.value, happened_in=happened.replace(day=1),
        is_private=report.about_own_manager, ladder=steps.as_json(), rung=0, rung_since=now,
        due_on=rules.due_on(steps.rungs[0], clock.today()), state=rules.LIFECYCLE.first.value,
        state_since=now, reported_at=now,
    )  # fmt: skip
    deviation.save(force_insert=True)
    Origin.objects.create(
        deviation=deviation, unit=own, user_id=actor.own_user, assignment_id=actor.assignment_id,
        is_private=report.about_own_manager, child_id=report.child_id, case_id=report.case_id,
        plan_id=report.plan_id, happened_on=report.happened_on,
        # Colleagues must still be able to report what the product saw.
        source_key="" if report.about_own_manager else report.source_key,
        kept=dict(report.kept),
    )  # fmt: skip
    for part, text in texts.items():
        store_words(deviation, part, text, actor=actor)
    open_places_on(deviation, steps.rungs[0])
    note_step(deviation, "report", None, 0, actor=actor)
    if report.child_id is not None and not report.about_own_manager:
        # A private report leaves no trace by the child, where the manager could read of it.
        record("deviation.linked", deviation, actor=actor, child_id=report.child_id)
    return deviation


def _about(report: Report, actor: Actor) -> tuple[Party, Unit | None]:
    party = Party.objects.filter(pk=report.about_party, region=actor.region).first()
    if party is None:
        raise Refused(_("Välj vilken part det gäller."), field="about")
    if report.about_unit is None:
        return party, None
    unit = Unit.objects.select_related("party", "above").filter(
        pk=report.about_unit, party=party
    ).first()  # fmt: skip
    if unit is None:
        raise Refused(_("Enheten hör inte till den parten."), _("Välj igen."), field="about")
    return party, unit


def _check(report: Report, actor: Actor) -> None:
    if not report.happened.strip():
        raise Refused(_("Skriv kort vad som hände."), field="happened")
    if report.happened_on is not None and report.happened_on > clock.today():
        raise Refused(_("Dagen ligger framåt i tiden."), field="happened_on")
    if report.against is rules.Against.CLAUSE and not report.clause:
        raise Refused(_("Välj vilken del av överenskommelsen det gäller."), field="clause")
    if report.clause:
        clauses = {(row.document, row.id) for row in region(actor.region).clauses}
        if (report.document, report.clause) not in clauses:
            raise Refused(
                _("Den delen finns inte i länets överenskommelser."),
                _("Välj igen."),
                field="against",
            )
    if report.clause and report.against is not rules.Against.CLAUSE:
        raise Refused(_("Välj ”Överenskommelsen” när du anger en del av den."), field="against")
    is_about_us = report.about_unit == actor.unit_id
    if report.kind.branch is rules.Branch.RESPONSIBILITY and is_about_us:
        raise Refused(
            _("Ni kan inte vara oense med er själva."),
            _("Välj den enhet eller part som ni är oense med."),
            field="about",
        )
    if report.child_id is not None:
        known = ChildRecord.objects.filter(child_id=report.child_id, unit_id=actor.own_unit)
        if not known.exists():
            raise Refused(
                _("Er enhet känner inte det barnet i Samsyn."),
                _("Anmäl utan att utgå från barnet."),
            )
    if report.case_id is not None and not cases_for(actor).filter(pk=report.case_id).exists():
        raise Refused(_("Ärendet finns inte hos er."), _("Anmäl utan att utgå från ärendet."))
    if report.plan_id is not None and not plans_for(actor).filter(pk=report.plan_id).exists():
        raise Refused(_("Planen finns inte hos er."), _("Anmäl utan att utgå från planen."))
    if report.source_key:
        used = Origin.objects.filter(unit_id=actor.own_unit, source_key=report.source_key)
        if used.exists():
            raise Refused(
                _("Den här händelsen är redan anmäld av er."),
                _("Den finns i listan under ”Anmälda här”."),
            )


def _texts(report: Report, actor: Actor, *, looked: bool) -> dict[rules.Part, str]:
    names = names_at_home(report.child_id, actor.unit_id)
    found = {}
    for part in rules.REPORTED:
        text = check_words(
            getattr(report, part.value), field=part.value, actor=actor, looked=looked,
            names=names,
        )  # fmt: skip
        if text:
            found[part] = text
    check_words(report.routine, field="routine", actor=actor, looked=looked, names=names)
    return found


def _municipality(own: Party, other: Party) -> str:
    """Which municipality it happened in: that of the municipal party, the reporter's first."""
    return next((p.code for p in (own, other) if p.kind == "municipality"), "")


def _number(region: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT next_deviation_number(%s, %s)", [region, clock.today().year])
        return str(cursor.fetchone()[0])
