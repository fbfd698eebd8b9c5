"""Which pages are measured, and as whom? Identities follow from the numbers in county.sql."""

import hashlib
import uuid
from dataclasses import dataclass, field

COORDINATOR, SOCIAL_WORKER, NURSE, AUDITOR = 1, 2, 3, 4
COUNTY, AREA, PARTY = 601, 602, 603
#: Cases of the coordinator by state, one that it has received, and who receives the first.
NEED, CONSENTED, ANSWERED, PLANNING, IN_FORCE, RECEIVED, RECEIVER = 46, 84, 68, 90, 50, 1350, 486


def ident(kind: str, number: int) -> uuid.UUID:
    """The same identity as `pg_temp.id` in county.sql."""
    return uuid.UUID(hashlib.md5(f"{kind}{number}".encode(), usedforsecurity=False).hexdigest())


@dataclass(frozen=True)
class Page:
    """One request: a name to print, the unit that asks (0 is nobody), path and what is posted."""

    name: str
    unit: int
    path: str
    post: dict[str, str] = field(default_factory=dict)


def pages() -> list[Page]:
    """Every page that is measured."""
    plan, child = ident("plan", IN_FORCE), ident("child", IN_FORCE)
    case = {n: f"/arenden/{ident('case', n)}" for n in (NEED, CONSENTED, ANSWERED, IN_FORCE)}
    asked = "/vem-gor-vad/?alder=9&behov=psychological&grad=moderate"
    return [
        Page("start page", 0, "/"),
        Page("who does what, answer", 0, asked),
        Page("who does what, matrix", 0, "/vem-gor-vad/matris/"),
        Page("my turn, nurse", NURSE, "/min-tur/"),
        Page("my turn, social worker", SOCIAL_WORKER, "/min-tur/"),
        Page("my turn, coordinator", COORDINATOR, "/min-tur/"),
        Page("my turn, auditor", AUDITOR, "/min-tur/"),
        Page("children, coordinator", COORDINATOR, "/barn/"),
        Page("search name, coordinator", COORDINATOR, "/barn/", {"q": "sjö"}),
        Page("search word, coordinator", COORDINATOR, "/barn/", {"q": "insatserna"}),
        Page("search word, social worker", SOCIAL_WORKER, "/barn/", {"q": "insatserna"}),
        Page("child, owner", COORDINATOR, f"/barn/{child}/"),
        Page("child, receiver", RECEIVER, f"/barn/{child}/"),
        Page("plans, first page", COORDINATOR, "/planer/"),
        Page("plans, page 38", COORDINATOR, "/planer/?sida=38"),
        Page("plan, owner", COORDINATOR, f"/planer/{plan}/"),
        Page("plan, received", COORDINATOR, f"/planer/{ident('plan', RECEIVED)}/"),
        Page("mandates, auditor", AUDITOR, "/styrning/uppdrag/"),
        Page("arenas, auditor", AUDITOR, "/styrning/arenor/"),
        Page("arena, auditor", AUDITOR, f"/styrning/arenor/{ident('arena', 3)}/"),
        Page("matters, auditor", AUDITOR, "/styrning/arenden/"),
        Page("calendar, auditor", AUDITOR, "/styrning/moten/"),
        Page("balance list, auditor", AUDITOR, f"/styrning/balanslista/{ident('arena', 3)}/"),
        Page("agreements, auditor", AUDITOR, "/styrning/overenskommelser/"),
        Page(
            "adoption map, auditor", AUDITOR, f"/styrning/overenskommelser/{ident('agreement', 1)}/"
        ),
        Page("proof, auditor", AUDITOR, "/styrning/revision/bevis/"),
        Page("deviations, coordinator", COORDINATOR, "/avvikelser/"),
        Page("deviations, area manager", AREA, "/avvikelser/"),
        Page("deviations, party", PARTY, "/avvikelser/?vy=part"),
        Page("deviations, county", COUNTY, "/avvikelser/?vy=lanet"),
        Page("my turn, county", COUNTY, "/min-tur/"),
        Page("my turn, area manager", AREA, "/min-tur/"),
        Page("deviation, county", COUNTY, f"/avvikelser/{ident('deviation', 7)}/"),
        Page("report form", COORDINATOR, "/avvikelser/ny/"),
        Page("suggestions", COORDINATOR, "/avvikelser/forslag/"),
        Page("patterns, county", COUNTY, "/avvikelser/monster/"),
        Page("statistics, county", COUNTY, "/avvikelser/statistik/"),
        Page("arenas, open", 0, "/arenor/"),
        Page("adoption map, open", 0, "/overenskommelser/jamtland-harjedalen/overenskommelse-1/"),
        Page("plan as PDF", COORDINATOR, f"/planer/{plan}/plan.pdf"),
        Page("new child form", COORDINATOR, "/barn/nytt/"),
        Page("need form", COORDINATOR, f"/barn/{child}/behov/"),
        Page("family answer form", COORDINATOR, f"{case[NEED]}/svar/"),
        Page("call form", COORDINATOR, f"{case[CONSENTED]}/kallelse/"),
        Page("meeting form", COORDINATOR, f"{case[ANSWERED]}/mote/"),
        Page("share form", COORDINATOR, f"{case[IN_FORCE]}/dela/"),
        Page("plan form", COORDINATOR, f"/planer/{ident('plan', PLANNING)}/skriv/"),
        Page("follow-up form", COORDINATOR, f"/planer/{plan}/uppfoljning/"),
    ]
