"""The family's answer, its change of mind, and sharing outside a call."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samsyn.access.access import fresh, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.cases import operations
from samsyn.cases.forms import FamilyAnswerForm, ShareForm, WithdrawForm
from samsyn.cases.queries.units import unit_choices
from samsyn.cases.views.frame import frame_or_404
from samsyn.children.queries import ChildFacts
from samsyn.children.rules import GuardianKind
from samsyn.consents.queries import consents_for
from samsyn.consents.rules import ChildStance
from samsyn.foundation import clock
from samsyn.laws.rules import statute
from samsyn.releases.queries import releases_for
from samsyn.releases.rules import Ground, Scope


def _people(child: ChildFacts) -> list[tuple[str, str]]:
    adults = [(GuardianKind(g.kind).value, g.name) for g in child.guardians]
    return [*adults, ("child", child.given_name)]


@requires(Permission.CONSENT_RECORD)
@fresh
def family_answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write down the family's yes or no."""
    frame = frame_or_404(request, case_id)
    units = unit_choices(frame.actor, frame.child.born_on, frame.case.need)
    people = _people(frame.child)

    make = partial(FamilyAnswerForm, units=units.choices, people=people)

    def act(form: Any) -> tuple[str, str]:
        case = operations.take_family_answer(
            case_id,
            terms=form.terms(),
            answers=form.answers(),
            child_stance=ChildStance(form.cleaned_data["child_stance"]),
            maturity_note=form.cleaned_data["maturity_note"],
            actor=frame.actor,
        )
        if case.state in ("declined", "withdrawn"):
            return frame.back, _("Klart. Familjens nej är noterat. Inget delas.")
        if case.state != "consented":
            return frame.back, _("Klart. Familjens svar är sparat.")
        text = _("Klart. Nu kan ni kalla till möte. Det är din tur.")
        if form.silent():
            names = ", ".join(form.silent())
            text += " " + _("%(names)s har inte svarat. Fråga också där.") % {"names": names}
        return frame.back, text

    today = clock.today()
    return form_page(
        request,
        make,
        template="cases/family_answer.html",
        act=act,
        context={
            "frame": frame,
            "units": units,
            "secrecy": statute("consent_secrecy", today),
            "minor": statute("minor_consent", today),
        },
        initial={
            "given_on": today,
            "valid_until": today + dt.timedelta(days=365),
            "purpose": _("För att skriva en gemensam plan för hjälpen."),
        },
    )


@requires(Permission.CONSENT_RECORD)
@fresh
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write down that the consent was taken back; says first how many stop seeing."""
    frame = frame_or_404(request, case_id)
    standing = [
        r for r in releases_for(frame.actor, case_id) if r.holds and r.ground == "consent_secrecy"
    ]

    def act(form: Any) -> tuple[str, str]:
        operations.withdraw_family_consent(case_id, by=form.cleaned_data["by"], actor=frame.actor)
        return frame.back, _(
            "Klart. Från och med nu ser de inget nytt. Det de redan fått sparas hos dem."
        )

    consequence = ngettext(
        "En enhet slutar se nya uppgifter. Det den redan fått har den kvar.",
        "%(count)s enheter slutar se nya uppgifter. Det de redan fått har de kvar.",
        len(standing),
    ) % {"count": len(standing)}
    return form_page(
        request,
        WithdrawForm,
        template="cases/withdraw.html",
        act=act,
        context={"frame": frame, "standing": standing, "consequence": consequence,
                 "consents": consents_for(frame.actor, frame.child.id)},
    )  # fmt: skip


@requires(Permission.RELEASE_DECIDE)
@fresh
def share(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Let a unit see a part of the case."""
    frame = frame_or_404(request, case_id)
    units = unit_choices(frame.actor, frame.child.born_on, frame.case.need)

    make = partial(ShareForm, units=units.choices)

    def act(form: Any) -> tuple[str, str]:
        releases = operations.share_case(
            case_id,
            form.cleaned_data["units"],
            scopes=[Scope(value) for value in form.cleaned_data["scopes"]],
            ground=Ground(form.cleaned_data["ground"]),
            valid_until=form.cleaned_data["valid_until"],
            note=form.cleaned_data["note"],
            actor=frame.actor,
        )
        text = ngettext(
            "Klart. En enhet ser nu det du valde.",
            "Klart. %(count)s enheter ser nu det du valde.",
            len(releases),
        )
        return frame.back, text % {"count": len(releases)}

    language = get_language()
    grounds = [(g.label(language), statute(g.value, clock.today())) for g in Ground]
    return form_page(
        request,
        make,
        template="cases/share.html",
        act=act,
        context={"frame": frame, "grounds": grounds, "units": units},
    )
