"""Which addresses and places stand in a text? Pure."""

import re
from collections.abc import Iterator, Set

from samsyn.deviations.rules.deidentify.cues import HEADS
from samsyn.deviations.rules.deidentify.marks import Find, Mark
from samsyn.deviations.rules.deidentify.tokens import Token
from samsyn.deviations.rules.deidentify.words import (
    PLACES,
    bare,
    is_also_word,
    is_listed,
    is_ordinary,
)

_STREET = re.compile(
    r"^.{2,}(?:gatan|gata|vägen|väg|gränd|gränden|stigen|stig|backen|backe|torget|allén|allé|plan|leden"
    r"|kajen|liden|slingan|ringen|rundan|esplanaden|gården|svängen|kroken|höjden|hagen)$"
)
_SURE_STREET = re.compile(r"^.{2,}(?:gatan|gränd|gränden|allén|torget|esplanaden|vägen|stigen)$")
_STREET_ALONE = frozenset(
    ["vägen", "väg", "gata", "gatan", "gränd", "stig", "stigen", "allé", "plan"]
)
_UNITS_OF_MEASURE = re.compile(
    r"\s(?:minuter|min|km|mil|meter|gånger|dagar|veckor|år|månader|timmar|personer|barn|st|procent|%)(?!\w)"
)
_DOOR = re.compile(r"(?: ?[A-Ha-h](?!\w))?(?:,? (?:lgh|tr|vån|c/o)\.? ?\d{0,5})?")


def places(text: str, tokens: tuple[Token, ...], allowed: Set[int]) -> Iterator[Find]:
    """Streets and listed places; `allowed` are the tokens never to be marked."""
    for index in range(len(tokens)):
        if index not in allowed:
            found = _street(text, tokens, index), _place(text, tokens, index)
            yield from (find for find in found if find)


def _street(text: str, tokens: tuple[Token, ...], index: int) -> Find | None:
    token = tokens[index]
    alone = token.key in _STREET_ALONE
    if not alone and not _STREET.match(token.key):
        return None
    first = index
    while (
        first > 0
        and index - first < 3
        and tokens[first].gap == " "
        and tokens[first - 1].is_capital
    ):
        before = tokens[first - 1]
        if is_ordinary(before.key) and before.key not in HEADS:
            break
        first -= 1
    number = tokens[index + 1] if index + 1 < len(tokens) else None
    named = first < index or not alone
    if (
        named
        and number
        and number.gap in (" ", "\u00a0")
        and re.match(r"\d{1,4}[A-Za-z]?$", number.text)
    ):
        end = number.end
        if not _UNITS_OF_MEASURE.match(text, end):
            door = _DOOR.match(text, end)
            end = door.end() if door else end
            start = tokens[first].start
            return Find(start, end, text[start:end], Mark.ADDRESS, True, "[adress]")
    if token.is_capital and not token.begins and not alone and _SURE_STREET.match(token.key):
        start = tokens[first].start
        return Find(start, token.end, text[start : token.end], Mark.ADDRESS, False, "[adress]")
    return None


def _place(text: str, tokens: tuple[Token, ...], index: int) -> Find | None:
    token = tokens[index]
    key = token.key if token.key in PLACES else bare(token.key)
    last = index
    if index + 1 < len(tokens) and f"{token.key} {bare(tokens[index + 1].key)}" in PLACES:
        last = index + 1
        key = f"{token.key} {bare(tokens[last].key)}"
    if key not in PLACES or (last == index and not token.is_letters):
        return None
    capital = token.text[0].isupper()
    plain = is_also_word(token.key) or is_ordinary(token.key)
    if (not capital and (plain or len(key) < 4)) or (token.begins and plain):
        return None
    name = is_listed(key) and not (
        index and tokens[index - 1].key in ("i", "från", "till", "mellan")
    )
    if name:
        return None
    instead = "[ort]" + "s" * (key != token.key and last == index)
    end = tokens[last].end
    return Find(
        token.start, end, text[token.start : end], Mark.PLACE, capital and not plain, instead
    )
