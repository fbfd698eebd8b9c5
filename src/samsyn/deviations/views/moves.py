"""The steps of a deviation that need no words: one button, one operation, back to the page."""

import uuid
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.deviations import operations
from samsyn.deviations.views.frames import done_or_told, met_or_404


@requires(Permission.DEVIATION_REPORT)
@require_POST
def agree(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Say yes to the proposed answer."""
    met_or_404(request, deviation_id)
    act = partial(operations.agree_answer, deviation_id, actor=actor_of(request))
    return done_or_told(request, deviation_id, act, _("Tack. Ni har sagt ja till svaret."))


@requires(Permission.DEVIATION_REPORT)
@require_POST
def take(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Say that the own unit takes it."""
    met_or_404(request, deviation_id)
    act = partial(operations.take_deviation, deviation_id, actor=actor_of(request))
    return done_or_told(request, deviation_id, act, _("Klart. De andra ser att ni tar den."))


@requires(Permission.DEVIATION_REPORT)
@require_POST
def new_ladder(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Let it follow the county's ladder of today."""
    met_or_404(request, deviation_id)
    act = partial(operations.follow_new_ladder, deviation_id, actor=actor_of(request))
    message = _("Klart. Avvikelsen följer nu länets nya trappa.")
    return done_or_told(request, deviation_id, act, message)


@requires(Permission.DEVIATION_REPORT)
@require_POST
def read_answer(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Note that the reporter has read the answer."""
    met_or_404(request, deviation_id)
    act = partial(operations.read_answer, deviation_id, actor=actor_of(request))
    return done_or_told(request, deviation_id, act, _("Tack. Nu syns det att ni har läst svaret."))


@requires(Permission.DEVIATION_REPORT)
@require_POST
def close(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Close one whose answer came to no measure."""
    met_or_404(request, deviation_id)
    act = partial(operations.close_answered, deviation_id, actor=actor_of(request))
    return done_or_told(request, deviation_id, act, _("Klart. Avvikelsen är avslutad."))
