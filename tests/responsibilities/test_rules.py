"""Has every word a label in both languages, and are ages said as people say them?"""

import pytest

from samsyn.regions.schema import Age, AgeInterval
from samsyn.responsibilities import rules


@pytest.mark.parametrize(
    "words",
    [
        rules.Level,
        rules.Need,
        rules.Extent,
        rules.Setting,
        rules.Basis,
        rules.Part,
        rules.PartyKind,
        rules.Precision,
    ],
)
def test_every_word_has_both_labels(words):
    for word in words:
        assert rules.label(word, "sv")
        assert rules.label(word, "en") != rules.label(word, "sv") or word == "region"


def test_an_unknown_language_is_answered_in_swedish():
    assert rules.label(rules.Level.GENERAL, "fi") == "Generell nivå"


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        ("16", "26", "16–25 år", "16–25 years"),
        ("18", None, "från 18 år", "from 18 years"),
        ("5.5", "21", "5,5 till och med 20 år", "5.5 up to and including 20 years"),
        ("0", "17.5", "0 till 17,5 år", "0 to 17.5 years"),
        (
            "28w",
            "18",
            "graviditetsvecka 28 till och med 17 år",
            "gestational week 28 up to and including 17 years",
        ),
        ("28w", "0", "graviditetsvecka 28 till födseln", "gestational week 28 until birth"),
        ("6", "7", "6 år", "6 years"),
        (None, None, "alla åldrar", "all ages"),
        (None, "18", "0–17 år", "0–17 years"),
    ],
)
def test_ages_are_said_in_words(start, end, swedish, english):
    ages = AgeInterval(Age.parse(start) if start else None, Age.parse(end) if end else None)
    assert rules.span_words(ages) == swedish
    assert rules.span_words(ages, "en") == english
