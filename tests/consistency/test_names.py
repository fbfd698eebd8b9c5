"""Is a child named from one place, so that a protected one is named nowhere by mistake?"""

import re
from pathlib import Path

import samsyn

SOURCE = Path(samsyn.__file__).parent
#: Who else reads a unit's own record: not to show it, but to copy it, find it or look for its name.
READS_RECORDS = {
    "releases/operations.py",
    "deviations/operations/reporting.py",
    "deviations/operations/wording.py",
    "family/operations.py",
}
#: Pages of one child, behind the reason; each bears the mark (the walk of addresses looks).
OF_ONE_CHILD = re.compile(
    r"^(cases|plans|children|attachments|family)/templates/|workspace/templates/workspace/child\.html"
)
#: A list that asks `ChildFacts.protection` before it writes a number.
ASKS_FIRST = "workspace/templates/workspace/children.html"
NAME = re.compile(r"child\.(name|given_name|family_name|number)\b")


def modules() -> list[tuple[str, str]]:
    """Every module of the product but the package of children and the demo, with its text."""
    found = [(str(path.relative_to(SOURCE)), path) for path in SOURCE.rglob("*.py")]
    return [
        (name, path.read_text(encoding="utf-8"))
        for name, path in found
        if not name.startswith(("children/", "demo/")) and "/migrations/" not in name
    ]


def templates() -> list[tuple[str, str]]:
    """Every template with its text."""
    return [
        (str(path.relative_to(SOURCE)), path.read_text(encoding="utf-8"))
        for path in SOURCE.rglob("*.html")
    ]


def test_only_a_few_read_the_units_records():
    assert {
        name for name, text in modules() if re.search(r"\bChildRecord\b", text)
    } == READS_RECORDS


def test_nobody_puts_a_childs_name_together():
    put = re.compile(r"row\.given\b.*row\.family\b|record\.(given|family)_name|self\.child\.name")
    assert [name for name, text in modules() if put.search(text)] == [
        "deviations/queries/starting.py"  # to keep the name out of what is shared
    ]


def test_a_template_that_names_a_child_is_a_page_of_that_child():
    named = {name for name, text in templates() if NAME.search(text)}
    assert named, "the pattern finds nothing"
    assert {name for name in named if not OF_ONE_CHILD.search(name)} == {ASKS_FIRST}
    asked = (SOURCE / ASKS_FIRST).read_text(encoding="utf-8")
    assert "{% if not child.protection %}" in asked[: asked.index("child.number")]


def test_no_title_names_a_child():
    titles = re.compile(r"{% block title %}(.*?){% endblock|<title>(.*?)</title>", re.S)
    for name, text in templates():
        for found in titles.findall(text):
            assert not NAME.search("".join(found)), name


def test_every_page_of_one_child_bears_the_mark():
    shows = re.compile(r"protected_mark|parts/head\.html")
    for name, text in templates():
        is_page = "{% extends" in text or "<!doctype" in text
        if OF_ONE_CHILD.search(name) and is_page and NAME.search(text):
            assert shows.search(text), f"{name} shows a child without the mark"
