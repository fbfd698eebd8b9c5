"""What may happen to a local account: it is made, gets a set-up link, and is set up once."""

import datetime as dt
import secrets

from django.contrib.auth.hashers import make_password
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.access.sessions import end_sessions
from samsyn.accounts.models import LocalAccount, User
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.logins.local.keys import new_secret
from samsyn.logins.local.rules import normal

LINK_LIVES = dt.timedelta(hours=24)
SIGNER = Signer(salt="samsyn.logins.local")


@operation
def create_account(handle: str, *, given_name: str, family_name: str, actor: Actor) -> str:
    """Make a person (or take the one called `handle`) a local account; the token of its link."""
    user, _made = User.objects.get_or_create(
        handle=handle, defaults={"given_name": given_name, "family_name": family_name}
    )
    if LocalAccount.objects.filter(user=user).exists():
        raise Refused(_("Det finns redan ett lokalt konto med det namnet."))
    account = LocalAccount(user=user, secret=new_secret())
    token = _with_link(account)
    account.save()
    record("account.created", account, actor=actor)
    return token


@operation
def renew_link(handle: str, *, actor: Actor) -> str:
    """A new set-up link; the old password and one-time codes stop working at once."""
    account = LocalAccount.objects.select_for_update().filter(user__handle=handle).first()
    if account is None:
        raise Refused(_("Det finns inget lokalt konto med det namnet."))
    account.password, account.secret, account.last_step = "", new_secret(), 0
    token = _with_link(account)
    account.save()
    end_sessions(why="account_renewed", user_id=account.user_id, method="local")
    record("account.link_renewed", account, actor=actor)
    return token


@operation
def set_up(account: LocalAccount, *, password: str, step: int, actor: Actor) -> None:
    """The person has chosen a password and shown a code; the link is used up."""
    found = LocalAccount.objects.select_for_update().get(pk=account.pk)
    if not found.setup_key or found.setup_key != account.setup_key:
        raise Refused(_("Länken är redan använd. Be om en ny."))
    found.password = make_password(normal(password))
    found.setup_key, found.last_step, found.failed, found.locked_until = "", step, 0, None
    found.save()
    record("account.set_up", found, actor=actor)


def account_of(token: str) -> LocalAccount | None:
    """The account that a set-up link opens, while the link is unused and not too old."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    rows = LocalAccount.objects.select_related("user").filter(user__is_active=True)
    return rows.filter(setup_key=key, setup_until__gt=clock.now()).first() if key else None


def _with_link(account: LocalAccount) -> str:
    account.setup_key = secrets.token_urlsafe(32)
    account.setup_until = clock.now() + LINK_LIVES
    return SIGNER.sign(account.setup_key)
