"""Versions, differences, joining and agreement: pure, tried with generated plans."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.plans.rules import (
    TEXTS,
    Action,
    Content,
    Goal,
    Missing,
    compare,
    contributors,
    is_agreed,
    merge,
    missing,
    period_problem,
)

WORDS = st.sampled_from(["", "sång", "ro", "rast"])
UNITS = st.sampled_from(["", "u1", "u2", "u3"])
GOALS = st.lists(
    st.builds(Goal, id=st.sampled_from(["g1", "g2", "g3"]), words=WORDS, agreed=WORDS),
    max_size=3, unique_by=lambda g: g.id,
).map(tuple)  # fmt: skip
ACTIONS = st.lists(
    st.builds(Action, id=st.sampled_from(["a1", "a2", "a3"]), what=WORDS, unit=UNITS, where=WORDS),
    max_size=3, unique_by=lambda a: a.id,
).map(tuple)  # fmt: skip
CONTENTS = st.builds(
    Content, works=WORDS, needs=WORDS, crisis=WORDS, child_view=WORDS, lead_unit=UNITS,
    goals=GOALS, actions=ACTIONS,
)  # fmt: skip


@given(CONTENTS)
def test_a_plan_survives_being_stored(content):
    assert Content.from_json(content.as_json()) == content


@given(CONTENTS, CONTENTS)
def test_no_difference_exactly_when_equal(before, after):
    same = replace(before, lead_unit="") == replace(after, lead_unit="")
    by_key = {r.id: r for r in (*before.goals, *before.actions)} == {
        r.id: r for r in (*after.goals, *after.actions)
    }
    texts = all(getattr(before, n) == getattr(after, n) for n in TEXTS if n != "lead_unit")
    assert (compare(before, after) == ()) == (texts and by_key) or same


@given(CONTENTS, CONTENTS)
def test_joining_with_an_untouched_plan_gives_the_other(base, edited):
    left = merge(base, edited, base)
    right = merge(base, base, edited)
    assert left.clashes == right.clashes == ()
    assert right.content == edited
    assert {r.id: r for r in left.content.actions} == {r.id: r for r in edited.actions}
    assert all(getattr(left.content, name) == getattr(edited, name) for name in TEXTS)


@given(CONTENTS, CONTENTS, CONTENTS)
def test_joining_never_loses_what_only_one_changed(base, mine, theirs):
    joined = merge(base, mine, theirs)
    for name in TEXTS:
        was, my, their = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if their == was:
            assert getattr(joined.content, name) == my
        if my != was and their != was and my != their:
            assert name in [c.part for c in joined.clashes]
            assert getattr(joined.content, name) == their
            assert getattr(joined.with_mine, name) == my
    old = {a.id: a for a in base.actions}
    for action in mine.actions:
        if action.id not in old and action.id not in {a.id for a in theirs.actions}:
            assert action in joined.content.actions


@given(CONTENTS)
def test_everyone_who_acts_or_leads_and_the_owner_must_agree(content):
    needed = contributors(content, "owner")
    assert "owner" in needed and "" not in needed
    assert {a.unit for a in content.actions} - {""} <= needed
    full = replace(
        content, needs="x", child_view="x", lead_unit="u1", next_follow_up="2027-01-01",
        goals=(Goal("g", "x"),), actions=(Action("a", "x", unit="u2"),),
    )  # fmt: skip
    everyone = contributors(full, "owner")
    assert is_agreed(full, "owner", everyone, [])
    for one in everyone:
        assert not is_agreed(full, "owner", everyone - {one}, [])
        assert not is_agreed(full, "owner", everyone, [one])


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"needs": " "}, Missing.NEEDS),
        ({"child_view": ""}, Missing.CHILD_VIEW),
        ({"goals": ()}, Missing.GOALS),
        ({"actions": ()}, Missing.ACTIONS),
        ({"actions": (Action("a", "x"),)}, Missing.RESPONSIBLE),
        ({"lead_unit": ""}, Missing.LEAD),
        ({"next_follow_up": ""}, Missing.FOLLOW_UP),
    ],
)
def test_says_what_is_missing(change, lack):
    full = Content(
        needs="x", child_view="x", lead_unit="u", next_follow_up="2027-01-01",
        goals=(Goal("g", "x"),), actions=(Action("a", "x", other="Familjen"),),
    )  # fmt: skip
    assert missing(full) == ()
    assert missing(replace(full, **change)) == (lack,)


def test_a_period_ends_after_it_begins():
    assert period_problem(Action("a", "x", from_on="2026-02-01", to_on="2026-01-31"))
    assert not period_problem(Action("a", "x", from_on="2026-02-01", to_on="2026-02-01"))
    assert not period_problem(Action("a", "x", to_on="2026-02-01"))
