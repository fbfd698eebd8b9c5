"""Which words are used about responsibility, and how are they said in Swedish and English?"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from samsyn.regions.schema import (
    AgeInterval,
    Basis,
    Extent,
    Level,
    Need,
    Part,
    PartyKind,
    Precision,
    Setting,
)

__all__ = [
    "AgeInterval",
    "Basis",
    "Extent",
    "Level",
    "Need",
    "Part",
    "PartyKind",
    "Precision",
    "Setting",
]

Label = dict[str, str]
Word = TypeVar("Word", bound=StrEnum)

LEVELS: dict[Level, Label] = {
    Level.GENERAL: {"sv": "Generell nivå", "en": "General level"},
    Level.FIRST_LINE: {"sv": "Första linjen", "en": "First line"},
    Level.SPECIALIST: {"sv": "Specialistnivå", "en": "Specialist level"},
}
NEEDS: dict[Need, Label] = {
    Need.MEDICAL: {"sv": "Kroppen och hälsan", "en": "Body and health"},
    Need.PSYCHOLOGICAL: {
        "sv": "Tankar, känslor och utveckling",
        "en": "Thoughts, feelings and development",
    },
    Need.PSYCHIATRIC: {"sv": "Psykisk ohälsa", "en": "Mental ill health"},
    Need.SOCIAL: {"sv": "Hemmet och tryggheten", "en": "Home and safety"},
    Need.PEDAGOGICAL: {"sv": "Lärandet", "en": "Learning"},
    Need.ADDICTION: {"sv": "Alkohol, droger eller spel", "en": "Alcohol, drugs or gambling"},
    Need.DISABILITY: {"sv": "Funktionsnedsättning", "en": "Disability"},
}
LEVEL_TASKS: dict[Level, Label] = {
    Level.GENERAL: {
        "sv": "Möter alla barn. Märker, stöder, anpassar och visar vidare.",
        "en": "Meets all children. Notices, supports, adapts and shows the way.",
    },
    Level.FIRST_LINE: {
        "sv": "Tar emot först. Bedömer, ger stöd och behandling, visar vidare.",
        "en": "Receives first. Assesses, supports and treats, shows the way.",
    },
    Level.SPECIALIST: {
        "sv": "Tar vid när mer behövs. Specialiserad vård eller myndighet.",
        "en": "Takes over when more is needed. Specialist care or authority.",
    },
}
NEED_EXAMPLES: dict[Need, Label] = {
    Need.MEDICAL: {"sv": "sjukdom, värk, mat, sömn", "en": "illness, pain, food, sleep"},
    Need.PSYCHOLOGICAL: {
        "sv": "oro, kris, sen utveckling",
        "en": "worry, crisis, late development",
    },
    Need.PSYCHIATRIC: {
        "sv": "ångest, nedstämdhet, självskada",
        "en": "anxiety, low mood, self-harm",
    },
    Need.SOCIAL: {
        "sv": "familjen, bråk, våld, ekonomi",
        "en": "family, conflict, violence, money",
    },
    Need.PEDAGOGICAL: {
        "sv": "språk, läsning, frånvaro",
        "en": "language, reading, absence",
    },
    Need.ADDICTION: {"sv": "riskbruk eller beroende", "en": "risky use or addiction"},
    Need.DISABILITY: {
        "sv": "svårigheter i vardagen som består",
        "en": "lasting difficulties in everyday life",
    },
}
NEED_ADJECTIVES: dict[Need, Label] = {
    Need.MEDICAL: {"sv": "medicinska", "en": "medical"},
    Need.PSYCHOLOGICAL: {"sv": "psykologiska", "en": "psychological"},
    Need.PSYCHIATRIC: {"sv": "psykiatriska", "en": "psychiatric"},
    Need.SOCIAL: {"sv": "sociala", "en": "social"},
    Need.PEDAGOGICAL: {"sv": "pedagogiska", "en": "pedagogical"},
    Need.ADDICTION: {"sv": "beroenderelaterade", "en": "addiction-related"},
    Need.DISABILITY: {"sv": "funktionsrelaterade", "en": "disability-related"},
}
EXTENTS: dict[Extent, Label] = {
    Extent.MILD: {"sv": "Lite stöd", "en": "A little support"},
    Extent.MODERATE: {"sv": "En hel del stöd", "en": "Quite a lot of support"},
    Extent.EXTENSIVE: {"sv": "Mycket stöd", "en": "A lot of support"},
}
SETTINGS: dict[Setting, Label] = {
    Setting.HOME: {
        "sv": "Hemma, inte i förskola eller skola",
        "en": "At home, not in preschool or school",
    },
    Setting.PRESCHOOL: {"sv": "I förskola", "en": "In preschool"},
    Setting.SCHOOL: {"sv": "I förskoleklass eller grundskola", "en": "In compulsory school"},
    Setting.UPPER_SECONDARY: {"sv": "I gymnasiet", "en": "In upper secondary school"},
    Setting.PLACED: {"sv": "Placerat utanför hemmet", "en": "Placed outside the home"},
    Setting.NEWLY_ARRIVED: {"sv": "Nyanlänt till Sverige", "en": "Newly arrived in Sweden"},
    Setting.NONE: {"sv": "Inget av detta", "en": "None of these"},
}
BASES: dict[Basis, Label] = {
    Basis.STATED: {"sv": "står i överenskommelsen", "en": "stated in the agreement"},
    Basis.INTERPRETED: {"sv": "vår tolkning", "en": "our interpretation"},
}
PARTS: dict[Part, Label] = {
    Part.RESPONSIBLE: {"sv": "ansvarar", "en": "responsible"},
    Part.SUPPORTING: {"sv": "stöder", "en": "supports"},
}
HUVUDMAN: dict[PartyKind, Label] = {
    PartyKind.REGION: {"sv": "region", "en": "region"},
    PartyKind.MUNICIPALITY: {"sv": "kommun", "en": "municipality"},
    PartyKind.ASSOCIATION: {"sv": "gymnasieförbund", "en": "municipal association"},
    PartyKind.INDEPENDENT: {"sv": "fristående", "en": "independent"},
}
PRECISIONS: dict[Precision, Label] = {
    Precision.DAY: {"sv": "dagen är känd", "en": "the day is known"},
    Precision.MONTH: {"sv": "bara månaden är känd", "en": "only the month is known"},
    Precision.SEASON: {"sv": "bara årstiden är känd", "en": "only the season is known"},
    Precision.YEAR: {"sv": "bara året är känt", "en": "only the year is known"},
    Precision.AT_LATEST: {"sv": "fanns senast då", "en": "existed at the latest then"},
}
_LABELS: dict[type[StrEnum], Mapping[Any, Label]] = {
    Level: LEVELS,
    Need: NEEDS,
    Extent: EXTENTS,
    Setting: SETTINGS,
    Basis: BASES,
    Part: PARTS,
    PartyKind: HUVUDMAN,
    Precision: PRECISIONS,
}


def label(word: StrEnum, language: str = "sv") -> str:
    """The plain words for a code, in Swedish unless another language is asked for and known."""
    words = _LABELS[type(word)][word]
    return words.get(language[:2], words["sv"])


def choices(words: type[Word], language: str = "sv") -> list[tuple[str, str]]:
    """Codes and plain words of a whole vocabulary, for a form."""
    return [(word.value, label(word, language)) for word in words]


def span_words(ages: AgeInterval, language: str = "sv") -> str:
    """An age limit in words: ``16–25 år``, ``från 18 år``, ``graviditetsvecka 28 till 17 år``.

    Whole years are written as the years a child may have; a broken limit is written as it is.
    """
    swedish = not language.startswith("en")
    unit = "år" if swedish else "years"
    start = _start_words(ages, swedish=swedish)
    if ages.end is None:
        return (
            f"{'från' if swedish else 'from'} {start} {unit}"
            if start
            else ("alla åldrar" if swedish else "all ages")
        )
    if ages.end.years == 0:
        return f"{start} {'till födseln' if swedish else 'until birth'}"
    if ages.end.years.denominator == 1:
        last = ages.end.whole_years - 1
        if start == str(last):
            return f"{last} {unit}"
        separator = (
            "–"
            if start.isdigit() or not start
            else (" till och med " if swedish else " up to and including ")
        )
        return f"{start or 0}{separator}{last} {unit}"
    return f"{start or 0} {'till' if swedish else 'to'} {_number(ages.end.number, swedish)} {unit}"


def age_words(years: int | float, language: str = "sv") -> str:
    """A number of years as it is written in the language: ``16,5 år``."""
    swedish = not language.startswith("en")
    return f"{_number(years, swedish)} {'år' if swedish else 'years'}"


def _start_words(ages: AgeInterval, *, swedish: bool) -> str:
    if ages.start is None:
        return ""
    if ages.start.is_unborn:
        word = "graviditetsvecka" if swedish else "gestational week"
        return f"{word} {ages.start.weeks}"
    return _number(ages.start.number, swedish)


def _number(value: int | float, swedish: bool) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if swedish else text
