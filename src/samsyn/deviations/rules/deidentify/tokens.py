"""Where do words stand in a text, and which of them begin a sentence? Pure."""

import re
from dataclasses import dataclass

from samsyn.deviations.rules.deidentify.cues import LETTERED
from samsyn.deviations.rules.deidentify.words import key_of

_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])*")
_ENDS = re.compile(r"[.!?…][\"”’')»\]]*\s|:\s|[\n\r\t|•·]|(?:^|[\s(])[\"”“»«„]$")
_STAYS = frozenset("ex dr dvs ca kl tex ang enl resp inkl exkl prof fr hr fam tel tfn bl".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters and digits; `gap` is what stands before it, `begins` a sentence or line."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    begins: bool

    @property
    def is_letters(self) -> bool:
        """Whether it has no digit."""
        return not any(c.isdigit() for c in self.text)

    @property
    def is_capital(self) -> bool:
        """Whether it has a capital first and is no single letter."""
        return self.text[0].isupper() and len(self.text) > 1

    @property
    def is_shouted(self) -> bool:
        """Whether it is all capitals, two or more."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_letter(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.text.isupper()


def cut(text: str) -> tuple[Token, ...]:
    """Every word of the text, in order."""
    tokens: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        begins = not tokens or bool(_ENDS.search(gap))
        if begins and tokens and gap.startswith(". ") and "\n" not in gap:
            before = tokens[-1]
            lone = len(before.text) == 1 and before.text.isalpha()
            lone = lone and not (len(tokens) > 1 and tokens[-2].key in LETTERED)
            begins = not (lone or before.key in _STAYS)
        word = match[0]
        tokens.append(Token(match.start(), match.end(), word, key_of(word), gap, begins))
        end = match.end()
    return tuple(tokens)


#: What may stand between two parts of one name.
JOINS = frozenset([" ", "-", "\u00a0", "\u2011", "'", "’", "´", "-\u00ad", "–"])
