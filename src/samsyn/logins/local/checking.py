"""Is this the one with the account? The same answer and the same work whatever is wrong."""

import datetime as dt
import logging
import uuid
from functools import cache

from cryptography.fernet import InvalidToken
from django.contrib.auth.hashers import check_password, make_password

from samsyn.access.events import note_refused
from samsyn.accounts.models import LocalAccount, User
from samsyn.foundation import clock
from samsyn.logins.local.keys import kept_anew, new_secret, opened
from samsyn.logins.local.rules import fitting_step, normal, wait_after

log = logging.getLogger(__name__)


def person_with(handle: str, password: str, code: str) -> User | None:
    """The person, when name, password and code fit and the account is not closed for a while."""
    nobody = _nobody()
    rows = LocalAccount.objects.select_for_update(of=("self",)).select_related("user")
    found = rows.filter(user__handle=handle, user__is_active=True).exclude(password="").first()  # nosec B106  # no password: an empty field
    account, now = found or nobody, clock.now()
    is_right = check_password(normal(password), account.password)
    step = _step(account, code, now)
    if found is None:
        note_refused("unknown_account")
        return None
    if found.locked_until and now < found.locked_until:
        note_refused("locked", found.user_id)
        return None
    if not is_right or step is None:
        _note_wrong(found, now)
        return None
    found.failed, found.locked_until, found.last_step = 0, None, step
    found.secret = kept_anew(found.secret)
    found.save(update_fields=["failed", "locked_until", "last_step", "secret"])
    return found.user


def readable_secret(account: LocalAccount) -> str | None:
    """The secret of an account's codes; None when it is of a key that is no longer here."""
    try:
        return opened(account.secret)
    except InvalidToken:
        log.error("A local account's secret is of another key: a new link is needed")
        return None


def _step(account: LocalAccount, code: str, now: dt.datetime) -> int | None:
    """The step that the code is of; None when it is wrong or nothing can be compared with."""
    secret = readable_secret(account)
    return fitting_step(secret, code, now, account.last_step) if secret else None


def _note_wrong(account: LocalAccount, now: dt.datetime) -> None:
    account.failed += 1
    wait = wait_after(account.failed)
    account.locked_until = now + wait if wait else None
    account.save(update_fields=["failed", "locked_until"])
    note_refused("wrong", account.user_id)


@cache
def _nobody() -> LocalAccount:
    """What an unknown name is compared with, so that it takes as long as a known one."""
    return LocalAccount(password=make_password("nobody has this account"), secret=new_secret())


def handle_of(user_id: uuid.UUID) -> str:
    """What the person's account is called; nothing without one."""
    found = LocalAccount.objects.filter(user_id=user_id).values_list("user__handle", flat=True)
    return found.first() or ""
