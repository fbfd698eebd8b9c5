"""How are a version's changes of the county's data written and tried?"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.access import check_may_write
from samsyn.agreements.models import Version
from samsyn.agreements.operations.steps import locked_version
from samsyn.agreements.queries.trials import trial_of
from samsyn.audit.trail import record
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.responsibilities.engine import Change, change_as_dict


@operation
def try_changes(
    version_id: uuid.UUID, changes: Iterable[Change], *, on: dt.date, actor: Actor
) -> Version:
    """Let the version have these changes, and try them for the day that it is to begin.

    When the text is closed only the changes that it already has can be tried, for another day.
    """
    check_may_write(actor)
    version = locked_version(version_id, actor)
    state = rules.State(version.state)
    if state in rules.DECIDED or state is rules.State.WITHDRAWN:
        raise NotPossible(_("Versionen är redan avgjord."), _("Börja en ny version."))
    written = [change_as_dict(change) for change in changes]
    if state not in rules.WRITABLE and written != version.changes:
        raise NotPossible(
            _("Texten är stängd, så ändringarna kan inte bli andra."),
            _("Ta tillbaka versionen för omarbetning, eller börja en ny."),
        )
    try:
        trial = trial_of(version.agreement.region, written, on)
    except LookupError as error:
        raise Refused(
            _("Ändringen gäller något som inte finns den dagen."),
            _("Välj en verksamhet och en uppgift som gäller då."),
            field="on",
        ) from error
    version.changes, version.trial = written, trial if written else None
    version.save(update_fields=["changes", "trial"])
    record("version.tried", version, actor=actor)
    return version
