"""A view is written down, meets a matter, gets an answer, and the group is told."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.participation import rules
from samsyn.participation.access import check_may_write
from samsyn.participation.models import Method, Voice, VoiceLink
from samsyn.participation.queries import known_words, matters_to_link


@dataclass(frozen=True)
class Heard:
    """What a group said, as it is written down."""

    heard_on: dt.date
    kind: rules.VoiceKind
    group: str
    said: str
    place: str = ""
    method_id: uuid.UUID | None = None


@operation
def record_voice(heard: Heard, *, actor: Actor, names_checked: bool = False) -> Voice:
    """Write down what a group said.

    Refused when something looks like a personnummer; when something looks like a name, until
    `names_checked` says that somebody has looked.
    """
    check_may_write(actor)
    _check_day(heard.heard_on, "heard_on")
    for field, text in (("group", heard.group), ("place", heard.place), ("said", heard.said)):
        _check_numbers(text, field)
    if not names_checked:
        _check_names(f"{heard.group}\n{heard.place}\n{heard.said}", actor)
    method = None
    if heard.method_id is not None:
        method = Method.objects.filter(pk=heard.method_id, region=actor.region).first()
        if method is None:
            raise Refused(_("Metoden finns inte längre."), _("Välj en annan."), field="method")
    voice = Voice.objects.create(
        region=actor.region,
        heard_on=heard.heard_on,
        kind=heard.kind.value,
        group=heard.group.strip(),
        method=method,
        place=heard.place.strip(),
        said=heard.said.strip(),
        recorded_at=clock.now(),
        by=actor.assignment_id,
    )
    record("voice.recorded", voice, actor=actor)
    return voice


@operation
def link_voice(voice_id: uuid.UUID, *, matter_id: uuid.UUID | None, actor: Actor) -> VoiceLink:
    """Let a view meet a matter, or say that it led to something that is no matter."""
    check_may_write(actor)
    voice = Voice.objects.filter(pk=voice_id, region=actor.region).first()
    if voice is None:
        raise NotPossible(_("Rösten finns inte i ert län."))
    if matter_id is not None and not matters_to_link(actor).filter(pk=matter_id).exists():
        raise Refused(_("Ärendet finns inte."), _("Välj ett annat."), field="matter")
    if VoiceLink.objects.filter(voice=voice, matter=matter_id).exists():
        raise Refused(_("Rösten är redan kopplad dit."), _("Skriv vad det blev."), field="matter")
    link = VoiceLink.objects.create(
        voice=voice, matter_id=matter_id, linked_at=clock.now(), by=actor.assignment_id
    )
    record("voice.linked", link, actor=actor)
    return link


@operation
def say_what_became(link_id: uuid.UUID, *, text: str, on: dt.date, actor: Actor) -> VoiceLink:
    """Write what became of a view, once; also when nothing came of it, and why."""
    link = _locked(link_id, actor)
    _check_day(on, "on")
    _check_numbers(text, "text")
    if not text.strip():
        raise Refused(_("Skriv vad det blev, också om det inte blev något."), field="text")
    if link.told_back_on is not None:
        raise NotPossible(
            _("Gruppen har redan fått det svaret."), _("Koppla på nytt om det har hänt mer.")
        )
    if on < link.voice.heard_on:
        raise Refused(_("Svaret kan inte vara äldre än det som sades."), field="on")
    link.became, link.became_on = text.strip(), on
    link.save(update_fields=["became", "became_on"])
    record("voice.answered", link, actor=actor)
    return link


@operation
def tell_back(link_id: uuid.UUID, *, on: dt.date, how: str, actor: Actor) -> VoiceLink:
    """Write that the group has been told what became of what it said."""
    link = _locked(link_id, actor)
    _check_day(on, "on")
    _check_numbers(how, "how")
    if not link.became or link.became_on is None:
        raise NotPossible(_("Skriv först vad det blev."), _("Berätta sedan för gruppen."))
    if on < link.became_on:
        raise Refused(_("Gruppen kan inte ha fått veta före svaret."), field="on")
    link.told_back_on, link.told_back_how = on, how.strip()
    link.save(update_fields=["told_back_on", "told_back_how"])
    record("voice.told_back", link, actor=actor)
    return link


def _locked(link_id: uuid.UUID, actor: Actor) -> VoiceLink:
    check_may_write(actor)
    rows = VoiceLink.objects.select_related("voice").select_for_update(of=("self",))
    link = rows.filter(pk=link_id, voice__region=actor.region).first()
    if link is None:
        raise NotPossible(_("Kopplingen finns inte i ert län."))
    return link


def _check_day(on: dt.date, field: str) -> None:
    if on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field=field)


def _check_numbers(text: str, field: str) -> None:
    if rules.holds_identity_number(text):
        raise Refused(
            _("Det ser ut att stå ett personnummer här."),
            _("Ta bort det. Här skriver vi bara vad en grupp har sagt."),
            field=field,
        )


def _check_names(text: str, actor: Actor) -> None:
    names = rules.likely_names(text, known_words(actor.region))
    if names:
        raise Refused(
            _("Det kan stå namn i texten: %(names)s.") % {"names": ", ".join(names[:8])},
            _("Ta bort namnen, eller kryssa i att du har läst igenom."),
            field="names_checked",
        )
