"""May this actor change units and assignments?"""

from typing import Any

from django.utils.translation import gettext as _

from samsyn.foundation.refusals import Denied


def check_may_manage(actor: Any) -> None:
    """Units, users and assignments are changed by administrators."""
    if not actor.may("organisation.manage"):
        raise Denied(
            _("Din roll får inte ändra enheter och uppdrag."),
            _("Be administratören på din enhet."),
        )
