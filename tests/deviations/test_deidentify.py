"""What is marked in a deviation report, how often something is missed and how often too much?"""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.deviations.rules.deidentify import Find, Known, Mark, find_marks, pieces, replaced
from samsyn.deviations.rules.deidentify import words as lists
from samsyn.participation.rules import holds_identity_number
from tests.deviations.generated_texts import (
    FIRST,
    LAST,
    LATER,
    NUMBERS,
    Material,
    generated,
    identity_number,
    measure,
)

NOTHING = Known()
KNOWN = Known(
    child=("Tindra Mo", "Tindis", "20120304-TF12"),
    people=("Sol Kvarnhult", "Anna-Karin Ek"),
    places=("Lit", "Hammarstrand"),
    units=("Parkskolan", "BUP Lyktan"),
    allowed=("Region Jämtland Härjedalen", "BUP", "Åre kommun", "Mo kommun", "JämtBus"),
)


def marked(text: str, known: Known = NOTHING) -> list[tuple[str, Mark]]:
    return [(find.text, find.mark) for find in find_marks(text, known)]


def shared(text: str, known: Known = NOTHING) -> str:
    return replaced(text, find_marks(text, known))


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Vi kallade Astrid till mötet.", "Vi kallade [namn] till mötet."),
        ("Vi kallade Astrids pappa.", "Vi kallade [namn]s pappa."),
        ("Astrid kom.", "[namn] kom."),
        ("Sen kom Zebulon hem.", "Sen kom [namn] hem."),
        ("Zebulon ringde igen.", "[namn] ringde igen."),
        ("Zebulons mamma ringde.", "[namn] mamma ringde."),
        ("Zebulon Kvarnhult är kallad.", "[namn] är kallad."),
        ("vi ringde astrid igår", "vi ringde [namn] igår"),
        ("pojken heter zebulon", "pojken heter [namn]"),
        ("mamma my kom", "mamma [namn] kom"),
        ("Det sa Lisa Maria von Essen.", "Det sa [namn]."),
        ("Det sa Anna-Karin Ek-Berg.", "Det sa [namn]."),
        ("Det sa Zahra al-Jabouri.", "Det sa [namn]."),
        ("Det sa El-Zein.", "Det sa [namn]."),
        ("Det sa Świętosława.", "Det sa [namn]."),
        ("Det sa O'Leary.", "Det sa [namn]."),
        ("Det sa Lisa K.", "Det sa [namn]."),
        ("Det sa A\u030asa.", "Det sa [namn]."),
        ("Det sa ASTRID.", "Det sa [namn]."),
        ("MVH Zebulon", "MVH [namn]"),
        ("Vi ses.\n/zebulon", "Vi ses.\n/[namn]"),
        ("Vi såg Zebulon. Zebulon och vi åt.", "Vi såg [namn]. [namn] och vi åt."),
        ("Jag ringde Björn.", "Jag ringde [namn]."),
    ],
)
def test_names(text, instead):
    assert shared(text) == instead


@pytest.mark.parametrize(
    "text",
    [
        "En björn och en sten. Hans mamma ringde. Vi vill. Sol och regn, min vilja är stark.",
        "Enligt HSL 16 kap. 4 § och SoL 10 kap. 8 § hölls SIP i Teams med BUP och BVC.",
        "Barnet är 7 år, går i åk 8 och väntade 3–4 månader, kl. 08.00-16.30.",
        "Skolan, Socialtjänsten och Försäkringskassan. Det är A och O. Plan B. Vitamin D.",
        "Förskolan och grundskolan. Hans lag är Lex Sarah. Vad hände?\n- Ingen kom.\n1. Ansvar.",
        "Det är INTE bra att ingen tog ansvar, t.ex. för remisser. 50 % och 12 000 kr.",
        "Vi gick vägen 5 minuter. Under 2023 var det lugnt. 3/4 delar.",
    ],
)
def test_ordinary_text_is_left_alone(text):
    assert marked(text) == []


