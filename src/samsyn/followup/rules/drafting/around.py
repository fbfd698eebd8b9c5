"""What happened around the matters: agreements, balance list, figures, views? Pure."""

from samsyn.followup.rules.drafting.language import counted, listed, running, sentence
from samsyn.followup.rules.facts import AgreementFact, BalanceFact, Facts, VoiceFact
from samsyn.followup.rules.sections import Paragraph, Section, Source


def agreements(facts: Facts) -> Section:
    """Made, revised, recommended, adopted by whom; and what the matters say of agreements."""
    rows = [Paragraph(_agreement(row), _of(row.source)) for row in facts.agreements]
    revised = [
        matter
        for matter in facts.matters
        if matter.kind == "revision" and (matter.agreement or matter.is_told)
    ]
    if revised:
        names = list(dict.fromkeys(matter.agreement or matter.title for matter in revised))
        sources = tuple(dict.fromkeys(s for matter in revised for s in matter.sources))
        rows.append(
            Paragraph(sentence(f"Enligt ärendena sågs dessa över: {'; '.join(names)}"), sources)
        )
    if not facts.agreements:
        rows.append(
            Paragraph(
                "Samsyn har ingen daterad uppgift om att en överenskommelse rekommenderades,"
                " antogs eller började gälla under perioden."
            )
        )
    return Section("agreements", "Överenskommelser", tuple(rows))


def _agreement(row: AgreementFact) -> str:
    kind = "Ny överenskommelse" if row.is_first else "Reviderad"
    return running(
        f"{row.agreement}, {row.version} ({kind.lower()})",
        f"Rekommenderades {row.recommended}" if row.recommended else "",
        f"Antogs av {listed(row.adopted)}" if row.adopted else "",
        f"Avslogs av {listed(row.rejected)}" if row.rejected else "",
        f"Gäller {row.entered}" if row.entered else "",
        f"Upphörde {row.ended}" if row.ended else "",
        f"Följdes upp {row.reviewed}" if row.reviewed else "",
    )


def balance(facts: Facts) -> Section:
    """What was asked for, what is done and what remains."""
    rows = facts.balance
    if not rows:
        text = f"Samsyn har inga poster på balanslistan för perioden {facts.period}."
        return Section("balance", "Balanslista", (Paragraph(text),))
    new = sum(row.is_new for row in rows)
    done = [row for row in rows if row.state == "done"]
    dropped = [row for row in rows if row.state == "dropped"]
    left = [row for row in rows if row.state == "open"]
    late = sum(row.is_late for row in left)
    total = running(
        f"Under perioden fanns {counted(len(rows), 'post', 'poster')} på balanslistan,"
        f" {new} av dem nya",
        f"{len(done)} blev klara och {len(dropped)} avfördes",
        f"{len(left)} var kvar vid periodens slut" + (f", {late} av dem sena" if late else ""),
    )
    entries = [Paragraph(_entry(row), _of(row.source)) for row in (*done, *dropped, *left)]
    return Section("balance", "Balanslista", (Paragraph(total), *entries))


def _entry(row: BalanceFact) -> str:
    state = {"done": "Klar", "dropped": "Avförd", "open": "Kvar"}[row.state]
    return running(
        f"{state}: {row.what}",
        f"Ansvarig: {row.owner}" if row.owner else "",
        f"Uppdraget kom från {row.origin}" if row.origin else "",
        row.outcome,
        f"Skulle vara klar {row.due}" if row.is_late else f"Ska vara klar {row.due}"
        if row.due and row.state == "open"
        else "",
    )  # fmt: skip


def figures(facts: Facts) -> Section:
    """Figures for the period, and where the plan's rows stand."""
    rows = [
        Paragraph(running(f"{row.label}: {row.value}", row.definition), _of(row.source))
        for row in facts.figures
    ]
    for plan in facts.plans:
        states = listed([f"{count} {words.lower()}" for words, count in plan.states])
        rows.append(
            Paragraph(
                running(
                    f"{plan.name} har {counted(plan.rows, 'område', 'områden')}",
                    f"Senast rapporterat läge: {states}" if states else "Inget läge är rapporterat",
                ),
                _of(plan.source),
            )
        )
    if not rows:
        rows = [Paragraph("Samsyn har inga räknade eller inlästa mått för perioden.")]
    return Section("figures", "Mått", tuple(rows))


def voices(facts: Facts) -> Section:
    """What groups said, and what became of it."""
    rows = facts.voices
    if not rows:
        return Section(
            "voices",
            "Röster från barn och unga",
            (Paragraph("Inga röster från barn, unga eller brukarorganisationer är inskrivna."),),
        )
    unanswered = sum(not row.became for row in rows)
    first = running(
        f"{counted(len(rows), 'grupp', 'grupper')} lyssnades på under perioden",
        f"{unanswered} har inte fått svar på vad det blev" if unanswered else "",
    )
    return Section(
        "voices",
        "Röster från barn och unga",
        (Paragraph(first), *(Paragraph(_voice(row), _of(row.source)) for row in rows)),
    )


def _voice(row: VoiceFact) -> str:
    return running(
        f"{row.who}, {row.on}: ”{row.said.strip()}”",
        *(f"Det blev: {text}" for text in row.became),
        "Gruppen har fått veta det" if row.is_told_back else "",
    )


def _of(source: Source | None) -> tuple[Source, ...]:
    return () if source is None else (source,)
