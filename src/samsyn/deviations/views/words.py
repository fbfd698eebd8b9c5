"""Texts that may point at somebody: hide, write anew, show again."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.deviations import operations
from samsyn.deviations.forms.steps import TextForm
from samsyn.deviations.queries.texts import deviation_of_words, own_words
from samsyn.deviations.views.frames import done_or_told, page_or_404, url_of


@requires(Permission.DEVIATION_REPORT)
@require_POST
def hide(request: HttpRequest, words_id: uuid.UUID) -> HttpResponse:
    """Hide a text from all but its writers."""
    deviation_id = _deviation_or_404(request, words_id)
    act = partial(operations.hide_words, words_id, actor=actor_of(request))
    message = _("Klart. Texten är dold, och de som skrev den blir ombedda att skriva om den.")
    return done_or_told(request, deviation_id, act, message)


@requires(Permission.DEVIATION_REPORT)
@require_POST
def show_words(request: HttpRequest, words_id: uuid.UUID) -> HttpResponse:
    """Show an own text again as it stands."""
    deviation_id = _deviation_or_404(request, words_id)
    act = partial(operations.show_words, words_id, actor=actor_of(request))
    return done_or_told(request, deviation_id, act, _("Klart. Alla som är med ser texten igen."))


@requires(Permission.DEVIATION_REPORT)
def rewrite(request: HttpRequest, words_id: uuid.UUID) -> HttpResponse:
    """Write an own text anew; then it is shown again."""
    deviation_id = _deviation_or_404(request, words_id)
    block = own_words(actor_of(request), words_id)
    if block is None:
        raise Http404
    page = page_or_404(request, deviation_id)

    def act(form: Any) -> tuple[str, str]:
        text = form.cleaned_data["text"]
        operations.rewrite_words(
            words_id, text=text, looked=form.looked_at, actor=actor_of(request)
        )
        return url_of(deviation_id), _("Tack. Alla som är med ser den nya texten.")

    context = {
        "page": page,
        "heading": _("Skriv om texten"),
        "lead": _("Ta bort det som kan peka ut någon. De andra ser bara den nya texten."),
        "button": _("Spara den nya texten"),
    }
    make = partial(TextForm, label=block.label, rows=8)
    initial = {"text": block.text}
    return form_page(
        request, make, template="deviations/step.html", act=act, context=context, initial=initial
    )


def _deviation_or_404(request: HttpRequest, words_id: uuid.UUID) -> uuid.UUID:
    found = deviation_of_words(actor_of(request), words_id)
    if found is None:
        raise Http404
    return found
