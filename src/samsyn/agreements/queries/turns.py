"""What waits for the actor among the agreements? For Min tur; a constant number of statements."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.agreements import rules
from samsyn.agreements.models import AgreementParty, Comment, Reading, Treatment, Version
from samsyn.agreements.queries.lists import agreement_lines
from samsyn.agreements.queries.rows import in_force, versions_for
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting

#: How long before its day a yearly review becomes somebody's turn.
NEAR = dt.timedelta(days=60)
TO_TREAT = (rules.State.RECOMMENDED, rules.State.SIGNED, rules.State.IN_FORCE)


def steering_turns(actor: Actor) -> list[Waiting]:
    """Boards decide and comment, secretaries carry on, everyone who meets children reads."""
    found: list[Waiting] = []
    if actor.may(Permission.AGREEMENT_WRITE):
        found += _of_secretary(actor)
    elif actor.may(Permission.AGREEMENT_TREAT) and actor.party_id:
        found += _of_board(actor)
    if actor.operation and actor.user_id:
        found += _to_read(actor)
    return found


def _of_board(actor: Actor) -> list[Waiting]:
    own_place = AgreementParty.objects.filter(
        agreement=OuterRef("agreement"), party=actor.party_id, valid_to__isnull=True
    )
    decided = Treatment.objects.filter(version=OuterRef("pk"), party=actor.party_id)
    answered = Comment.objects.filter(version=OuterRef("pk"), party=actor.party_id)
    states = [*(s.value for s in TO_TREAT), rules.State.REFERRAL.value]
    rows = versions_for(actor).filter(Exists(own_place), state__in=states)
    rows = rows.annotate(decided=Exists(decided), answered=Exists(answered))
    return [
        _waits(row, _("Svara på remissen"), "refer")
        if row.state == rules.State.REFERRAL.value
        else _waits(row, _("Låt nämnden behandla versionen"), "treat")
        for row in rows.order_by("answer_by", "state_since")
        if not (row.answered if row.state == rules.State.REFERRAL.value else row.decided)
        and (row.adoption_is_known or row.state == rules.State.REFERRAL.value)
    ]


def _waits(row: Version, what: str, name: str) -> Waiting:
    since = row.recommended_on or timezone.localdate(row.state_since)
    return Waiting(
        what=what,
        about=str(row),
        url=reverse(f"agreements:{name}", args=[row.pk]),
        since_on=since,
        due=row.answer_by,
    )


def _of_secretary(actor: Actor) -> list[Waiting]:
    today, found = clock.today(), []
    for line in agreement_lines(actor):
        for coming in line.coming:
            what = _next_of(coming.state, coming.answer_by, today)
            if what:
                found.append(
                    Waiting(
                        what=what,
                        about=f"{line.name}, {coming.label}",
                        url=reverse("agreements:version", args=[coming.id]),
                        since_on=today - dt.timedelta(days=coming.since_days),
                        due=None,
                    )
                )
        if line.next_review and line.next_review - today <= NEAR:
            found.append(
                Waiting(
                    what=_("Följ upp överenskommelsen"),
                    about=line.name,
                    url=reverse("agreements:show", args=[line.id]),
                    due=line.next_review,
                )
            )
    return found


def _next_of(state: str, answer_by: dt.date | None, today: dt.date) -> str:
    is_over = answer_by is not None and answer_by < today
    match rules.State(state):
        case rules.State.DRAFT:
            return _("Skriv klart utkastet")
        case rules.State.REFERRAL if is_over:
            return _("Sammanställ remissvaren")
        case rules.State.RECOMMENDED if is_over:
            return _("Påminn dem som inte har beslutat")
        case rules.State.SIGNED:
            return _("Besluta från när versionen gäller")
    return ""


def _to_read(actor: Actor) -> list[Waiting]:
    read = Reading.objects.filter(version=OuterRef("pk"), user=actor.user_id)
    place = AgreementParty.objects.filter(agreement=OuterRef("agreement"), party=actor.party_id)
    rows = versions_for(actor).filter(Exists(place), ~Exists(read), agreement__has_training=True)
    return [
        Waiting(
            what=_("Läs överenskommelsen och svara på frågorna"),
            about=row.agreement.name,
            url=reverse("agreements:reading", args=[row.agreement_id]),
        )
        for row in in_force(rows, clock.today())
    ]
