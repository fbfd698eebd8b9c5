"""Does the product's follow-up of October 2016 to October 2017 hold every fact of document 000?

The checklist is our own: words and numbers that each of its points must bring, in any order.
"""

import datetime as dt
import re

import pytest

from samsyn.followup import rules
from samsyn.followup.queries import draft_markdown, proof_on
from samsyn.followup.queries.facts import facts_of
from tests.followup.barnarenan import CODE, END, START, barnarenan

POINTS = {
    1: ["balanslista", "2017–2018", "bilaga"],
    2: ["psykisk", "handlingsplan", "2017–2020", "beslut", "införts", "utvecklingsledare", "dialog"],
    3: ["SKL", "satsning", "barn och unga", "följ"],
    4: ["webbplats", "samverkan", "kommunerna", "Region Jämtland Härjedalen", "present"],
    5: ["hälsoundersökning", "placerade barn", "revider"],
    6: ["barn- och ungdomspsykiatrin", "löpande", "platser i sluten vård", "unga"],
    7: ["nationella uppdraget", "våld i nära relationer", "present"],
    8: ["barnhälsovård", "resultat", "redovis"],
    9: ["nyanlända", "0–17", "översyn"],
    10: ["familjecentraler", "Östersund", "present"],
    11: ["dialog", "nyanlända", "barn och unga", "ensamma"],
    12: ["psykisk funktionsnedsättning", "revider"],
    13: ["Hälsosamtalet i skolan", "länets", "resultat", "analys"],
    14: ["fortsat", "våld", "övergrepp", "samordna", "barnskyddsteam"],
    15: ["språkligt stöd", "logoped", "2018", "Region Jämtland Härjedalen", "kommuner", "centralt"],
    16: ["barnhälsoteam", "riktlinje", "L-IFO", "antagit", "JämtBus", "barnhälsovården",
         "förskolan", "socialtjänsten", "0–6", "löpande"],
    17: ["placerade barn", "överenskommelse", "uppdater", "ny lag", "hösten 2017", "dialog"],
}  # fmt: skip
AROUND = {
    "about": ["politisk", "kommun", "barn och unga", "egen organisation", "budget",
              "beslutsmandat", "rekommendera", "september 2008", "juni 2009", "L-IFO",
              "JämtBus", "hälsoundersökning", "särskola", "Rådet för regional utveckling"],
    "composition": ["BUZ", "SocSam", "ordförande i socialnämnden i östersund", "2 platser",
                    "Skolhandläggare", "Socialhandläggare", "Regionöverläkare",
                    "Områdeschef barn och unga vuxna", "Barnhälsovårdsöverläkare", "Skolchef",
                    "IFO-chef"],
    "meetings": ["4 gånger per år", "inga möten inlagda"],
}  # fmt: skip


@pytest.fixture
def sections(db):
    arena = barnarenan()
    return {section.key: section for section in rules.draft(facts_of(CODE, arena.pk, START, END))}


@pytest.mark.parametrize("point", POINTS)
def test_each_of_the_seventeen_points(sections, point):
    entries = {p.number: p for p in sections["matters"].paragraphs}
    assert len(entries) == 17
    text = entries[point].text.casefold()
    assert [word for word in POINTS[point] if word.casefold() not in text] == [], text
    assert entries[point].sources


@pytest.mark.parametrize("key", AROUND)
def test_what_stands_around_them(sections, key):
    text = " ".join(p.text for p in sections[key].paragraphs).casefold()
    assert [word for word in AROUND[key] if word.casefold() not in text] == [], text


def test_only_the_last_is_open(sections):
    still = [p.number for p in sections["matters"].paragraphs if "inte avslutat" in p.text]
    assert still == [17]


def test_says_openly_what_is_not_recorded(sections):
    for key in ("meetings", "balance", "figures", "voices", "agreements"):
        text = " ".join(p.text for p in sections[key].paragraphs)
        assert re.search(r"Samsyn har ing|Inga röster", text), text


def test_the_year_after_does_not_repeat_what_was_ended(db):
    arena = barnarenan()
    later = facts_of(CODE, arena.pk, END.replace(month=12, day=1), END.replace(year=2018))
    assert [matter.title for matter in later.matters] == ["Placerade barn"]


def test_the_question_of_the_auditors_in_2021_is_answered_on_one_page(steering):
    barnarenan()
    proof = proof_on(steering.auditor, dt.date(2021, 6, 1))
    states = {arena.code: arena.state for arena in proof.arenas}
    assert states["barnarenan"] == "missing" and states["l-ifo"] == "outdated"
    assert states["regionalt-jamtbusnatverk"] == "valid"
    lacks, _mark, old = proof.answer.partition("; dessutom")
    assert "Barnarenan" in lacks and old.endswith("ett inaktuellt uppdrag: L-IFO.")
    later = {a.code: a for a in proof_on(steering.auditor, dt.date(2022, 1, 1)).arenas}
    assert later["samreko"].state == "valid" and "l-ifo" not in later
    assert "Barnarenan" in later["samreko"].anchored_in


def test_as_markdown_with_sources(db):
    barnarenan()
    text = draft_markdown(CODE, "barnarenan", START, END)
    assert text.startswith("# Uppföljning av Barnarenan 1 oktober 2016–31 oktober 2017\n")
    assert "\n17. Placerade barn" in text and "\n1. Balanslista" in text
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    notes = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert marks == notes and notes
    assert draft_markdown(CODE, "finns-inte", START, END) is None
