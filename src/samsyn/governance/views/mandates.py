"""Mandates: the page that an auditor reads, one text, writing and adopting."""

import csv
import datetime as dt
import io
import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, fresh, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation import clock
from samsyn.foundation.paper import paper
from samsyn.governance import operations, queries
from samsyn.governance.forms.mandates import AdoptForm, MandateForm, OnForm
from samsyn.governance.rules import MANDATE_NEEDS
from samsyn.governance.views.arenas import arena_or_404


@requires(Permission.STEERING_READ)
def mandates(request: HttpRequest) -> HttpResponse:
    """Every arena of a day with the state of its mandate."""
    form, on = _asked(request)
    context = {
        "page": queries.mandates_page(actor_of(request), on),
        "form": form,
        "is_today": on == clock.today(),
        "may_manage": actor_of(request).may(Permission.ARENA_MANAGE),
    }
    return render(request, "governance/mandates.html", context)


@requires(Permission.STEERING_READ)
def mandates_csv(request: HttpRequest) -> HttpResponse:
    """Exactly the rows of the page, for a spreadsheet."""
    _form, on = _asked(request)
    page, out = queries.mandates_page(actor_of(request), on), io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    write(
        [
            _("Dag"), _("Arena"), _("Slag"), _("Uppdragets läge"), _("Sedan"), _("Text"),
            _("Fastställt av"), _("Paragraf"), _("Förankrat i"), _("Ses över senast"),
            _("Anmärkning"), _("Källa"),
        ]
    )  # fmt: skip
    for row in page.rows:
        write(
            _cell(value)
            for value in (
                on.isoformat(), row.name, row.kind_label, row.state_label, row.since_text,
                row.title, row.adopted_by, row.paragraph, ", ".join(row.anchored_names),
                row.review_by.isoformat() if row.review_by else "", row.note, row.source,
            )
        )  # fmt: skip
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="uppdrag-{on.isoformat()}.csv"'
    return response


@requires(Permission.STEERING_READ)
def mandates_pdf(request: HttpRequest) -> HttpResponse:
    """Exactly the rows of the page, on paper."""
    _form, on = _asked(request)
    page = queries.mandates_page(actor_of(request), on)
    context = {"page": page, "made_on": clock.today(), "county": queries.county_name(page.region)}
    response = HttpResponse(
        paper("governance/mandates_document.html", context), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="uppdrag-{on.isoformat()}.pdf"'
    return response


@requires(Permission.STEERING_READ)
def mandate(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """One mandate to read."""
    page = _text_or_404(request, mandate_id)
    context = {"page": page, "may_manage": actor_of(request).may(Permission.ARENA_MANAGE)}
    return render(request, "governance/mandate.html", context)


@requires(Permission.STEERING_READ)
def mandate_change(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """What is new in a mandate against the one before."""
    found = queries.mandate_change(actor_of(request), mandate_id)
    if found is None:
        raise Http404
    before, page = found
    return render(request, "governance/mandate_change.html", {"before": before, "page": page})


@requires(Permission.ARENA_MANAGE)
def mandate_write(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """Write the ten parts of a new mandate; begins from the latest one."""
    actor, arena = actor_of(request), arena_or_404(request, arena_id)
    latest = queries.draft_of(actor, arena_id)
    draft = latest if latest and latest.is_draft else None

    def act(form: Any) -> tuple[str, str]:
        target = draft.id if draft else operations.draft_mandate(arena_id, actor=actor).pk
        operations.save_mandate(
            target,
            title=form.cleaned_data["title"],
            parts=form.parts(),
            base=form.base_moment() if draft else None,
            actor=actor,
        )
        return reverse("governance:mandate", args=[target]), _("Utkastet är sparat.")

    initial = {"title": _("Uppdrag för %(arena)s") % {"arena": arena.name}}
    if latest:
        initial = {"title": latest.title, **{part.key: part.text for part in latest.parts}}
    return form_page(
        request,
        MandateForm,
        template="governance/mandate_write.html",
        act=act,
        context={"arena": arena, "draft": draft, "latest": latest},
        initial={**initial, "base": draft.changed_at.isoformat() if draft else ""},
    )


@requires(Permission.ARENA_MANAGE)
@fresh
def mandate_adopt(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """Write down that a mandate has been adopted."""
    actor, page = actor_of(request), _text_or_404(request, mandate_id)
    if not page.is_draft:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        operations.adopt_mandate(mandate_id, adoption=form.adoption(), actor=actor)
        text = _("Klart. Uppdraget är fastställt och ändras inte mer.")
        return reverse("governance:mandate", args=[mandate_id]), text

    lacking = [p.label for p in page.parts if p.key in MANDATE_NEEDS and not p.text]
    return form_page(
        request,
        partial(AdoptForm, arenas=queries.anchor_choices(actor)),
        template="governance/mandate_adopt.html",
        act=act,
        context={"page": page, "lacking": lacking},
        initial={
            "valid_from": clock.today(),
            "review_by": clock.today() + dt.timedelta(days=730),
            "adopted_by": page.parent_name,
        },
    )


def _text_or_404(request: HttpRequest, mandate_id: uuid.UUID) -> Any:
    page = queries.mandate_page(actor_of(request), mandate_id)
    if page is None:
        raise Http404
    return page


def _asked(request: HttpRequest) -> tuple[OnForm, dt.date]:
    """The day in ``?datum=``; today when there is none, or it is no day."""
    form = OnForm(data={"datum": request.GET.get("datum", "") or clock.today().isoformat()})
    on = form.cleaned_data["datum"] if form.is_valid() else None
    return form, on or clock.today()


def _cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    flat = " ".join(value.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat
