"""What is a source called by its title, where rows know it by its code?"""

from collections.abc import Mapping

from samsyn.regions import region as county


def documents_of(region: str) -> dict[str, str]:
    """Titles of the county package's documents by code; none when there is no package."""
    try:
        return {document.code: document.title for document in county(region).documents}
    except LookupError:
        return {}


def county_name(region: str) -> str:
    """The county's name; its code when there is no package."""
    try:
        return county(region).name
    except LookupError:
        return region


def named(source: str, documents: Mapping[str, str]) -> str:
    """A source with its document's title instead of the document's code."""
    code, _mark, place = source.partition(" ")
    code = code.rstrip(",")
    return f"{documents[code]}, {place}".rstrip(", ") if code in documents else source
