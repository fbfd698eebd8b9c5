"""Which counties can be chosen, and what is a county called?"""

from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.foundation.words import Word
from samsyn.regions import available_regions, region
from samsyn.regions.schema import Region


@dataclass(frozen=True)
class CountyOption:
    """A county in the row where one is chosen."""

    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class County:
    """The county that a page is about, and the others to choose from."""

    code: str
    name: str
    options: tuple[CountyOption, ...]


def county(here: Region) -> County:
    """The county in the reader's language; no options where there is only one."""
    options = tuple(
        CountyOption(code, county_name(region(code)), code == here.code)
        for code in available_regions()
    )
    return County(here.code, county_name(here), options if len(options) > 1 else ())


def county_name(here: Region) -> str:
    return here.name_en if (get_language() or "").startswith("en") else here.name


def section(paragraph: str) -> str:
    """A section of minutes with its sign, however it was typed: `§ 91`."""
    return f"§ {paragraph}" if paragraph[:1].isdigit() else paragraph


def said(word: Word) -> str:
    """A word of the domain in the reader's language."""
    return word.label(get_language())
