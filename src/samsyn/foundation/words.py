"""What is a value called? Vocabulary whose members carry a Swedish and an English label. Pure."""

from collections.abc import Callable
from enum import Enum
from typing import Self, TypeVar

W = TypeVar("W", bound="Word")


class Word(str, Enum):
    """A member is (value, Swedish, English)."""

    sv: str
    en: str

    def __new__(cls, value: str, sv: str = "", en: str = "") -> Self:
        """Make a member that is its value and knows its labels."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.sv, word.en = sv, en
        return word

    def label(self, language: str | None) -> str:
        """The label in `language`; Swedish unless it is English."""
        return self.en if (language or "").startswith("en") else self.sv


def choices(
    words: type[W], language: Callable[[], str | None]
) -> Callable[[], list[tuple[str, str]]]:
    """Choices for a form field, labelled in the language of the moment."""
    return lambda: [(word.value, word.label(language())) for word in words]


def stored(words: type[W]) -> list[tuple[str, str]]:
    """Choices for a model field: the values as they are stored."""
    return [(word.value, word.value) for word in words]
