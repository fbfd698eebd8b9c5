"""How does a form page behave? Draft in, operation or refusal, nothing typed ever lost."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, MultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from samsyn.access.access import check_assignment
from samsyn.accounts.drafts import draft_for, drop_draft
from samsyn.foundation.refusals import Refused

Act = Callable[[Any], tuple[str, str]]


def form_page(
    request: HttpRequest,
    make_form: Callable[..., BaseForm],
    *,
    template: str,
    act: Act,
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form, or let `act(form)` do one operation and answer (url, message).

    A refusal stands at its field (or at the top) and everything typed stays in the form.
    """
    actor, path = request.actor, request.path  # type: ignore[attr-defined]
    status = 200
    if request.method == "POST":
        form = make_form(data=request.POST)
        if form.is_valid():
            try:
                check_assignment(request)
                url, message = act(form)
            except Refused as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None,
                    str(refusal),
                )
            else:
                drop_draft(actor, path)
                messages.success(request, message)
                return redirect(url)
        status = 422
    else:
        form = make_form(initial=dict(initial or {}))
        draft = draft_for(actor, path)
        if draft is not None:
            getattr(form, "restore", partial(restore, form))(draft.fields)
    values = {
        **(context or {}),
        "form": form,
        "draft_url": f"{reverse('save_draft')}?{urlencode({'sida': path})}",
    }
    return render(request, template, values, status=status)


def restore(form: BaseForm, typed: Mapping[str, list[str]]) -> None:
    """Put typed values back as the form's starting values."""
    for name, field in form.fields.items():
        values = typed.get(form.add_prefix(name))
        if values is None:
            continue
        many = isinstance(field, MultipleChoiceField)
        form.initial[name] = values if many else (values[-1] if values else "")