def test_how_sure():
    sure = {find.text: find.sure for find in find_marks("Då kom Astrid, Zebulon och Björn 3/3.")}
    assert sure == {"Astrid": True, "Zebulon": False, "Björn": False, "3/3": False}


@pytest.mark.parametrize(
    ("text", "mark", "found"),
    [
        ("Ring 070-174 06 05 nu", Mark.PHONE, "070-174 06 05"),
        ("Ring +46 (0)70 174 06 05", Mark.PHONE, "+46 (0)70 174 06 05"),
        ("tel 12 34 56", Mark.PHONE, "12 34 56"),
        ("till a.b@example.se.", Mark.EMAIL, "a.b@example.se"),
        ("se https://example.org/a?b=1.", Mark.LINK, "https://example.org/a?b=1"),
        ("se www.example.org", Mark.LINK, "www.example.org"),
        ("bor på Norra Storgatan 5 B.", Mark.ADDRESS, "Norra Storgatan 5 B"),
        ("på storgatan 5 stod", Mark.ADDRESS, "storgatan 5"),
        ("till Box 123.", Mark.ADDRESS, "Box 123"),
        ("till 831 31 Östersund.", Mark.ADDRESS, "831 31 Östersund"),
        ("bor i Sundsvall.", Mark.PLACE, "Sundsvall"),
        ("bor i Rotnäset.", Mark.PLACE, "Rotnäset"),
        ("går på Tallbackaskolan.", Mark.UNIT, "Tallbackaskolan"),
        ("går på Kvarnby skola.", Mark.UNIT, "Kvarnby skola"),
        ("går på Sankt Eskils förskola.", Mark.UNIT, "Sankt Eskils förskola"),
        ("går på förskolan Trollet.", Mark.UNIT, "förskolan Trollet"),
        ("låg på avdelning 14.", Mark.UNIT, "avdelning 14"),
        ("den 3 mars 2024 kom", Mark.DATE, "3 mars 2024"),
        ("den 3:e maj kom", Mark.DATE, "3:e maj"),
        ("kom 2024-03-03.", Mark.DATE, "2024-03-03"),
        ("kom 3/3.", Mark.DATE, "3/3"),
        ("kom 14.11.2023.", Mark.DATE, "14.11.2023"),
        ("går i 7B.", Mark.CLASS, "7B"),
        ("går i klass 4 c.", Mark.CLASS, "klass 4 c"),
        ("flickan A.B. kom", Mark.INITIALS, "A.B."),
        ("pojken L kom", Mark.INITIALS, "L"),
        ("sa E.S i går", Mark.INITIALS, "E.S"),
        ("elev AK kom", Mark.INITIALS, "AK"),
        ("dnr KS 2024/123", Mark.NUMBER, "dnr KS 2024/123"),
    ],
)
def test_numbers_and_places(text, mark, found):
    assert (found, mark) in marked(text)


@pytest.mark.parametrize(
    "form",
    ["{c}{d}-{n}", "{c}{d}{n}", "{d}-{n}", "{d}{n}", "{d}+{n}", "{d} {n}", "{c}{d} - {n}",
     "{d}–{n}", "pnr{d}-{n}", "{c} {d} {n}", "{d}-TF12", "{d}-T123", "{c}{d}R045", "{d}-XXXX"],
)  # fmt: skip
@pytest.mark.parametrize("number", [NUMBERS[0], NUMBERS[400], NUMBERS[0][:6] + "91" + "9120"])
def test_person_numbers_in_every_way_of_writing(form, number):
    written = form.format(c=number[:2], d=number[2:8], n=number[8:])
    text = f"Barnet ({written}) kom."
    assert shared(text).replace("pnr", "") == "Barnet ([personnummer]) kom."


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Tindra kom. TINDRA gick. tindras mamma.", "barnet kom. barnet gick. barnets mamma."),
        ("tindis och Tindra Mo och Mo, Tindra", "barnet och barnet och barnet, barnet"),
        ("Vi såg Tinndra.", "Vi såg barnet."),
        ("nr 120304-TF12 och 20120304 TF12", "nr [personnummer] och [personnummer]"),
        ("sol kvarnhults chef är Anna-Karin", "[namn]s chef är [namn]"),
        ("i hammarstrand och Lits kyrka", "i [ort] och [ort]s kyrka"),
        ("på parkskolans gård vid bup lyktan", "på skolans gård vid [enhet]"),
        ("Åre kommun och Region Jämtland Härjedalen och BUP", None),
        ("Mo kommuns rutin i JämtBus", None),
    ],
)
def test_what_the_caller_knows(text, instead):
    assert shared(text, KNOWN) == (text if instead is None else instead)


