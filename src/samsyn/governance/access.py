"""May this actor do this to this arena, matter or meeting, now?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied
from samsyn.governance.models import BalanceEntry, Matter

# ── arenas, seats and mandates ──────────────────────────────────────────────────────────────────


def check_may_manage_arena(actor: Actor) -> None:
    """The arenas' secretaries keep arenas, seats and their holders in order."""
    if not actor.may(Permission.ARENA_MANAGE):
        raise Denied(
            _("Din roll får inte ändra arenor och platser."),
            _("Be arenans sekreterare."),
        )


def check_may_adopt_mandate(actor: Actor) -> None:
    """The secretary writes down what an arena or a board has adopted."""
    if not actor.may(Permission.ARENA_MANAGE):
        raise Denied(
            _("Din roll får inte skriva eller fastställa uppdrag."),
            _("Be arenans sekreterare."),
        )


# ── matters, meetings and the balance list ──────────────────────────────────────────────────────


def check_may_run_meetings(actor: Actor) -> None:
    """The arenas' secretaries plan meetings and write the minutes."""
    if not actor.may(Permission.MEETING_RUN):
        raise Denied(
            _("Din roll får inte hålla i möten."),
            _("Be arenans sekreterare."),
        )


def check_may_record_matter(actor: Actor) -> None:
    """Whoever prepares matters may begin one."""
    if not actor.may(Permission.MATTER_PREPARE):
        raise Denied(
            _("Din roll får inte skriva in ärenden."),
            _("Be arenans sekreterare skriva in det."),
        )


def check_may_prepare(matter: Matter, actor: Actor) -> None:
    """The unit that prepares a matter writes in it, and so do the arenas' secretaries."""
    check_may_record_matter(actor)
    if actor.may(Permission.MEETING_RUN):
        return
    if actor.unit_id is None or matter.preparer_id != actor.unit_id:
        raise Denied(
            _("Ärendet bereds av en annan enhet."),
            _("Hör av dig till arenans sekreterare om något behöver ändras."),
        )


def check_may_follow_up(entry: BalanceEntry, actor: Actor) -> None:
    """The unit that answers for an entry reports on it, and so do the arenas' secretaries."""
    if actor.may(Permission.MEETING_RUN):
        return
    own = actor.unit_id is not None and entry.owner_unit_id == actor.unit_id
    if not own or not actor.may(Permission.MATTER_PREPARE):
        raise Denied(
            _("En annan enhet svarar för det här."),
            _("Säg till arenans sekreterare om du vet hur det går."),
        )


def may_prepare(matter: Matter, actor: Actor) -> bool:
    """Whether `check_may_prepare` would pass."""
    try:
        check_may_prepare(matter, actor)
    except Denied:
        return False
    return True


def may_follow_up(entry: BalanceEntry, actor: Actor) -> bool:
    """Whether `check_may_follow_up` would pass."""
    try:
        check_may_follow_up(entry, actor)
    except Denied:
        return False
    return True
