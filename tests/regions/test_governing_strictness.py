"""Is every fault in how a county governs itself found, with file, line and what to do?"""

import pytest

from samsyn.regions import RegionError, load_region
from tests.regions.conftest import PACKAGE

GOVERNING = """
[[arenas]]
code = "radet"
name = "Rådet"
kind = "political"
mandate = "decide"
prepares_for = ["radet"]
clause = "§1"

[[seats]]
arena = "radet"
title = "Ordförande"
kind = "office"
party = "byn"
count = 2
clause = "§1"

[[mandate_texts]]
arena = "radet"
title = "Rådets uppdrag"
anchored_in = ["radet"]
review_by = 2028-01-01
outdated_from = 2030-01-01
purpose = "Hålla ihop."
clause = "§1"

[[treatments]]
agreement = "avtal"
version = "Första"
outcome = "adopted"
party = "byn"
board = "Kommunstyrelsen"
decided_on = 2020-02-02
clause = "§1"

[[passages]]
reasons = ["cost"]
arenas = ["radet"]
clause = "§1"

[[strategies]]
code = "strategin"
name = "Strategin"
name_en = "The strategy"
clause = "§1"

[[strategies.goals]]
key = "lika"
text = "Lika för alla."
text_en = "Equal for all."

[[action_plans]]
code = "planen"
name = "Planen"
name_en = "The plan"
arena = "radet"
decided_by = ["radet"]
revised_on = 2021-01-01
target_group = "Barn"
introduction = "Vad vi gör."
clause = "§1"

[[action_plans.rows]]
key = "skola"
area = "Skola"
operations = ["Huset"]
agreements = ["avtal"]
strategy_goals = ["lika"]

[[action_plans.lifted]]
key = "bad"
area = "Bad"
lifted_on = "2020-06"

[[action_plans.signatures]]
office = "Ordförande"
organisation = "Rådet"

[[matters]]
key = "m1"
arena = "radet"
kind = "dialogue"
title = "Samtal"
text = "Ett samtal."
agreement = "avtal"
prepared_by = "radet"
clause = "§1"

[[findings]]
key = "f1"
title = "Saknas"
text = "Något saknas."
found_by = "Revisorerna"
clause = "§1"

[[findings.measures]]
text = "Gjort."
state = "done"
arena = "radet"
done_on = "2021"

[[trainings]]
agreement = "avtal"
clause = "§1"

[[trainings.questions]]
question = "Vem?"
answers = ["Du", "Jag"]
right = 1
clause = "§1"
"""
REFERENCES = [
    ("seat arena", 'arena = "radet"\ntitle = "Ord', 'arena = "ett"\ntitle = "Ord'),
    ("seat party", 'party = "byn"\ncount', 'party = "ett"\ncount'),
    ("mandate arena", 'arena = "radet"\ntitle = "Råd', 'arena = "ett"\ntitle = "Råd'),
    ("mandate anchor", 'anchored_in = ["radet"]', 'anchored_in = ["ett"]'),
    ("prepared for", 'prepares_for = ["radet"]', 'prepares_for = ["ett"]'),
    ("treated agreement", 'agreement = "avtal"\nversion', 'agreement = "ett"\nversion'),
    ("treating party", 'party = "byn"\nboard', 'party = "ett"\nboard'),
    ("passage arena", 'arenas = ["radet"]', 'arenas = ["ett"]'),
    ("plan arena", 'arena = "radet"\ndecided', 'arena = "ett"\ndecided'),
    ("plan decided by", 'decided_by = ["radet"]', 'decided_by = ["ett"]'),
    ("row agreement", 'agreements = ["avtal"]', 'agreements = ["ett"]'),
    ("row goal", 'strategy_goals = ["lika"]', 'strategy_goals = ["ett"]'),
    ("matter arena", 'arena = "radet"\nkind', 'arena = "ett"\nkind'),
    ("matter agreement", 'agreement = "avtal"\nprepared', 'agreement = "ett"\nprepared'),
    ("matter preparer", 'prepared_by = "radet"', 'prepared_by = "ett"'),
    ("measure arena", 'arena = "radet"\ndone_on', 'arena = "ett"\ndone_on'),
    ("training agreement", 'agreement = "avtal"\nclause', 'agreement = "ett"\nclause'),
]
LEFT_OUT = [
    ("seat", "seats", 'arena = "radet"\ntitle = "Ord', 'title = "Ord', "”arena” saknas"),
    ("decided on", "treatments", "decided_on = 2020-02-02\n", "", "Beslutsdag saknas"),
    ("passage", "passages", 'arenas = ["radet"]\n', "", "pekar inte ut någon arena"),
    ("lifted on", "action_plans.lifted", 'lifted_on = "2020-06"\n', "", "Dag saknas"),
    ("done on", "findings.measures", 'done_on = "2021"\n', "", "Dag (done_on)"),
]
WRONG = [
    ("version", 'version = "Första"', 'version = "Andra"', "ingen version ”Andra”"),
    ("outcome", 'outcome = "adopted"', 'outcome = "liked"', "inget känt ord för ”outcome”"),
    ("seat kind", 'kind = "office"', 'kind = "chair"', "inget känt ord för ”kind”"),
    ("matter kind", 'kind = "dialogue"', 'kind = "chat"', "inget känt ord för ”kind”"),
    ("reason", 'reasons = ["cost"]', 'reasons = ["money"]', "inget känt ord för ”reasons”"),
    ("finding state", 'state = "done"', 'state = "ready"', "inget känt ord för ”state”"),
    ("done when planned", 'state = "done"', 'state = "planned"', "Dag (done_on)"),
    ("right answer", "right = 1", "right = 3", "inget rätt svar"),
    ("count", "count = 2", "count = 0", "ett heltal från 1"),
    ("review day", "review_by = 2028-01-01", 'review_by = "snart"', "inget datum som finns"),
    ("outdated day", "outdated_from = 2030-01-01", "outdated_from = 2030", "”outdated_from”"),
    ("revised day", "revised_on = 2021-01-01", 'revised_on = "2021-13"', "inget datum"),
    ("decided day", "decided_on = 2020-02-02", 'decided_on = "2020-99"', "inget datum"),
]
SECTIONS = [
    "seats", "mandate_texts", "treatments", "passages", "strategies", "action_plans", "matters",
    "findings", "trainings",
]  # fmt: skip
NESTED = [
    "strategies.goals", "action_plans.rows", "action_plans.lifted", "action_plans.signatures",
    "findings.measures", "trainings.questions",
]  # fmt: skip


