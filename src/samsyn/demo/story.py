"""How does one demo child's case go? A story calls the operations that people would call."""

import datetime as dt
import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from samsyn.access.rules import Actor
from samsyn.cases import operations as cases
from samsyn.cases import rules as case_rules
from samsyn.cases.operations.calls import CallTerms
from samsyn.cases.operations.meetings import Held
from samsyn.cases.operations.needs import Seen
from samsyn.cases.queries import case_pages
from samsyn.children.queries import known_child
from samsyn.consents.operations import GivenAnswer, Terms
from samsyn.consents.rules import ChildStance, Giver, How
from samsyn.demo.texts import fitting, several
from samsyn.foundation import clock, wall
from samsyn.plans import operations as plans
from samsyn.plans import rules as plan_rules
from samsyn.plans.operations.following_up import Looked
from samsyn.plans.queries import plan_page


@dataclass
class Story:
    """One child's case, its owner and the others who help; `moment` moves forward."""

    child_id: uuid.UUID
    owner: Actor
    others: list[Actor]
    die: random.Random
    moment: dt.datetime
    case_id: uuid.UUID | None = None
    plan_id: uuid.UUID | None = None
    meeting_id: uuid.UUID | None = None
    need: dict[str, Any] = field(default_factory=dict)

    def later(self, days: int) -> None:
        """Let time pass, in office hours."""
        self.moment += dt.timedelta(days=days)
        self.moment = self.moment.replace(
            hour=self.die.randint(8, 14), minute=self.die.randint(0, 59)
        )

    @property
    def age(self) -> int:
        """The child's age in whole years."""
        wall.bind(self.owner)
        return known_child(self.owner, self.child_id).age

    def _page(self, actor: Actor) -> Any:
        wall.bind(actor)
        return next(p for p in case_pages(actor, self.child_id) if p.id == self.case_id)

    def _id(self) -> uuid.UUID:
        return uuid.UUID(int=self.die.getrandbits(128), version=4)

    def see_need(self, *, in_danger: bool = False) -> None:
        """Somebody notices."""
        need = self.need
        case = cases.record_need(
            self.child_id,
            Seen(
                areas=need["areas"],
                extent=case_rules.Extent(need["extent"]),
                setting=need["setting"],
                worry=need["worry"],
                works=need["works"],
                child_words=need["child_words"],
                tried=need["tried"],
                in_danger=in_danger,
            ),
            submission=self._id(),
            actor=self.owner,
        )
        self.case_id = case.pk

    def ask_family(self, *, yes: bool = True) -> None:
        """The family answers."""
        wall.bind(self.owner)
        child = known_child(self.owner, self.child_id)
        people = [g for g in child.guardians if g.kind != "other"] if child.age < 18 else []
        answers = [GivenAnswer(Giver(g.kind), g.name, yes) for g in people]
        if child.age >= 15 or not people:
            answers.append(GivenAnswer(Giver.CHILD, child.given_name, yes))
        stance = ChildStance.CONSENTS if yes and child.age >= 9 else ChildStance.INFORMED
        if child.age < 5:
            stance = ChildStance.UNABLE
        today = clock.today()
        cases.take_family_answer(
            self._case(),
            terms=Terms(
                purpose=fitting("purpose", self.die)["text"],
                covers=fitting("covers", self.die)["text"],
                excludes=fitting("exclusion", self.die)["text"] if self.die.random() < 0.6 else "",
                units=[actor.unit_id for actor in self.others if actor.unit_id],
                given_on=today,
                valid_until=today + dt.timedelta(days=365),
                how=self.die.choice([How.WRITTEN, How.ORAL, How.VIDEO]),
                consequences_explained=True,
            ),
            answers=answers,
            child_stance=stance,
            maturity_note=fitting("maturity", self.die, age=child.age)["text"],
            actor=self.owner,
        )

    def _case(self) -> uuid.UUID:
        assert self.case_id is not None  # noqa: S101  # nosec B101  # the story begins with the need
        return self.case_id

    def call(self, *, reply_days: int = 7, meet_days: int = 18) -> None:
        """The owner calls the others."""
        questions = several("question", self.die, 2, age=self.age)
        form = self.die.choice(list(case_rules.Form))
        place = {
            "on_site": "Samtalsrummet, våning 2",
            "video": "Länken finns i kalendern",
            "phone": "Telefonmöte, ni blir uppringda",
        }[form.value]
        day = (self.moment + dt.timedelta(days=meet_days)).astimezone()
        cases.send_call(
            self._case(),
            [actor.unit_id for actor in self.others if actor.unit_id],
            terms=CallTerms(
                purpose=fitting("call_purpose", self.die)["text"],
                questions="\n".join(row["text"] for row in questions),
                meets_at=day.replace(hour=self.die.choice([9, 10, 13, 14]), minute=0, second=0),
                minutes=60,
                form=form,
                place=place,
                reply_by=clock.today() + dt.timedelta(days=reply_days),
            ),
            share_need=True,
            actor=self.owner,
        )

    def answer(self, *, silent: int = 0) -> None:
        """The called units answer, all but the last `silent`."""
        for actor in self.others[: len(self.others) - silent]:
            summons = self._page(actor).my_summons
            if summons is None or summons.reply:
                continue
            cases.answer_call(
                summons.id,
                reply=case_rules.Reply.COMES,
                person=actor.user_name,
                has_mandate=self.die.random() < 0.85,
                actor=actor,
            )

    def remind(self) -> None:
        """The owner reminds those who are silent."""
        for summons in self._page(self.owner).call.summons:
            if not summons.reply:
                cases.remind_unit(summons.id, actor=self.owner)

    def meet(self) -> None:
        """The meeting is held."""
        taking = self.die.choice(
            [case_rules.Taking.WHOLE, case_rules.Taking.PART, case_rules.Taking.VIDEO]
            if self.age > 6
            else [case_rules.Taking.NOT, case_rules.Taking.PART]
        )
        meeting = cases.record_meeting(
            self._case(),
            Held(
                held_at=self.moment,
                form=case_rules.Form.ON_SITE,
                came=[actor.unit_id for actor in self.others if actor.unit_id],
                picture=self.need["worry"],
                child_took_part=taking,
                spokesperson=fitting("spokesperson", self.die)["text"][:120],
                child_words=self.need["child_words"],
                others_present="",
            ),
            actor=self.owner,
        )
        self.meeting_id = meeting.pk

    def tell_child(self) -> None:
        """The child hears what it came to."""
        if self.meeting_id:
            cases.record_answer_to_child(
                self.meeting_id,
                on=clock.today(),
                by=self.owner.user_name,
                how=fitting("told_child", self.die)["text"],
                actor=self.owner,
            )

    def start_plan(self) -> None:
        """The plan begins with everyone who came."""
        units = [actor.unit_id for actor in self.others if actor.unit_id]
        self.plan_id = plans.start_plan(self._case(), units, actor=self.owner).pk

    def _plan(self) -> uuid.UUID:
        assert self.plan_id is not None  # noqa: S101  # nosec B101  # started before it is written
        return self.plan_id

    def write_plan(self, *, follow_up_days: int = 90) -> None:
        """The owner writes, then another unit adds how its action is done."""
        wall.bind(self.owner)
        page = plan_page(self.owner, self._plan())
        assert page is not None  # noqa: S101  # nosec B101  # the owner sees its own plan
        plans.save_plan(
            self._plan(), self._content(page.content, follow_up_days), base_version=page.version,
            actor=self.owner,
        )  # fmt: skip

    def _content(self, known: plan_rules.Content, days: int) -> plan_rules.Content:
        goals = tuple(
            plan_rules.Goal(f"g{n}", row["words"], row["agreed"])
            for n, row in enumerate(several("goal", self.die, 2, age=self.age))
        )
        start = clock.today()
        rows = []
        for number, actor in enumerate([self.owner, *self.others]):
            text = fitting("action", self.die, operation=actor.operation)
            rows.append(
                plan_rules.Action(
                    id=f"a{number}", what=text["what"], unit=str(actor.unit_id),
                    extent=text["extent"], where=text["where"], from_on=start.isoformat(),
                    to_on=(start + dt.timedelta(days=days)).isoformat(),
                )
            )  # fmt: skip
        family = fitting("family_action", self.die)
        rows.append(
            plan_rules.Action(
                id="f0", what=family["what"], other="Familjen", extent=family["extent"],
                where=family["where"], from_on=start.isoformat(),
            )
        )  # fmt: skip
        return plan_rules.Content(
            situation=known.situation,
            works=known.works,
            needs="\n".join(row.what for row in rows if row.unit),
            child_view=known.child_view or self.need["child_words"],
            crisis=f"Ring {self.owner.user_name} på {self.owner.unit_name}.",
            lead_unit=str(self.owner.unit_id),
            lead_person=self.owner.user_name,
            next_follow_up=(start + dt.timedelta(days=days)).isoformat(),
            follow_up_how="Vi ses på samma plats, barnet väljer om det vill vara med.",
            goals=goals,
            actions=tuple(rows),
        )

    def agree(self, *, silent: int = 0, objecting: int = 0) -> None:
        """Units say yes; `silent` of the last do not answer and `objecting` say no."""
        actors = [self.owner, *self.others]
        speaking = actors[: len(actors) - silent]
        for number, actor in enumerate(speaking):
            wall.bind(actor)
            page = plan_page(actor, self._plan())
            assert page is not None  # noqa: S101  # nosec B101  # everyone in the plan sees it
            yes = number < len(speaking) - objecting
            refusal = fitting("refusal", self.die, by="contributor")["text"]
            plans.answer_plan(
                self._plan(), version=page.version, yes=yes, why="" if yes else refusal,
                own_consent=True, actor=actor,
            )  # fmt: skip

    def follow_up(self, outcome: plan_rules.Outcome) -> None:
        """How it went."""
        wall.bind(self.owner)
        page = plan_page(self.owner, self._plan())
        assert page is not None  # noqa: S101  # nosec B101  # the owner sees its own plan
        results = {}
        for key in page.content.row_ids:
            result = self.die.choice([plan_rules.Result.REACHED, plan_rules.Result.PARTLY])
            remark = fitting("remark", self.die, result=result.value)["text"]
            results[key] = (result, remark)
        is_end = outcome is plan_rules.Outcome.END
        plans.follow_up_plan(
            self._plan(),
            Looked(
                held_on=clock.today(),
                results=results,
                child_view=fitting("child_view", self.die, age=self.age)["text"],
                outcome=outcome,
                why=fitting("outcome", self.die, outcome=outcome.value)["text"],
                next_on=None if is_end else clock.today() + dt.timedelta(days=90),
            ),
            actor=self.owner,
        )

    def withdraw(self) -> None:
        """The family changes its mind."""
        wall.bind(self.owner)
        child = known_child(self.owner, self.child_id)
        by = child.guardians[0].name if child.guardians else child.given_name
        cases.withdraw_family_consent(self._case(), by=by, actor=self.owner)

    def close(self) -> None:
        """The case is closed."""
        cases.close_case(self._case(), why=fitting("close", self.die)["text"], actor=self.owner)
