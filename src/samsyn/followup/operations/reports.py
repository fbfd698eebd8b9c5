"""A follow-up is drafted from what happened, edited, frozen and published; then only corrected."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict, replace

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.followup import rules
from samsyn.followup.access import check_may_report
from samsyn.followup.models import ReportCorrection, ReportVersion, YearlyReport
from samsyn.followup.queries.facts import facts_of
from samsyn.followup.queries.reports import (
    changed_sections,
    frozen_print,
    title_of,
    version_sections,
)
from samsyn.followup.rules import Section
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.governance.models import Arena


@operation
def draft_report(
    arena_id: uuid.UUID, *, period_from: dt.date, period_to: dt.date, actor: Actor
) -> YearlyReport:
    """Draft a follow-up of an arena's period (both days in) from what Samsyn knows."""
    check_may_report(actor)
    arena = Arena.objects.filter(pk=arena_id, region=actor.region).first()
    if arena is None:
        raise Refused(_("Arenan finns inte."), field="arena")
    if period_to < period_from:
        raise Refused(_("Perioden slutar innan den börjar."), field="period_to")
    if YearlyReport.objects.filter(
        arena=arena, period_from=period_from, period_to=period_to
    ).exists():
        raise Refused(
            _("Det finns redan en uppföljning av arenan för perioden."),
            _("Öppna den i listan."),
            field="period_from",
        )
    facts = facts_of(actor.region, arena.pk, period_from, period_to)
    moment = clock.now()
    report = YearlyReport.objects.create(
        region=actor.region,
        arena=arena,
        period_from=period_from,
        period_to=period_to,
        title=title_of(arena.name, period_from, period_to),
        state=rules.REPORT.first.value,
        state_since=moment,
        facts=asdict(facts),
        fingerprint=rules.fingerprint(facts),
        drafted_at=moment,
        by=actor.assignment_id,
    )
    _store(report, rules.draft(facts), 1, actor)
    record("report.drafted", report, actor=actor)
    return report


@operation
def save_report(
    report_id: uuid.UUID, sections: Sequence[Section], *, base_version: int, actor: Actor
) -> int:
    """Save an edited text; its new number.

    `sections` were edited from `base_version`. What somebody else saved meanwhile in other
    sections is kept; in the same section it is refused with Changed.
    """
    report = _locked(report_id, actor, "save")
    base = version_sections(report.pk, base_version)
    if not base:
        raise NotPossible(_("Versionen som du skrev i finns inte."), _("Öppna texten på nytt."))
    current = version_sections(report.pk, report.current)
    text, clashes = rules.joined(base, current, sections)
    if clashes:
        raise Changed(
            _("Någon annan har sparat i samma avsnitt: %(which)s.") % {"which": ", ".join(clashes)},
            _("Kopiera din text, öppna sidan på nytt och för in den."),
        )
    if text != current:
        _save(report, text, actor)
    record("report.saved", report, actor=actor)
    return report.current


@operation
def refresh_section(
    report_id: uuid.UUID, key: str, *, keep_text: bool, base_version: int, actor: Actor
) -> int:
    """Take in the facts of today for one section; the new number.

    With `keep_text` what is written stays and the new facts count as seen; else a new draft
    replaces the section.
    """
    report = _locked(report_id, actor, "save")
    if base_version != report.current:
        raise Changed(
            _("Någon annan har sparat sedan du öppnade sidan."), _("Öppna den på nytt och jämför.")
        )
    facts = _facts(report)
    fresh = {section.key: section for section in rules.draft(facts)}
    current = version_sections(report.pk, report.current)
    if key not in fresh or key not in {section.key for section in current}:
        raise NotPossible(_("Avsnittet finns inte."))
    taken = tuple(
        section
        if section.key != key
        else replace(section, basis=fresh[key].basis)
        if keep_text
        else fresh[key]
        for section in current
    )
    report.facts, report.fingerprint = asdict(facts), rules.fingerprint(facts)
    report.drafted_at = clock.now()
    _save(report, taken, actor, "facts", "fingerprint", "drafted_at")
    record("report.refreshed", report, actor=actor)
    return report.current


