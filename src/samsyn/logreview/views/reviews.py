"""The reviewer's pages: which months, one month, one event, and the signature."""

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samsyn.access.access import actor_of, fresh, fresh_to_send, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.logreview import operations
from samsyn.logreview.documents import review_csv, review_pdf
from samsyn.logreview.forms import FinishForm, JudgeForm, OpenForm, ShowForm
from samsyn.logreview.queries import ItemLine, ReviewPage, overview, review_page
from samsyn.logreview.rules.review import Judgement


@requires(Permission.LOG_REVIEW)
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """Which months of which units wait, and which are reviewed."""
    return render(request, "logreview/overview.html", {"page": overview(actor_of(request))})


@requires(Permission.LOG_REVIEW)
def open_month(request: HttpRequest, unit_id: uuid.UUID, year: int, month: int) -> HttpResponse:
    """Open a month: what will happen, and one button."""
    actor = actor_of(request)
    page = overview(actor)
    line = next(
        (
            line
            for line in (*page.waiting, *page.finished)
            if (line.unit_id, line.month.year, line.month.month) == (unit_id, year, month)
        ),
        None,
    )
    if line is None:
        raise Http404
    if line.review_id:
        return redirect("logreview:review", review_id=line.review_id)

    def act(_form: Any) -> tuple[str, str]:
        review = operations.open_review(unit_id, dt.date(year, month, 1), actor=actor)
        return _url(review.pk), _("Granskningen är öppnad. Bedöm varje händelse.")

    return form_page(
        request, OpenForm, template="logreview/open.html", act=act, context={"line": line}
    )


@requires(Permission.LOG_REVIEW)
@require_safe
def show(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """One month's review."""
    return render(request, "logreview/review.html", {"page": _review(request, review_id)})


@requires(Permission.LOG_REVIEW)
@require_safe
def download(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The review as a file, without the children's names."""
    with translation.override("sv"):
        page = _review(request, review_id, export=True)
        text = review_csv(page)
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_file(page)}.csv"'},
    )


@requires(Permission.LOG_REVIEW)
@require_safe
def on_paper(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The review on paper, without the children's names."""
    with translation.override("sv"):
        page = _review(request, review_id, export=True)
        data = review_pdf(page)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{_file(page)}.pdf"'},
    )


@requires(Permission.LOG_REVIEW)
def judge(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """One event: why it is here, and what the reviewer says of it."""
    page, item = _item(request, review_id, item_id)

    def act(form: Any) -> tuple[str, str]:
        said = Judgement(form.cleaned_data["judgement"])
        operations.judge(
            item_id, judgement=said, note=form.cleaned_data["note"], actor=actor_of(request)
        )
        if said is Judgement.WRONG:
            return request.path, _("Bedömningen är sparad. Här står vad du gör nu.")
        return _next(page, item_id), _("Bedömningen är sparad.")

    said = {"judgement": item.judgement, "note": item.note} if item.judgement else {}
    context = {"page": page, "item": item, "next_url": _next(page, item_id)}
    return form_page(
        request, JudgeForm, template="logreview/judge.html", act=act, context=context, initial=said
    )


@requires(Permission.LOG_REVIEW)
@fresh_to_send
def show_child(request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Write why, and see which child it is."""
    page, item = _item(request, review_id, item_id)
    back = reverse("logreview:judge", args=[review_id, item_id])

    def act(form: Any) -> tuple[str, str]:
        operations.show_child(item_id, why=form.cleaned_data["why"], actor=actor_of(request))
        return back, _("Nu ser du vilket barn det gäller.")

    context = {"page": page, "item": item, "back": back}
    return form_page(
        request, ShowForm, template="logreview/show_child.html", act=act, context=context
    )


@requires(Permission.LOG_REVIEW)
@fresh
def finish(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """Say what the review showed, and sign it."""
    page = _review(request, review_id)

    def act(form: Any) -> tuple[str, str]:
        operations.finish_review(
            review_id, summary=form.cleaned_data["summary"], actor=actor_of(request)
        )
        return _url(review_id), _("Granskningen är underskriven.")

    return form_page(
        request, FinishForm, template="logreview/finish.html", act=act, context={"page": page}
    )


def _review(request: HttpRequest, review_id: uuid.UUID, *, export: bool = False) -> ReviewPage:
    page = review_page(actor_of(request), review_id, export=export)
    if page is None:
        raise Http404
    return page


def _item(
    request: HttpRequest, review_id: uuid.UUID, item_id: uuid.UUID
) -> tuple[ReviewPage, ItemLine]:
    page = _review(request, review_id)
    item = next((item for item in page.items if item.id == item_id), None)
    if item is None:
        raise Http404
    return page, item


def _next(page: ReviewPage, item_id: uuid.UUID) -> str:
    """The next event that is not judged, or the review."""
    rest = [
        item
        for item in page.items
        if item.judgement is None and item.id != item_id and not item.is_own
    ]
    return reverse("logreview:judge", args=[page.id, rest[0].id]) if rest else _url(page.id)


def _url(review_id: uuid.UUID) -> str:
    return reverse("logreview:review", args=[review_id])


def _file(page: ReviewPage) -> str:
    return f"loggranskning-{page.month:%Y-%m}"
