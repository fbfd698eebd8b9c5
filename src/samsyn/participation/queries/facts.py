"""What do reports, matters and the check for names need to know about views?"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

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


def voices_heard(
    region: str, start: dt.date, end: dt.date, arenas: Collection[uuid.UUID] | None = None
) -> list[Voice]:
    """Views heard from `start` to `end` (both days in), with links and matters loaded.

    With `arenas` only those that no matter has yet, or whose matters lie in one of them.
    """
    rows = Voice.objects.filter(region=region, heard_on__range=(start, end))
    voices = list(rows.prefetch_related("links__matter").order_by("heard_on", "id"))
    if arenas is None:
        return voices
    wanted = set(arenas)
    kept = []
    for voice in voices:
        matters = [link.matter for link in voice.links.all() if link.matter]
        if not matters or any(m.arena_id in wanted or m.origin_id in wanted for m in matters):
            kept.append(voice)
    return kept
