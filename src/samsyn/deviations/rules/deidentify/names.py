"""Which words are names of people, and how far does each name reach? Pure."""

from collections.abc import Iterator

from samsyn.deviations.rules.deidentify.cues import (
    BETWEEN,
    IN_PLACE,
    LIVES,
    MAYBE_PLACE,
    NEVER_ALONE,
    PARTICLES,
    PLACE_FORM,
)
from samsyn.deviations.rules.deidentify.known import Recognised
from samsyn.deviations.rules.deidentify.marks import Find, Mark
from samsyn.deviations.rules.deidentify.strength import MAYBE, NO, SURE, Strengths
from samsyn.deviations.rules.deidentify.tokens import JOINS, Token
from samsyn.deviations.rules.deidentify.words import (
    ORDINARY,
    bare,
    is_also_word,
    is_family_form,
    is_genitive,
    is_given,
    is_listed,
    is_ordinary,
    is_organisation,
    looks_ordinary,
    looks_verb,
)


class Names(Strengths):
    """The names of one text: words that are likely names, with the words joined to them."""

    def __init__(self, text: str, tokens: tuple[Token, ...], known: Recognised) -> None:
        super().__init__(text, tokens, known)
        for index in range(1, len(tokens)):
            if self.strength[index - 1] and not self.strength[index]:
                self.strength[index] = MAYBE if self._continues(index) else NO
        for index in range(len(tokens) - 2, -1, -1):
            if self.strength[index + 1] and not self.strength[index]:
                self.strength[index] = MAYBE if self._opens(index) else NO

    def _may_join(self, index: int, gap: str) -> bool:
        token = self.tokens[index]
        free = gap in JOINS and index not in self.known.allowed and token.is_letters
        return free and not is_organisation(token.text, token.key)

    def _continues(self, index: int) -> bool:
        """Whether a word continues the name before it: Lisa Trygg, lisa berg, Lisa K."""
        token, before = self.tokens[index], self.tokens[index - 1]
        if not self._may_join(index, token.gap):
            return False
        if token.is_letter or (token.is_capital and (not token.is_shouted or before.is_shouted)):
            return True
        if token.text[0].isupper() or before.is_capital:
            after = self.neighbour(index, 1)
            joined = after is not None and after.gap in JOINS and after.is_capital
            return joined and token.key in BETWEEN
        if is_family_form(token.key):
            return True
        if is_listed(token.key):
            return token.key not in ORDINARY and not is_given(token.key)
        plain = is_ordinary(token.key) or looks_ordinary(token.key) or looks_verb(token.key)
        return len(token.key) > 4 and token.gap == " " and not plain

    def _opens(self, index: int) -> bool:
        """Whether a word opens the name after it: Zebulon Kvarn, al-Jabouri."""
        token, after = self.tokens[index], self.tokens[index + 1]
        if not self._may_join(index, after.gap):
            return False
        if token.key in PARTICLES and after.is_capital:
            return True
        if token.is_letter:
            return not (token.begins and token.text in "IÅÖ")
        likely = not is_ordinary(token.key) and (not token.is_shouted or after.is_shouted)
        if token.is_capital and likely:
            return after.text[0].isupper() and token.key not in NEVER_ALONE
        small = token.text.islower() and after.text.islower() and len(token.text) > 2
        family = is_family_form(after.key) or (is_listed(after.key) and not is_given(after.key))
        plain = looks_ordinary(token.key) or is_also_word(token.key) or looks_verb(token.key)
        return small and family and after.key not in ORDINARY and not plain

    def finds(self) -> Iterator[Find]:
        """Joined names, in order."""
        first = 0
        while first < len(self.tokens):
            last = first
            while last < len(self.tokens) and self.strength[last]:
                if last > first and self.tokens[last].gap not in JOINS:
                    break
                last += 1
            if last > first:
                yield self._joined(first, last - 1)
            first = max(last, first + 1)

    def _joined(self, first: int, last: int) -> Find:
        start, end = self.tokens[first].start, self.tokens[last].end
        text = self.text[start:end]
        if first == last and self._is_place(first):
            return Find(start, end, text, Mark.PLACE, False, "[ort]")
        sure = any(self.strength[index] == SURE for index in range(first, last + 1))
        people = {self.known.people.get(index) for index in range(first, last + 1)}
        is_child = "barnet" in people and (None not in people or first in self.known.people)
        instead = "barnet" if is_child else "[namn]"
        known_genitive = any(f.end == end and f.instead[-1] == "s" for f in self._known_at(last))
        if known_genitive or (last not in self.known.people and is_genitive(self.tokens[last].key)):
            instead += "s"
        return Find(start, end, text, Mark.NAME, sure, instead)

    def _known_at(self, index: int) -> list[Find]:
        return self.known.by_end.get(self.tokens[index].end, [])

    def _is_place(self, index: int) -> bool:
        """Whether a lone unknown capital is rather a place, by the words before it."""
        token = self.tokens[index]
        if index in self.known.people or is_listed(token.key) or not token.is_capital:
            return False
        cue, before = self.cue(index), self.neighbour(index, -2)
        if cue in IN_PLACE or cue in LIVES or (before is not None and before.key in LIVES):
            return True
        return cue in MAYBE_PLACE and bare(token.key).endswith(PLACE_FORM)
