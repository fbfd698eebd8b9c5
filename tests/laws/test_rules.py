"""Does a statute reference follow the law from day to day?"""

from datetime import date

import pytest

from samsyn.laws.rules import BrokenStatutes, UnknownStatute, from_toml, statute, statutes

ROW = """
[[statutes]]
key = "a"
law = "x"
chapter = 1
section = "1"
valid_from = {start}
{end}
title = "t"
title_en = "t"
source = "s"
confirmed = true
"""
LAWS = '[laws]\nx = { name = "lagen", sfs = "2000:1" }\n'
NEEDED = {
    "duty_to_report",
    "sip_social",
    "sip_health",
    "consent_secrecy",
    "minor_consent",
    "health_social_release",
    "social_health_release",
    "duty_by_law",
    "investigation_information",
    "own_voice_15",
    "child_best",
    "child_opinion",
    "school_own_voice_16",
    "elevhalsa",
}


def table(*rows: tuple[str, str]) -> str:
    return LAWS + "".join(ROW.format(start=start, end=end) for start, end in rows)


class TestStatute:
    @pytest.mark.parametrize(
        ("day", "citation"),
        [
            (date(2025, 6, 30), "14 kap. 1 § socialtjänstlagen (2001:453)"),
            (date(2025, 7, 1), "19 kap. 1 § socialtjänstlagen (2025:400)"),
            (date(2026, 1, 15), "19 kap. 1 § socialtjänstlagen (2025:400)"),
        ],
    )
    def test_is_the_one_in_force_on_the_day(self, day, citation):
        assert statute("duty_to_report", day).citation == citation

    def test_has_a_new_wording_from_15_january_2026(self):
        before = statute("duty_to_report", date(2026, 1, 14))
        assert before.valid_to == date(2026, 1, 15)
        assert statute("duty_to_report", date(2026, 1, 15)) != before

    @pytest.mark.parametrize(
        ("key", "chapter", "section"),
        [
            ("sip_social", 10, "8"),
            ("sip_health", 16, "4"),
            ("minor_consent", 12, "3"),
            ("health_social_release", 25, "12"),
            ("social_health_release", 26, "9"),
            ("duty_by_law", 10, "28"),
            ("investigation_information", 20, "6"),
            ("own_voice_15", 3, "4"),
            ("school_own_voice_16", 29, "12"),
        ],
    )
    def test_stands_where_the_law_has_it(self, key, chapter, section):
        found = statute(key, date(2026, 11, 22))
        assert (found.chapter, found.section) == (chapter, section)

    def test_names_both_places_of_consent(self):
        citation = statute("consent_secrecy", date(2026, 1, 1)).citation
        assert (
            citation == "10 kap. 1 § och 12 kap. 2 § offentlighets- och sekretesslagen (2009:400)"
        )

    def test_shows_what_was_read_in_a_secondary_source(self):
        assert not statute("consent_secrecy", date(2026, 1, 1)).is_confirmed
        assert statute("duty_to_report", date(2026, 1, 20)).is_confirmed

    def test_refuses_an_unknown_key_and_says_which_exist(self):
        with pytest.raises(UnknownStatute, match="duty_to_report"):
            statute("duty_to_repot", date(2026, 1, 1))

    def test_refuses_a_day_before_the_law(self):
        with pytest.raises(UnknownStatute, match="2025-07-01"):
            statute("child_information", date(2020, 1, 1))


class TestTable:
    def test_has_every_key_that_the_product_cites(self):
        assert set(statutes()) >= NEEDED

    def test_refuses_overlapping_rows(self):
        with pytest.raises(BrokenStatutes, match="overlaps"):
            from_toml(table(("2001-01-01", ""), ("2002-01-01", "")))

    def test_refuses_a_row_that_ends_before_it_begins(self):
        with pytest.raises(BrokenStatutes, match="ends before"):
            from_toml(table(("2001-01-01", "valid_to = 2000-01-01")))

    def test_takes_rows_that_touch(self):
        rows = from_toml(table(("2001-01-01", "valid_to = 2002-01-01"), ("2002-01-01", "")))
        assert len(rows["a"]) == 2
