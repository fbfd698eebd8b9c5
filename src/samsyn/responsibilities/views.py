"""Who does what: ask, see the whole matrix, try a change. Nothing here is about a named child."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samsyn.access.access import open_page, requires
from samsyn.access.rules import Permission
from samsyn.foundation import clock
from samsyn.responsibilities.engine import who
from samsyn.responsibilities.forms import CountyForm, MatrixForm, TrialForm, WhoForm
from samsyn.responsibilities.queries import answer_page, matrix_page, proposal, trial_page
from samsyn.responsibilities.queries.trial import operation_choices

ASKED = {"alder", "behov", "grad"}


@open_page
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """The open page "Vem gör vad?"; the whole question stands in the address."""
    is_asked = not ASKED.isdisjoint(request.GET)
    form = WhoForm(request.GET if is_asked else None, **_here(request))
    page = None
    if is_asked and form.is_valid():
        data = form.cleaned_data
        answer = who(
            data["lan"],
            on=data["datum"],
            age=data["alder"],
            needs=frozenset(data["behov"]),
            extent=data["grad"],
            setting=data["plats"] or None,
        )
        page = answer_page(answer, get_language() or "sv")
    return render(request, "responsibilities/ask.html", {"form": form, "page": page})


@open_page
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Age by operation by level, with gaps and overlaps."""
    form = MatrixForm(request.GET, **_here(request))
    page = None
    if form.is_valid():
        data = form.cleaned_data
        page = matrix_page(data["lan"], data["datum"], data["behov"], get_language() or "sv")
    return render(request, "responsibilities/matrix.html", {"form": form, "page": page})


@requires(Permission.AGREEMENT_TRY)
@require_safe
def try_out(request: HttpRequest) -> HttpResponse:
    """A changed age limit or duty, tried; nothing is saved."""
    county = CountyForm(request.GET, **_here(request))
    if not county.is_valid():
        return render(request, "responsibilities/try_out.html", {"county": county})
    on, language = county.cleaned_data["datum"], get_language() or "sv"
    day = county.cleaned_data["lan"].on(on)
    names = operation_choices(day, on, language)
    code = request.GET.get("verksamhet", "")
    context = {"county": county, "operations": names, "chosen": code, "region": day}
    if code not in dict(names):
        return render(request, "responsibilities/try_out.html", context)
    is_tried = "fran" in request.GET or "till" in request.GET
    form = TrialForm(
        request.GET if is_tried else None, county=day, operation=code, **_here(request)
    )
    context["form"] = form
    if is_tried and form.is_valid():
        changes = form.changes()
        if "ladda-ner" in request.GET:
            return _download(proposal(day, changes, on))
        context["page"] = trial_page(day, changes, on, language)
        context["download"] = f"{request.get_full_path()}&ladda-ner=1"
    return render(request, "responsibilities/try_out.html", context)


def _here(request: HttpRequest) -> dict[str, Any]:
    """Today, and the county: the one named, the user's own, or the service's."""
    actor = getattr(request, "actor", None)
    own = actor.region if actor else ""
    county = own or settings.SAMSYN_DEFAULT_REGION
    named = request.GET.get("lan", "")
    return {"today": clock.today(), "default": county, "initial": {"lan": named or county}}


def _download(text: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="forslag.toml"'},
    )