def test_pieces_for_a_template():
    text = "Då kom Astrid hem."
    cut = pieces(text, find_marks(text))
    assert [(piece.text, piece.find is not None) for piece in cut] == [
        ("Då kom ", False),
        ("Astrid", True),
        (" hem.", False),
    ]
    assert cut[1].find == Find(7, 13, "Astrid", Mark.NAME, True, "[namn]")
    assert pieces("", ()) == () and replaced("", ()) == ""


def test_words_have_labels_in_both_languages():
    assert all(mark.sv and mark.en for mark in Mark)


def test_the_lists_are_large_and_the_outside_names_are_outside():
    assert len(lists.GIVEN_NAMES) > 500 and len(lists.FAMILY_NAMES) > 250
    listed = lists.GIVEN_NAMES | lists.FAMILY_NAMES
    for material in (FIRST, LATER, LAST):
        assert not {name.casefold() for name in material.given + material.family} & listed


@pytest.mark.parametrize(
    ("material", "names", "wrong"),
    [(FIRST, 0.05, 0.001), (LATER, 0.075, 0.012), (LAST, 0.11, 0.022)],
    ids=["first", "later", "last"],
)
def test_how_much_is_missed_in_generated_reports(material: Material, names, wrong):
    measured = measure(material=material)
    print("\n".join(measured.lines()))
    assert measured.missed["kind", "child"] == 0
    assert measured.missed["kind", "personnummer"] == 0
    assert measured.share("kind", "name") < names
    assert measured.wrong_share < wrong
    for kind in ("phone", "e-mail", "link", "known place", "known unit"):
        assert measured.missed["kind", kind] == 0


def test_the_generator_gives_the_same_reports_each_time():
    assert generated(5) == generated(5)
    for made in generated(20):
        for truth in made.truths:
            assert made.text[truth.start : truth.end].strip()


WORDS = st.sampled_from(
    ["Astrid", "tindra", "Mo", "och", "Skolan", "3/3", "BUP", "Åre kommun", "Zebulon", "A.", "L",
     "a@b.se", "Storgatan 5", "\n", ". ", "-", "/", "1", "070-1740605", "al-Zein", "”", "é"]
)  # fmt: skip
NUMBER = st.randoms(use_true_random=False).map(identity_number)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(WORDS, NUMBER, st.text(max_size=4)), max_size=14).map(" ".join),
    st.lists(st.one_of(WORDS, NUMBER), max_size=14).map("".join),
)


@given(TEXTS)
def test_marks_never_overlap_and_pieces_are_the_text(text):
    finds = find_marks(text, KNOWN)
    assert all(a.end <= b.start for a, b in pairwise(finds))
    assert all(find.text == text[find.start : find.end] and find.text for find in finds)
    assert "".join(piece.text for piece in pieces(text, finds)) == text


@given(st.lists(st.one_of(WORDS, NUMBER), max_size=14).map(" ".join))
def test_no_person_number_is_left(text):
    assert not holds_identity_number(shared(text, KNOWN))


def _genitive(name: str) -> str:
    return name + "s"


@given(
    st.sampled_from(["Tindra", "Mo", "Tindis", "Tindra Mo"]),
    st.sampled_from([str, str.lower, str.upper, _genitive]),
    st.lists(WORDS, max_size=5),
    st.lists(WORDS, max_size=5),
)
def test_the_childs_name_is_never_left(
    name: str, way: Callable[[str], str], before: list[str], after: list[str]
):
    text = " ".join([*before, way(name), *after])
    left = shared(text, KNOWN).casefold()
    assert "tind" not in left
