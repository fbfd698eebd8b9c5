"""What is the arena, who sits in it and how often did it meet? Pure."""

from collections.abc import Sequence

from samsyn.followup.rules.drafting.language import counted, listed, running, sentence, since
from samsyn.followup.rules.facts import Facts, MeetingFact, SeatFact
from samsyn.followup.rules.sections import Paragraph, Section, Source

POWER = {
    "decide": "{name} får fatta beslut inom sitt område.",
    "recommend": "{name} har inget eget beslutsmandat. Arenan kan rekommendera parterna att följa"
    " det den har kommit fram till.",
    "prepare": "{name} bereder ärenden och fattar inga egna beslut i dem.",
    "coordinate": "{name} samordnar. Arenan fattar inga beslut för parterna.",
    "unknown": "Samsyn har ingen uppgift om vad {name} får besluta.",
}
KIND = {
    "political": "{name} är en politisk samverkansarena.",
    "official": "{name} är en samverkansarena för tjänstepersoner.",
}
MANDATE = {
    "valid": "Vid periodens slut gällde uppdragsbeskrivningen ”{title}”, {since}.",
    "outdated": "Vid periodens slut var uppdragsbeskrivningen ”{title}” inaktuell, {since}.",
    "missing": "Samsyn känner inte till någon uppdragsbeskrivning för {name} vid periodens slut.",
}


def about(facts: Facts) -> Section:
    """What the arena is, may do and prepares; its history as its data tell it."""
    arena, name = facts.arena, facts.arena.name
    exists = "fanns" if arena.since.startswith("senast") else "finns"
    first = running(
        KIND[arena.kind].format(name=name),
        f"Den {exists} {since(arena.since)}" if arena.since else "",
        f"Den har tidigare hetat {listed(arena.earlier_names)}" if arena.earlier_names else "",
        f"Den ligger under {arena.parent}" if arena.parent else "",
    )
    paragraphs = [Paragraph(first, arena.sources)]
    if arena.about:
        paragraphs.append(Paragraph(sentence(arena.about), arena.sources))
    paragraphs.append(Paragraph(POWER[arena.power].format(name=name), arena.sources))
    if arena.note:
        paragraphs.append(Paragraph(sentence(arena.note), arena.sources))
    before, after = listed(arena.prepared_by), listed(arena.prepares_for)
    ways = running(
        f"Ärenden till {name} förbereds av {before}" if before else "",
        f"{name} förbereder ärenden till {after}" if after else "",
    )
    if ways:
        paragraphs.append(Paragraph(ways))
    if arena.mandate:
        day = since(arena.mandate_since) if arena.mandate_since else ""
        text = MANDATE[arena.mandate].format(name=name, title=arena.mandate_title, since=day)
        paragraphs.append(Paragraph(text, arena.sources))
    return Section("about", f"Allmänt om {name}", tuple(paragraphs))


def composition(facts: Facts) -> Section:
    """Who sits there, by office; officials in support apart."""
    name = facts.arena.name
    members = [seat for seat in facts.seats if seat.kind != "official"]
    officials = [seat for seat in facts.seats if seat.kind == "official"]
    source = facts.arena.sources
    paragraphs = []
    if members:
        paragraphs.append(Paragraph(f"{name} består av: {'; '.join(map(_seat, members))}.", source))
    if officials:
        paragraphs.append(
            Paragraph(f"Som tjänstepersonsstöd deltar: {'; '.join(map(_seat, officials))}.", source)
        )
    if not facts.seats:
        paragraphs.append(
            Paragraph(f"Samsyn har ingen uppgift om vilka som ingår i {name} under perioden.")
        )
    vacant = [seat.title for seat in facts.seats if seat.vacant]
    if vacant:
        paragraphs.append(
            Paragraph(f"Utan namngiven innehavare vid periodens slut: {'; '.join(vacant)}.")
        )
    return Section("composition", "Sammansättning", tuple(paragraphs))


def _seat(seat: SeatFact) -> str:
    text = f"{seat.title} ({seat.count} platser)" if seat.count > 1 else seat.title
    return f"{text}, ordförande" if seat.is_chair else text


def meetings(facts: Facts) -> Section:
    """Which meetings were held, and how many there should have been."""
    name, rows = facts.arena.name, facts.meetings
    should = facts.arena.meetings_per_year
    paragraphs = []
    if should:
        paragraphs.append(
            Paragraph(f"{name} ska träffas {should} gånger per år.", facts.arena.sources)
        )
    held = [row for row in rows if row.state not in ("planned", "called", "cancelled")]
    cancelled = [row for row in rows if row.state == "cancelled"]
    if not rows:
        paragraphs.append(Paragraph(f"Samsyn har inga möten inlagda för perioden {facts.period}."))
    elif held:
        days = listed([f"{row.on} ({counted(row.items, 'punkt', 'punkter')})" for row in held])
        sources = tuple(row.source for row in held if row.source is not None)
        text = f"Under perioden hölls {counted(len(held), 'möte', 'möten')}: {days}"
        paragraphs.append(Paragraph(sentence(text), sources))
    else:
        paragraphs.append(Paragraph("Inget av periodens inlagda möten har hållits."))
    if cancelled:
        days = listed([row.on for row in cancelled])
        paragraphs.append(
            Paragraph(
                sentence(f"{counted(len(cancelled), 'möte', 'möten')} ställdes in: {days}"),
                _sources(cancelled),
            )
        )
    unapproved = [row for row in held if row.state not in ("approved", "published")]
    if unapproved:
        days = listed([row.on for row in unapproved])
        paragraphs.append(Paragraph(f"Protokollet är inte justerat än för mötet {days}."))
    for row in held:
        if row.quorum_note:
            paragraphs.append(
                Paragraph(
                    running(f"Mötet {row.on} var inte fulltaligt", row.quorum_note),
                    _sources([row]),
                )
            )
    return Section("meetings", "Möten", tuple(paragraphs))


def _sources(rows: Sequence[MeetingFact]) -> tuple[Source, ...]:
    return tuple(row.source for row in rows if row.source is not None)
