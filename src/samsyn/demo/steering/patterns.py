"""From pattern to table in the demo: one goes the whole way, one is on its way."""

from uuid import UUID

from samsyn.access.rules import Actor
from samsyn.actionplans.operations import new_plan
from samsyn.demo.steering.crew import Crew, actor_of_role, weeks_away
from samsyn.demo.steering.meetings import meet
from samsyn.deviations.rules import Kind
from samsyn.foundation import clock
from samsyn.governance.models import Arena, Matter
from samsyn.governance.operations import hand_over
from samsyn.patterns import operations
from samsyn.patterns.models import Pattern
from samsyn.patterns.operations import PlanMeasure, Raising
from samsyn.patterns.queries.finding import found_now

ARENA, PREPARES = "samreko", "regionalt-jamtbusnatverk"
MEETS = -7
DECISION = (
    "SamReKo rekommenderar att varje mottagning utser en person som öppnar kallelser varje dag och"
    " svarar inom fem arbetsdagar."
)


def tell_patterns(crew: Crew) -> int:
    """Tell them; how many are recorded."""
    follows = actor_of_role(crew.region, "county_coordinator")
    if follows is None:
        return 0
    arenas = {arena.code: arena for arena in Arena.objects.filter(region=crew.region)}
    first = _keep(crew, follows, Kind.GUIDELINE, weeks=MEETS - 6)
    if first is not None:
        _to_decision(crew, follows, first, arenas)
    second = _keep(crew, follows, Kind.COST, weeks=-2)
    if second is not None:
        with crew.at(weeks_away(-1), follows) as actor:
            raising = Raising(
                title="Kostnader vid placering utanför hemmet",
                what="Ta ställning till hur kostnaden fördelas när behoven är både sociala och"
                " medicinska.",
                why="Parterna blir oense om samma sak flera gånger om året.",
                for_children="Barnets stöd ska inte vänta på att vuxna kommer överens om pengar.",
                has_cost=True,
            )
            operations.raise_matter(
                second.pk, raising, arena_id=arenas[ARENA].pk, looked=True, actor=actor
            )
    return sum(one is not None for one in (first, second))


def _keep(crew: Crew, follows: Actor, kind: Kind, weeks: int) -> Pattern | None:
    """Record the largest pattern of a kind as it was so many weeks ago."""
    with crew.at(weeks_away(weeks), follows) as actor:
        found = next((one for one in found_now(actor) if one.shape.kind == kind), None)
        return operations.keep_pattern(found.key, looked=True, actor=actor) if found else None


def _to_decision(crew: Crew, follows: Actor, pattern: Pattern, arenas: dict[str, Arena]) -> None:
    with crew.at(weeks_away(MEETS - 5), follows) as actor:
        raising = Raising(
            title="Kallelser som inte besvaras",
            what="Ta ställning till hur kallelser till samverkansmöten tas emot och besvaras.",
            why="Det är den vanligaste avvikelsen i länet, och den återkommer varje månad.",
            for_children="Barn och familjer slipper möten där den som kan svara inte är med.",
            proposal=DECISION,
        )
        kept = operations.raise_matter(
            pattern.pk, raising, arena_id=arenas[PREPARES].pk, looked=True, actor=actor
        )
    matter = Matter.objects.filter(pk__in=[kept.matter_id]).get()
    with crew.at(weeks_away(MEETS - 4)) as secretary:
        hand_over(matter.pk, arena_id=arenas[ARENA].pk, why="Beredd", actor=secretary)
    row = {
        "key": "monster", "arena": ARENA, "title": matter.title, "outcome": "recommended",
        "decision": DECISION, "task": "Följ upp hur kallelser besvaras", "task_weeks": 20,
        "task_owner": "Regionalt JämtBusnätverk",
    }  # fmt: skip
    meet(crew, arenas[ARENA], [row], {"monster": matter}, MEETS, ends=False)
    with crew.at(weeks_away(MEETS + 3), follows) as actor:
        text = DECISION + " Frågan följs upp i vår."
        operations.tell_reporters_of(pattern.pk, text=text, looked=True, actor=actor)
        operations.add_measure(
            pattern.pk,
            PlanMeasure(
                "Färre avvikelser om kallelser än året innan",
                "En utsedd person på varje mottagning öppnar och besvarar kallelser",
                area="Kallelser som besvaras", goal="Den som är kallad svarar i tid",
                responsible="Regionalt JämtBusnätverk",
            ),
            plan_id=_draft_plan(crew), looked=True, actor=actor,
        )  # fmt: skip


def _draft_plan(crew: Crew) -> UUID:
    """The next action plan, which is being written."""
    year = clock.today().year + 1
    with crew.at(clock.now()) as secretary:
        plan = new_plan(
            name=f"Handlingsplan för barn och unga {year}", code=f"handlingsplan-{year}",
            arena_code="barnarenan", period_from=clock.today().replace(year=year, month=1, day=1),
            target_group="Barn och unga i behov av samordnat stöd",
            introduction="Under arbete. Bygger på årets uppföljning och på avvikelserna.",
            actor=secretary,
        )  # fmt: skip
    return plan.pk
