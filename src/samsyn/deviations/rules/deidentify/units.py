"""Which schools and wards are known by how they are written? Pure."""

import re
from collections.abc import Iterator, Set

from samsyn.deviations.rules.deidentify.cues import HEADS, SORTS_OF_SCHOOL
from samsyn.deviations.rules.deidentify.marks import Find, Mark
from samsyn.deviations.rules.deidentify.tokens import Token
from samsyn.deviations.rules.deidentify.words import (
    bare,
    is_also_word,
    is_given,
    is_ordinary,
    is_organisation,
)

#: The noun that a unit's name ends with, and what to write instead of the whole.
NOUNS = {
    "förskola": "förskolan", "förskolan": "förskolan", "skola": "skolan", "skolan": "skolan",
    "friskola": "skolan", "friskolan": "skolan", "grundskola": "skolan", "resursskola": "skolan",
    "gymnasium": "gymnasiet", "gymnasiet": "gymnasiet", "gymnasieskola": "gymnasiet",
    "hälsocentral": "hälsocentralen", "hälsocentralen": "hälsocentralen",
    "vårdcentral": "vårdcentralen", "vårdcentralen": "vårdcentralen", "sjukhus": "sjukhuset",
    "sjukhuset": "sjukhuset", "lasarett": "sjukhuset", "fritidshem": "fritidshemmet",
    "fritidshemmet": "fritidshemmet", "fritids": "fritidshemmet", "hemmet": "boendet",
    "familjehemmet": "familjehemmet", "boendet": "boendet", "avdelningen": "avdelningen",
    "avdelning": "avdelningen", "enheten": "enheten", "resursenheten": "enheten",
    "familjecentral": "familjecentralen", "familjecentralen": "familjecentralen",
    "gruppboendet": "boendet", "behandlingshemmet": "boendet", "församling": "församlingen",
    "kommun": "kommunen", "montessoriskolan": "skolan",
}  # fmt: skip
_SCHOOL = re.compile(r"^(.{2,}?)-?(förskolan?|skolan?|gymnasiet)s?$")
_WARD = frozenset(["avdelning", "avd", "avdelningen", "vårdavdelning", "vårdavdelningen"])


def unit_instead(key: str) -> str:
    """What to write instead of a unit whose name ends so."""
    if key in NOUNS:
        return NOUNS[key]
    if match := _SCHOOL.match(key):
        return NOUNS[match[2]]
    return "[enhet]"


def units(text: str, tokens: tuple[Token, ...], allowed: Set[int]) -> Iterator[Find]:
    """Schools, other units and wards; `allowed` are the tokens never to be marked."""
    for index in range(len(tokens)):
        if index in allowed:
            continue
        for find in (
            _school(tokens, index),
            _named_unit(text, tokens, index, allowed),
            _ward(text, tokens, index),
        ):
            if find:
                yield find


def _school(tokens: tuple[Token, ...], index: int) -> Find | None:
    token = tokens[index]
    match = _SCHOOL.match(token.key)
    if not match or match[1].strip("-") in SORTS_OF_SCHOOL or match[1].endswith("skole"):
        return None
    capital = token.text[0].isupper()
    if match[2] in ("skola", "förskola") and not capital:
        return None
    instead = NOUNS[match[2]] + "s" * (token.key.endswith("s"))
    sure = capital and not is_ordinary(match[1])
    return Find(token.start, token.end, token.text, Mark.UNIT, sure, instead)


def _named_unit(text: str, tokens: tuple[Token, ...], index: int, allowed: Set[int]) -> Find | None:
    """Kvarnby skola, förskolan Igelkotten."""
    noun = tokens[index]
    base = noun.key if noun.key in NOUNS else bare(noun.key)
    school = _SCHOOL.match(base)
    if base not in NOUNS and not school:
        return None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    definite = base.endswith(("n", "et")) or base in ("avdelning", "fritids", "hemmet")
    if (
        definite and after and after.gap in (" ", " ”", ' "', ": ") and after.is_capital
        and index + 1 not in allowed and not is_organisation(after.text, after.key)
        and not after.is_shouted and not is_given(after.key)
    ):  # fmt: skip
        start = tokens[index - 1].start if index and noun.gap == "-" else noun.start
        named = text[start : after.end]
        return Find(start, after.end, named, Mark.UNIT, False, unit_instead(base))
    if definite or (noun.is_capital and not noun.begins and base not in NOUNS):
        return None
    first = index
    while (
        first > 0
        and index - first < 3
        and tokens[first].gap in (" ", "-", ":")
        and _heads(tokens, first - 1, allowed)
    ):
        first -= 1
    if first == index:
        return None
    sure = not tokens[first].begins
    instead = unit_instead(base) + "s" * (base != noun.key)
    return Find(
        tokens[first].start,
        noun.end,
        text[tokens[first].start : noun.end],
        Mark.UNIT,
        sure,
        instead,
    )


def _heads(tokens: tuple[Token, ...], index: int, allowed: Set[int]) -> bool:
    token = tokens[index]
    if index in allowed or is_organisation(token.text, token.key):
        return False
    if token.key in HEADS:
        return token.text[0].isupper()
    saint = index > 0 and tokens[index - 1].key in HEADS
    if is_given(token.key) and token.key.endswith("s") and not saint:
        return False
    return (
        token.is_capital
        and not is_ordinary(token.key)
        and not (is_also_word(token.key) and token.begins)
    )


def _ward(text: str, tokens: tuple[Token, ...], index: int) -> Find | None:
    token = tokens[index]
    if token.key not in _WARD or index + 1 >= len(tokens):
        return None
    number = tokens[index + 1]
    if number.gap not in (" ", ". ", "\u00a0", ".") or not re.match(
        r"\d{1,3}[A-Za-z]?$", number.text
    ):
        return None
    return Find(
        token.start, number.end, text[token.start : number.end], Mark.UNIT, True, "avdelningen"
    )