@operation
def freeze_report(
    report_id: uuid.UUID, *, base_version: int, changes_seen: bool = False, actor: Actor
) -> YearlyReport:
    """Freeze a follow-up: nothing in it changes afterwards, and a fingerprint proves it.

    Refused when facts have changed since the draft, until `changes_seen` says that it is so meant.
    """
    report = _locked(report_id, actor, "freeze")
    if base_version != report.current:
        raise Changed(
            _("Någon annan har sparat sedan du öppnade sidan."), _("Läs texten på nytt, lås sedan.")
        )
    sections = version_sections(report.pk, report.current)
    fresh = rules.draft(_facts(report))
    changes = changed_sections(sections, fresh)
    if changes and not changes_seen:
        raise Refused(
            _("Underlaget har ändrats sedan utkastet skrevs: %(which)s.")
            % {"which": ", ".join(change.heading for change in changes)},
            _("Ta in ändringarna, eller kryssa i att texten ska låsas som den är."),
            field="changes_seen",
        )
    report.state = rules.REPORT.advance(rules.ReportState.DRAFT, "freeze").value
    report.state_since = report.frozen_at = clock.now()
    report.frozen_hash = frozen_print(report, sections)
    report.save(update_fields=["state", "state_since", "frozen_at", "frozen_hash"])
    record("report.frozen", report, actor=actor)
    return report


@operation
def publish_report(report_id: uuid.UUID, *, actor: Actor) -> YearlyReport:
    """Publish a frozen follow-up; from now on it stands on the open site."""
    report = _locked(report_id, actor, "publish")
    report.state = rules.ReportState.PUBLISHED.value
    report.state_since = report.published_at = clock.now()
    report.save(update_fields=["state", "state_since", "published_at"])
    record("report.published", report, actor=actor)
    return report


@operation
def correct_report(
    report_id: uuid.UUID, *, text: str, why: str, section: str = "", actor: Actor
) -> ReportCorrection:
    """Say openly what was wrong in a frozen follow-up; the text itself never changes."""
    check_may_report(actor)
    report = YearlyReport.objects.filter(pk=report_id, region=actor.region).first()
    if report is None:
        raise NotPossible(_("Uppföljningen finns inte i ert län."))
    if rules.ReportState(report.state) not in rules.CORRECTABLE:
        raise NotPossible(
            _("Uppföljningen är inte låst än."), _("Ändra i texten i stället för att rätta den.")
        )
    correction = ReportCorrection.objects.create(
        report=report,
        section=section,
        text=text.strip(),
        why=why.strip(),
        corrected_on=clock.today(),
        by=actor.assignment_id,
    )
    record("report.corrected", correction, actor=actor)
    return correction


def _locked(report_id: uuid.UUID, actor: Actor, action: str) -> YearlyReport:
    check_may_report(actor)
    rows = YearlyReport.objects.select_related("arena").select_for_update(of=("self",))
    report = rows.filter(pk=report_id, region=actor.region).first()
    if report is None:
        raise NotPossible(_("Uppföljningen finns inte i ert län."))
    advice = {
        "publish": _("Lås uppföljningen först. En publicerad kan bara rättas."),
    }.get(action, _("Den är låst. Skriv en rättelse om något är fel."))
    rules.REPORT.advance(
        rules.ReportState(report.state),
        action,
        refusal=_("Det går inte i det här läget."),
        advice=advice,
    )
    return report


def _facts(report: YearlyReport) -> rules.Facts:
    return facts_of(report.region, report.arena_id, report.period_from, report.period_to)


def _save(report: YearlyReport, text: Sequence[Section], actor: Actor, *fields: str) -> None:
    report.current += 1
    _store(report, text, report.current, actor)
    report.save(update_fields=["current", *fields])


def _store(report: YearlyReport, text: Sequence[Section], number: int, actor: Actor) -> None:
    ReportVersion.objects.create(
        report=report,
        number=number,
        sections=rules.as_data(text),
        saved_at=clock.now(),
        by=actor.assignment_id,
    )
