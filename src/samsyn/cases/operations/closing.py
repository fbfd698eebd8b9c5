"""Close and reopen a case."""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.cases.access import check_may_lead
from samsyn.cases.models import Case
from samsyn.cases.operations.steps import advance, locked_case
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.releases.operations import revoke_releases


@operation
def close_case(case_id: uuid.UUID, *, why: str, actor: Actor) -> Case:
    """Close a case with a reason; nothing more of it is shared, whatever the ground was."""
    case = locked_case(case_id, actor)
    check_may_lead(case, actor, Permission.CASE_CLOSE)
    if not why.strip():
        raise Refused(_("Skriv varför ärendet avslutas."), field="why")
    advance(case, "close", actor=actor, why=why)
    revoke_releases(case.pk, why=_("Ärendet är avslutat."), actor=actor, every_ground=True)
    return case


@operation
def reopen_case(case_id: uuid.UUID, *, why: str, actor: Actor) -> Case:
    """Take up a closed case again, from the need, with a reason."""
    case = locked_case(case_id, actor)
    check_may_lead(case, actor, Permission.CASE_CLOSE)
    if not why.strip():
        raise Refused(_("Skriv varför ärendet tas upp igen."), field="why")
    return advance(case, "reopen", actor=actor, why=why)
