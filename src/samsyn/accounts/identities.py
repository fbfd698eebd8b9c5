"""Which person does an outside name stand for? A personal number only as a keyed digest."""

import hashlib
import hmac
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q

from samsyn.accounts.models import Identity, IdentityKind, User
from samsyn.accounts.rules import normal

#: Names that are the same whoever says them; all others are one issuer's own.
NATIONAL = frozenset({IdentityKind.HSA_ID, IdentityKind.PERSONAL_NUMBER})
#: Names that mean nothing without the one who gave them.
ISSUERS_OWN = frozenset({IdentityKind.SUBJECT, IdentityKind.SCIM})
ONLY_FOR_DEMO = "the demo and the tests have no secrets"

Named = tuple[str, str]  # kind, value as the provider gave it


def personal_number_digest(number: str) -> str:
    """The keyed digest (HMAC-SHA256) of a personal number in its twelve digits."""
    key = settings.SAMSYN_IDENTITY_KEY
    if not key:
        if not settings.SAMSYN_DEMO:
            raise ImproperlyConfigured("SAMSYN_IDENTITY_KEY is needed to know people by number")
        key = ONLY_FOR_DEMO
    return hmac.new(key.encode(), number.encode(), hashlib.sha256).hexdigest()


def people_named(issuer: str, names: Iterable[Named]) -> list[User]:
    """The people that any of the names stands for; more than one means that something is wrong."""
    wanted = Q(pk__in=[])
    for kind, value in names:
        issuers = [issuer] if kind in ISSUERS_OWN else [issuer, ""]
        wanted |= Q(kind=kind, value=_stored(kind, value), issuer__in=issuers)
    found = Identity.objects.filter(wanted).values_list("user_id", flat=True)
    return list(User.objects.filter(pk__in=set(found)))


def who_has(names: Iterable[Named]) -> set[uuid.UUID]:
    """The people whom any of the names stands for by anybody's word, not one issuer's alone."""
    wanted = Q(pk__in=[])
    for kind, value in names:
        wanted |= Q(kind=kind, value=_stored(kind, value))
    return set(Identity.objects.filter(wanted).values_list("user_id", flat=True))


def remember(person: User, issuer: str, names: Iterable[Named]) -> bool:
    """Keep the names that were not known of this person; whether there were any.

    A new personal number takes the old one's place: nothing links the two.
    """
    is_new = False
    for kind, value in names:
        home = "" if kind in NATIONAL else issuer
        stored = _stored(kind, value)
        known = Identity.objects.filter(user=person, kind=kind, issuer__in={home, issuer, ""})
        if known.filter(value=stored).exists():
            continue
        if kind == IdentityKind.PERSONAL_NUMBER:
            known.delete()
        Identity.objects.create(user=person, issuer=home, kind=kind, value=stored)
        is_new = True
    return is_new


def _stored(kind: str, value: str) -> str:
    if kind == IdentityKind.PERSONAL_NUMBER:
        return personal_number_digest(value)
    return normal(kind, value)
