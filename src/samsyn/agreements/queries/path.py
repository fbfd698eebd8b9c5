"""Which way has a version taken, and what comes next? For the path component."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.agreements import rules
from samsyn.agreements.models import Version, VersionStep
from samsyn.foundation import clock
from samsyn.foundation.dates import dated
from samsyn.foundation.dates import day as day_words
from samsyn.foundation.dates import due as due_words


@dataclass(frozen=True)
class Step:
    """A step as ``components/path.html`` shows it."""

    label: str
    state: str
    when: str
    turn: str
    days: int | None
    share: int
    url: str = ""


WAY = (
    rules.State.DRAFT,
    rules.State.REFERRAL,
    rules.State.RECOMMENDED,
    rules.State.SIGNED,
    rules.State.IN_FORCE,
)


def path_steps(version: Version, moves: Sequence[VersionStep], today: dt.date) -> tuple[Step, ...]:
    """From draft to force; what was passed by is left out."""
    state = rules.State(version.state)
    reached = _reached(version, moves)
    now = WAY.index(state) if state in WAY else len(WAY)
    steps = []
    for place, stage in enumerate(WAY):
        if place < now and stage not in reached:
            continue
        kind = "done" if place < now else "now" if place == now else "next"
        if state is rules.State.WITHDRAWN:
            if stage not in reached:
                continue
            kind = "stopped" if stage is list(reached)[-1] else "done"
        elif state is rules.State.IN_FORCE and stage is rules.State.IN_FORCE:
            kind = "done" if version.valid_from and version.valid_from <= today else "now"
        steps.append(
            Step(
                label=_label(stage),
                state=kind,
                when=_when(version, stage, reached, kind),
                turn=_turn(version, stage) if kind == "now" else "",
                days=_days(version, kind),
                share=100 if kind == "now" else 0,
            )
        )
    return tuple(steps)


def _reached(version: Version, moves: Sequence[VersionStep]) -> dict[rules.State, dt.date]:
    found: dict[rules.State, dt.date] = {}
    for move in moves:
        state = rules.State(move.to_state)
        if state in WAY and state not in found:
            found[state] = move.at.date()
    if version.recommended_on:
        found[rules.State.RECOMMENDED] = version.recommended_on
    if version.valid_from and rules.State(version.state) in rules.DECIDED:
        found[rules.State.IN_FORCE] = version.valid_from
    return dict(sorted(found.items(), key=lambda item: WAY.index(item[0])))


def _label(stage: rules.State) -> str:
    return {
        rules.State.DRAFT: _("Utkast"),
        rules.State.REFERRAL: _("På remiss"),
        rules.State.RECOMMENDED: _("Rekommenderad, behandlas av parterna"),
        rules.State.SIGNED: _("Underskriven"),
        rules.State.IN_FORCE: _("Gäller"),
    }[stage]


def _when(
    version: Version, stage: rules.State, reached: dict[rules.State, dt.date], kind: str
) -> str:
    if stage not in reached or kind == "next":
        return ""
    if stage is rules.State.IN_FORCE and version.valid_from:
        return dated(version.valid_from, version.precision)
    return day_words(reached[stage])


def _days(version: Version, kind: str) -> int | None:
    return max(0, (clock.now() - version.state_since).days) if kind == "now" else None


def _turn(version: Version, stage: rules.State) -> str:
    who = {
        "secretary": _("Väntar på sekreteraren"),
        "parties": _("Väntar på parterna"),
        "arena": "",
    }.get(rules.LIFECYCLE.owners[stage], "")
    if who and version.answer_by:
        return _("%(who)s, svar senast %(day)s") % {
            "who": who,
            "day": due_words(version.answer_by, clock.today()),
        }
    return who
