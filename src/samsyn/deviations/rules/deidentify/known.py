"""Where does what the caller knows stand in a text, however it is written? Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from samsyn.deviations.rules.deidentify.cues import BETWEEN
from samsyn.deviations.rules.deidentify.marks import Find, Known, Mark
from samsyn.deviations.rules.deidentify.numbers import number_like
from samsyn.deviations.rules.deidentify.tokens import Token, cut
from samsyn.deviations.rules.deidentify.units import unit_instead
from samsyn.deviations.rules.deidentify.words import (
    bare,
    is_also_word,
    is_ordinary,
    is_organisation,
)

_TIES = frozenset(" -\u00a0\u2011\u2009\u202f\t\r\n’'´–&/,.")
Phrases = dict[str, list[tuple[str, ...]]]


@dataclass
class Recognised:
    """Finds, which tokens are somebody known and what to write instead, which are allowed."""

    finds: list[Find] = field(default_factory=list)
    people: dict[int, str] = field(default_factory=dict)
    allowed: set[int] = field(default_factory=set)
    by_end: dict[int, list[Find]] = field(default_factory=dict)


def recognised(text: str, tokens: tuple[Token, ...], known: Known) -> Recognised:
    """Everything that the caller knows. What is allowed yields only to a longer or equal name."""
    result = Recognised()
    spans = list(_spans(tokens, _phrases(known.allowed)))
    allowed = {index for first, last, _genitive in spans for index in range(first, last + 1)}
    long = {i for first, last, _g in spans if last > first for i in range(first, last + 1)}
    for names, instead in ((known.people, "[namn]"), (known.child, "barnet")):
        for first, last, genitive in _spans(tokens, _phrases(names, parts=True)):
            inside = set(range(first, last + 1))
            if inside <= long:
                continue
            allowed -= inside
            sure = not (first == last and _is_plain_word(tokens[first]))
            word = instead + "s" * genitive
            result.finds.append(_find(text, tokens, first, last, Mark.NAME, sure, word))
            result.people.update(dict.fromkeys(inside, instead))
    for names, mark in ((known.places, Mark.PLACE), (known.units, Mark.UNIT)):
        for first, last, genitive in _spans(tokens, _phrases(names)):
            if not set(range(first, last + 1)) <= allowed:
                word = "[ort]" if mark is Mark.PLACE else unit_instead(tokens[last].key)
                word += "s" * (genitive and not word.endswith("s"))
                result.finds.append(_find(text, tokens, first, last, mark, True, word))
    result.finds += _near(text, tokens, known, allowed | set(result.people))
    result.finds += _numbers(text, known)
    result.allowed = allowed
    for find in result.finds:
        result.by_end.setdefault(find.end, []).append(find)
    return result


def _is_plain_word(token: Token) -> bool:
    return not token.text[0].isupper() and (is_also_word(token.key) or is_ordinary(token.key))


def _phrases(names: Iterable[str], parts: bool = False) -> Phrases:
    """Phrases by their first word. With `parts`, each word of a name is a phrase too."""
    found: set[tuple[str, ...]] = set()
    for name in names:
        keys = tuple(token.key for token in cut(name) if token.is_letters or not parts)
        if keys:
            found |= {keys, ("".join(keys),)}
        if parts:
            found |= {(key,) for key in keys if len(key) > 1 and key not in BETWEEN}
    by_first: Phrases = {}
    for phrase in sorted(found, key=len, reverse=True):
        for first in {phrase[0], phrase[0] + "s"} if len(phrase) == 1 else {phrase[0]}:
            by_first.setdefault(first, []).append(phrase)
    return by_first


def _spans(tokens: tuple[Token, ...], phrases: Phrases) -> Iterator[tuple[int, int, bool]]:
    """First and last token of each phrase, and whether the last one has a genitive ending."""
    for index, token in enumerate(tokens):
        for phrase in phrases.get(token.key, ()):
            last = index + len(phrase) - 1
            if last >= len(tokens):
                continue
            keys = [t.key for t in tokens[index : last + 1]]
            tied = all(set(t.gap) <= _TIES for t in tokens[index + 1 : last + 1])
            genitive = keys[-1] == phrase[-1] + "s"
            if tied and keys[:-1] == list(phrase[:-1]) and (keys[-1] == phrase[-1] or genitive):
                yield index, last, genitive
                break


def _near(text: str, tokens: tuple[Token, ...], known: Known, taken: set[int]) -> Iterator[Find]:
    """The child's names with one slip of the fingers, and its initials."""
    parts = [t.key for name in known.child for t in cut(name) if t.is_letters]
    initials = {"".join(part[0] for part in parts).upper()} if len(parts) > 1 else set()
    names = [part for part in parts if len(part) > 3 and part not in BETWEEN]
    for index, token in enumerate(tokens):
        if index in taken:
            continue
        if token.text in initials and not is_organisation(token.text, token.key):
            yield _find(text, tokens, index, index, Mark.INITIALS, False, "barnet")
        capital = token.text[0].isupper()
        if len(token.key) < 3 or (not capital and (len(token.key) < 5 or is_ordinary(token.key))):
            continue
        if not capital and is_also_word(token.key):
            continue
        for name in names:
            if is_slip(token.key, name) or (
                bare(token.key) != token.key and is_slip(bare(token.key), name)
            ):
                yield _find(text, tokens, index, index, Mark.NAME, False, "barnet")
                break


def is_slip(written: str, name: str) -> bool:
    """Whether they differ by one letter or by two that changed places, after the same first one."""
    if written[0] != name[0] or abs(len(written) - len(name)) > 1 or written == name:
        return False
    same = next((i for i, (a, b) in enumerate(zip(written, name, strict=False)) if a != b), None)
    if same is None:
        return True
    a, b = written[same:], name[same:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _numbers(text: str, known: Known) -> Iterator[Find]:
    for raw in known.child + known.people:
        pattern = number_like(raw)
        for match in pattern.finditer(text) if pattern else ():
            yield Find(
                match.start(), match.end(), match[0], Mark.PERSON_NUMBER, True, "[personnummer]"
            )


def _find(
    text: str,
    tokens: tuple[Token, ...],
    first: int,
    last: int,
    mark: Mark,
    sure: bool,
    instead: str,
) -> Find:
    start, end = tokens[first].start, tokens[last].end
    return Find(start, end, text[start:end], mark, sure, instead)
