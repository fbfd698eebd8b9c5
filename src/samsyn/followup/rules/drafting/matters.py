"""What has the arena worked on? A numbered entry per matter, worded by its kind; pure."""

from samsyn.followup.rules.drafting.language import running, sentence
from samsyn.followup.rules.facts import DecisionFact, Facts, MatterFact
from samsyn.followup.rules.sections import Paragraph, Section, Source

#: What the arena did, when no source has told it.
DID = {
    "decision": "{name} hade ärendet uppe för beslut",
    "information": "{name} fick information",
    "dialogue": "{name} förde en dialog om frågan",
    "revision": "{name} arbetade med en revidering",
    "presentation": "{name} fick en presentation",
    "follow_up": "{name} följde upp frågan",
}
KIND = {
    "decision": "beslut",
    "information": "information",
    "dialogue": "dialog",
    "revision": "revidering",
    "presentation": "presentation",
    "follow_up": "uppföljning",
}
VERB = {
    "decided": "beslutade {name}",
    "recommended": "rekommenderade {name}",
    "noted": "tog {name} emot ärendet",
    "postponed": "bordlade {name} ärendet",
    "sent_back": "skickade {name} tillbaka ärendet",
    "rejected": "avslog {name} förslaget",
}
#: Nothing of what `outcome` says is known.
NOTHING = {
    "decision": "Något beslut är inte inskrivet",
    "revision": "Utfallet av revideringen är inte inskrivet",
}


def matters(facts: Facts) -> Section:
    """Every matter of the period, in order."""
    name = facts.arena.name
    if not facts.matters:
        text = f"Samsyn har inga ärenden inskrivna för perioden {facts.period}."
        return Section("matters", f"Det här har {name} arbetat med", (Paragraph(text),))
    rows = [
        Paragraph(_entry(name, matter), matter.sources + _minutes(matter), number)
        for number, matter in enumerate(facts.matters, 1)
    ]
    return Section("matters", f"Det här har {name} arbetat med", tuple(rows))


def _entry(name: str, matter: MatterFact) -> str:
    title = f"{matter.title} ({KIND[matter.kind]})"
    what = matter.what if matter.is_told else DID[matter.kind].format(name=name)
    decisions = [_decision(name, decision) for decision in matter.decisions]
    nothing = "" if matter.outcome or decisions else NOTHING.get(matter.kind, "")
    asked = "" if matter.is_told or not matter.what else f"Frågan var: {matter.what}"
    return running(
        title,
        what,
        asked,
        *decisions,
        matter.outcome,
        nothing if not matter.is_open else "",
        f"Ärendet bereddes av {matter.prepared_by}" if matter.prepared_by else "",
        f"Hör till: {matter.agreement}"
        if matter.agreement and matter.agreement not in f"{matter.what} {matter.title}"
        else "",
        "Ärendet var inte avslutat vid periodens slut" if matter.is_open else "",
    )


def _decision(name: str, decision: DecisionFact) -> str:
    place = f" (§ {decision.paragraph})" if decision.paragraph else ""
    verb = VERB.get(decision.outcome, "behandlade {name} ärendet").format(name=name)
    text = f"Den {decision.on}{place} {verb}"
    text = f"{text}: {decision.text}" if decision.text else text
    return (
        sentence(text) if decision.is_approved else f"{sentence(text)} Protokollet är inte justerat"
    )


def _minutes(matter: MatterFact) -> tuple[Source, ...]:
    return tuple(d.source for d in matter.decisions if d.source is not None)