def break_in(old, new):
    assert GOVERNING.count(old) == 1
    return GOVERNING.replace(old, new)


def line_of(text, after=0):
    """The line in the written file where the text begins."""
    whole = PACKAGE + GOVERNING
    return whole[: whole.index(text, after)].count("\n") + 1


def header(section):
    return line_of(f"[[{section}]]\n")


def problems(folder):
    with pytest.raises(RegionError) as caught:
        load_region(folder)
    return caught.value.problems


def told(folder, message, line):
    """The only problem says it, in the file, at the line and with advice."""
    (problem,) = problems(folder)
    assert message in problem.message
    assert (problem.file, problem.line) == ("region.toml", line)
    assert problem.advice


class TestSound:
    def test_is_read(self, write):
        found = load_region(write(extra=GOVERNING))
        assert [len(getattr(found, section)) for section in SECTIONS] == [1] * len(SECTIONS)
        assert found.seats[0].count == 2

    @pytest.mark.parametrize("section", ["treatments", "strategies", "action_plans", "matters"])
    def test_keeps_what_has_been_on_every_day(self, write, section):
        found = load_region(write(extra=GOVERNING))
        assert getattr(found.on(found.parties[0].valid_from), section)


class TestBroken:
    @pytest.mark.parametrize(
        ("old", "new"), [row[1:] for row in REFERENCES], ids=[row[0] for row in REFERENCES]
    )
    def test_reference_is_told(self, write, old, new):
        told(write(extra=break_in(old, new)), "med koden ”ett”", line_of(old))

    @pytest.mark.parametrize("section", [*SECTIONS, *NESTED])
    def test_unknown_key_is_told(self, write, section):
        extra = break_in(f"[[{section}]]\n", f"[[{section}]]\ncolour = 1\n")
        told(write(extra=extra), "Okänd nyckel ”colour”", header(section) + 1)

    @pytest.mark.parametrize("section", SECTIONS)
    def test_missing_date_and_source_are_told(self, write, section):
        folder = write(extra=GOVERNING)
        written = folder / "region.toml"
        text = written.read_text("utf-8")
        alone = text[text.index(f"[[{section}]]") :].split("\n\n")[0]
        written.write_text(text.replace(alone, ""), encoding="utf-8")
        (folder / "own.toml").write_text(alone, encoding="utf-8")
        found = [row for row in problems(folder) if row.file == "own.toml"]
        assert {"Datum saknas (valid_from).", "Källa saknas (source)."} == {
            row.message for row in found
        }
        assert all(row.line == 1 and row.advice for row in found)

    @pytest.mark.parametrize("section", SECTIONS)
    def test_impossible_date_is_told(self, write, section):
        extra = break_in(f"[[{section}]]\n", f'[[{section}]]\nvalid_from = "2020-13"\n')
        told(write(extra=extra), "inget datum som finns", header(section) + 1)

    @pytest.mark.parametrize(
        ("section", "old", "new", "message"),
        [row[1:] for row in LEFT_OUT],
        ids=[row[0] for row in LEFT_OUT],
    )
    def test_what_was_left_out_is_told(self, write, section, old, new, message):
        (problem,) = problems(write(extra=break_in(old, new)))
        assert message in problem.message
        assert header(section) <= problem.line <= header(section) + 6
        assert problem.advice

    @pytest.mark.parametrize(
        ("old", "new", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
    )
    def test_wrong_word_or_day_is_told(self, write, old, new, message):
        told(write(extra=break_in(old, new)), message, line_of(old))

    def test_version_without_date_is_told(self, write):
        extra = GOVERNING + (
            '\n[[agreements]]\ncode = "ny"\nname = "Ny"\nclause = "§1"\n'
            '\n[[agreements.versions]]\nlabel = "Ett"\nclause = "§1"\n'
        )
        written = write(extra=extra) / "region.toml"
        start, end = 'valid_from = 2020-01-01\nsource = "avtal"\n', 'source = "avtal"\n'
        written.write_text(written.read_text("utf-8").replace(start, end, 1), encoding="utf-8")
        messages = [row.message for row in problems(written.parent) if row.line > header("matters")]
        assert messages.count("Datum saknas (valid_from).") >= 2

    def test_question_about_a_clause_that_is_not_there_is_told(self, write):
        extra = break_in('right = 1\nclause = "§1"', 'right = 1\nclause = "§9"')
        told(write(extra=extra), "ingen punkt ”§9”", line_of("right = 1") + 1)

    @pytest.mark.parametrize(
        ("section", "row"),
        [
            ("strategies.goals", 'text = "B"\ntext_en = "B"\nkey = "lika"\n'),
            ("action_plans.rows", 'area = "B"\nkey = "skola"\n'),
            ("action_plans.lifted", 'area = "B"\nlifted_on = 2020-01-01\nkey = "bad"\n'),
        ],
    )
    def test_same_key_twice_is_told(self, write, section, row):
        head = f"[[{section}]]\n"
        (problem,) = problems(write(extra=break_in(head, f"{head}{row}\n{head}")))
        assert "finns redan" in problem.message

    @pytest.mark.parametrize("section", ["strategies", "action_plans", "matters", "findings"])
    def test_same_code_for_the_same_time_is_told(self, write, section):
        alone = GOVERNING[GOVERNING.index(f"[[{section}]]") :].split("\n\n")[0]
        (problem,) = problems(write(extra=f"{GOVERNING}\n{alone}\n"))
        assert "finns redan för samma tid" in problem.message

    def test_two_mandates_of_one_arena_at_once_are_told(self, write):
        alone = GOVERNING[GOVERNING.index("[[mandate_texts]]") :].split("\n\n")[0]
        (problem,) = problems(write(extra=f"{GOVERNING}\n{alone}\n"))
        assert "”radet” finns redan för samma tid" in problem.message
        later = alone + "\nvalid_from = 2019-01-01\nvalid_to = 2020-01-01\n"
        assert len(load_region(write(extra=f"{GOVERNING}\n{later}")).mandate_texts) == 2
