"""How does a version move, and who takes hold of it first?"""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.models import Agreement, Version, VersionStep
from samsyn.agreements.queries.rows import agreements_for, parties_of, versions_for
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Party


def locked_version(version_id: uuid.UUID, actor: Actor) -> Version:
    """The version, locked; refused when the county does not have it."""
    rows = versions_for(actor).select_for_update(of=("self",))
    version = rows.filter(pk=version_id).first()
    if version is None:
        raise NotPossible(_("Versionen finns inte i ditt län."), _("Gå tillbaka till listan."))
    return version


def agreement_of(agreement_id: uuid.UUID, actor: Actor) -> Agreement:
    """The agreement, locked; refused when the county does not have it."""
    agreement = (
        agreements_for(actor).select_for_update(of=("self",)).filter(pk=agreement_id).first()
    )
    if agreement is None:
        raise NotPossible(_("Överenskommelsen finns inte i ditt län."))
    return agreement


def party_of(version: Version, party_id: uuid.UUID, on: dt.date | None = None) -> Party:
    """The party, refused when it is not a party to the version's agreement (today)."""
    rows = parties_of(version.agreement_id, on or clock.today())
    place = rows.filter(party_id=party_id).first()
    if place is None:
        raise Refused(
            _("Den är inte part i överenskommelsen den dagen."), _("Välj en annan part."),
            field="party",
        )  # fmt: skip
    return place.party


def advance(version: Version, action: str, *, actor: Actor, why: str = "") -> None:
    """Move by the lifecycle table; leaves a step and an event."""
    state = rules.State(version.state)
    after = rules.LIFECYCLE.advance(
        state,
        action,
        refusal=_("Det går inte: versionen är %(state)s.") % {"state": state.sv.lower()},
        advice=_("Läs versionens sida, där står vad som kommer sedan."),
    )
    version.state, version.state_since = after.value, clock.now()
    version.save()
    note_step(version, action, actor=actor, why=why)


def note_step(version: Version, action: str, *, actor: Actor, why: str = "") -> None:
    """Leave a step and an event, in the state where the version is."""
    VersionStep.objects.create(
        version=version, at=version.state_since if action != "note" else clock.now(), action=action,
        to_state=version.state, why=why, by=actor.assignment_id,
    )  # fmt: skip
    record(f"version.{PAST[action]}", version, actor=actor)


PAST = {
    "begin": "begun",
    "refer": "referred",
    "rework": "reworked",
    "recommend": "recommended",
    "sign": "signed",
    "enter": "entered",
    "end": "ended",
    "withdraw": "withdrawn",
    "note": "noted",
}
