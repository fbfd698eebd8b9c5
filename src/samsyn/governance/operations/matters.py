"""A matter: recorded, prepared, handed from arena to arena, closed with what came of it."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements.models import Agreement, Version
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_prepare, check_may_record_matter
from samsyn.governance.models import AgendaItem, Matter, MatterDocument, MatterStep
from samsyn.governance.operations.steps import advance_matter, arena_in_force, locked_matter
from samsyn.governance.queries.lineage import arenas_of
from samsyn.governance.queries.progress import demanded, passage_steps
from samsyn.governance.queries.ways import suggested_arenas


@dataclass(frozen=True)
class MatterText:
    """What a matter says. `version` implies its agreement."""

    title: str
    kind: rules.MatterKind
    what: str
    why: str = ""
    for_children: str = ""
    proposal: str = ""
    has_cost: bool = False
    changes_responsibility: bool = False
    agreement: uuid.UUID | None = None
    version: uuid.UUID | None = None
    meant_for: uuid.UUID | None = None
    is_public: bool = False


@operation
def record_matter(text: MatterText, *, arena_id: uuid.UUID, actor: Actor) -> Matter:
    """Begin a matter in the arena that prepares it."""
    check_may_record_matter(actor)
    arena = arena_in_force(arena_id, actor)
    matter = Matter(
        region=actor.region, arena=arena, origin=arena, preparer_id=actor.unit_id,
        state=rules.MATTER.first.value, state_since=clock.now(), opened_on=clock.today(),
    )  # fmt: skip
    _fill(matter, text, actor)
    matter.save()
    MatterStep.objects.create(
        matter=matter, at=clock.now(), action="record", to_state=matter.state, from_arena=arena,
        to_arena=arena, by=actor.assignment_id,
    )  # fmt: skip
    record("matter.recorded", matter, actor=actor)
    return matter


@operation
def prepare_matter(matter_id: uuid.UUID, text: MatterText, *, actor: Actor) -> Matter:
    """Write on in a matter. One on an agenda must be taken off first."""
    matter = locked_matter(matter_id, actor)
    check_may_prepare(matter, actor)
    if matter.state == rules.MatterState.LISTED:
        raise NotPossible(
            _("Ärendet står på en dagordning."), _("Ta bort det därifrån först, eller vänta.")
        )
    advance_matter(matter, "prepare", actor=actor)
    _fill(matter, text, actor)
    matter.save()
    record("matter.prepared", matter, actor=actor)
    return matter


@operation
def add_document(
    matter_id: uuid.UUID, *, title: str, text: str, link: str = "", actor: Actor
) -> MatterDocument:
    """Put a text beside the matter. It is never changed; a new one can be added."""
    matter = locked_matter(matter_id, actor)
    check_may_prepare(matter, actor)
    if matter.state == rules.MatterState.CLOSED:
        raise NotPossible(_("Ärendet är avslutat."), _("Ta upp det igen först."))
    if not text.strip() and not link.strip():
        raise Refused(_("Skriv texten, eller lägg in en länk."), field="text")
    document = MatterDocument.objects.create(
        matter=matter, title=title.strip(), text=text.strip(), link=link.strip(),
        added_at=clock.now(), by=actor.assignment_id,
    )  # fmt: skip
    record("matter.document_added", matter, actor=actor)
    return document


@operation
def hand_over(matter_id: uuid.UUID, *, arena_id: uuid.UUID, why: str = "", actor: Actor) -> Matter:
    """Hand the matter to another arena, ready for its meeting. Where it began is kept.

    A way that neither the arenas nor the county's rule point out needs a reason.
    """
    matter = locked_matter(matter_id, actor)
    check_may_prepare(matter, actor)
    to = arena_in_force(arena_id, actor)
    if to.pk == matter.arena_id:
        raise Refused(_("Ärendet ligger redan i %(arena)s.") % {"arena": to.name}, field="arena")
    if to.pk not in suggested_arenas(matter, arenas_of(actor.region)) and not why.strip():
        raise Refused(
            _("Ärenden går inte den vägen annars."), _("Skriv varför det här gör det."), field="why"
        )
    advance_matter(matter, "hand_over", actor=actor, to=to, why=why.strip())
    record("matter.handed_over", matter, actor=actor)
    return matter


@operation
def close_matter(matter_id: uuid.UUID, *, outcome: str, actor: Actor) -> Matter:
    """Close the matter with what came of it.

    Refused while an arena that the county demands has not passed what another has approved.
    """
    matter = locked_matter(matter_id, actor)
    check_may_prepare(matter, actor)
    if not outcome.strip():
        raise Refused(_("Skriv vad det blev av ärendet."), field="outcome")
    _check_passed(matter, actor)
    advance_matter(matter, "close", actor=actor, why=outcome.strip())
    matter.outcome = outcome.strip()
    matter.save(update_fields=["outcome"])
    record("matter.closed", matter, actor=actor)
    return matter


@operation
def reopen_matter(matter_id: uuid.UUID, *, why: str, actor: Actor) -> Matter:
    """Take a closed matter up again, where it lies. Its earlier outcome stays among its steps."""
    matter = locked_matter(matter_id, actor)
    check_may_prepare(matter, actor)
    if not why.strip():
        raise Refused(_("Skriv varför ärendet tas upp igen."), field="why")
    here = arenas_of(actor.region).today(matter.arena_id)
    to = arena_in_force(here.id, actor, field="")
    advance_matter(matter, "reopen", actor=actor, to=to, why=why.strip())
    record("matter.reopened", matter, actor=actor)
    return matter


def _fill(matter: Matter, text: MatterText, actor: Actor) -> None:
    version = _version(text, actor)
    matter.version = version
    matter.agreement_id = version.agreement_id if version else _agreement(text, actor)
    matter.meant_for = (
        arena_in_force(text.meant_for, actor, field="meant_for") if text.meant_for else None
    )
    matter.kind = text.kind.value
    for name in ("title", "what", "why", "for_children", "proposal"):
        setattr(matter, name, getattr(text, name).strip())
    for name in ("has_cost", "changes_responsibility", "is_public"):
        setattr(matter, name, getattr(text, name))


def _version(text: MatterText, actor: Actor) -> Version | None:
    if text.version is None:
        return None
    found = Version.objects.filter(pk=text.version, agreement__region=actor.region).first()
    if found is None:
        raise Refused(_("Versionen finns inte längre."), _("Välj igen."), field="about")
    return found


def _agreement(text: MatterText, actor: Actor) -> uuid.UUID | None:
    if text.agreement is None:
        return None
    if not Agreement.objects.filter(pk=text.agreement, region=actor.region).exists():
        raise Refused(_("Överenskommelsen finns inte längre."), _("Välj igen."), field="about")
    return text.agreement


def _check_passed(matter: Matter, actor: Actor) -> None:
    if not demanded(matter):
        return
    rows = AgendaItem.objects.filter(matter=matter).select_related("meeting")
    items = list(rows.order_by("meeting__starts_at", "place"))
    held = [item for item in items if item.outcome and item.meeting.state in rules.TOOK_PLACE]
    if not held or held[-1].outcome not in rules.APPROVING:
        return
    steps = passage_steps(matter, items, arenas_of(actor.region))
    missing = [step.name for step in steps if step.passed_on is None]
    if missing:
        raise NotPossible(
            _("Ärendet har en kostnad eller ändrar ansvar, och ska också behandlas i %(arenas)s.")
            % {"arenas": ", ".join(missing)},
            _("Lämna över det dit innan ni avslutar."),
        )
