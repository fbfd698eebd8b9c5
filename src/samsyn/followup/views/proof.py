"""Proof on demand: what held on a day, as page, PDF, CSV and JSON."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.followup import documents, queries
from samsyn.followup.forms import ProofForm
from samsyn.followup.rules import Proof
from samsyn.foundation import clock


@requires(Permission.STEERING_READ)
def proof(request: HttpRequest) -> HttpResponse:
    """Choose a day, and perhaps an arena and an agreement."""
    shown, form = _asked(request)
    status = 200 if form.is_valid() else 422
    return render(
        request,
        "followup/proof.html",
        {"proof": shown, "form": form, "query": _query(form, shown)},
        status=status,
    )


@requires(Permission.STEERING_READ)
def proof_pdf(request: HttpRequest) -> HttpResponse:
    """The same as PDF."""
    shown, _form = _asked(request)
    data = documents.proof_pdf(shown, {"made_at": clock.now(), "made_by": actor_of(request)})
    return _file(data, "application/pdf", shown, "pdf")


@requires(Permission.STEERING_READ)
def proof_csv(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    shown, _form = _asked(request)
    return _file(documents.proof_csv(shown), "text/csv; charset=utf-8", shown, "csv")


@requires(Permission.STEERING_READ)
def proof_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    shown, _form = _asked(request)
    return _file(documents.proof_json(shown), "application/json", shown, "json")


def _asked(request: HttpRequest) -> tuple[Proof, ProofForm]:
    actor = actor_of(request)
    choices = queries.proof_choices(actor)
    form = ProofForm(
        {"datum": clock.today().isoformat(), **request.GET.dict()},
        arenas=list(choices.arenas),
        agreements=list(choices.agreements),
    )
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    for name in ("arena", "overenskommelse"):
        if name in form.errors:
            raise Http404
    found = queries.proof_on(
        actor,
        given.get("datum") or clock.today(),
        arena=_id(given.get("arena")),
        agreement=_id(given.get("overenskommelse")),
    )
    if found is None:
        raise Http404
    return found, form


def _id(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None


def _query(form: ProofForm, shown: Proof) -> str:
    given = form.cleaned_data
    chosen = {name: given.get(name) for name in ("arena", "overenskommelse") if given.get(name)}
    return urlencode({"datum": shown.on, **chosen})


def _file(data: bytes | str, kind: str, shown: Proof, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="bevis-{shown.on}.{ending}"'
    return response
