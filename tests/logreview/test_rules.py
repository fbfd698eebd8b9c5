"""What is odd, what is drawn, what is late, and what is told? Without a database."""

import ast
import datetime as dt
import re
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import samsyn
from samsyn.agreements.operations.steps import PAST
from samsyn.audit.sentences import (
    ACTIONS_LEFT_OUT,
    ACTIONS_WITHOUT_CHILD,
    LEFT_OUT,
    SENTENCES,
    TO_REVIEWER,
    WITHOUT_CHILD,
    Kind,
    in_words,
    is_known,
    shown_actions,
)
from samsyn.cases import rules as case_rules
from samsyn.deviations import rules as deviation_rules
from samsyn.logreview.rules import review
from samsyn.logreview.rules.extract import SOMEWHERE, Happened, lines
from samsyn.logreview.rules.hits import MANY, ZONE, Fact, Rule, hits

#: Several workers may share the machine.
unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
NOON = dt.datetime(2026, 3, 3, 12, tzinfo=ZONE)
SOMEBODY = uuid.uuid4()


def fact(number: int = 1, **changes) -> Fact:
    return Fact(**{"event_id": number, "at": NOON, "user_id": SOMEBODY, "child": "aaaaaa",
                   "action": "child.read", **changes})  # fmt: skip


class TestHits:
    def test_what_is_ordinary_is_no_hit(self):
        assert hits([fact()]) == {}

    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"own_name": True}, Rule.OWN_NAME),
            ({"colleague": True}, Rule.COLLEAGUE),
            ({"relation": False}, Rule.NO_RELATION),
            ({"after_closed": True}, Rule.CLOSED),
            ({"action": "protection.opened"}, Rule.PROTECTED),
            ({"ground": "protected"}, Rule.PROTECTED),
            ({"at": NOON.replace(hour=22)}, Rule.NIGHT),
            ({"at": NOON.replace(hour=4, minute=59)}, Rule.NIGHT),
        ],
    )
    def test_each_rule(self, changes, rule):
        assert hits([fact(**changes)]) == {1: {rule}}

    @pytest.mark.parametrize("hour", [5, 21])
    def test_the_day_is_from_five_to_ten(self, hour):
        assert hits([fact(at=NOON.replace(hour=hour, minute=59))]) == {}

    def test_night_is_where_the_users_are(self):
        summer = dt.datetime(2026, 7, 1, 20, 30, tzinfo=dt.UTC)  # 22.30 in Stockholm
        assert hits([fact(at=summer)]) == {1: {Rule.NIGHT}}

    def test_a_list_shows_whoever_stands_in_it(self):
        assert hits([fact(action="child.listed", own_name=True, relation=False)]) == {}

    def test_many_children_in_a_short_time_is_one_hit(self):
        rows = [
            fact(n, child=f"c{n}", at=NOON + dt.timedelta(seconds=20 * n)) for n in range(2 * MANY)
        ]
        assert hits(rows) == {0: {Rule.MANY}}

    def test_the_same_child_many_times_is_not_many(self):
        rows = [fact(n, at=NOON + dt.timedelta(seconds=n)) for n in range(40)]
        assert hits(rows) == {}

    def test_many_children_over_a_day_is_work(self):
        rows = [fact(n, child=f"c{n}", at=NOON + dt.timedelta(minutes=5 * n)) for n in range(30)]
        assert hits(rows) == {}

    def test_every_rule_says_why_in_both_languages(self):
        for rule in Rule:
            assert rule.why("sv").endswith(".") and rule.why("en").endswith(".")


class TestSample:
    @unhurried
    @given(st.sets(st.integers(1, 10**9), max_size=300), st.text("0123456789abcdef", min_size=8))
    def test_the_same_seed_draws_the_same_whatever_the_order(self, numbers, seed):
        drawn = review.draw(seed, numbers)
        assert drawn == review.draw(seed, sorted(numbers, reverse=True))
        assert set(drawn) <= numbers and len(drawn) == review.sample_size(len(numbers))

    def test_another_seed_draws_other_events(self):
        assert len({review.draw(f"seed{n}", range(1000)) for n in range(20)}) == 20

    def test_every_event_has_about_the_same_chance(self):
        seen = [0] * 100
        for n in range(2000):
            for number in review.draw(f"seed{n}", range(100)):
                seen[number] += 1
        expected = 2000 * review.sample_size(100) / 100
        assert all(0.5 * expected < count < 1.6 * expected for count in seen)

    @pytest.mark.parametrize(
        ("events", "size"), [(0, 0), (3, 3), (100, 5), (500, 10), (10_000, 25)]
    )
    def test_how_many(self, events, size):
        assert review.sample_size(events) == size


