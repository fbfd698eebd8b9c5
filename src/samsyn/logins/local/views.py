"""Log in with name, password and one-time code; set the account up once."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samsyn.access.access import open_page, signed_in
from samsyn.access.carrying import typed_in, typed_pairs
from samsyn.access.rules import Actor
from samsyn.access.sessions import LoginFacts, begin_session, renew_session
from samsyn.access.views import safe_next
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused
from samsyn.logins.local.checking import handle_of, person_with, readable_secret
from samsyn.logins.local.forms import WRONG, AgainForm, LoginForm, SetUpForm
from samsyn.logins.local.keys import picture
from samsyn.logins.local.operations import account_of, set_up

#: A password and a code without a checked identity: enough for nothing about children.
ASSURANCE = 2


@open_page
def log_in(request: HttpRequest) -> HttpResponse:
    """Name, password and code on one page."""
    form = LoginForm(request.POST if "handle" in request.POST else None)
    if form.is_valid():
        data = form.cleaned_data
        found = person_with(data["handle"], data["password"], data["code"])
        if found is not None:
            target = safe_next(request, request.POST.get("next"))
            typed = typed_in(request)
            return begin_session(request, found, _facts(), target=target, typed=typed)
        form.add_error(None, str(WRONG))
    return _page(request, "logins/local/log_in.html", form)


@signed_in
def again(request: HttpRequest) -> HttpResponse:
    """Password and code once more, of the person who is logged in."""
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        handle = handle_of(request.behind.user_id)  # type: ignore[attr-defined]
        found = person_with(handle, form.cleaned_data["password"], form.cleaned_data["code"])
        if found is not None:
            target = safe_next(request, request.POST.get("next"))
            return renew_session(request, found, _facts(), target=target)
        form.add_error(None, str(WRONG))
    return _page(request, "logins/local/again.html", form)


@open_page
def set_up_account(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and connect the one-time codes; the link works once."""
    account = account_of(token)
    secret = readable_secret(account) if account else None
    if account is None or secret is None:
        return render(request, "logins/local/link_over.html", status=410)
    user = account.user
    form = SetUpForm(
        request.POST if request.method == "POST" else None,
        names=(user.given_name, user.family_name, user.handle, "Samsyn"),
        secret=secret,
    )
    if form.is_valid():
        actor = Actor(user_id=user.pk, user_name=str(user))
        try:
            set_up(account, password=form.cleaned_data["password"], step=form.step, actor=actor)
        except Refused:
            return render(request, "logins/local/link_over.html", status=410)
        messages.success(request, _("Klart. Kontot är ditt. Vänta på nästa kod och logga in."))
        return redirect("local_log_in")
    values = {"handle": user.handle, "secret": secret, "qr": picture(secret, user.handle)}
    return _page(request, "logins/local/set_up.html", form, **values)


def _page(request: HttpRequest, template: str, form: forms.Form, **more: object) -> HttpResponse:
    values = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "typed": typed_pairs(request),
        **more,
    }
    return render(request, template, values, status=422 if form.errors else 200)


def _facts() -> LoginFacts:
    return LoginFacts(method="local", assurance=ASSURANCE, authenticated_at=clock.now())
