"""Open a child's record; record a need with the engine's answer beside it."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Actor, Permission
from samsyn.cases.forms import ChildForm, GuardianForm, NeedForm
from samsyn.cases.operations import record_need as record_need_operation
from samsyn.cases.queries.responsibility import answer_of, outside_target_group
from samsyn.cases.views.frame import actor_of, child_or_404, child_url
from samsyn.children.operations import add_guardian, register_child
from samsyn.children.queries import ChildFacts, listed_names
from samsyn.children.rules import GuardianKind
from samsyn.foundation import clock
from samsyn.laws.rules import statute
from samsyn.regions.schema import Need, Setting
from samsyn.responsibilities import rules as words


@requires(Permission.CHILD_REGISTER)
def new_child(request: HttpRequest) -> HttpResponse:
    """Find a child by the whole number or open a record for it; then on to the need."""
    actor = actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        names = ("given_name", "family_name", "born_on", "language", "reason")
        opened = register_child(
            form.cleaned_data["number"],
            **{name: form.cleaned_data[name] for name in names},
            guardians=form.guardians(),
            actor=actor,
        )
        return (
            reverse("cases:record_need", args=[opened.child_id]),
            _known_text(actor, opened.child_id),
        )

    return form_page(request, ChildForm, template="cases/new_child.html", act=act)


def _known_text(actor: Actor, child_id: uuid.UUID) -> str:
    name = listed_names(actor, [child_id])[child_id]
    return _("%(name)s finns nu hos er. Skriv vad du har sett.") % {"name": name}


@requires(Permission.CHILD_REGISTER)
def new_guardian(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Write down one more adult who answers for the child."""
    child = child_or_404(request, child_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        add_guardian(
            child_id, name=data["name"], kind=GuardianKind(data["kind"]), actor=actor_of(request)
        )
        return child_url(child_id), _("Klart. %(name)s är tillagd.") % {"name": data["name"]}

    return form_page(
        request,
        GuardianForm,
        template="cases/new_guardian.html",
        act=act,
        context={"child": child},
    )


@requires(Permission.NEED_RECORD)
def record_need(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Record what has been seen; who is responsible stands beside the form."""
    child = child_or_404(request, child_id)
    language = get_language() or "sv"

    make = partial(
        NeedForm,
        areas=words.choices(Need, language),
        settings=[c for c in words.choices(Setting, language) if c[0] != "none"],
    )

    def act(form: Any) -> tuple[str, str]:
        record_need_operation(
            child_id,
            form.seen(),
            submission=form.cleaned_data["submission"] or uuid.uuid4(),
            actor=actor_of(request),
        )
        return child_url(child_id), _(
            "Tack. Nästa steg är att fråga vårdnadshavarna. Det är din tur."
        )

    outside = outside_target_group(actor_of(request).region, child.born_on)
    context = {
        "child": child,
        "outside": outside,
        "duty": statute("duty_to_report", clock.today()),
        "answer": _answer(request, child, request.POST),
        "htmx": True,
    }
    return form_page(request, make, template="cases/record_need.html", act=act, context=context)


@requires(Permission.NEED_RECORD)
@require_POST
def who_answers(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The engine's answer for what is ticked so far; posted, so that it stays out of addresses."""
    child = child_or_404(request, child_id)
    answer = _answer(request, child, request.POST)
    return render(request, "cases/parts/who_answers.html", {"child": child, "answer": answer})


def _answer(request: HttpRequest, child: ChildFacts, data: Any) -> Any:
    areas = [area for area in data.getlist("areas") if area in {need.value for need in Need}]
    extent = data.get("extent") or "moderate"
    setting = data.get("setting", "")
    if not areas or extent not in ("mild", "moderate", "extensive"):
        return None
    if setting not in {s.value for s in Setting}:
        setting = ""
    answer = answer_of(actor_of(request).region, child.born_on, areas, extent, setting)
    language = get_language() or "sv"
    return [
        {
            "level": words.label(level, language),
            "rows": [
                {
                    "name": row.operation.name_en if language == "en" else row.operation.name,
                    "reason": row.reason(language),
                    "interpreted": row.is_interpreted,
                }
                for row in answer.responsible(level)
            ],
        }
        for level in words.LEVELS
    ]
