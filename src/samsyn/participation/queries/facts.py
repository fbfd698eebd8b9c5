"""What do reports, matters and the check for names need to know about views?"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from samsyn.governance.models import Arena
from samsyn.organisations.models import Party
from samsyn.participation.models import Voice, VoiceLink
from samsyn.participation.queries.pages import VoiceRow, voice_row

#: Capital letters that are nobody's name.
ALWAYS_KNOWN = ("Samsyn", "Sverige", "Norge", "Svenska", "Internet", "Barnkonventionen", "Gud")


def known_words(region: str) -> tuple[str, ...]:
    """Names of parties and arenas: words with a capital letter that are nobody's name."""
    parties = Party.objects.filter(region=region).values_list("name", flat=True)
    arenas = Arena.objects.filter(region=region).values_list("name", flat=True)
    return (*ALWAYS_KNOWN, *parties, *arenas)


def voices_for_matters(
    region: str, ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, tuple[tuple[VoiceRow, str], ...]]:
    """For each matter the views linked to it, each with what became of it there ('' if nothing)."""
    found: dict[uuid.UUID, tuple[tuple[VoiceRow, str], ...]] = {}
    links = (
        VoiceLink.objects.filter(voice__region=region, matter__in=list(ids))
        .select_related("voice")
        .prefetch_related("voice__links")
        .order_by("voice__heard_on", "id")
    )
    for link in links:
        if link.matter_id is not None:
            pair = (voice_row(link.voice), link.became)
            found[link.matter_id] = (*found.get(link.matter_id, ()), pair)
    return found


@dataclass(frozen=True)
class HeardVoice:
    """A view as a follow-up needs it."""

    id: uuid.UUID
    kind: str
    group: str
    heard_on: dt.date
    said: str
    became: tuple[str, ...]
    is_told_back: bool


def voices_heard(
    region: str, start: dt.date, end: dt.date, arenas: Collection[uuid.UUID] | None = None
) -> tuple[HeardVoice, ...]:
    """Views heard from `start` to `end` (both days in), in one statement.

    With `arenas` only those that no matter has yet, or whose matters lie in one of them.
    """
    own = ("id", "kind", "group", "heard_on", "said")
    of_link = ("links__became", "links__told_back_on", "links__matter_id")
    of_matter = ("links__matter__arena_id", "links__matter__origin_id")
    rows = Voice.objects.filter(region=region, heard_on__range=(start, end))
    found: dict[uuid.UUID, list[dict[str, Any]]] = {}
    for row in rows.order_by("heard_on", "id", "links__linked_at").values(
        *own, *of_link, *of_matter
    ):
        found.setdefault(row["id"], []).append(row)
    return tuple(
        HeardVoice(
            **{name: links[0][name] for name in own},
            became=tuple(row["links__became"] for row in links if row["links__became"]),
            is_told_back=any(row["links__told_back_on"] for row in links),
        )
        for links in found.values()
        if arenas is None or _concerns(links, set(arenas))
    )


def _concerns(links: list[dict[str, Any]], arenas: set[uuid.UUID]) -> bool:
    matters = [row for row in links if row["links__matter_id"]]
    places = ("links__matter__arena_id", "links__matter__origin_id")
    return not matters or any(row[place] in arenas for row in matters for place in places)
