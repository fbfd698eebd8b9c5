"""Patterns: what recurs, one of them, and the steps that are taken with it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation.refusals import Refused
from samsyn.patterns import operations, queries, rules
from samsyn.patterns.forms.patterns import CloseForm, DismissForm, KeepForm, TellForm


@requires(Permission.STEERING_READ)
def show_all(request: HttpRequest) -> HttpResponse:
    """What recurs now, for who follows the county, and what has been recorded."""
    page, state = request.GET.get("sida", ""), request.GET.get("lage", "")
    number = int(page) if page.isdecimal() else 1
    context = {
        "list": queries.pattern_list(actor_of(request), state=state, page=number),
        "states": [(s.value, s.label(get_language())) for s in rules.State],
    }
    return render(request, "patterns/list.html", context)


@requires(Permission.STEERING_READ)
def show(request: HttpRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """A recorded pattern: its numbers, why it was flagged and what became of it."""
    page = pattern_or_404(request, pattern_id)
    return render(request, "patterns/pattern.html", {"page": page, "row": page.row})


@requires(Permission.DEVIATION_COUNTY)
def keep(request: HttpRequest, key: str) -> HttpResponse:
    """A fault that recurs, with the deviations behind it; record it."""
    actor = actor_of(request)
    page = queries.found_page(actor, key)
    if page is None:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        looked = form.cleaned_data["looked"]
        pattern = operations.keep_pattern(key, looked=looked, actor=actor)
        text = _("Klart. Mönstret är sparat. Ta det till en arena, eller avför det.")
        return url(pattern.pk), text

    context = {"page": page, "row": page.row}
    return form_page(request, KeepForm, template="patterns/found.html", act=act, context=context)


@requires(Permission.DEVIATION_COUNTY)
def answer_reporters(request: HttpRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """Carry the arena's answer to those who reported."""
    page = pattern_or_404(request, pattern_id)

    def act(form: Any) -> tuple[str, str]:
        told = operations.tell_reporters_of(
            pattern_id, **form.cleaned_data, actor=actor_of(request)
        )
        text = ngettext(
            "Klart. Svaret står vid %(n)s avvikelse.", "Klart. Svaret står vid %(n)s avvikelser.",
            told,
        )  # fmt: skip
        return url(pattern_id), text % {"n": told}

    decided = page.decided.text if page.decided else ""
    return form_page(
        request, TellForm, template="patterns/tell.html", act=act,
        context={"page": page}, initial={"text": page.answer or decided},
    )  # fmt: skip


@requires(Permission.DEVIATION_COUNTY)
def dismiss(request: HttpRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """Put a pattern aside."""
    page = pattern_or_404(request, pattern_id)

    def act(form: Any) -> tuple[str, str]:
        operations.dismiss_pattern(pattern_id, **form.cleaned_data, actor=actor_of(request))
        return url(pattern_id), _("Klart. Mönstret är avfört.")

    context = {
        "page": page, "heading": _("Avför mönstret"), "label": _("Avför mönstret"),
        "lead": _("Mönstret och din motivering står kvar och kan läsas av alla som styr."),
    }  # fmt: skip
    return form_page(request, DismissForm, template="patterns/step.html", act=act, context=context)


@requires(Permission.DEVIATION_COUNTY)
def close(request: HttpRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """End a pattern."""
    page = pattern_or_404(request, pattern_id)

    def act(form: Any) -> tuple[str, str]:
        operations.close_pattern(pattern_id, **form.cleaned_data, actor=actor_of(request))
        return url(pattern_id), _("Klart. Mönstret är avslutat.")

    context = {
        "page": page, "heading": _("Avsluta mönstret"), "label": _("Avsluta mönstret"),
        "lead": _("Kommer felet tillbaka hittas det igen, och då står det att det hänt förut."),
    }  # fmt: skip
    return form_page(request, CloseForm, template="patterns/step.html", act=act, context=context)


@requires(Permission.DEVIATION_COUNTY)
@require_POST
def take_up(request: HttpRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """Take up again what was put aside."""
    pattern_or_404(request, pattern_id)
    try:
        operations.take_up_pattern(pattern_id, actor=actor_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Klart. Mönstret är öppet igen."))
    return redirect(url(pattern_id))


def url(pattern_id: uuid.UUID) -> str:
    """Where a pattern is shown."""
    return reverse("patterns:show", args=[pattern_id])


def pattern_or_404(request: HttpRequest, pattern_id: uuid.UUID) -> queries.PatternPage:
    """The pattern's page, or 404."""
    page = queries.pattern_page(actor_of(request), pattern_id)
    if page is None:
        raise Http404
    return page
