"""Do the facts of a period hold what happened in it, under whatever name the arena had?"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.foundation import clock
from samsyn.governance import operations, rules
from samsyn.governance.models import Matter
from samsyn.governance.operations.minutes import ItemMinutes, Task
from samsyn.governance.queries import arena_facts, meeting_page
from tests.governance.chambers import Chambers

TODAY = clock.today()
START = TODAY - dt.timedelta(days=100)


def past(chambers: Chambers, title: str, opened: int, closed: int | None) -> Matter:
    return Matter.objects.create(
        region=chambers.world.code, arena=chambers.main, origin=chambers.main,
        kind="information", title=title, what="Något.", outcome="Känt.",
        state="closed" if closed is not None else "ready", state_since=clock.now(),
        opened_on=TODAY - dt.timedelta(days=opened), precision="month",
        closed_on=None if closed is None else TODAY - dt.timedelta(days=closed),
    )  # fmt: skip


def test_none_when_there_is_no_such_arena(chambers: Chambers):
    assert arena_facts(chambers.world.code, "finns-inte", START, TODAY) is None


def test_seats_by_office_and_officials(chambers: Chambers):
    chambers.seat(chambers.main, "Ledamot, barnnämnd", rules.SeatKind.OFFICE, 2)
    facts = arena_facts(chambers.world.code, "stora", START, TODAY)
    assert [(row.title, row.count) for row in facts.seats][1] == ("Ledamot, barnnämnd", 2)
    assert [row.title for row in facts.officials] == ["Skolhandläggare"]


@pytest.mark.parametrize(
    ("opened", "closed", "counts"),
    [(400, 200, False), (400, 50, True), (50, None, True), (400, None, True)],
)
def test_a_matter_counts_when_its_time_overlaps(chambers: Chambers, opened, closed, counts):
    past(chambers, "Förr", opened, closed)
    facts = arena_facts(chambers.world.code, "stora", START, TODAY)
    assert bool(facts.matters) is counts


def test_meetings_decisions_and_tasks(chambers: Chambers):
    matter = chambers.matter(arena=chambers.officials)
    operations.hand_over(matter.pk, arena_id=chambers.main.pk, actor=chambers.secretary)
    meeting = chambers.held(matter, days=-10)
    item = meeting_page(chambers.secretary, meeting.pk).items[0]
    row = ItemMinutes(item.id, as_proposed=True, tasks=(Task("Skriv", "Beredarna"),))
    operations.take_minutes(meeting.pk, [row], actor=chambers.secretary)
    operations.write_minutes(meeting.pk, actor=chambers.secretary)
    facts = arena_facts(chambers.world.code, "stora", START, TODAY)
    assert [(m.items, m.on) for m in facts.meetings] == [(1, TODAY - dt.timedelta(days=10))]
    (fact,) = facts.matters
    assert (fact.origin, fact.decisions[0].paragraph) == ("Beredarna", "§ 1")
    assert fact.decisions[0].outcome is rules.Outcome.RECOMMENDED
    (task,) = facts.balance
    assert task.was_open_on(TODAY) and task.origin.endswith("§ 1")
    before = arena_facts(chambers.world.code, "stora", START, TODAY - dt.timedelta(days=20))
    assert (before.meetings, before.balance) == ((), ())


def test_a_renamed_arena_brings_its_history(chambers: Chambers):
    past(chambers, "Förr", 50, 40)
    after = chambers.arena("nya", "Nya arenan", rules.Power.RECOMMEND)
    chambers.main.became, chambers.main.became_how = after, "renamed"
    chambers.main.valid_to = TODAY - dt.timedelta(days=30)
    chambers.main.save()
    facts = arena_facts(chambers.world.code, "nya", START, TODAY)
    assert facts.called_before == (("Stora arenan", TODAY - dt.timedelta(days=30)),)
    assert [row.title for row in facts.matters] == ["Förr"]


def test_statements_do_not_grow(chambers: Chambers):
    def count() -> int:
        with CaptureQueriesContext(connection) as statements:
            arena_facts(chambers.world.code, "stora", START, TODAY)
        return len(statements)

    past(chambers, "Ett", 50, 40)
    chambers.minute(chambers.held(chambers.matter(), days=-20))
    few = count()
    for nth in range(5):
        past(chambers, f"Nr {nth}", 50, 40)
        chambers.minute(chambers.held(chambers.matter(), days=-10 + nth))
    assert count() == few <= 9
