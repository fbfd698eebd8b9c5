"""Write an arena's task description, and adopt it. What is adopted never changes."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.dates import day
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_adopt_mandate
from samsyn.governance.models import Arena, MandateText
from samsyn.governance.operations.arenas import locked_arena

PARTS = tuple(part for part, _sv, _en in rules.MANDATE_PARTS)
DRAFT, ADOPTED = rules.TextState.DRAFT.value, rules.TextState.ADOPTED.value


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """The day from which a mandate holds, who adopted it, where it is anchored, and how long.

    `anchored_in` are codes of arenas; `valid_to` is the first day when it no longer holds.
    """

    valid_from: dt.date
    adopted_by: str
    paragraph: str = ""
    anchored_in: Sequence[str] = field(default_factory=tuple)
    review_by: dt.date | None = None
    valid_to: dt.date | None = None


@operation
def draft_mandate(arena_id: uuid.UUID, *, actor: Actor) -> MandateText:
    """Begin a new task description, from the latest one; one draft at a time."""
    check_may_adopt_mandate(actor)
    arena = locked_arena(arena_id, actor)
    texts = MandateText.objects.filter(arena=arena)
    if texts.filter(state=DRAFT).exists():
        raise NotPossible(_("Det finns redan ett utkast."), _("Skriv vidare i det."))
    latest = texts.filter(state=ADOPTED).order_by("-valid_from", "-number").first()
    number = (texts.aggregate(last=Max("number"))["last"] or 0) + 1
    draft = MandateText.objects.create(
        arena=arena, number=number, state=DRAFT, changed_at=clock.now(),
        title=latest.title if latest else _("Uppdrag för %(arena)s") % {"arena": arena},
        **{part: getattr(latest, part) if latest else "" for part in PARTS},
    )  # fmt: skip
    record("mandate.drafted", draft, actor=actor)
    return draft


@operation
def save_mandate(
    mandate_id: uuid.UUID,
    *,
    title: str,
    parts: Mapping[str, str],
    actor: Actor,
    base: dt.datetime | None = None,
) -> MandateText:
    """Store the text of a draft. With `base`, refused when somebody saved after that moment."""
    check_may_adopt_mandate(actor)
    draft = _locked_draft(mandate_id, actor)
    if base is not None and draft.changed_at > base:
        raise Changed(
            _("Någon annan har sparat utkastet medan du skrev."),
            _("Öppna sidan i en ny flik, se vad som är nytt och för in det här."),
        )
    if not title.strip():
        raise Refused(_("Skriv vad texten heter."), field="title")
    draft.title, draft.changed_at = title.strip(), clock.now()
    for part in PARTS:
        if part in parts:
            setattr(draft, part, parts[part].strip())
    draft.save()
    record("mandate.saved", draft, actor=actor)
    return draft


@operation
def adopt_mandate(mandate_id: uuid.UUID, *, adoption: Adoption, actor: Actor) -> MandateText:
    """Write down that the draft is adopted. It ends the earlier one and never changes again."""
    check_may_adopt_mandate(actor)
    draft = _locked_draft(mandate_id, actor)
    _check_text(draft)
    _check_adoption(draft, adoption)
    known = set(Arena.objects.filter(region=actor.region).values_list("code", flat=True))
    if not set(adoption.anchored_in) <= known:
        raise Refused(_("En av arenorna finns inte."), _("Välj igen."), field="anchored_in")
    # The database lets no adopted row change, so the draft goes and the adopted one comes.
    MandateText.objects.filter(pk=draft.pk).delete()
    draft.state, draft.changed_at = ADOPTED, clock.now()
    draft.valid_from, draft.valid_to = adoption.valid_from, adoption.valid_to
    draft.adopted_by, draft.adopted_paragraph = adoption.adopted_by.strip(), adoption.paragraph
    draft.anchored_in, draft.review_by = list(adoption.anchored_in), adoption.review_by
    draft.save(force_insert=True)
    record("mandate.adopted", draft, actor=actor)
    return draft


def _locked_draft(mandate_id: uuid.UUID, actor: Actor) -> MandateText:
    rows = MandateText.objects.filter(pk=mandate_id, arena__region=actor.region)
    draft = rows.select_related("arena").filter(state=DRAFT).select_for_update(of=("self",)).first()
    if draft is None:
        raise NotPossible(
            _("Texten är fastställd och ändras inte mer."), _("Skriv ett nytt uppdrag i stället.")
        )
    return draft


def _check_text(draft: MandateText) -> None:
    lacking = [
        sv for part, sv, _en in rules.MANDATE_PARTS
        if part in rules.MANDATE_NEEDS and not getattr(draft, part).strip()
    ]  # fmt: skip
    if lacking:
        raise NotPossible(
            _("Uppdraget saknar: %(parts)s.") % {"parts": ", ".join(lacking).lower()},
            _("Skriv klart utkastet först."),
        )


def _check_adoption(draft: MandateText, adoption: Adoption) -> None:
    if not adoption.adopted_by.strip():
        raise Refused(_("Skriv vem som fastställde uppdraget."), field="adopted_by")
    earlier = MandateText.objects.filter(arena=draft.arena, state=ADOPTED)
    last = earlier.order_by("-valid_from").first()
    if last is not None and last.valid_from and adoption.valid_from <= last.valid_from:
        raise Refused(
            _("Det förra uppdraget gäller från %(day)s. Det nya måste börja senare.")
            % {"day": day(last.valid_from)},
            field="valid_from",
        )
    for name in ("review_by", "valid_to"):
        value = getattr(adoption, name)
        if value is not None and value <= adoption.valid_from:
            raise Refused(_("Dagen måste vara efter att uppdraget börjar gälla."), field=name)
