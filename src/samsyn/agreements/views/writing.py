"""Begin, write, send out for comments and try the changes of a version."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Actor, Permission
from samsyn.agreements import operations, rules
from samsyn.agreements.forms import (
    AgreementForm,
    ChangesForm,
    CommentForm,
    NewVersionForm,
    ReferForm,
    VersionForm,
    WhyForm,
)
from samsyn.agreements.queries import (
    agreements_for,
    arena_choices,
    base_choices,
    parent_choices,
    party_choices,
)
from samsyn.agreements.views.frame import (
    STEP,
    agreement_or_404,
    parties_for,
    step_context,
    version_or_404,
    version_url,
)
from samsyn.foundation import clock
from samsyn.responsibilities.queries import county

COMMENT_DAYS = 60


@requires(Permission.AGREEMENT_WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin an agreement."""
    actor = actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        agreement = operations.new_agreement(form.facts(), actor=actor)
        url = reverse("agreements:new_version", args=[agreement.pk])
        return url, _("Överenskommelsen finns. Börja nu på den första versionen.")

    return form_page(
        request,
        _agreement_form(actor),
        template="agreements/agreement_form.html",
        act=act,
        context={"page": None},
    )


@requires(Permission.AGREEMENT_WRITE)
def change(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Change what an agreement is called, who owns it and how often it is reviewed."""
    actor = actor_of(request)
    agreement = agreements_for(actor).filter(pk=agreement_id).first()
    if agreement is None:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        operations.save_agreement(agreement_id, form.facts(), actor=actor)
        return reverse("agreements:show", args=[agreement_id]), _("Sparat.")

    initial = {
        "name": agreement.name, "parent": str(agreement.parent_id or ""),
        "owner_arena": agreement.owner_arena, "local_party": str(agreement.local_party_id or ""),
        "ages_from": agreement.ages_from, "ages_to": agreement.ages_to,
        "review_months": agreement.review_months, "note": agreement.note,
    }  # fmt: skip
    return form_page(
        request,
        _agreement_form(actor),
        template="agreements/agreement_form.html",
        act=act,
        context={"page": agreement},
        initial=initial,
    )


def _agreement_form(actor: Actor) -> Any:
    return partial(
        AgreementForm,
        arenas=arena_choices(actor.region),
        parents=parent_choices(actor),
        parties=party_choices(actor),
    )


@requires(Permission.AGREEMENT_WRITE)
def new_version(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Begin the next version."""
    actor, page = actor_of(request), agreement_or_404(request, agreement_id)

    def act(form: Any) -> tuple[str, str]:
        built_on = form.cleaned_data.get("built_on")
        version = operations.new_version(
            agreement_id,
            label=form.cleaned_data["label"],
            built_on_id=uuid.UUID(built_on) if built_on else None,
            actor=actor,
        )
        return reverse("agreements:edit", args=[version.pk]), _("Versionen är påbörjad.")

    return form_page(
        request,
        partial(NewVersionForm, bases=base_choices(actor) if page.local_party else []),
        template="agreements/new_version.html",
        act=act,
        context={"page": page},
    )


@requires(Permission.AGREEMENT_WRITE)
def edit(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Write the version and its clauses."""
    actor, page = actor_of(request), version_or_404(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        operations.save_clauses(
            version_id, form.clause_rows(), mark=form.cleaned_data["mark"], actor=actor
        )
        operations.save_version(version_id, form.version_text(), actor=actor)
        return version_url(version_id), _("Sparat.")

    names = (
        "mark", "label", "summary", "for_children", "has_cost", "changes_responsibility",
        "answer_by",
    )  # fmt: skip
    return form_page(
        request,
        partial(VersionForm, clauses=page.clauses),
        template="agreements/edit.html",
        act=act,
        context={"page": page},
        initial={name: getattr(page, name) for name in names},
    )


@requires(Permission.STEERING_READ)
def refer(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Send a draft out for comments; out, read them and answer for one's party."""
    actor, page = actor_of(request), version_or_404(request, version_id)
    is_out = page.state == rules.State.REFERRAL.value
    parties = parties_for(page, actor) if is_out else []

    def send(form: Any) -> tuple[str, str]:
        operations.refer(version_id, answer_by=form.cleaned_data["answer_by"], actor=actor)
        return version_url(version_id), _("Versionen är på remiss hos parterna.")

    def answer(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        party = uuid.UUID(data["party"])
        operations.comment(version_id, party_id=party, text=data["text"], actor=actor)
        return request.path, _("Tack. Svaret är sparat.")

    return form_page(
        request,
        partial(CommentForm, parties=parties) if is_out else ReferForm,
        template="agreements/refer.html",
        act=answer if is_out else send,
        context={
            "page": page,
            "is_out": is_out,
            "may_answer": bool(parties),
            "may_write": actor.may(Permission.AGREEMENT_WRITE),
        },
        initial={} if is_out else {"answer_by": clock.today() + dt.timedelta(COMMENT_DAYS)},
    )


@requires(Permission.AGREEMENT_WRITE)
def rework(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Take the version back to the writing table."""
    page = version_or_404(request, version_id)

    def act(form: Any) -> tuple[str, str]:
        operations.rework(version_id, why=form.cleaned_data["why"], actor=actor_of(request))
        return reverse("agreements:edit", args=[version_id]), _("Versionen är ett utkast igen.")

    context = step_context(
        page,
        heading=_("Skriv om texten"),
        lead=_("Versionen blir ett utkast igen. Det arenorna har sagt om den gäller inte längre."),
        label=_("Gör den till utkast"),
    )
    return form_page(request, WhyForm, template=STEP, act=act, context=context)


@requires(Permission.AGREEMENT_WRITE)
def try_changes(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    """Write what the version changes in who does what, and see what that does."""
    actor, page = actor_of(request), version_or_404(request, version_id)
    tried = parse_date(page.trial["on"]) if page.trial else None
    start = tried or page.valid_from or clock.today()

    def act(form: Any) -> tuple[str, str]:
        on = form.cleaned_data["on"]
        operations.try_changes(version_id, form.changes(), on=on, actor=actor)
        return request.path, _("Prövat. Nedan ser du vad ändringarna gör.")

    make = partial(
        ChangesForm,
        county=county(actor.region, _asked_day(request) or start),
        standing=page.written,
        may_add=page.is_writable,
    )
    return form_page(
        request,
        make,
        template="agreements/try_changes.html",
        act=act,
        context={"page": page},
        initial={"on": start},
    )


def _asked_day(request: HttpRequest) -> dt.date | None:
    try:
        return parse_date(request.POST.get("on", ""))
    except ValueError:
        return None
