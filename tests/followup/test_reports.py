"""How is a follow-up drafted, edited, frozen, published and corrected?"""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.followup import operations, queries, rules
from samsyn.followup.models import ReportVersion, YearlyReport
from samsyn.followup.queries.reports import frozen_print
from samsyn.followup.rules import Paragraph
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Changed, Denied, NotPossible, Refused
from samsyn.governance.models import AgendaItem, Arena, BalanceEntry, Matter, Meeting
from tests.followup.barnarenan import noon

START, END = dt.date(2026, 1, 1), dt.date(2026, 6, 30)


def an_arena(code, name="Barnrådet", key="barnradet"):
    return Arena.objects.create(
        region=code, code=key, name=name, kind="political", power="recommend",
        meetings_per_year=4, valid_from=dt.date(2020, 1, 1),
    )  # fmt: skip


def a_meeting(arena, day=dt.date(2026, 3, 2), state="published"):
    return Meeting.objects.create(
        arena=arena, starts_at=noon(day), state=state, state_since=clock.now(), approved_on=day
    )


def a_decision(arena, meeting):
    matter = Matter.objects.create(
        region=arena.region, arena=arena, origin=arena, kind="decision", title="Kalendern",
        what="Ta ställning", state="closed", state_since=clock.now(),
        opened_on=dt.date(2026, 1, 7), closed_on=dt.date(2026, 3, 2),
    )  # fmt: skip
    return AgendaItem.objects.create(
        meeting=meeting, matter=matter, place=4, title="Kalendern", outcome="recommended",
        decision="Parterna bör använda den.",
    )  # fmt: skip


@pytest.fixture
def drafted(steered):
    arena = an_arena(steered.code)
    report = operations.draft_report(
        arena.pk, period_from=START, period_to=END, actor=steered.secretary
    )
    return steered, arena, report


def written(report):
    return queries.version_sections(report.pk, YearlyReport.objects.get(pk=report.pk).current)


def changes(actor, report):
    return queries.changes_of(actor, queries.report_page(actor, report.pk))


def edit(sections, key, text):
    return tuple(replace(s, paragraphs=(Paragraph(text),)) if s.key == key else s for s in sections)


class TestDraft:
    def test_tells_what_happened(self, steered):
        arena = an_arena(steered.code)
        a_decision(arena, a_meeting(arena))
        BalanceEntry.objects.create(
            arena=arena, what="Rutin", owner="Gruppen", state="open",
            opened_on=dt.date(2026, 3, 2), due_on=dt.date(2026, 5, 1),
        )  # fmt: skip
        report = operations.draft_report(
            arena.pk, period_from=START, period_to=END, actor=steered.secretary
        )
        text = rules.as_markdown(report.title, written(report))
        assert "hölls 1 möte: 2 mars 2026 (1 punkt)" in text
        assert "Den 2 mars 2026 (§ 4) rekommenderade Barnrådet: Parterna bör använda den." in text
        assert "Protokoll 2 mars 2026 § 4" in text
        assert "Skulle vara klar 1 maj 2026" in text

    def test_only_once_for_a_period_and_only_in_the_own_county(self, drafted):
        steered, arena, _report = drafted
        with pytest.raises(Refused, match="redan"):
            operations.draft_report(
                arena.pk, period_from=START, period_to=END, actor=steered.secretary
            )
        other = an_arena("annat-lan")
        with pytest.raises(Refused, match="finns inte"):
            operations.draft_report(
                other.pk, period_from=START, period_to=END, actor=steered.secretary
            )

    def test_a_politician_does_not_write(self, drafted):
        steered, arena, _report = drafted
        with pytest.raises(Denied):
            operations.draft_report(
                arena.pk, period_from=END, period_to=END, actor=steered.politician
            )


class TestSave:
    def test_two_who_write_in_different_sections_lose_nothing(self, drafted):
        steered, _arena, report = drafted
        base = written(report)
        operations.save_report(
            report.pk, edit(base, "about", "Mitt"), base_version=1, actor=steered.secretary
        )
        operations.save_report(
            report.pk, edit(base, "voices", "Ditt"), base_version=1, actor=steered.coordinator
        )
        text = rules.as_markdown("", written(report))
        assert "Mitt" in text and "Ditt" in text

    def test_the_same_section_is_refused(self, drafted):
        steered, _arena, report = drafted
        base = written(report)
        operations.save_report(
            report.pk, edit(base, "about", "Mitt"), base_version=1, actor=steered.secretary
        )
        with pytest.raises(Changed, match="Allmänt om"):
            operations.save_report(
                report.pk, edit(base, "about", "Ditt"), base_version=1, actor=steered.coordinator
            )

    def test_saving_nothing_new_makes_no_version(self, drafted):
        steered, _arena, report = drafted
        operations.save_report(report.pk, written(report), base_version=1, actor=steered.secretary)
        assert ReportVersion.objects.filter(report=report).count() == 1


