"""Take off a file that was put to the wrong case, before anybody else could see it."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.attachments.access import check_may_attach
from samsyn.attachments.models import Attachment, files
from samsyn.attachments.queries import attachment_for, has_been_shared
from samsyn.audit.trail import record
from samsyn.cases.operations.steps import locked_case
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible


@operation
def take_off_attachment(attachment_id: uuid.UUID, *, actor: Actor) -> Attachment:
    """Take the file away; the row stays, without title. Not when it has been shared."""
    found = attachment_for(actor, attachment_id)
    if found is None:
        raise NotPossible(_("Bilagan finns inte hos er."))
    check_may_attach(found.case, actor)
    locked_case(found.case_id, actor)
    if has_been_shared(found):
        raise NotPossible(
            _("En annan enhet har fått se bilagan. Då går den inte att ta bort."),
            _("Sluta dela bilagorna om de inte ska synas. Filen gallras när tiden är inne."),
        )
    found.title, found.taken_off_at, found.taken_off_by = "", clock.now(), actor.assignment_id
    found.save(update_fields=["title", "taken_off_at", "taken_off_by"])
    record("attachment.taken_off", found, actor=actor, child_id=found.child_id)
    name = found.name
    transaction.on_commit(lambda: files.drop(name))
    return found
