"""A file of people and assignments: read, shown, and only then stored."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, fresh, fresh_to_press, requires
from samsyn.access.rules import Actor, Permission
from samsyn.administration import operations
from samsyn.administration.forms.importing import FileForm
from samsyn.administration.queries.importing import people_file, preview
from samsyn.administration.rules.people_file import as_file, read_rows
from samsyn.audit.trail import record
from samsyn.foundation.refusals import Refused

SALT = "samsyn.administration.import"
#: Seconds that a preview can be carried out.
HOUR = 3600


@requires(Permission.ORGANISATION_MANAGE)
@fresh
def read_in(request: HttpRequest) -> HttpResponse:
    """Choose a file and see what it would change; nothing is stored."""
    if request.method != "POST":
        return render(request, "administration/import.html", {"form": FileForm()})
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "administration/import.html", {"form": form}, status=422)
    return _shown(request, form.text, 200)


@requires(Permission.ORGANISATION_MANAGE)
@require_POST
@fresh_to_press("administration:import")
def carry_out(request: HttpRequest) -> HttpResponse:
    """Store what was previewed. The file comes back signed, so nobody uploads it twice."""
    actor = actor_of(request)
    try:
        kept = signing.loads(request.POST.get("file", ""), salt=SALT, max_age=HOUR)
    except signing.BadSignature:
        messages.error(request, _("Förhandsvisningen är för gammal. Läs in filen igen."))
        return redirect(reverse("administration:import"))
    if kept["as"] != str(actor.assignment_id):
        messages.error(request, _("Du har bytt uppdrag. Läs in filen igen. Inget är sparat."))
        return redirect(reverse("administration:import"))
    try:
        changed = operations.import_people(kept["text"], mark=kept["mark"], actor=actor)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _shown(request, kept["text"], 422)
    text = ngettext("Klart. %(n)s rad ändrade något.", "Klart. %(n)s rader ändrade något.", changed)
    messages.success(request, text % {"n": changed})
    return redirect(reverse("administration:people"))


@requires(Permission.ORGANISATION_MANAGE)
def take_out(request: HttpRequest) -> HttpResponse:
    """The assignments of today in the same form, to change and read in again."""
    actor = actor_of(request)
    record("people.exported", "people", actor=actor)
    response = HttpResponse(as_file(people_file(actor)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="personer.csv"'
    return response


def _shown(request: HttpRequest, text: str, status: int) -> HttpResponse:
    actor = actor_of(request)
    page = preview(read_rows(text), actor)
    context: dict[str, Any] = {"page": page, "file": _kept(text, page.mark, actor)}
    return render(request, "administration/preview.html", context, status=status)


def _kept(text: str, mark: str, actor: Actor) -> str:
    about = {"text": text, "mark": mark, "as": str(actor.assignment_id)}
    return signing.dumps(about, salt=SALT, compress=True)
