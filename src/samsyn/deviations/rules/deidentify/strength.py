"""How likely is each word a name, by itself and by what stands beside it? Pure."""

import re

from samsyn.deviations.rules.deidentify.cues import (
    BESIDE,
    CALLED,
    CASE,
    DOES,
    GREETINGS,
    LABELS,
    LETTERED,
    NEVER_ALONE,
    OWNED,
    PERSONS,
    WITH,
)
from samsyn.deviations.rules.deidentify.known import Recognised
from samsyn.deviations.rules.deidentify.tokens import JOINS, Token
from samsyn.deviations.rules.deidentify.words import (
    ORDINARY,
    bare,
    is_also_word,
    is_family_form,
    is_listed,
    is_ordinary,
    is_organisation,
    is_past,
    is_place,
    looks_foreign,
    looks_ordinary,
    looks_verb,
)

NO, MAYBE, SURE = 0, 1, 2
_AGE = re.compile(r",? \(?\d{1,2} ?(?:år|mån|åring)")
_SPACES = frozenset([" ", "\u00a0"])


class Strengths:
    """The strength of every word of one text."""

    def __init__(self, text: str, tokens: tuple[Token, ...], known: Recognised) -> None:
        self.text, self.tokens, self.known = text, tokens, known
        self.strength = [self._alone(index) for index in range(len(tokens))]
        self._repeat()

    def neighbour(self, index: int, step: int) -> Token | None:
        """The word `step` away, if there is one."""
        there = index + step
        return self.tokens[there] if 0 <= there < len(self.tokens) else None

    def cue(self, index: int) -> str:
        """The word before, when hardly anything but a space or a colon stands between."""
        before, gap = self.neighbour(index, -1), self.tokens[index].gap
        return before.key if before and gap.strip(' \u00a0:("”,') == "" else ""

    def _alone(self, index: int) -> int:
        token = self.tokens[index]
        if index in self.known.people:
            return SURE
        if index in self.known.allowed or not token.is_letters or len(token.text) < 2:
            return NO
        if is_organisation(token.text, token.key) or self.cue(index) == "lex":
            return NO
        if not token.text[0].isupper():
            return self._small(index, token)
        if token.is_shouted:
            return self._shouted(index, token)
        if is_place(token.key) and not is_listed(token.key):
            return NO
        return self._beginning(index, token) if token.begins else self._capital(token)

    def _small(self, index: int, token: Token) -> int:
        cue = self.cue(index)
        if is_listed(token.key):
            if not is_also_word(token.key):
                return SURE if len(token.key) > 3 else MAYBE
            told = cue in CALLED | PERSONS and token.key not in ORDINARY
            return MAYBE if told else NO
        if is_ordinary(token.key):
            return NO
        foreign = looks_foreign(token.key)
        if is_family_form(token.key, alone=True) or foreign == "letters":
            return MAYBE
        after, line = self.neighbour(index, 1), token.gap.endswith("\n/")
        matter = after is not None and after.gap == "-" and after.key in CASE
        labelled = cue in GREETINGS or (cue in LABELS and token.gap.startswith(":"))
        if line or matter or labelled or (foreign and cue in WITH):
            return MAYBE
        if cue in CALLED or cue in PERSONS:
            plain = not looks_ordinary(token.key) and not looks_verb(token.key)
            return MAYBE if plain or foreign or cue in ("heter", "hette") else NO
        return NO

    def _shouted(self, index: int, token: Token) -> int:
        if is_listed(token.key) and (len(token.key) > 3 or not is_also_word(token.key)):
            return MAYBE if is_also_word(token.key) else SURE
        beside = [t for t in (self.neighbour(index, -1), self.neighbour(index, 1)) if t]
        shouting = any(t.is_shouted and is_ordinary(t.key) for t in beside)
        return (
            MAYBE if len(token.key) > 4 and not shouting and not looks_ordinary(token.key) else NO
        )

    def _capital(self, token: Token) -> int:
        """A capital in the middle of a sentence."""
        if is_listed(token.key):
            return MAYBE if is_also_word(token.key) else SURE
        return NO if is_ordinary(token.key) else MAYBE

    def _beginning(self, index: int, token: Token) -> int:
        """A capital that the place alone explains."""
        if is_listed(token.key) and not is_also_word(token.key):
            return SURE
        after = self.neighbour(index, 1)
        gap = after.gap if after else ""
        does = after is not None and gap in (" ", "\u00a0", ", ", " (") and after.key in DOES
        cue = self.cue(index) if "\n" not in token.gap else ""
        before = self.neighbour(index, -1)
        signed = before is not None and before.key in GREETINGS and len(token.gap) < 6
        labelled = signed or cue in LABELS or token.gap.endswith("/")
        if is_listed(token.key):
            matter = after is not None and gap == "-" and after.key in CASE
            joined = matter or (after is not None and gap in JOINS and after.is_capital)
            owns = after is not None and gap in _SPACES and after.key in OWNED
            told = does or joined or labelled or self._is_one_of_two(index)
            told = told or (owns and token.key.endswith("s"))
            return MAYBE if told and token.key not in NEVER_ALONE else NO
        if is_ordinary(token.key):
            return NO
        if labelled or is_family_form(token.key, alone=True) or _AGE.match(self.text, token.end):
            return MAYBE
        if looks_foreign(token.key) == "letters":
            return MAYBE
        return MAYBE if after is not None and self._told_by(index, token, after) else NO

    def _told_by(self, index: int, token: Token, after: Token) -> bool:
        """Whether the word after an unknown one at the beginning says that it is a name."""
        key, beside = token.key, after.gap in (" ", "\u00a0", ", ", " (")
        if looks_ordinary(key) and not (key.endswith("s") and after.key in OWNED):
            return False
        if after.gap == "-":
            return after.key in CASE
        acts = after.key in DOES or (after.gap in _SPACES and is_past(after.key))
        if beside and (acts or (after.gap == ", " and after.key == "som")):
            return True
        if after.gap == ", " and after.is_capital and not is_ordinary(after.key):
            return True
        if after.gap not in _SPACES:
            return False
        if key.endswith("s") and after.key in OWNED:
            return not looks_ordinary(bare(key))
        lettered = after.is_letter and key not in LETTERED
        return lettered or self._is_one_of_two(index)

    def _is_one_of_two(self, index: int) -> bool:
        """Whether `och` and a capital follow."""
        link, other = self.neighbour(index, 1), self.neighbour(index, 2)
        if link is None or other is None or link.key != "och" or link.gap != " ":
            return False
        if other.key in BESIDE:
            return True
        known = is_ordinary(other.key) or is_organisation(other.text, other.key)
        return other.is_capital and not other.begins and not known

    def _repeat(self) -> None:
        """A name in one sentence is one where another sentence begins with it too."""
        pairs = list(zip(self.tokens, self.strength, strict=True))
        seen = {
            bare(token.key)
            for token, strength in pairs
            if strength and not token.begins and token.is_capital and not is_also_word(token.key)
        } - {token.key for token in self.tokens if token.text.islower()}
        for index, (token, strength) in enumerate(pairs):
            free = strength == NO and index not in self.known.allowed
            if (
                free and token.begins and token.is_capital and bare(token.key) in seen
                and not is_ordinary(token.key) and not is_organisation(token.text, token.key)
            ):  # fmt: skip
                self.strength[index] = MAYBE
