"""What waits for somebody who keeps the lists of the few?"""

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.turns import Waiting


def protection_turns(actor: Actor) -> tuple[Waiting, ...]:
    """Protected children of the own unit that nobody who works there can open. Not which."""
    if actor.unit_id is None or not actor.may(Permission.PROTECTION_MANAGE):
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT children_without_few()")
        (n,) = cursor.fetchone()
    if not n:
        return ()
    about = ngettext(
        "%(n)s barn med skyddade uppgifter", "%(n)s barn med skyddade uppgifter", n
    ) % {"n": n}
    url = reverse("children:protected")
    return (Waiting(what=_("Utse någon som kan öppna sidorna"), about=about, url=url),)
