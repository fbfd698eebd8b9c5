"""What is a deviation, and which words describe it? Pure.

Kinds: Västbus's definition (guidelines, agreed action, disagreement) with JämtBus's split of
disagreement in responsibility and cost (JämtBus 2018 §6.1; facts §5.1).
"""

from samsyn.foundation.words import Word


class Kind(Word):
    """What went wrong."""

    GUIDELINE = (
        "guideline",
        "En riktlinje eller rutin följdes inte",
        "A guideline or routine was not followed",
    )
    AGREED_ACTION = (
        "agreed_action",
        "Något som vi kom överens om blev inte gjort",
        "Something that was agreed was not done",
    )
    RESPONSIBILITY = (
        "responsibility",
        "Vi är oense om vem som har ansvaret",
        "We disagree on who is responsible",
    )
    COST = "cost", "Vi är oense om vem som betalar", "We disagree on who pays"

    @property
    def branch(self) -> "Branch":
        """The branch of the county's ladder that it climbs."""
        is_dispute = self in (Kind.RESPONSIBILITY, Kind.COST)
        return Branch.RESPONSIBILITY if is_dispute else Branch.SHORTCOMING


class Branch(Word):
    """Which branch of the ladder; the values are those of the county package's `kind`."""

    RESPONSIBILITY = "responsibility", "Ansvar och kostnad", "Responsibility and cost"
    SHORTCOMING = "shortcoming", "Brister i samverkan", "Shortcomings in collaboration"


class Against(Word):
    """What was not kept."""

    CLAUSE = "clause", "Överenskommelsen", "The agreement"
    PLAN = "plan", "Barnets plan", "The child's plan"
    ROUTINE = "routine", "En rutin", "A routine"
    UNSURE = "unsure", "Jag vet inte", "I do not know"


class Lex(Word):
    """Whether it is also reported where the law asks for it. The deviation replaces neither."""

    NO = "no", "Nej", "No"
    SARAH = "sarah", "Ja, som lex Sarah", "Yes, as lex Sarah"
    MARIA = "maria", "Ja, till vårdgivaren för bedömning av lex Maria", "Yes, to the care provider"
    UNSURE = "unsure", "Vet inte, min chef får bedöma", "Not sure, my manager will judge"


class State(Word):
    """Where a deviation stands."""

    WAITING = "waiting", "Väntar på svar", "Waits for an answer"
    PROPOSED = "proposed", "Väntar på den andra sidans ja", "Waits for the other side's yes"
    ANSWERED = "answered", "Besvarad, åtgärden pågår", "Answered, the measure is under way"
    CLOSED = "closed", "Avslutad", "Closed"


class Part(Word):
    """What a text of the shared copy is."""

    HAPPENED = "happened", "Vad hände?", "What happened?"
    CONSEQUENCE = "consequence", "Vad blev följden för barnet?", "What did it mean for the child?"
    TRIED = "tried", "Vad har ni redan prövat?", "What has been tried?"
    WANTED = "wanted", "Vad vill ni ska hända?", "What do you want to happen?"
    DIALOGUE = "dialogue", "Samtal", "Dialogue"
    NOT_OURS = "not_ours", "Inte vårt ansvar", "Not our responsibility"
    LIFT = "lift", "Varför det lyftes", "Why it was lifted"
    ANSWER = "answer", "Svar", "Answer"
    REFUSAL = "refusal", "Varför vi säger nej", "Why we say no"
    FOLLOW_UP = "follow_up", "Hur det gick", "How it went"
    WITHDRAWAL = "withdrawal", "Varför den togs tillbaka", "Why it was withdrawn"
    REOPENING = "reopening", "Varför den öppnades igen", "Why it was reopened"
    ARENA = "arena", "Svar från arenan", "Answer from the arena"


#: What the reporter writes, in the order of the form; the first must be there.
REPORTED = (Part.HAPPENED, Part.CONSEQUENCE, Part.TRIED, Part.WANTED)


class Decision(Word):
    """What an answer comes to."""

    MEASURE = "measure", "Vi gör en åtgärd", "We take a measure"
    SPLIT = "split", "Så fördelas kostnaden", "This is how the cost is divided"
    RESPONSIBLE = "responsible", "Så här är ansvaret", "This is where the responsibility lies"
    NO_MEASURE = "no_measure", "Ingen åtgärd", "No measure"

    @property
    def is_followed_up(self) -> bool:
        """Whether somebody is to look afterwards how it went."""
        return self is not Decision.NO_MEASURE


class Result(Word):
    """How a measure went."""

    DONE = "done", "Gjord", "Done"
    PARTLY = "partly", "Delvis gjord", "Partly done"
    NOT_DONE = "not_done", "Inte gjord", "Not done"


class Side(Word):
    """Whose side of the matter a place stands for."""

    REPORTER = "reporter", "Den som anmälde", "Who reported"
    OTHER = "other", "Den andra sidan", "The other side"
    COUNTY = "county", "Länet", "The county"


class Stance(Word):
    """What a place has said of whose it is, or of a proposed answer."""

    NONE = "", "", ""
    OURS = "ours", "Vi tar det", "We take it"
    NOT_OURS = "not_ours", "Det är inte vårt", "It is not ours"
    YES = "yes", "Ja till svaret", "Yes to the answer"
    NO = "no", "Nej till svaret", "No to the answer"


class StandIn(Word):
    """Why a place is held by somebody else than the ladder names."""

    NONE = "", "", ""
    NO_UNIT = (
        "no_unit",
        "Ingen enhet är utpekad, så partens samordnare har steget",
        "No unit is named, so the party's coordinator has the rung",
    )
    UNMANNED = (
        "unmanned",
        "Ingen chef finns på plats, så nivån ovanför har steget",
        "No manager is in place, so the level above has the rung",
    )
    OWN_MANAGER = (
        "own_manager",
        "Anmälan gäller chefen själv, så nivån ovanför har steget",
        "The report concerns the manager, so the level above has the rung",
    )
    NOBODY = (
        "nobody",
        "Parten har ingen som kan svara, så länssamordnaren har steget",
        "The party has nobody who can answer, so the county coordinator has the rung",
    )


class Origin(Word):
    """How a deviation came to be reported."""

    PERSON = "", "En medarbetare såg det", "Somebody noticed"
    SILENT_CALL = "silent_call", "En kallelse utan svar", "A call without an answer"
    ABSENT = "absent", "En kallad enhet kom inte", "A called unit did not come"
    LATE_FOLLOW_UP = "late_follow_up", "En uppföljning som dröjer", "A follow-up that is late"
    LATE_ACTION = "late_action", "En insats som inte har blivit gjord", "An action not done"
