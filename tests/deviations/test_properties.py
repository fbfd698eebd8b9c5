"""Whatever is done in whatever order: always an owner, never a lost answer, never an identity."""

import datetime as dt
import uuid

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.access.rules import Actor
from samsyn.children.operations import register_child
from samsyn.deviations import operations as ops
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Words
from samsyn.deviations.operations import Answering, FollowedUp
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Refused
from tests.deviations.people import Sides
from tests.world import number_of_age

GIVEN, FAMILY = "Pellonia", "Kvistskog-Ede"
ACTORS = ("teacher", "head", "area", "top", "nurse", "chief", "medical", "director", "county",
          "local", "stranger", "auditor")  # fmt: skip
TEXTS = (
    "Vi ses igen om en vecka.",
    f"{GIVEN} fick ingen hjälp.",
    f"Mamman till {GIVEN}s kompis ringde.",
    f"Eleven {GIVEN.lower()} {FAMILY.upper()} väntar.",
    "NUMBER",
)
ACTIONS = ("talk", "take", "disown", "answer", "agree", "refuse", "lift", "days", "follow_up",
           "withdraw", "reopen", "hide", "rewrite", "show", "read", "close")  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.sampled_from(ACTORS), st.integers(0, len(TEXTS) - 1)),
    min_size=1, max_size=12,
)  # fmt: skip


class Play:
    """One deviation about a child with a name that the test can look for."""

    def __init__(self, sides, kind):
        self.sides, self.number = sides, number_of_age(10)
        self.child = register_child(
            self.number, given_name=GIVEN, family_name=FAMILY, reason="Elev hos oss",
            guardians=[], actor=sides.teacher,
        ).child_id  # fmt: skip
        self.deviation = sides.report(kind=kind, child_id=self.child)
        self.answers = {}

    def do(self, action, key, nth):
        actor, one = self.sides.actors[key], self.deviation.pk
        # Only those who know the child can write its name; the rest write something plain.
        text = TEXTS[nth] if key in ("teacher", "head") else TEXTS[0]
        text = text.replace("NUMBER", f"Se {self.number}.")
        words = self._words(actor, nth)
        who = text if nth % 2 else "Enhetschefen"
        decision = list(rules.Decision)[nth % 4]
        later = clock.today() + dt.timedelta(days=20)
        with_looked = {"looked": True, "actor": actor}
        return {
            "talk": lambda: ops.talk(one, text=text, **with_looked),
            "take": lambda: ops.take_deviation(one, actor=actor),
            "disown": lambda: ops.disown_deviation(one, why=text, **with_looked),
            "answer": lambda: ops.answer_deviation(
                one, Answering(decision, text, who, later), **with_looked
            ),
            "agree": lambda: ops.agree_answer(one, actor=actor),
            "refuse": lambda: ops.refuse_answer(one, why=text, **with_looked),
            "lift": lambda: ops.lift_deviation(one, why=text, **with_looked),
            "days": lambda: ops.lift_overdue(self.sides.code, actor=Actor.system(self.sides.code)),
            "follow_up": lambda: ops.follow_up_measure(
                one, FollowedUp(list(rules.Result)[nth % 3], text, later), **with_looked
            ),
            "withdraw": lambda: ops.withdraw_deviation(one, why=text, **with_looked),
            "reopen": lambda: ops.reopen_deviation(one, why=text, **with_looked),
            "hide": lambda: ops.hide_words(words, actor=actor),
            "rewrite": lambda: ops.rewrite_words(words, text=text, **with_looked),
            "show": lambda: ops.show_words(words, actor=actor),
            "read": lambda: ops.read_answer(one, actor=actor),
            "close": lambda: ops.close_answered(one, actor=actor),
        }[action]()

    def _words(self, actor, nth):
        wall.bind(actor)
        rows = list(Words.objects.filter(deviation=self.deviation).order_by("at", "pk"))
        return rows[nth % len(rows)].pk if rows else uuid.uuid4()

    def holds(self):
        """The three promises."""
        wall.bind(self.sides.county)
        now = Deviation.objects.get(pk=self.deviation.pk)
        if now.state != rules.State.CLOSED.value:
            assert now.places.filter(left_at__isnull=True).exists(), "lacks an owner"
        answers = {a.pk: (a.decision, a.responsible, a.given_at) for a in now.answers.all()}
        assert answers.items() >= self.answers.items(), "lost an answer"
        self.answers = answers
        for key in ACTORS:
            actor = self.sides.actors[key]
            if actor.unit_id != self.sides.teacher.unit_id:
                seen = everything_met_by(actor)
                for secret in (GIVEN.casefold(), FAMILY.casefold(), self.number, str(self.child)):
                    assert secret not in seen, f"{key} meets {secret}"


def everything_met_by(actor):
    """All that the wall lets an actor read of deviations, as one text."""
    wall.bind(actor)
    found = []
    with connection.cursor() as cursor:
        for table in ("deviation", "origin", "place", "step", "answer", "words", "dismissal"):
            cursor.execute(f"SELECT t::text FROM deviations_{table} t")
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found).casefold()


@pytest.mark.parametrize("kind", [rules.Kind.GUIDELINE, rules.Kind.COST])
@pytest.mark.parametrize("county", ["jamtland-harjedalen", "fjordlanda"])
def test_it_never_lacks_an_owner_loses_an_answer_or_shows_an_identity(db, county, kind):
    sides = Sides(county)
    refused = done = 0

    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(steps)
    def whatever(moves):
        nonlocal refused, done
        mark = transaction.savepoint()
        try:
            play, moment = Play(sides, kind), clock.now()
            for action, key, nth in moves:
                moment += dt.timedelta(days=9)
                with clock.held(moment):
                    try:
                        play.do(action, key, nth)
                        done += 1
                    except Refused:
                        refused += 1
                play.holds()
            connection.check_constraints()
        finally:
            transaction.savepoint_rollback(mark)

    whatever()
    assert done, "nothing was ever done"
    assert refused, "nothing was ever refused"
