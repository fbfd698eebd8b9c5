"""When the collaboration fails in the demo: told one by one, and as series behind the figures."""

import datetime as dt
import random
import uuid
from typing import Any

from django.utils import timezone

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.cases.models import Case
from samsyn.demo.people import data
from samsyn.deviations import operations, rules
from samsyn.deviations.access import check_has_turn
from samsyn.deviations.models import Deviation
from samsyn.deviations.operations import Answering, FollowedUp, Report
from samsyn.deviations.queries.suggestions import suggestions_for
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied
from samsyn.organisations.models import Assignment, Unit

SEED = 20261125
MEASURES = (
    "Vi går igenom hur kallelser tas emot och vem som svarar.",
    "Vi har en fast tid i veckan då den som har mandat kan delta.",
    "Vi bjuder in till ett möte om hur vi gör nästa gång.",
)
#: Who looks at what the product suggests.
WATCHFUL = (
    "katarina-nystrand", "jonas-sandvall", "malin-oberg-falk", "ulf-kvarnlund", "samuel-habte",
)  # fmt: skip
SEEN = {
    rules.Origin.SILENT_CALL: "Den kallade enheten svarade inte på kallelsen i tid.",
    rules.Origin.ABSENT: "Den kallade enheten kom inte till mötet.",
    rules.Origin.LATE_FOLLOW_UP: "Planen skulle ha följts upp. Det är inte gjort.",
    rules.Origin.LATE_ACTION: "En insats i planen är inte gjord.",
}
REASONS = (
    "Vi har talats vid. Kallelsen hade gått till fel brevlåda.",
    "Mötet flyttades på familjens begäran.",
)


def tell_deviations() -> int:
    """Tell them all through operations, each at its own time; how many there are."""
    die = random.Random(SEED)  # noqa: S311  # nosec B311  # a repeatable demo, no secret
    units = _units()
    for row in data("deviations")["deviation"]:
        _tell(row, units, die)
    for row in data("deviations")["series"]:
        _tell_series(row, units, die)
    suggested = _suggested(die)
    wall.bind(None)
    return (
        suggested
        + len(data("deviations")["deviation"])
        + sum(row["count"] + row["before"] for row in data("deviations")["series"])
    )


def _suggested(die: random.Random) -> int:
    """Some of what the product suggests is reported, some is not; how many were."""
    reported = 0
    for handle in WATCHFUL:
        actor = _actor(handle)
        wall.bind(actor)
        for number, one in enumerate(suggestions_for(actor)[:4]):
            if number == 1:
                operations.dismiss_suggestion(one.key, why=die.choice(REASONS), actor=actor)
                continue
            called = one.kind in (rules.Origin.SILENT_CALL, rules.Origin.ABSENT)
            report = Report(
                kind=rules.Kind.GUIDELINE if called else rules.Kind.AGREED_ACTION,
                about_party=one.about_party_id, about_unit=one.about_unit_id,
                happened=SEEN[one.kind], happened_on=one.happened_on, child_id=one.child_id,
                case_id=one.case_id, plan_id=one.plan_id, source_key=one.key, came_from=one.kind,
                against=rules.Against.CLAUSE if called else rules.Against.PLAN,
                document="jamtbus-2018" if called else "", clause="§4.2" if called else "",
            )  # fmt: skip
            submission = uuid.UUID(int=die.getrandbits(128), version=4)
            moment = _days_ago(1, die)
            if one.happened_on > moment.date():
                continue
            with clock.held(moment):
                operations.report_deviation(report, submission=submission, looked=True, actor=actor)
            reported += 1
    return reported


def _units() -> dict[str, Unit]:
    names = {row["name"]: row["key"] for row in data("units")["unit"]}
    rows = Unit.objects.on(clock.today()).select_related("party")
    return {names[unit.name]: unit for unit in rows if unit.name in names}


def _days_ago(days: int, die: random.Random) -> dt.datetime:
    """A moment in office hours so many days ago."""
    moment = timezone.localtime(clock.now() - dt.timedelta(days=days))
    return moment.replace(hour=die.randint(8, 15), minute=die.randint(0, 59))


def _actor(handle: str) -> Actor:
    """A person through the first assignment, which is how the person is known in the demo."""
    rows = Assignment.objects.on(clock.today()).filter(user__handle=handle)
    return actor_from(rows.select_related("user", "unit__party").order_by("valid_from", "id")[0])


def _tell(row: dict[str, Any], units: dict[str, Unit], die: random.Random) -> None:
    actor, moment = _actor(row["by"]), _days_ago(7 * row["weeks"], die)
    with clock.held(moment):
        deviation = _report(row, actor, units[row["about"]], die, row["happened"])
    for step in row.get("do", []):
        moment += dt.timedelta(days=step["days"])
        with clock.held(min(moment, clock.now())):
            _step(deviation, step, _actor(step["by"]))


