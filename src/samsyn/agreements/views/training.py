"""Read an agreement and answer the short training; for everybody who is logged in."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, signed_in
from samsyn.access.pages import form_page
from samsyn.agreements import operations
from samsyn.agreements.forms import ReadingForm
from samsyn.agreements.queries import reading_page


@signed_in
def reading(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """The version in force with its questions; right answers are shown afterwards."""
    actor = actor_of(request)
    page = reading_page(actor, agreement_id)
    if page is None:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        done = operations.confirm_reading(page.version_id, answers=form.answers(), actor=actor)
        url = reverse("agreements:reading", args=[agreement_id])
        if done.questions is None:
            return url, _("Klart. Det är noterat att du har läst.")
        return url, _("Klart. %(right)s av %(all)s rätt. Läs gärna svaren nedan.") % {
            "right": done.right_answers,
            "all": done.questions,
        }

    return form_page(
        request,
        partial(ReadingForm, questions=page.questions),
        template="agreements/reading.html",
        act=act,
        context={"page": page},
    )
