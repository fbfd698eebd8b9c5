"""Store what a file of people says, exactly as its preview showed it, or nothing."""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.administration.operations.people import Newcomer, Post, admit_person, appoint, prolong
from samsyn.administration.queries.importing import Fate, Planned, preview
from samsyn.administration.rules.people_file import read_rows
from samsyn.audit.trail import record
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible


@operation
def import_people(text: str, *, mark: str, actor: Actor) -> int:
    """Store the file that was previewed; `mark` is of that preview. How many rows changed anything.

    Refused when a row is wrong, or when something has changed since the preview. Done twice it
    stores nothing new.
    """
    shown = preview(read_rows(text), actor)
    if shown.wrong:
        raise NotPossible(
            _("Filen har rader med fel. Inget är sparat."), _("Rätta dem och läs in filen igen.")
        )
    if shown.mark != mark:
        raise Changed(
            _("Något har ändrats sedan förhandsvisningen. Inget är sparat."),
            _("Titta på den nya förhandsvisningen och genomför igen."),
        )
    for row in shown.rows:
        _store(row, actor)
    record("people.imported", "people", actor=actor)
    return shown.changes


def _store(row: Planned, actor: Actor) -> None:
    if row.unit_id is None or row.valid_from is None or row.row is None:
        return
    post = Post(row.unit_id, row.role_code, row.valid_from, row.last_day)
    if row.fate is Fate.NEW:
        cells = row.row
        who = Newcomer(cells.given_name, cells.family_name, cells.hsa_id, cells.eppn)
        admit_person(who, post, actor=actor)
    elif row.fate is Fate.GIVEN and row.person_id is not None:
        appoint(row.person_id, post, actor=actor, just_registered=True)
    elif row.fate is Fate.PROLONGED and row.assignment_id is not None:
        prolong(row.assignment_id, last_day=row.last_day, actor=actor)