def _report(
    row: dict[str, Any], actor: Actor, about: Unit, die: random.Random, happened: str
) -> Deviation:
    linked: dict[str, Any] = {}
    if row.get("child"):
        wall.bind(actor)
        case = Case.objects.filter(unit_id=actor.own_unit).order_by("opened_at", "pk").first()
        linked = {"case_id": case.pk, "child_id": case.child_id} if case else {}
    report = Report(
        kind=rules.Kind(row["kind"]), about_party=about.party_id, about_unit=about.pk,
        happened=happened, consequence=row.get("consequence", ""), tried=row.get("tried", ""),
        wanted=row.get("wanted", ""), against=rules.Against(row["against"]),
        document="jamtbus-2018" if "clause" in row else "", clause=row.get("clause", ""),
        routine=row.get("routine", ""), lex=rules.Lex(row.get("lex", "no")),
        about_own_manager=row.get("own_manager", False),
        happened_on=clock.today() - dt.timedelta(days=die.randint(1, 9)), **linked,
    )  # fmt: skip
    submission = uuid.UUID(int=die.getrandbits(128), version=4)
    return operations.report_deviation(report, submission=submission, looked=True, actor=actor)


def _step(deviation: Deviation, step: dict[str, Any], actor: Actor) -> None:
    one, text = deviation.pk, step.get("text", "")
    said: dict[str, Any] = {"looked": True, "actor": actor}
    due = clock.today() + dt.timedelta(days=step.get("due", 30))
    match step["action"]:
        case "lift":
            operations.lift_deviation(one, why=text, **said)
        case "talk":
            operations.talk(one, text=text, **said)
        case "disown":
            operations.disown_deviation(one, why=text, **said)
        case "agree":
            operations.agree_answer(one, actor=actor)
        case "refuse":
            operations.refuse_answer(one, why=text, **said)
        case "withdraw":
            operations.withdraw_deviation(one, why=text, **said)
        case "answer":
            decision = rules.Decision(step.get("decision", "measure"))
            answering = Answering(decision, text, step["responsible"], due)
            operations.answer_deviation(one, answering, **said)
        case "follow_up":
            result = rules.Result(step["result"])
            new_due = due if result is rules.Result.PARTLY else None
            operations.follow_up_measure(one, FollowedUp(result, text, new_due), **said)
        case other:
            raise ValueError(f"no step {other!r}")


def _tell_series(row: dict[str, Any], units: dict[str, Unit], die: random.Random) -> None:
    """`count` within the last eleven months and `before` in the year before that."""
    days = [die.randint(15, 330) for _ in range(row["count"])]
    days += [die.randint(370, 700) for _ in range(row["before"])]
    for number, ago in enumerate(sorted(days, reverse=True)):
        actor = _actor(row["by"][number % len(row["by"])])
        about = units[row["about"][number % len(row["about"])]]
        with clock.held(_days_ago(ago, die)):
            deviation = _report(row, actor, about, die, die.choice(row["happened"]))
        if die.random() < row["answered"]:
            _answer(deviation, ago, die)


def _answer(deviation: Deviation, ago: int, die: random.Random) -> None:
    """Whoever has the turn answers, the others say yes; an old measure is followed up."""
    answered = ago - die.randint(5, 14)
    with clock.held(_days_ago(answered, die)):
        people = _managers(deviation)
        if not people:
            return
        split = deviation.kind == rules.Kind.COST.value
        decision = rules.Decision.SPLIT if split else rules.Decision.MEASURE
        due = clock.today() + dt.timedelta(days=30)
        operations.answer_deviation(
            deviation.pk,
            Answering(decision, "Hälften var." if split else die.choice(MEASURES), "Chefen", due),
            looked=True, actor=people[0],
        )  # fmt: skip
        for actor in people[1:]:
            operations.agree_answer(deviation.pk, actor=actor)
    if answered > 45 and die.random() < 0.7:
        with clock.held(_days_ago(answered - 35, die)):
            result = rules.Result.DONE if die.random() < 0.8 else rules.Result.NOT_DONE
            operations.follow_up_measure(
                deviation.pk, FollowedUp(result, "Vi har gått igenom hur det gick."), looked=True,
                actor=people[0],
            )  # fmt: skip


def _managers(deviation: Deviation) -> list[Actor]:
    """One who may answer in each unit that has the turn; none when a unit has nobody who may."""
    found = []
    follows = _actor("maja-omma")
    wall.bind(follows)
    for place in deviation.places.filter(left_at__isnull=True).order_by("pk"):
        rows = Assignment.objects.on(clock.today()).filter(unit_id=place.unit_id)
        actors = [actor_from(a) for a in rows.select_related("user", "unit__party").order_by("id")]
        able = [a for a in actors if _may_answer(deviation, a)]
        if not able:
            return []
        found.append(able[0])
    return found


def _may_answer(deviation: Deviation, actor: Actor) -> bool:
    wall.bind(actor)
    try:
        check_has_turn(deviation, actor)
    except Denied:
        return False
    return True
