"""What are the things called that patterns are made of? Parties, clauses and kinds in words."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.deviations.rules import Against, Kind
from samsyn.organisations.models import Party
from samsyn.patterns import rules
from samsyn.regions import RegionError, region


@dataclass(frozen=True)
class Names:
    """A county's names, loaded once. Stored texts take them in Swedish."""

    parties: Mapping[str, str]
    places: Mapping[str, str]
    documents: Mapping[str, str]
    clauses: Mapping[tuple[str, str], str]

    def pair(self, pair: Sequence[str]) -> tuple[str, ...]:
        """The two parties by name, in the order of their names; nothing for several."""
        return tuple(sorted(self.parties.get(party, "–") for party in pair))

    def between(self, pair: Sequence[str]) -> str:
        """Between whom, in words."""
        return rules.between_of(self.pair(pair))

    def place(self, code: str) -> str:
        """The municipality's name."""
        return self.places.get(code, "")

    def ground(self, ground: rules.Ground) -> str:
        """What was not kept, in words; empty when nobody knows or it differs."""
        if ground.against == Against.CLAUSE:
            name = self.documents.get(ground.document, ground.document)
            heading = self.clauses.get((ground.document, ground.clause), "")
            place = f"{name} {ground.clause}".strip()
            return f"{place} ({heading})" if heading else place
        if ground.against == Against.ROUTINE:
            return f"rutinen ”{ground.routine}”"
        return Against(ground.against).sv if ground.against else ""


def names_of(code: str) -> Names:
    """The county's names. One statement."""
    rows = list(Party.objects.filter(region=code).values_list("pk", "code", "name"))
    documents, clauses = _of_package(code)
    return Names(
        parties={str(pk): name for pk, _code, name in rows},
        places={place: name for _pk, place, name in rows},
        documents=documents,
        clauses=clauses,
    )


def _of_package(code: str) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    try:
        county = region(code)
    except RegionError:
        return {}, {}
    documents = {row.code: _short(row.title) for row in county.documents}
    return documents, {(row.document, row.id): row.heading for row in county.clauses}


def _short(title: str) -> str:
    """The part of a document's title that people say: "JämtBus" of "JämtBus, överenskommelse …"."""
    return title.split(",", 1)[0]


def kind_words(kind: str) -> str:
    """The kind in the language of the page."""
    return Kind(kind).label(get_language())


def pair_ids(pair: Iterable[str]) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """The two parties as keys; nothing for several."""
    found = tuple(uuid.UUID(party) for party in pair)
    return (found[0], found[1]) if len(found) == 2 else (None, None)
