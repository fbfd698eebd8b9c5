"""Which single letters stand for somebody? Pure."""

import re
from collections.abc import Iterator

from samsyn.deviations.rules.deidentify.cues import CALLED, DOES, LABELS, LETTERED, PERSONS, WITH
from samsyn.deviations.rules.deidentify.marks import Find, Mark
from samsyn.deviations.rules.deidentify.names import Names
from samsyn.deviations.rules.deidentify.tokens import Token
from samsyn.deviations.rules.deidentify.words import is_organisation

_DOTTED = re.compile(
    r"(?<![^\W_])[A-ZÅÄÖ]\.? ?[A-ZÅÄÖ]\.(?: ?[A-ZÅÄÖ]\.)?|(?<![^\W_.])[A-ZÅÄÖ]\.[A-ZÅÄÖ](?![^\W_])"
)


def initials(names: Names) -> Iterator[Find]:
    """A.B., pojken L, elev AK, and a lone letter that does what persons do."""
    for match in _DOTTED.finditer(names.text):
        yield Find(match.start(), match.end(), match[0], Mark.INITIALS, False, "[initialer]")
    for index, token in enumerate(names.tokens):
        if index in names.known.allowed or names.strength[index] or not token.text.isupper():
            continue
        if not token.is_letters or is_organisation(token.text, token.key):
            continue
        if _is_initial(names, index, token):
            instead = "[initial]" if token.is_letter else "[initialer]"
            yield Find(token.start, token.end, token.text, Mark.INITIALS, False, instead)


def _is_initial(names: Names, index: int, token: Token) -> bool:
    cue, after = names.cue(index), names.neighbour(index, 1)
    does = after is not None and after.gap in (" ", ". ") and after.key in DOES
    if cue in PERSONS | CALLED and len(token.text) < 4:
        return True
    if len(token.text) == 2:
        return cue in WITH or (token.begins and does)
    if not token.is_letter:
        return False
    if token.begins:
        pair = after is not None and after.is_letter and after.gap in (" ", ". ")
        return pair or cue in LABELS or (does and token.text not in "IÅÖ")
    if token.text in "AO" and "och" in (cue, after.key if after else ""):
        return False
    compound = after is not None and after.gap == "-" and after.text[0].islower()
    return token.gap in (" ", " (") and cue not in LETTERED and not compound