class TestNumbersThatChange:
    """The fault: a report is edited while what it was drafted from changes."""

    def test_the_page_says_which_section_and_one_takes_it_in(self, drafted):
        steered, arena, report = drafted
        actor = steered.secretary
        operations.save_report(
            report.pk, edit(written(report), "about", "Eget"), base_version=1, actor=actor
        )
        assert changes(actor, report) == ()
        a_meeting(arena)
        seen = changes(actor, report)
        assert [(c.key, c.is_edited) for c in seen] == [("meetings", False)]
        with pytest.raises(Changed):
            operations.refresh_section(
                report.pk, "meetings", keep_text=False, base_version=1, actor=actor
            )
        operations.refresh_section(
            report.pk, "meetings", keep_text=False, base_version=2, actor=actor
        )
        assert changes(actor, report) == ()
        text = rules.as_markdown("", written(report))
        assert "2 mars 2026" in text and "Eget" in text

    def test_own_words_can_be_kept_and_the_change_counts_as_seen(self, drafted):
        steered, arena, report = drafted
        actor = steered.secretary
        operations.save_report(
            report.pk, edit(written(report), "meetings", "Ett möte"), base_version=1, actor=actor
        )
        a_meeting(arena)
        assert changes(actor, report)[0].is_edited
        operations.refresh_section(
            report.pk, "meetings", keep_text=True, base_version=2, actor=actor
        )
        assert changes(actor, report) == ()
        assert "Ett möte" in rules.as_markdown("", written(report))

    def test_freezing_is_refused_until_the_change_is_seen(self, drafted):
        steered, arena, report = drafted
        a_meeting(arena)
        with pytest.raises(Refused, match="Möten") as no:
            operations.freeze_report(report.pk, base_version=1, actor=steered.secretary)
        assert no.value.field == "changes_seen"
        frozen = operations.freeze_report(
            report.pk, base_version=1, changes_seen=True, actor=steered.secretary
        )
        assert frozen.state == "frozen"


class TestFreeze:
    @pytest.fixture
    def frozen(self, drafted):
        steered, arena, report = drafted
        report = operations.freeze_report(report.pk, base_version=1, actor=steered.secretary)
        return steered, arena, report

    def test_nothing_changes_afterwards(self, frozen):
        steered, arena, report = frozen
        a_meeting(arena)
        assert changes(steered.secretary, report) == ()
        with pytest.raises(NotPossible, match="rättelse"):
            operations.save_report(
                report.pk, written(report), base_version=1, actor=steered.secretary
            )
        stored = YearlyReport.objects.get(pk=report.pk)
        assert stored.frozen_hash == frozen_print(stored, written(report))

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE followup_yearlyreport SET title = 'Annat'",
            "UPDATE followup_yearlyreport SET facts = '{}'",
            "UPDATE followup_yearlyreport SET current = 9",
            "UPDATE followup_yearlyreport SET state = 'draft', frozen_at = NULL, frozen_hash = ''",
            "UPDATE followup_reportversion SET sections = '[]'",
            "DELETE FROM followup_reportversion",
            "INSERT INTO followup_reportversion (report_id, number, sections, saved_at)"
            " SELECT id, 2, '[]', now() FROM followup_yearlyreport",
        ],
    )
    def test_the_database_refuses_too(self, frozen, sql):
        steered, _arena, _report = frozen
        wall.bind(steered.secretary)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    def test_is_published_and_only_corrected(self, frozen):
        steered, _arena, report = frozen
        with pytest.raises(NotPossible):
            operations.freeze_report(report.pk, base_version=1, actor=steered.secretary)
        operations.publish_report(report.pk, actor=steered.secretary)
        operations.correct_report(
            report.pk, text="Fyra möten hölls.", why="Ett möte saknades.", section="meetings",
            actor=steered.secretary,
        )  # fmt: skip
        page = queries.report_page(steered.politician, report.pk)
        assert page.corrections[0].heading == "Möten" and page.row.state == "published"

    def test_a_draft_is_not_corrected_and_not_published(self, drafted):
        steered, _arena, report = drafted
        with pytest.raises(NotPossible):
            operations.correct_report(report.pk, text="x", why="y", actor=steered.secretary)
        with pytest.raises(NotPossible):
            operations.publish_report(report.pk, actor=steered.secretary)

    def test_the_open_site_meets_what_is_published_and_its_last_version(self, drafted):
        steered, _arena, report = drafted
        actor = steered.secretary
        operations.save_report(
            report.pk, edit(written(report), "about", "Eget"), base_version=1, actor=actor
        )
        with transaction.atomic(), wall.as_open_site():
            assert not YearlyReport.objects.exists() and not ReportVersion.objects.exists()
        operations.freeze_report(report.pk, base_version=2, actor=actor)
        operations.publish_report(report.pk, actor=actor)
        with transaction.atomic(), wall.as_open_site():
            assert YearlyReport.objects.count() == 1
            assert list(ReportVersion.objects.values_list("number", flat=True)) == [2]


def test_turns_say_what_is_left(drafted):
    steered, _arena, report = drafted
    assert "lås den" in queries.steering_turns(steered.secretary)[0].what
    operations.freeze_report(report.pk, base_version=1, actor=steered.secretary)
    assert queries.steering_turns(steered.secretary)[0].what == "Publicera uppföljningen"
    assert queries.steering_turns(steered.politician) == []