class TestMonths:
    def test_a_month_is_due_when_the_next_is_over(self):
        assert review.last_day(dt.date(2026, 1, 1)) == dt.date(2026, 2, 28)
        assert review.last_day(dt.date(2025, 12, 1)) == dt.date(2026, 1, 31)

    def test_only_a_month_that_is_over_is_reviewed(self):
        assert not review.may_open(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
        assert review.may_open(dt.date(2026, 3, 1), dt.date(2026, 4, 1))

    @unhurried
    @given(st.dates(), st.integers(-30, 30))
    def test_months_go_back_and_forth(self, day, count):
        month = review.month_of(day)
        if 40 < month.year < 9990:
            assert review.month_after(review.month_after(month, count), -count) == month


#: What writes an event; the first argument is its action.
RECORDING = ("record", "_record", "event_of", "note_login")


def recorded() -> dict[str, str]:
    """Every action that the product records, and where."""
    found: dict[str, str] = {}
    for path in Path(samsyn.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in RECORDING:
                actions = _actions(node.args[0]) or _named(tree, path)
                found |= {action: str(path) for action in actions}
    return found


def _named(tree: ast.AST, path: Path) -> set[str]:
    """The actions that a variable may be: every one that its module spells out."""
    if path.parent.name == "audit" or path.name == "events.py":  # passes on what it is given
        return set()
    texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    found = {t for t in texts if isinstance(t, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", t)}
    assert found, f"{path}: which actions can this variable be?"
    return found


def _name(node: ast.AST) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


#: Actions whose second half is computed.
COMPUTED = {
    "case": {action for _state, action in case_rules.LIFECYCLE.moves} | {"call", "meet"},
    "deviation": {action for _state, action in deviation_rules.LIFECYCLE.moves},
    "version": set(PAST.values()),
}


def _actions(node: ast.AST) -> set[str]:
    if isinstance(node, ast.JoinedStr):
        text = ast.unparse(node)
        noun = text.removeprefix("f").strip("'\"").split(".")[0]
        if noun == "{noun}":
            return {"child.refused"}
        return {f"{noun}.{verb}" for verb in COMPUTED[noun]}
    texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and "." in text}


class TestSentences:
    def test_every_action_is_known(self):
        actions = recorded()
        assert len(actions) > 100
        unknown = {a: where for a, where in actions.items() if not is_known(a)}
        assert not unknown, "say in audit/sentences.py what an extract tells of these"

    def test_every_sentence_is_used_or_awaited(self):
        assert set(SENTENCES) - set(recorded()) == set()

    def test_what_stands_in_a_variable_is_found_too(self):
        assert set(recorded()) >= {"guardian.kept_unaware", "assignment.prolonged"}

    def test_a_reviewer_reads_words_and_no_codes(self):
        for action in recorded():
            for language in ("sv", "en"):
                text = in_words(action, language)
                assert text.endswith(".") and action not in text, action
        about_children = {
            action for action in recorded()
            if action.partition(".")[0] not in WITHOUT_CHILD and action not in ACTIONS_WITHOUT_CHILD
        }  # fmt: skip
        assert about_children >= ACTIONS_LEFT_OUT.keys()
        for action in about_children - SENTENCES.keys():
            noun = action.partition(".")[0]
            assert action in TO_REVIEWER or noun in TO_REVIEWER or action.endswith(".refused")
        assert in_words("odd.thing", "sv") == Kind.WRITE.sv

    def test_sentences_are_sentences(self):
        for kind, sv, en in SENTENCES.values():
            assert isinstance(kind, Kind) and sv.endswith(".") and en.endswith(".")

    def test_what_is_left_out_has_its_reason_and_is_not_shown(self):
        assert all(why.endswith(".") for why in LEFT_OUT.values())
        assert not {a.split(".")[0] for a in shown_actions()} & set(LEFT_OUT)
        assert all(why.endswith(".") for why in ACTIONS_LEFT_OUT.values())
        assert not set(shown_actions()) & set(ACTIONS_LEFT_OUT)

    def test_a_refusal_is_told_to_the_reviewer(self):
        assert "nekades" in in_words("child.refused", "sv")


PLACES = [("BUP Öster", "Regionen"), ("Ströms skola", "Strömsund"), ("Skyddat boende", "Åre")]
HISTORY = st.lists(
    st.builds(
        lambda day, place, action: Happened(day, *place, action),
        st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 5)),
        st.sampled_from(PLACES),
        st.sampled_from([*SENTENCES, "deviation.linked", "odd.thing", "child.refused"]),
    ),
    max_size=25,
)


class TestExtract:
    @unhurried
    @given(HISTORY)
    def test_nothing_tells_where_a_hidden_child_is(self, rows):
        told = lines(rows, hides_places=True)
        text = repr(told)
        assert not any(name in text for place in PLACES for name in place)
        assert {line.where for line in told} <= {SOMEWHERE["sv"]}
        assert {word for line in told for word in line.what} <= {kind.sv for kind in Kind}
        assert len({line.day for line in told}) == len(told)

    @unhurried
    @given(HISTORY, HISTORY)
    def test_which_unit_it_was_changes_nothing_when_places_are_hidden(self, rows, others):
        moved = [
            Happened(r.day, *(others[n].unit, others[n].party) if n < len(others) else PLACES[0],
                     r.action)
            for n, r in enumerate(rows)
        ]  # fmt: skip
        assert lines(rows, hides_places=True) == lines(moved, hides_places=True)

    @unhurried
    @given(HISTORY)
    def test_each_day_and_unit_is_one_line_and_each_sentence_once(self, rows):
        told = lines(rows, hides_places=False)
        assert len({(line.day, line.where, line.party) for line in told}) == len(told)
        assert all(len(set(line.what)) == len(line.what) for line in told)
        assert [line.day for line in told] == sorted((line.day for line in told), reverse=True)
        shown = {(r.day, r.unit) for r in rows if r.action in SENTENCES}
        assert {(line.day, line.where) for line in told} == shown

    @unhurried
    @given(HISTORY)
    def test_what_has_no_sentence_is_never_told(self, rows):
        for hides in (True, False):
            told = repr(lines(rows, hides_places=hides))
            assert "deviation" not in told and "odd" not in told and "refused" not in told
