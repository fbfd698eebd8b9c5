"""What waits for somebody in the collaboration, from every package that has it?"""

from samsyn.access.rules import Actor, Permission
from samsyn.actionplans.queries import steering_turns as plan_turns
from samsyn.administration.queries.turns import administration_turns
from samsyn.agreements.queries import steering_turns as agreement_turns
from samsyn.children.queries import protection_turns
from samsyn.deviations.queries.turns import deviation_turns
from samsyn.followup.queries import steering_turns as followup_turns
from samsyn.foundation.turns import Waiting
from samsyn.governance.queries import steering_turns_arenas, steering_turns_meetings
from samsyn.logreview.queries import log_turns
from samsyn.participation.queries import steering_turns as voice_turns
from samsyn.patterns.queries import pattern_turns
from samsyn.retention.queries.turns import retention_turns

FOR_STEERING = (
    steering_turns_meetings,
    steering_turns_arenas,
    plan_turns,
    voice_turns,
    followup_turns,
)


def waiting_for(actor: Actor) -> tuple[Waiting, ...]:
    """Everything that is the actor's turn, late first, then by last day, then oldest."""
    found = [
        *protection_turns(actor),
        *administration_turns(actor),
        *agreement_turns(actor),
        *deviation_turns(actor),
        *pattern_turns(actor),
        *log_turns(actor),
        *retention_turns(actor),
    ]
    if actor.may(Permission.STEERING_READ):
        for turns in FOR_STEERING:
            found += turns(actor)
    return tuple(sorted(found, key=_urgency))


def _urgency(item: Waiting) -> tuple[bool, bool, str, str]:
    due = item.due.isoformat() if item.due else ""
    since = item.since_on.isoformat() if item.since_on else "9999"
    return (not item.is_late, not due, due, since)
