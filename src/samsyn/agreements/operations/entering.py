"""How does a version enter into force, get reviewed, end, or get withdrawn?"""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.access import check_may_write
from samsyn.agreements.models import Review, Version
from samsyn.agreements.operations.steps import advance, locked_version, note_step
from samsyn.agreements.operations.writing import new_version
from samsyn.agreements.queries.rows import DECIDED
from samsyn.agreements.queries.trials import is_tried, needs_reason, read_changes, trial_of
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.responsibilities.operations import adopt_change, end_changes


@operation
def enter_into_force(
    version_id: uuid.UUID, *, valid_from: dt.date, why: str = "", actor: Actor
) -> Version:
    """Let the version be in force from a day; an earlier one gives way to it that day.

    Its changes must have been tried for that day; `why` is needed when they open gaps or break
    worked examples. From the day they are the county's data.
    """
    check_may_write(actor)
    version = locked_version(version_id, actor)
    if not rules.LIFECYCLE.can(rules.State(version.state), "enter"):
        raise NotPossible(
            _("Versionen är inte rekommenderad än, eller är redan beslutad."),
            _("Skriv in vad arenorna har sagt först."),
        )
    if version.recommended_on and valid_from < version.recommended_on:
        raise Refused(
            _("Den kan inte gälla från en dag före rekommendationen (%(day)s).")
            % {"day": version.recommended_on.isoformat()},
            field="valid_from",
        )
    _check_trial(version, valid_from, why)
    _give_way(version, valid_from, actor)
    version.valid_from, version.precision = valid_from, "day"
    advance(version, "enter", actor=actor, why=why.strip())
    for change in read_changes(version.changes):
        adopt_change(
            change, valid_from=valid_from, origin=version.pk, source=str(version), actor=actor
        )
    return version


def _check_trial(version: Version, day: dt.date, why: str) -> None:
    if not version.changes:
        return
    if not is_tried(version.changes, version.trial, day):
        raise NotPossible(
            _("Ändringarna i vem som gör vad är inte prövade för den dagen."),
            _("Prova dem först, så syns luckor och exempel som ändras."),
        )
    try:
        # The county may have changed since it was tried.
        version.trial = trial_of(version.agreement.region, version.changes, day)
    except LookupError as error:
        raise NotPossible(
            _("Länet har ändrats sedan ändringarna prövades. De går inte att göra den dagen."),
            _("Prova dem igen."),
        ) from error
    if needs_reason(version.trial) and not why.strip():
        raise Refused(
            _("Ändringarna öppnar %(gaps)s luckor och gör att %(examples)s exempel svarar fel.")
            % {
                "gaps": version.trial["gaps_opened"],
                "examples": version.trial["examples_broken"],
            },
            _("Ändra versionen, eller skriv varför det ska bli så."),
            field="why",
        )


def _give_way(version: Version, day: dt.date, actor: Actor) -> None:
    """The earlier version ends that day. Any other that holds then stands in the way."""
    others = {
        row.number: row
        for row in version.agreement.versions.select_for_update()
        .filter(state__in=DECIDED, valid_from__isnull=False)
        .exclude(pk=version.pk)
        .order_by("number")
    }
    spans = [
        rules.Span(row.number, row.label, row.valid_from, row.valid_to)
        for row in others.values()
        if row.valid_from
    ]
    found = rules.entrance(version.number, day, spans)
    if found.blocked_by is not None:
        raise Refused(
            _("%(label)s är redan beslutad att gälla för samma tid. Två kan inte gälla samtidigt.")
            % {"label": found.blocked_by.label},
            _("Välj en dag efter den, eller avsluta den först."),
            field="valid_from",
        )
    if found.follows is not None:
        _end_on(others[found.follows.number], day, actor, str(version.label))


def _end_on(version: Version, day: dt.date, actor: Actor, why: str) -> None:
    version.valid_to, version.to_precision = day, "day"
    if day <= clock.today() and version.state == rules.State.IN_FORCE.value:
        advance(version, "end", actor=actor, why=why)
    else:
        version.save(update_fields=["valid_to", "to_precision"])
        note_step(version, "note", actor=actor, why=why)


@operation
def review(
    version_id: uuid.UUID,
    *,
    outcome: rules.ReviewOutcome,
    text: str,
    reviewed_on: dt.date,
    arena: str = "",
    paragraph: str = "",
    ends_on: dt.date | None = None,
    actor: Actor,
) -> Review:
    """The yearly review: goes on unchanged, is revised (the next draft is begun), or ends."""
    check_may_write(actor)
    version = locked_version(version_id, actor)
    _check_review(version, text, reviewed_on)
    row = Review.objects.create(
        version=version, reviewed_on=reviewed_on, outcome=outcome.value, text=text.strip(),
        arena=arena, paragraph=paragraph.strip(), by=actor.assignment_id,
    )  # fmt: skip
    record("version.reviewed", version, actor=actor)
    is_written = version.agreement.versions.filter(state__in=[s.value for s in rules.WRITABLE])
    if outcome is rules.ReviewOutcome.REVISE and not is_written.exists():
        new_version(
            version.agreement_id,
            label=_("Revidering %(year)s") % {"year": reviewed_on.year},
            actor=actor,
        )
    elif outcome is rules.ReviewOutcome.END:
        if ends_on is None:
            raise Refused(_("Välj från vilken dag den upphör."), field="ends_on")
        end(version.pk, on=ends_on, why=text, actor=actor)
    return row


def _check_review(version: Version, text: str, reviewed_on: dt.date) -> None:
    if not rules.LIFECYCLE.can(rules.State(version.state), "review"):
        raise NotPossible(_("Bara en version som gäller kan följas upp."))
    if not text.strip():
        raise Refused(_("Skriv vad uppföljningen visade."), field="text")
    if reviewed_on > clock.today():
        raise Refused(_("Uppföljningen kan inte ligga i framtiden."), field="reviewed_on")
    if version.valid_from and reviewed_on < version.valid_from:
        raise Refused(_("Versionen gällde inte den dagen."), field="reviewed_on")


@operation
def end(version_id: uuid.UUID, *, on: dt.date, why: str, actor: Actor) -> Version:
    """Let the version end without a new one; what it changed in the county ends with it."""
    check_may_write(actor)
    version = locked_version(version_id, actor)
    if version.state != rules.State.IN_FORCE.value:
        raise NotPossible(_("Bara en version som gäller kan upphöra."))
    if not why.strip():
        raise Refused(_("Skriv varför den upphör."), field="why")
    if version.valid_from and on <= version.valid_from:
        raise Refused(_("Den kan inte upphöra före den började gälla."), field="on")
    if version.valid_to and version.valid_to < on:
        raise Refused(_("Den upphör redan tidigare än så."), field="on")
    _end_on(version, on, actor, why.strip())
    origins = version.agreement.versions.values_list("pk", flat=True)
    end_changes(origins, on=on, source=str(version), actor=actor)
    return version


@operation
def withdraw(version_id: uuid.UUID, *, why: str, actor: Actor) -> Version:
    """Take back a version that never came into force."""
    check_may_write(actor)
    version = locked_version(version_id, actor)
    if not why.strip():
        raise Refused(_("Skriv varför versionen återtas."), field="why")
    advance(version, "withdraw", actor=actor, why=why.strip())
    return version
