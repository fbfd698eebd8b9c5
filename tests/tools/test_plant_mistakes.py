"""Can the mistakes still be planted? The run itself is `make mistakes`."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]


def loaded():
    spec = importlib.util.spec_from_file_location(
        "plant_mistakes", HOME / "tools" / "plant_mistakes.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = loaded()
PLANTS = sorted({p for m in tool.MISTAKES for p in (*m.plants, *m.wall_down)}, key=repr)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: f"{p.file}:{p.before.strip()[:30]}")
def test_each_place_stands_once_and_the_mistake_is_python(plant):
    text = (HOME / plant.file).read_text(encoding="utf-8")
    assert text.count(plant.before) == 1
    ast.parse(text.replace(plant.before, plant.after))


@pytest.mark.parametrize("test", sorted({t for m in tool.MISTAKES for t in m.tests}))
def test_each_test_that_shows_it_is_there(test):
    file, *names = test.split("[")[0].split("::")
    text = (HOME / file).read_text(encoding="utf-8")
    assert all(f"class {name}" in text or f"def {name}(" in text for name in names)


def test_the_five_kinds_are_there_and_each_says_how_it_shows():
    assert len({mistake.kind for mistake in tool.MISTAKES}) == 5
    for mistake in tool.MISTAKES:
        assert bool(mistake.because) != bool(mistake.wall_down)


def test_a_mistake_that_gets_through_is_told():
    mistake = tool.MISTAKES[0]
    assert "NOTHING" in tool.table([(mistake, False, "it shows")])
