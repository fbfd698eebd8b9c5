"""Write down what a party has decided about how long it keeps."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.organisations.models import Party
from samsyn.regions.schema import PartyKind
from samsyn.retention.access import check_may_propose
from samsyn.retention.models import Decision
from samsyn.retention.rules import Plan, Sphere, least_years


@operation
def record_decision(plan: Plan, *, actor: Actor) -> Decision:
    """Write down a decision; a later one for the operation replaces it from now on."""
    check_may_propose(actor)
    if not plan.reference.strip():
        raise Refused(_("Skriv beslutets diarienummer."), field="reference")
    if plan.decided_on > clock.today():
        raise Refused(_("Beslutet kan inte vara fattat i framtiden."), field="decided_on")
    is_region = Party.objects.filter(pk=actor.own_party, kind=PartyKind.REGION.value).exists()
    if plan.sphere is Sphere.SCHOOL and is_region:
        raise Refused(
            _("En region driver inte skola eller förskola."),
            _("Välj de regler som gäller för verksamhetens handlingar."),
            field="sphere",
        )
    least = least_years(plan.sphere, is_working_copy=plan.is_working_copy, on=clock.today())
    if plan.years < least:
        raise Refused(
            ngettext("Minst ett år.", "Minst %(years)s år.", least) % {"years": least},
            _("Kortare tid tillåter inte lagen för den sortens handlingar."),
            field="years",
        )
    row = Decision.objects.create(
        party_id=actor.own_party, operation=plan.operation, sphere=plan.sphere.value,
        years=plan.years, is_working_copy=plan.is_working_copy, reference=plan.reference.strip(),
        decided_on=plan.decided_on, recorded_at=clock.now(), recorded_by=actor.own_user,
    )  # fmt: skip
    record("retention.decided", row, actor=actor)
    return row
