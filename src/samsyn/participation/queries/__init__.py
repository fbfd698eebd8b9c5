"""What may be seen of it, and by whom?"""

from samsyn.participation.queries.facts import known_words, voices_for_matters, voices_heard
from samsyn.participation.queries.pages import (
    LinkRow,
    MethodRow,
    VoicePage,
    VoiceRow,
    link_page,
    matter_choices,
    matters_to_link,
    method_choices,
    methods_for,
    voice_list,
    voice_page,
)
from samsyn.participation.queries.turns import steering_turns

__all__ = [
    "LinkRow",
    "MethodRow",
    "VoicePage",
    "VoiceRow",
    "known_words",
    "link_page",
    "matter_choices",
    "matters_to_link",
    "method_choices",
    "methods_for",
    "steering_turns",
    "voice_list",
    "voice_page",
    "voices_for_matters",
    "voices_heard",
]
