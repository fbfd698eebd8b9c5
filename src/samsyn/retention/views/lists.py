"""One list: read it, approve it or say no, carry it out, keep the proof."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, fresh, fresh_to_send, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.retention import operations
from samsyn.retention.documents import proof_pdf
from samsyn.retention.forms import ApproveForm, WhyForm
from samsyn.retention.queries.proof import Proof, proof_for
from samsyn.retention.rules import State


@requires(Permission.RETENTION_READ)
@fresh_to_send
def one(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """A list as it stands; with a form to approve it for another than the proposer."""
    proof = _or_404(request, run_id)
    actor = actor_of(request)
    may_approve = actor.may(Permission.RETENTION_APPROVE) and not proof.is_mine
    context = {"proof": proof, "may_approve": may_approve}
    if not may_approve or proof.state is not State.PROPOSED:
        return render(request, "retention/run.html", {**context, "form": None})

    def act(form: Any) -> tuple[str, str]:
        operations.approve_run(run_id, list_hash=form.cleaned_data["list_hash"], actor=actor)
        return request.path, _("Klart. Listan är godkänd. Inget är gallrat än.")

    return form_page(
        request, ApproveForm, template="retention/run.html", act=act, context=context,
        initial={"list_hash": proof.list_hash},
    )  # fmt: skip


@requires(Permission.RETENTION_APPROVE)
@fresh
def refuse(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Say no to a list, or take an approved one back."""
    proof = _or_404(request, run_id)
    context = {"proof": proof, "takes_back": proof.state is State.APPROVED}

    def act(form: Any) -> tuple[str, str]:
        operations.refuse_run(run_id, why=form.cleaned_data["why"], actor=actor_of(request))
        return reverse("retention:run", args=[run_id]), _("Klart. Inget på listan gallras.")

    return form_page(request, WhyForm, template="retention/refuse.html", act=act, context=context)


@requires(Permission.RETENTION_APPROVE)
@fresh_to_send
def carry_out(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Carry out an approved list, some things at a time."""
    _or_404(request, run_id)
    if request.method == "POST":
        left = operations.weed_some(run_id, actor=actor_of(request))
        if left:
            messages.success(request, _("En del är kvar. Tryck en gång till för att fortsätta."))
        else:
            messages.success(request, _("Klart. Gallringsbeviset är färdigt."))
    return redirect("retention:run", run_id)


@requires(Permission.RETENTION_READ)
def certificate(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The proof of a list that has been carried out, as PDF."""
    proof = _or_404(request, run_id)
    if proof.state is not State.DONE:
        raise Http404
    response = HttpResponse(proof_pdf(proof), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="gallringsbevis.pdf"'
    return response


def _or_404(request: HttpRequest, run_id: uuid.UUID) -> Proof:
    proof = proof_for(actor_of(request), run_id)
    if proof is None:
        raise Http404
    return proof
