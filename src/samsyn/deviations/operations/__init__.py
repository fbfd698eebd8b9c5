"""What may happen to a deviation: each step an operation."""

from samsyn.deviations.operations.answering import (
    Answering,
    agree_answer,
    answer_deviation,
    disown_deviation,
    refuse_answer,
    take_deviation,
)
from samsyn.deviations.operations.ending import (
    FollowedUp,
    close_answered,
    follow_up_measure,
    read_answer,
    reopen_deviation,
    withdraw_deviation,
)
from samsyn.deviations.operations.lifting import (
    follow_new_ladder,
    lift_deviation,
    lift_overdue,
)
from samsyn.deviations.operations.reporting import Report, report_deviation
from samsyn.deviations.operations.suggestions import dismiss_suggestion
from samsyn.deviations.operations.words import (
    hide_words,
    rewrite_words,
    show_words,
    talk,
    tell_reporters,
)

__all__ = [
    "Answering",
    "FollowedUp",
    "Report",
    "agree_answer",
    "answer_deviation",
    "close_answered",
    "dismiss_suggestion",
    "disown_deviation",
    "follow_new_ladder",
    "follow_up_measure",
    "hide_words",
    "lift_deviation",
    "lift_overdue",
    "read_answer",
    "refuse_answer",
    "reopen_deviation",
    "report_deviation",
    "rewrite_words",
    "show_words",
    "take_deviation",
    "talk",
    "tell_reporters",
    "withdraw_deviation",
]
