"""What is a state in a proof called, in the reader's language?"""

from django import template
from django.utils.translation import get_language

from samsyn.agreements.rules import Adoption
from samsyn.foundation.words import Word
from samsyn.governance.rules import BalanceState, MandateState, MatterState, Outcome

register = template.Library()

WORDS: dict[str, Word] = {
    word.value: word
    for words in (MatterState, Outcome, BalanceState, MandateState, Adoption)
    for word in words
}


@register.filter
def word(value: str) -> str:
    """Gällande, Antagen med ändring, Beslutat: the label of a stored value."""
    known = WORDS.get(value)
    return known.label(get_language()) if known else value
