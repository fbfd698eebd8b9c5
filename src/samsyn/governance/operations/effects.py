"""What do minutes do? Matters move and go home; a word on a version reaches the agreement."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules as agreement_rules
from samsyn.agreements.models import Version
from samsyn.foundation.refusals import Refused
from samsyn.governance import rules
from samsyn.governance.models import AgendaItem, Matter, MatterStep, Meeting
from samsyn.governance.operations.steps import advance_matter, locked_matter
from samsyn.governance.queries.progress import paragraph_of

#: What an arena's outcome says of a version. A note or a postponement says nothing.
WORD_OF = {
    rules.Outcome.DECIDED: agreement_rules.PassageOutcome.APPROVED,
    rules.Outcome.RECOMMENDED: agreement_rules.PassageOutcome.APPROVED,
    rules.Outcome.SENT_BACK: agreement_rules.PassageOutcome.RETURNED,
    rules.Outcome.REJECTED: agreement_rules.PassageOutcome.REJECTED,
}
#: Where an agreement's version still takes an arena's word.
TAKES_WORDS = (
    agreement_rules.State.DRAFT,
    agreement_rules.State.REFERRAL,
    agreement_rules.State.RECOMMENDED,
)


def move_matters(meeting: Meeting, items: Sequence[AgendaItem], actor: Actor) -> None:
    """Answered matters go back to where they began; postponed ones wait in this arena."""
    for item in items:
        if item.matter_id is None:
            continue
        matter = locked_matter(item.matter_id, actor)
        if matter.state != rules.MatterState.LISTED:
            continue
        action = rules.MOVE_OF[rules.Outcome(item.outcome)]
        home = meeting.arena if action == "postpone" else matter.origin
        advance_matter(matter, action, actor=actor, to=home, why=_mark(meeting, item))


def take_back_matters(meeting: Meeting, items: Sequence[AgendaItem], actor: Actor) -> None:
    """Matters whose latest step is that of these minutes stand on the agenda again."""
    for item in items:
        if item.matter_id is None:
            continue
        matter = locked_matter(item.matter_id, actor)
        last = MatterStep.objects.filter(matter=matter).order_by("-at", "-pk").first()
        if last is None or last.why != _mark(meeting, item):
            continue
        why = "Protokollet öppnades igen före justering."
        advance_matter(matter, "list", actor=actor, to=meeting.arena, why=why)


def pass_versions(meeting: Meeting, items: Sequence[AgendaItem], actor: Actor) -> list[str]:
    """Give the arena's word to each version that the minutes treat. Sentences on what failed."""
    troubles = []
    for item in items:
        word = WORD_OF.get(rules.Outcome(item.outcome)) if item.outcome else None
        version = _version(item)
        if word is None or version is None or version.state not in TAKES_WORDS:
            continue
        from samsyn.agreements.operations import pass_arena

        try:
            pass_arena(
                version.pk, meeting.arena.code, outcome=word,
                decided_on=timezone.localdate(meeting.starts_at),
                paragraph=paragraph_of(item), actor=actor,
            )  # fmt: skip
        except Refused as refusal:
            troubles.append(
                _("%(paragraph)s kunde inte föras vidare till överenskommelsen. %(why)s")
                % {"paragraph": paragraph_of(item), "why": str(refusal)}
            )
    return troubles


def _version(item: AgendaItem) -> Version | None:
    if item.matter_id is None:
        return None
    matter = Matter.objects.select_related("version").get(pk=item.matter_id)
    return matter.version


def _mark(meeting: Meeting, item: AgendaItem) -> str:
    """How the step says which minutes moved the matter; Swedish, as all stored text is."""
    day = timezone.localdate(meeting.starts_at).isoformat()
    return f"{meeting.arena.name} {day}, {paragraph_of(item)}: {rules.Outcome(item.outcome).sv}"
