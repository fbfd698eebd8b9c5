"""How does HTTP become one step of a plan and one page?"""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import fresh, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.accounts.drafts import drop_draft
from samsyn.cases.views.frame import actor_of, child_or_404, frame_or_404
from samsyn.consents.queries import holding_consent
from samsyn.foundation import clock
from samsyn.plans import operations, rules
from samsyn.plans.documents import plan_pdf
from samsyn.plans.forms import AnswerForm, FollowUpForm, PlanForm, StartForm
from samsyn.plans.queries import PlanPage, content_at, plan_of_case, plan_page


def plan_or_404(request: HttpRequest, plan_id: uuid.UUID, number: int | None = None) -> PlanPage:
    """The plan, or 404 when the actor does not meet it."""
    plan = plan_page(actor_of(request), plan_id, number=number)
    if plan is None:
        raise Http404
    return plan


@requires(Permission.PLAN_WRITE)
def start(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Choose who writes the plan together, and begin."""
    frame = frame_or_404(request, case_id)
    consent = holding_consent(frame.actor, frame.child.id, case_id)
    units = consent.unit_choices if consent else []
    came = frame.case.call.summons if frame.case.call else ()

    def act(form: Any) -> tuple[str, str]:
        plan = operations.start_plan(case_id, form.cleaned_data["units"], actor=frame.actor)
        return reverse("plans:edit", args=[plan.pk]), _("Planen är påbörjad. Skriv tillsammans.")

    return form_page(
        request,
        partial(StartForm, units=units),
        template="plans/start.html",
        act=act,
        context={
            "frame": frame,
            "consent": consent,
            "is_begun": bool(plan_of_case(frame.actor, [case_id])),
        },
        initial={"units": [str(s.unit_id) for s in came if s.attended]},
    )


@requires(Permission.CHILD_READ)
def show(request: HttpRequest, plan_id: uuid.UUID, number: int | None = None) -> HttpResponse:
    """Read the plan, its versions, who has said yes and how it went."""
    plan = plan_or_404(request, plan_id, number)
    child = child_or_404(request, plan.child_id)
    context = {
        "plan": plan,
        "child": child,
        "is_old": number not in (None, plan.versions[0].number),
    }
    return render(request, "plans/show.html", context)


@requires(Permission.PLAN_WRITE)
def edit(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Write in the plan; edits made meanwhile by others are joined or shown."""
    plan = plan_or_404(request, plan_id)
    child = child_or_404(request, plan.child_id)
    units = [(str(party.unit_id), party.unit) for party in plan.parties]
    make = partial(PlanForm, units=units, content=plan.content)
    context = {"plan": plan, "child": child}

    def act(form: Any) -> tuple[str, str]:
        saved = operations.save_plan(
            plan_id,
            form.content(),
            base_version=form.cleaned_data["base_version"],
            actor=actor_of(request),
        )
        if saved.clashes:
            raise _Clashed(saved)
        text = _("Sparat som version %(number)s.") % {"number": saved.number}
        if saved.merged:
            text += " " + _("Någon annan skrev samtidigt. Bådas ändringar är med.")
        return reverse("plans:show", args=[plan_id]), text

    try:
        return form_page(
            request,
            make,
            template="plans/edit.html",
            act=act,
            context=context,
            initial={"base_version": plan.version},
        )
    except _Clashed as clashed:
        return _show_clashes(request, units, context, clashed.saved)


class _Clashed(Exception):
    def __init__(self, saved: operations.Saved) -> None:
        super().__init__("clash")
        self.saved = saved


def _show_clashes(
    request: HttpRequest, units: list[tuple[str, str]], context: dict[str, Any], saved: Any
) -> HttpResponse:
    """Both texts, side by side, in a form that holds both edits; saving again chooses mine."""
    drop_draft(actor_of(request), request.path)
    form = PlanForm(units=units, content=saved.draft, initial={"base_version": saved.number})
    values = {**context, "form": form, "clashes": saved.clashes, "draft_url": ""}
    return render(request, "plans/edit.html", values, status=409)


@requires(Permission.PLAN_AGREE)
@fresh
def answer(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Say yes or no to the version that one has just read."""
    plan = plan_or_404(request, plan_id)
    child = child_or_404(request, plan.child_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        yes = data["answer"] == "yes"
        after = operations.answer_plan(
            plan_id,
            version=data["version"],
            yes=yes,
            why=data["why"],
            own_consent=data["own_consent"],
            actor=actor_of(request),
        )
        if after.state == rules.State.AGREED.value:
            text = _("Klart. Alla har sagt ja. Planen gäller nu.")
        else:
            text = (
                _("Klart. Ert ja är noterat.")
                if yes
                else _("Klart. De andra ser vad ni vill ändra.")
            )
        return reverse("plans:show", args=[plan_id]), text

    return form_page(
        request,
        AnswerForm,
        template="plans/answer.html",
        act=act,
        context={"plan": plan, "child": child},
        initial={"version": plan.version},
    )


@requires(Permission.PLAN_FOLLOW_UP)
def follow_up(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Evaluate each goal and action, and decide what comes next."""
    plan = plan_or_404(request, plan_id)
    child = child_or_404(request, plan.child_id)

    def act(form: Any) -> tuple[str, str]:
        looked = form.looked()
        operations.follow_up_plan(plan_id, looked, actor=actor_of(request))
        if looked.outcome is rules.Outcome.NEW_VERSION:
            return reverse("plans:edit", args=[plan_id]), _("Klart. Ändra planen nu.")
        return reverse("plans:show", args=[plan_id]), _("Klart. Uppföljningen är sparad.")

    return form_page(
        request,
        partial(FollowUpForm, content=plan.content),
        template="plans/follow_up.html",
        act=act,
        context={"plan": plan, "child": child},
        initial={"held_on": clock.today()},
    )


@requires(Permission.CHILD_READ)
def compare(request: HttpRequest, plan_id: uuid.UUID, before: int, after: int) -> HttpResponse:
    """What differs between two versions."""
    plan = plan_or_404(request, plan_id)
    child = child_or_404(request, plan.child_id)
    old, new = content_at(plan_id, before), content_at(plan_id, after)
    if old is None or new is None:
        raise Http404
    if child.protection:
        names = {str(party.unit_id): party.unit for party in plan.parties}
        old, new = old.renamed(names, places=True), new.renamed(names, places=True)
    context = {
        "plan": plan, "child": child, "before": before, "after": after,
        "differences": rules.compare(old, new),
    }  # fmt: skip
    return render(request, "plans/compare.html", context)


@requires(Permission.CHILD_READ)
def pdf(request: HttpRequest, plan_id: uuid.UUID, number: int | None = None) -> HttpResponse:
    """The plan as a document to keep. The file's name tells nothing about the child."""
    plan = plan_or_404(request, plan_id, number)
    child = child_or_404(request, plan.child_id)
    response = HttpResponse(
        plan_pdf(plan, child, actor_of(request).region), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="sip-version-{plan.version}.pdf"'
    return response
