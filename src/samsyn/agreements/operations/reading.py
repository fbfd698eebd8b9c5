"""How does somebody confirm that they have read an agreement?"""

import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements.models import Reading
from samsyn.agreements.operations.steps import locked_version
from samsyn.agreements.queries.rows import version_in_force
from samsyn.agreements.queries.training import questions_of
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied, NotPossible, Refused


@operation
def confirm_reading(version_id: uuid.UUID, *, answers: Mapping[int, int], actor: Actor) -> Reading:
    """Note that the actor has read the version in force, and how many answers were right.

    `answers` are numbers from 1 by the place of the question from 0. One may read again.
    """
    if actor.user_id is None or actor.assignment_id is None:
        raise Denied(_("Bara en person kan läsa."))
    version, today = locked_version(version_id, actor), clock.today()
    if version_in_force(version.agreement, today) != version:
        raise NotPossible(_("Versionen gäller inte längre."), _("Läs den som gäller nu."))
    questions = questions_of(version.agreement, today)
    for place in range(len(questions)):
        if place not in answers:
            raise Refused(_("Välj ett svar."), field=f"answer_{place}")
    right = sum(answers[place] == question.right for place, question in enumerate(questions))
    reading = Reading.objects.create(
        version=version,
        user_id=actor.user_id,
        assignment_id=actor.assignment_id,
        unit_id=actor.own_unit,
        read_at=clock.now(),
        right_answers=right if questions else None,
        questions=len(questions) or None,
    )
    record("version.read", version, actor=actor)
    return reading
