"""What must not be written about a group, and when is an answer due?"""

import datetime as dt

import pytest

from samsyn.participation import rules
from samsyn.participation.rules import VoiceState


@pytest.mark.parametrize(
    "text",
    ["20160312-2384", "160312-2384", "1603122384", "hon 160312 2384 sa", "160372+2384"],
)
def test_identity_numbers_are_seen(text):
    assert rules.holds_identity_number(text)


@pytest.mark.parametrize(
    "text", ["2016–2017", "12 av 30 elever", "169912-2384", "SOSFS 2014:5", "den 12 mars 2026"]
)
def test_other_numbers_are_let_through(text):
    assert not rules.holds_identity_number(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Emma tycker att mötena är långa.", ("Emma",)),
        ("Vi vill att Emmas lärare lyssnar.", ("Emmas",)),
        ("Mötena är långa. Kuratorn på BUP var snäll.", ()),
        ("Vi frågade Zaynab om det.", ("Zaynab",)),
        ("Elever i Östersund vill ha tider efter skolan.", ()),
        ("Någon sa: Jag vill vara med.", ()),
        ("Unga i Barnarenan", ()),
    ],
)
def test_likely_names(text, names):
    assert rules.likely_names(text, ("Östersunds kommun", "Östersund", "Barnarenan")) == names


def test_state_follows_what_is_written():
    day = dt.date(2026, 3, 1)
    assert rules.voice_state([]) is VoiceState.WAITING
    assert rules.voice_state([("", None)]) is VoiceState.WAITING
    assert rules.voice_state([("Nya tider", None), ("", None)]) is VoiceState.ANSWERED
    assert rules.voice_state([("Nya tider", day), ("Inget", None)]) is VoiceState.ANSWERED
    assert rules.voice_state([("Nya tider", day)]) is VoiceState.TOLD


def test_an_answer_is_due_after_sixty_days():
    assert rules.answer_due(dt.date(2026, 1, 1)) == dt.date(2026, 3, 2)
