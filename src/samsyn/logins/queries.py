"""Whom does a checked assertion name, and by whose word is somebody logged in?"""

import uuid

from django.utils.translation import gettext as _

from samsyn.accounts.identities import people_named
from samsyn.accounts.models import LoginSession, User
from samsyn.foundation.refusals import Denied
from samsyn.logins.rules import Asserted


def person_named(asserted: Asserted) -> User | None:
    """The person whom an assertion names; Denied when its names stand for different people."""
    people = people_named(asserted.issuer, asserted.identities)
    if len(people) > 1:
        raise Denied(
            _("Dina uppgifter i Samsyn stämmer inte med dem som inloggningen lämnade."),
            _("Be administratören på din enhet rätta dem."),
        )
    return people[0] if people else None


def issuer_of(login_id: uuid.UUID) -> str:
    """The provider by whose word this log-in began."""
    return LoginSession.objects.values_list("issuer", flat=True).get(pk=login_id)
