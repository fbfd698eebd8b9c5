"""A matter's way: from the arena's meeting, through its minutes, to the boards of ten parties."""

import datetime as dt
from uuid import UUID

import pytest
from django.utils import timezone

from samsyn.agreements import operations as agreements
from samsyn.agreements import rules as agreement_rules
from samsyn.agreements.models import Agreement, Version
from samsyn.agreements.operations import Decision
from samsyn.agreements.operations.writing import VersionText
from samsyn.foundation import clock
from samsyn.governance import operations as governance
from samsyn.governance import rules
from samsyn.governance.models import Arena, Meeting
from samsyn.governance.operations.matters import MatterText
from tests.journeys.conftest import Visitor
from tests.steering import Steering

pytestmark = pytest.mark.django_db(transaction=True)

PARTIES = 10
TITLE = "En gemensam tid för att svara på en kallelse"
PROPOSAL = "Barnarenan rekommenderar parterna att anta revideringen."
CHANGE = "Kallelsen besvaras inom femton dagar när resvägen är lång."


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def revision(land: Steering) -> Version:
    """A new version of JämtBus, out for comments."""
    agreement, by = Agreement.objects.get(region=land.code, code="jamtbus"), land.secretary
    with clock.held(days_ago(60)):
        version = agreements.new_version(agreement.pk, label="Revideringen", actor=by)
        text = VersionText(
            label="Revideringen",
            summary="En gemensam tid för att svara på en kallelse.",
            for_children="Ett barn får svar inom tio dagar om vem som kommer till mötet.",
            changes_responsibility=False,
        )
        agreements.save_version(version.pk, text, actor=by)
        agreements.refer(version.pk, answer_by=days_ago(40).date(), actor=by)
    return version


def called_meeting(land: Steering, version_id: UUID) -> Meeting:
    """Barnarenan has been called to a meeting about the version, and the day has passed."""
    arenas, by = {a.code: a for a in Arena.objects.filter(region=land.code)}, land.secretary
    text = MatterText(
        title=TITLE,
        kind=rules.MatterKind.DECISION,
        what="Ta ställning till revideringen.",
        for_children="Svaret kommer fortare.",
        proposal=PROPOSAL,
        version=version_id,
    )
    with clock.held(days_ago(30)):
        matter = governance.record_matter(text, arena_id=arenas["samreko"].pk, actor=by)
        to = arenas["barnarenan"].pk
        governance.hand_over(matter.pk, arena_id=to, why="Beredd", actor=by)
        meeting = governance.plan_meeting(to, starts_at=days_ago(7), actor=by)
        governance.list_matter(meeting.pk, matter.pk, actor=by)
        governance.call_meeting(meeting.pk, actor=by)
    return meeting


def minute(v: Visitor, meeting_id: UUID) -> None:
    """Attendance, minutes, ready, approved, published: all on the meeting's page."""
    v.open(f"/styrning/moten/{meeting_id}/").sees(TITLE).follow("Skriv in vilka som var där")
    v.fill(opening="Ordföranden hälsar välkommen.", quorum_note="Alla parter är på plats.")
    v.press("Spara närvaron").sees(PROPOSAL)
    v.tick("as_proposed-1").page.locator('[name="outcome-1"]').select_option("recommended")
    v.press("Spara, klart för justering").sees("Protokollet väntar på justering")
    v.page.get_by_role("link", name="Justera", exact=True).click()
    v.page.wait_for_load_state()
    day = days_ago(1).date().isoformat()
    v.check().fill(adjusters="Ordföranden och en ledamot", approved_on=day)
    v.press("Protokollet är justerat").sees("Klart. Protokollet är justerat.")
    v.press("Publicera protokollet").sees("Protokollet är publicerat").sees(PROPOSAL)


def decide(v: Visitor, version_id: UUID, board: str, outcome: str, change: str = "") -> None:
    """A board secretary writes in what the board decided today."""
    v.open(f"/styrning/versioner/{version_id}/behandla/").tick("outcome", outcome)
    v.fill(board=board, decided_on=clock.today().isoformat(), paragraph="42", change=change)
    v.press("Spara nämndens beslut").sees("Beslutet syns för alla parter")


def line_of(v: Visitor, tag: str, text: str) -> str:
    """What stands in the row, or the point of the timeline, that has this text."""
    return v.page.locator(f"main {tag}", has_text=text).first.text_content() or ""


def changed(v: Visitor) -> None:
    """The map says who adopted with a change, which change, and who without."""
    line = line_of(v, "tr", "Härjedalens kommun")
    assert "Antagen med ändring" in line and CHANGE in line, line
    line = line_of(v, "tr", "Östersunds kommun")
    assert "Antagen" in line and "med ändring" not in line, line


def test_matter_from_meeting_to_ten_parties(visitor: Visitor, jamtland: Steering):
    version = revision(jamtland)
    meeting = called_meeting(jamtland, version.pk)
    shown = f"/styrning/overenskommelser/{version.agreement_id}/"
    v = visitor.be("secretary", jamtland).open(shown)
    assert "Rekommenderad" not in line_of(v, "li", "Revideringen")
    minute(v, meeting.pk)
    v.open(shown).does_not_see("Antagen med ändring")
    assert "Rekommenderad" in line_of(v, "li", "Revideringen")
    v.leave().be("namnd-ostersund", jamtland)
    decide(v, version.pk, "Barn- och utbildningsnämnden", "adopted")
    v.leave().be("namnd-harjedalen", jamtland)
    decide(v, version.pk, "Socialnämnden", "adopted_with_change", CHANGE)
    rest = jamtland.parties.keys() - {"ostersund", "harjedalen"}
    for code in sorted(rest):
        adopted = Decision(agreement_rules.Outcome.ADOPTED, "Kommunstyrelsen", clock.today())
        party = jamtland.parties[code].pk
        agreements.treat(version.pk, party, adopted, actor=jamtland.boards[code])
    v.open(shown).sees(f"{PARTIES} av {PARTIES} parter har antagit")
    changed(v)
    v.leave().open("/overenskommelser/jamtland-harjedalen/jamtbus/").sees("Revideringen")
    changed(v)
