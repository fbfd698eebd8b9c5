"""How are drafts worded, edits joined, sources kept and answers given? No database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.followup import rules
from samsyn.followup.rules import (
    ArenaFact,
    BalanceFact,
    DecisionFact,
    DeviationFact,
    Facts,
    FindingState,
    MatterFact,
    MeetingFact,
    Paragraph,
    Section,
    Source,
    VoiceFact,
)

ARENA = ArenaFact("Barnrådet", "political", "recommend", "maj 2024", meetings_per_year=6)
EMPTY = Facts(ARENA, "1 januari 2026–31 december 2026")
MINUTES = Source("Protokoll 2 mars 2026 § 4", "/styrning/moten/1/")


def section(facts, key):
    return next(s for s in rules.draft(facts) if s.key == key)


def text_of(facts, key):
    return " ".join(p.text for p in section(facts, key).paragraphs)


class TestDraft:
    def test_has_the_parts_of_a_follow_up_in_order(self):
        assert [s.key for s in rules.draft(EMPTY)] == [
            "about", "composition", "meetings", "matters", "agreements", "balance", "figures",
            "deviations", "voices",
        ]  # fmt: skip

    def test_never_claims_what_is_not_recorded(self):
        for key in ("composition", "meetings", "matters", "agreements", "balance", "figures"):
            assert "Samsyn har ing" in text_of(EMPTY, key)

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("decision", "hade ärendet uppe för beslut"),
            ("information", "fick information"),
            ("dialogue", "förde en dialog"),
            ("revision", "arbetade med en revidering"),
            ("presentation", "fick en presentation"),
            ("follow_up", "följde upp frågan"),
        ],
    )
    def test_the_sentence_follows_the_kind(self, kind, words):
        matter = MatterFact("Kalendern", kind, "Ta ställning till kalendern")
        text = text_of(replace(EMPTY, matters=(matter,)), "matters")
        assert f"Barnrådet {words}" in text and "Frågan var: Ta ställning" in text

    def test_a_decision_has_its_day_and_section_and_minutes_as_source(self):
        decision = DecisionFact(
            "2 mars 2026", "4", "recommended", "Parterna bör anta den.", True, MINUTES
        )
        matter = MatterFact("Kalendern", "decision", "Ta ställning", decisions=(decision,))
        drafted = section(replace(EMPTY, matters=(matter,)), "matters").paragraphs[0]
        assert (
            "Den 2 mars 2026 (§ 4) rekommenderade Barnrådet: Parterna bör anta den." in drafted.text
        )
        assert drafted.sources == (MINUTES,)
        unsure = replace(matter, decisions=(replace(decision, is_approved=False),))
        assert "Protokollet är inte justerat." in text_of(
            replace(EMPTY, matters=(unsure,)), "matters"
        )

    def test_meetings_are_counted_and_cancelled_ones_told(self):
        rows = (
            MeetingFact("2 mars 2026", "published", 7),
            MeetingFact("1 juni 2026", "cancelled", 0),
            MeetingFact("1 september 2026", "held", 1),
        )
        text = text_of(replace(EMPTY, meetings=rows), "meetings")
        assert "6 gånger per år" in text
        assert "hölls 2 möten: 2 mars 2026 (7 punkter) och 1 september 2026 (1 punkt)" in text
        assert "1 möte ställdes in: 1 juni 2026" in text
        assert "inte justerat än för mötet 1 september 2026" in text

    def test_the_balance_list_says_what_is_late(self):
        rows = (
            BalanceFact("Rutin", "Lotsgruppen", "open", "1 maj 2026", is_late=True),
            BalanceFact("Karta", "Lotsgruppen", "done", is_new=True, outcome="Kartan finns"),
        )
        text = text_of(replace(EMPTY, balance=rows), "balance")
        assert "2 poster på balanslistan, 1 av dem nya" in text and "1 av dem sena" in text
        assert "Kvar: Rutin. Ansvarig: Lotsgruppen. Skulle vara klar 1 maj 2026." in text

    def test_a_voice_without_answer_is_told(self):
        rows = (VoiceFact("Barngrupp (elevråd)", "2 mars 2026", "Vi vill ha tider"),)
        assert "1 har inte fått svar" in text_of(replace(EMPTY, voices=rows), "voices")

    def test_deviations_are_told_by_year_and_hidden_ones_in_words(self):
        assert "inget år slutar under perioden" in text_of(EMPTY, "deviations")
        source = Source("Statistik om avvikelser 2026", "/avvikelser/statistik/?ar=2026")
        year = DeviationFact(
            "2026", reported="34", answered="20", days="12", waiting="9", seen="41",
            kinds=(("Vi är oense om vem som betalar", "7"),), has_hidden=True, source=source,
        )  # fmt: skip
        drafted = section(replace(EMPTY, deviations=(year,)), "deviations").paragraphs
        text = " ".join(p.text for p in drafted)
        assert "Under 2026 anmäldes 34 avvikelser i länet." in text
        assert "vi är oense om vem som betalar (7)" in text
        assert "20 av dem har fått svar. Hälften av dem fick svar inom 12 dagar." in text
        assert "Få anmälda avvikelser betyder inte få problem. Samsyn har sett 41" in text
        assert "Små tal visas inte" in text and "åtgärden gjord" not in text
        assert drafted[0].sources == (source,)

    def test_too_few_deviations_are_not_told_at_all(self):
        year = DeviationFact("2026", is_running=True, is_hidden=True, has_hidden=True)
        text = text_of(replace(EMPTY, deviations=(year,)), "deviations")
        assert "så få anmälda avvikelser att antalet inte visas" in text
        assert "har fått svar" not in text
        nobody = DeviationFact("2025", reported="0", answered="0")
        text = text_of(replace(EMPTY, deviations=(nobody,)), "deviations")
        assert "har ingen anmält någon avvikelse" in text and "betyder inte få problem" in text

    def test_changed_facts_change_only_their_own_section(self):
        before = rules.draft(EMPTY)
        after = rules.draft(replace(EMPTY, meetings=(MeetingFact("2 mars 2026", "held", 1),)))
        assert [a.key for a, b in zip(before, after, strict=True) if a.basis != b.basis] == [
            "meetings"
        ]


TEXTS = st.text(min_size=1, max_size=30)
SECTIONS = st.lists(TEXTS, min_size=1, max_size=4).map(
    lambda texts: tuple(
        Section(f"s{n}", f"Rubrik {n}", (Paragraph(t, (Source("Källa", "/x/"),)),), "b")
        for n, t in enumerate(texts)
    )
)


class TestSections:
    @given(SECTIONS)
    def test_go_through_json_unchanged(self, sections):
        assert rules.from_data(rules.as_data(sections)) == sections

    @given(SECTIONS, st.data())
    def test_two_edits_of_different_sections_are_both_kept(self, base, data):
        mine_at = data.draw(st.integers(0, len(base) - 1))
        theirs_at = data.draw(st.integers(0, len(base) - 1))

        def edited(at, text):
            return tuple(
                replace(s, paragraphs=(Paragraph(text),)) if n == at else s
                for n, s in enumerate(base)
            )

        mine, theirs = edited(mine_at, "mitt \x00"), edited(theirs_at, "ditt \x00")
        kept, clashes = rules.joined(base, theirs, mine)
        if mine_at == theirs_at:
            assert clashes == (base[mine_at].heading,)
        else:
            assert not clashes
            assert kept[mine_at] == mine[mine_at] and kept[theirs_at] == theirs[theirs_at]

    def test_markdown_cannot_be_broken_by_what_is_written(self):
        rows = (Section("a", "A", (Paragraph("# Rubrik [x](y) *fet*\n1. lista"),)),)
        text = rules.as_markdown("Titel", rows)
        assert "\n# Rubrik" not in text and "\\[x\\]" in text and "\n1. lista" not in text


class TestAudit:
    def test_the_answer_of_2021_in_one_sentence(self):
        arenas = [("Barnarenan", "missing"), ("L-IFO", "outdated"), ("Nätverket", "valid")]
        assert rules.mandate_answer("1 juni 2021", arenas, is_past=True) == (
            "Den 1 juni 2021 saknade 1 av 3 arenor uppdrag: Barnarenan;"
            " dessutom hade 1 ett inaktuellt uppdrag: L-IFO."
        )
        assert "alla 1 arenor" not in rules.mandate_answer("1 juni 2021", [], is_past=True)
        assert rules.mandate_answer("1 maj 2026", [("A", "valid")] * 2, is_past=False) == (
            "Den 1 maj 2026 har alla 2 arenor ett gällande uppdrag."
        )

    def test_a_finding_is_closed_when_answered_and_all_is_done(self):
        assert rules.finding_state(0, ["done"]) is FindingState.OPEN
        assert rules.finding_state(1, []) is FindingState.ANSWERED
        assert rules.finding_state(1, ["done", "planned"]) is FindingState.ANSWERED
        assert rules.finding_state(2, ["done"]) is FindingState.CLOSED

    @pytest.mark.parametrize(
        ("lifecycle", "states"),
        [(rules.REPORT, rules.ReportState), (rules.MEASURE, rules.MeasureState)],
    )
    def test_every_state_has_an_owner_and_both_words(self, lifecycle, states):
        for state in states:
            assert lifecycle.owners[state] and state.sv and state.en
