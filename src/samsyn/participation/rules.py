"""Who was heard, what must not be written down about them, and when is an answer due? Pure."""

import datetime as dt
import re
from collections.abc import Collection

from samsyn.foundation.words import Word

#: How long a view may wait before somebody is reminded to say what became of it. The product's
#: own setting: no source gives a number.
ANSWER_DAYS = 60


class VoiceKind(Word):
    """Who was heard."""

    CHILDREN_GROUP = "children_group", "Barngrupp", "Group of children"
    YOUNG_PEOPLE = "young_people", "Unga", "Young people"
    GUARDIANS = "guardians", "Vårdnadshavare", "Guardians"
    USER_ORGANISATION = "user_organisation", "Brukarorganisation", "User organisation"


class VoiceState(Word):
    """Where a view stands: derived from what has been written about it."""

    WAITING = "waiting", "Väntar på svar", "Waiting for an answer"
    ANSWERED = "answered", "Besvarad, inte återberättad", "Answered, not told back"
    TOLD = "told", "De har fått veta", "They have been told"


#: Common given names that are not also common words; the check is a help, not a promise.
GIVEN_NAMES = frozenset(
    """
    adam agnes ahmed albin alexander alexandra alfred ali alice alma amanda amir anders
    andreas anna anneli anton astrid axel barbro benjamin birgitta camilla carina carl
    caroline cecilia charlotte christer christian christina daniel david ebba edvin elias
    elin elisabeth ella elsa elvira emelie emil emma erik erika eva fatima felix filip frida
    fredrik gabriel gunilla gustav hanna hampus helena henrik hugo ida ingrid isabella isak
    jakob jan jasmine jenny jesper jessica johan johanna jonas jonathan josefin julia karin
    karl katarina kerstin kevin klara kristina lars lena leo liam lina linda linus lisa
    louise lovisa lucas ludvig magnus malin malva marcus margareta maria marie markus martin
    mats matilda melvin michael mikael mohamed moa monica nathalie nils noah nora ola oliver
    olivia omar oscar oskar patrik peter petra pontus rasmus rebecka robert robin sandra
    sara sebastian selma sigrid simon sofia stefan stina susanne theo therese thomas tilde
    tobias ulla victor viktor viktoria vincent william wilma yusuf zahra åsa
    """.split()  # noqa: SIM905 - a list of words reads best as words
)

_NUMBER = re.compile(r"(?<!\d)(?:19|20)?(\d{2})(\d{2})(\d{2})\s?[-+–]?\s?(\d{4})(?!\d)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*|[.!?:\n”\"–•]")


def holds_identity_number(text: str) -> bool:
    """Whether something in the text looks like a personnummer or coordination number."""
    return any(_is_a_day(m[2], m[3]) for m in _NUMBER.finditer(text))


def _is_a_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and (1 <= int(day) <= 31 or 61 <= int(day) <= 91)


def likely_names(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Words that may be somebody's name, in order, each once.

    A common given name anywhere, or a capital letter inside a sentence that begins no `known` word
    and is not an abbreviation.
    """
    familiar = {part.casefold() for name in known for part in re.findall(r"[\w’'-]+", name)}
    found: list[str] = []
    starts = True
    for match in _WORD.finditer(text):
        word = match[0]
        if not word[0].isalpha():
            starts = True
            continue
        plain = word.casefold().removesuffix("s")
        is_name = plain in GIVEN_NAMES or word.casefold() in GIVEN_NAMES
        is_capital = word[0].isupper() and not word[1:2].isupper() and len(word) > 1
        is_known = word.casefold() in familiar or plain in familiar
        if (
            word[0].isupper()
            and not is_known
            and (is_name or (is_capital and not starts))
            and word not in found
        ):
            found.append(word)
        starts = False
    return tuple(found)


def voice_state(answers: Collection[tuple[str, dt.date | None]]) -> VoiceState:
    """From what has been written: (what became of it, told back on) for each link."""
    answered = [told for became, told in answers if became]
    if not answered:
        return VoiceState.WAITING
    return VoiceState.TOLD if all(answered) else VoiceState.ANSWERED


def answer_due(heard_on: dt.date) -> dt.date:
    """The day by which somebody should have said what became of a view."""
    return heard_on + dt.timedelta(days=ANSWER_DAYS)
