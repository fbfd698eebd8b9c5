"""A pattern becomes a matter in an arena, and a measure in the action plan."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.deviations.rules import Kind
from samsyn.governance.rules import MatterKind
from samsyn.patterns import operations, queries, rules
from samsyn.patterns.forms.patterns import MeasureForm, RaiseForm
from samsyn.patterns.views.patterns import pattern_or_404, url


@requires(Permission.DEVIATION_COUNTY)
def raise_pattern(request: HttpRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """Let an arena deal with a pattern."""
    actor = actor_of(request)
    page = queries.raise_page(actor, pattern_id)
    if page is None:
        raise Http404
    choices = queries.raise_choices(actor, page.kind)

    def act(form: Any) -> tuple[str, str]:
        operations.raise_matter(
            pattern_id, form.raising(), arena_id=form.arena_id(),
            looked=form.cleaned_data["looked"], actor=actor,
        )  # fmt: skip
        return url(pattern_id), _done()

    context = {"title": page.title, "back": url(pattern_id), "choices": choices, "single": None}
    initial = _initial(page.title, page.kind, choices) | {"why": " ".join(page.reasons)}
    return form_page(
        request, partial(RaiseForm, arenas=choices.arenas), template="patterns/raise.html",
        act=act, context=context, initial=initial,
    )  # fmt: skip


@requires(Permission.DEVIATION_COUNTY)
def raise_deviation(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Let an arena deal with one deviation on the top rung."""
    actor = actor_of(request)
    page = queries.single_page(actor, deviation_id)
    if page is None:
        raise Http404
    choices = queries.raise_choices(actor, page.kind)

    def act(form: Any) -> tuple[str, str]:
        pattern = operations.raise_deviation(
            deviation_id, form.raising(), arena_id=form.arena_id(),
            looked=form.cleaned_data["looked"], actor=actor,
        )  # fmt: skip
        return url(pattern.pk), _done()

    context = {"title": page.title, "back": "", "choices": choices, "single": page}
    return form_page(
        request, partial(RaiseForm, arenas=choices.arenas), template="patterns/raise.html",
        act=act, context=context, initial=_initial(page.title, page.kind, choices),
    )  # fmt: skip


@requires(Permission.DEVIATION_COUNTY)
def measure(request: HttpRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """Put a measure into an action plan that is being written."""
    actor, page = actor_of(request), pattern_or_404(request, pattern_id)
    found = queries.plan_rows(actor)
    rows = [
        (name, [*of, (f"{plan_id}:", _("En ny rad"))])
        for (plan_id, name), (_name, of) in zip(found.plans, found.rows, strict=True)
    ]

    def act(form: Any) -> tuple[str, str]:
        operations.add_measure(
            pattern_id, form.measure(), plan_id=form.plan_id(),
            looked=form.cleaned_data["looked"], actor=actor,
        )  # fmt: skip
        return url(pattern_id), _("Klart. Åtgärden står i handlingsplanens utkast.")

    return form_page(
        request, partial(MeasureForm, rows=rows), template="patterns/measure.html", act=act,
        context={"page": page, "plans": found},
        initial={"text": _("Antal avvikelser av det här slaget")},
    )  # fmt: skip


def _done() -> str:
    return _("Klart. Arenan har fått ärendet med underlaget. Det kan nu tas upp på ett möte.")


def _initial(title: str, kind: Kind, choices: queries.RaiseChoices) -> dict[str, Any]:
    return {
        "title": title,
        "arena": choices.suggested,
        "kind": MatterKind.DECISION.value,
        "has_cost": kind is Kind.COST,
        "changes_responsibility": kind is Kind.RESPONSIBILITY,
        "what": _("Ta ställning till vad parterna gör åt det här: %(what)s.")
        % {"what": rules.KINDS[kind]},
    }
