"""What has a party's board decided, who has signed, and who is reminded?"""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.access import check_may_answer_for, check_may_write
from samsyn.agreements.models import Reminder, Signature, Treatment, Version
from samsyn.agreements.operations.steps import advance, locked_version, party_of
from samsyn.agreements.queries.rows import parties_of, treatment_fact
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Party


@dataclass(frozen=True)
class Decision:
    """What a board decided. `clauses` are the numbers that a change is about."""

    outcome: rules.Outcome
    board: str
    decided_on: dt.date
    paragraph: str = ""
    change: str = ""
    clauses: tuple[str, ...] = ()


@operation
def treat(
    version_id: uuid.UUID,
    party_id: uuid.UUID,
    decision: Decision,
    *,
    corrects: uuid.UUID | None = None,
    why: str = "",
    actor: Actor,
) -> Treatment:
    """Record a party's decision on a version; `corrects` puts an earlier record right, with `why`.

    A party may decide on an older version than the newest: the map then says so.
    """
    version = locked_version(version_id, actor)
    check_may_answer_for(party_id, actor)
    party = party_of(version, party_id, decision.decided_on)
    _check_state(version)
    _check_decision(version, decision)
    corrected = _corrected(version, party, decision, corrects, why)
    row = Treatment.objects.create(
        version=version,
        party=party,
        outcome=decision.outcome.value,
        board=decision.board.strip(),
        decided_on=decision.decided_on,
        paragraph=decision.paragraph.strip(),
        change=decision.change.strip() if _is_changed(decision) else "",
        clauses=list(decision.clauses) if _is_changed(decision) else [],
        why=why.strip(),
        corrects=corrected,
        recorded_at=clock.now(),
        by=actor.assignment_id,
    )
    record("version.treatment_corrected" if corrected else "version.treated", version, actor=actor)
    return row


def _check_state(version: Version) -> None:
    if not rules.LIFECYCLE.can(rules.State(version.state), "treat"):
        raise NotPossible(
            _("Versionen är inte rekommenderad, så ingen part kan besluta om den än."),
            _("Vänta tills arenorna har sagt sitt."),
        )


def _is_changed(decision: Decision) -> bool:
    return decision.outcome is rules.Outcome.ADOPTED_WITH_CHANGE


def _check_decision(version: Version, decision: Decision) -> None:
    if not decision.board.strip():
        raise Refused(_("Skriv vilken nämnd som beslutade."), field="board")
    if decision.decided_on > clock.today():
        raise Refused(_("Nämnden kan inte ha beslutat i framtiden."), field="decided_on")
    sent = version.recommended_on
    if sent and decision.decided_on < sent:
        raise Refused(
            _("Beslutet är före den dag då versionen rekommenderades (%(day)s).")
            % {"day": sent.isoformat()},
            _("Rätta dagen, eller skriv in beslutet på den version som det gällde."),
            field="decided_on",
        )
    if _is_changed(decision) and not decision.change.strip():
        raise Refused(_("Skriv vad nämnden ändrade."), field="change")
    known = set(version.clauses.values_list("number", flat=True))
    if set(decision.clauses) - known:
        raise Refused(_("En av punkterna finns inte i versionen."), field="clauses")


def _corrected(
    version: Version, party: Party, decision: Decision, corrects: uuid.UUID | None, why: str
) -> Treatment | None:
    """The record that is put right; a new decision must be later than the one that stands."""
    rows = version.treatments.filter(party=party).order_by("recorded_at", "id")
    by_key = {str(row.pk): row for row in rows}
    facts = rules.standing(treatment_fact(row, version.number, "") for row in by_key.values())
    stands = facts[-1] if facts else None
    if corrects is None:
        if stands is not None and decision.decided_on <= stands.decided_on:
            raise Refused(
                _("Partens beslut %(day)s finns redan.") % {"day": stands.decided_on.isoformat()},
                _("Rätta det om det är fel. Ett nytt beslut behöver ha en senare dag."),
                field="decided_on",
            )
        return None
    if str(corrects) not in {fact.key for fact in facts}:
        raise NotPossible(_("Beslutet är redan rättat."), _("Läs sidan igen och rätta det nya."))
    if not why.strip():
        raise Refused(_("Skriv varför beslutet rättas."), field="why")
    return by_key[str(corrects)]


@operation
def sign(
    version_id: uuid.UUID,
    party_id: uuid.UUID,
    *,
    office: str,
    signed_on: dt.date,
    actor: Actor,
) -> Signature:
    """Record that a party's office has signed. The last party's signature makes it signed."""
    version = locked_version(version_id, actor)
    check_may_answer_for(party_id, actor)
    party = party_of(version, party_id)
    _check_signature(version, party, office, signed_on)
    row = Signature.objects.create(
        version=version, party=party, office=office.strip(), signed_on=signed_on,
        recorded_at=clock.now(), by=actor.assignment_id,
    )  # fmt: skip
    record("version.signature_recorded", version, actor=actor)
    signed = set(version.signatures.values_list("party_id", flat=True))
    everyone = {place.party_id for place in parties_of(version.agreement_id, clock.today())}
    if version.state == rules.State.RECOMMENDED.value and everyone <= signed:
        advance(version, "sign", actor=actor)
    return row


def _check_signature(version: Version, party: Party, office: str, signed_on: dt.date) -> None:
    if rules.State(version.state) not in rules.SENT:
        raise NotPossible(_("Versionen är inte rekommenderad än."))
    if not office.strip():
        raise Refused(_("Skriv vilken befattning som har skrivit under."), field="office")
    if signed_on > clock.today():
        raise Refused(_("Dagen kan inte ligga i framtiden."), field="signed_on")
    if version.signatures.filter(party=party).exists():
        raise NotPossible(_("%(party)s har redan skrivit under.") % {"party": party.name})
    rows = version.treatments.filter(party=party).order_by("recorded_at", "id")
    facts = rules.standing(treatment_fact(row, version.number, "") for row in rows)
    if not facts or facts[-1].outcome is rules.Outcome.REJECTED:
        raise NotPossible(
            _("%(party)s har inte antagit versionen.") % {"party": party.name},
            _("Skriv in nämndens beslut först."),
        )
    if signed_on < facts[-1].decided_on:
        raise Refused(_("Underskriften kan inte vara före nämndens beslut."), field="signed_on")


@operation
def remind(
    version_id: uuid.UUID, *, actor: Actor, party_ids: Collection[uuid.UUID] | None = None
) -> list[Party]:
    """Remind the parties that have not decided; each once a day at most. Gives whom it reminded."""
    check_may_write(actor)
    version = locked_version(version_id, actor)
    _check_state(version)
    today = clock.today()
    treated = set(version.treatments.values_list("party_id", flat=True))
    reminded = {
        row.party_id for row in version.reminders.all() if timezone.localdate(row.sent_at) == today
    }
    waiting = [
        place.party
        for place in parties_of(version.agreement_id, today)
        if place.party_id not in treated and (party_ids is None or place.party_id in party_ids)
    ]
    if not waiting:
        raise NotPossible(_("Alla parter har beslutat. Ingen behöver påminnas."))
    left = [party for party in waiting if party.pk not in reminded]
    if not left:
        raise NotPossible(
            _("De som återstår är redan påminda i dag."), _("Vänta till i morgon, eller ring.")
        )
    Reminder.objects.bulk_create(
        Reminder(version=version, party=party, sent_at=clock.now(), by=actor.assignment_id)
        for party in left
    )
    record("version.reminded", version, actor=actor)
    return left
