"""Plants mistakes that somebody could make, and shows that a wall or a test stops each.

`python tools/plant_mistakes.py` copies the tracked files to a folder of its own, tries that the
chosen tests pass there, plants one mistake at a time and runs them again. The exit code is 1 when a
mistake gets through. A mistake that the wall stops is planted twice: with the wall standing, where
nothing may show, and with the wall taken down, where it must show, so that one knows the mistake is
a real one and the wall is what stopped it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
SECONDS = 600


@dataclass(frozen=True)
class Plant:
    """A change of one place in the code: `before` stands there exactly once."""

    file: str
    before: str
    after: str


@dataclass(frozen=True)
class Mistake:
    """A mistake, what stops it (`by`), and the tests that show it.

    A wall stops it when `tests` pass with it planted, and fail when `wall_down` is planted as well.
    Otherwise `tests` must fail, with `because` in what they say.
    """

    kind: str
    what: str
    by: str
    plants: tuple[Plant, ...]
    tests: tuple[str, ...]
    because: str = ""
    wall_down: tuple[Plant, ...] = field(default=())


CHILDREN = "src/samsyn/children/queries/known.py"
OWN_RECORDS = "ChildRecord.objects.filter(unit_id=actor.own_unit).select_related"
SEARCH = (
    "tests/workspace/test_views.py::TestSearch::test_finds_by_name_parts_and_whole_number_within"
    "_the_own_unit"
)
STRANGER = "tests/isolation/test_matrix.py::test_each_address_each_role_each_relation[workspace]"
VIEWS = "tests/consistency/test_shape.py::test_every_view_states_what_it_asks_for"
RAW_SQL = "tests/consistency/test_raw_sql.py"
SECRECY = "tests/releases/test_secrecy.py"
RELEASED = f"{SECRECY}::TestReleases::test_a_called_unit_meets_exactly_what_its_release_gives"
NEED_ALONE = (
    f"{SECRECY}::TestReleases::test_a_release_of_the_need_alone_shows_no_meeting_and_no_plan"
)
WALLED = f"{SECRECY}::test_every_table_that_points_at_a_child_is_walled"
RELEASES = "src/samsyn/releases/operations.py"

WITHOUT_WALL = (
    Plant(
        "src/samsyn/children/models/identity.py",
        '        see=OWN_UNIT,\n        add=f"{OWN_UNIT} OR EXISTS',
        '        see="true",\n        add=f"{OWN_UNIT} OR EXISTS',
    ),
    Plant(
        "src/samsyn/children/models/identity.py",
        '        see=f"EXISTS (SELECT 1 FROM children_childrecord r"',
        '        see=f"true OR EXISTS (SELECT 1 FROM children_childrecord r"',
    ),
)

MISTAKES = (
    Mistake(
        "a forgotten filter",
        "a list of children without the own unit",
        "wall",
        (Plant(CHILDREN, OWN_RECORDS, "ChildRecord.objects.select_related"),),
        (SEARCH, STRANGER),
        wall_down=WITHOUT_WALL,
    ),
    Mistake(
        "a missing requirement",
        "a plan's paper without asking for a role",
        "test",
        (
            Plant(
                "src/samsyn/plans/views.py",
                "@requires(Permission.CHILD_READ)\ndef pdf(",
                "def pdf(",
            ),
        ),
        (VIEWS,),
        because="states no requirement",
    ),
    Mistake(
        "a raw SQL read",
        "all records read past the queries",
        "wall",
        (
            Plant(
                CHILDREN,
                OWN_RECORDS,
                "ChildRecord.objects.filter(pk__in=RawSQL("
                '"SELECT id FROM children_childrecord", [])).select_related',
            ),
            Plant(
                CHILDREN,
                "from django.db.models.functions import Concat, JSONObject\n",
                "from django.db.models.expressions import RawSQL\n"
                "from django.db.models.functions import Concat, JSONObject\n",
            ),
        ),
        (SEARCH, STRANGER),
        wall_down=WITHOUT_WALL,
    ),
    Mistake(
        "a raw SQL read",
        "the same, looked for in the code",
        "test",
        (
            Plant(
                CHILDREN,
                "from django.db.models.functions import Concat, JSONObject\n",
                "from django.db.models.expressions import RawSQL\n"
                "from django.db.models.functions import Concat, JSONObject\n",
            ),
        ),
        (RAW_SQL,),
        because="children/queries/known.py",
    ),
    Mistake(
        "a wrong release",
        "every scope is released, whatever was decided",
        "test",
        (
            Plant(
                RELEASES,
                "        scopes=[scope.value for scope in scopes],\n",
                "        scopes=[scope.value for scope in Scope],\n",
            ),
        ),
        (NEED_ALONE,),
        because="test_a_release_of_the_need_alone_shows_no_meeting_and_no_plan",
    ),
    Mistake(
        "a wrong release",
        "the receiver releases in the sender's name",
        "wall",
        (
            Plant(
                RELEASES,
                "        from_unit_id=actor.own_unit,\n        to_unit=to_unit,\n        scopes=",
                "        from_unit_id=to_unit.pk,\n        to_unit=to_unit,\n        scopes=",
            ),
        ),
        (RELEASED,),
        because="violates row-level security policy",
    ),
    Mistake(
        "a table without policy",
        "notes about a case that anybody may read",
        "test",
        (
            Plant(
                "src/samsyn/cases/models.py",
                "class CaseStep(models.Model):\n",
                "class CaseNote(models.Model):\n"
                '    """A note."""\n\n'
                "    case = models.ForeignKey(Case, on_delete=models.PROTECT)\n"
                "    text = models.TextField()\n\n\n"
                "class CaseStep(models.Model):\n",
            ),
        ),
        (WALLED,),
        because="CaseNote is about a child but has no wall",
    ),
)


def main() -> int:
    """Try each mistake; a table, and 1 when one got through."""
    with tempfile.TemporaryDirectory(prefix="samsyn-mistakes-") as folder:
        place = Path(folder)
        tree = place / "tree"
        copy_tracked(tree)
        tests = tuple(dict.fromkeys(test for mistake in MISTAKES for test in mistake.tests))
        passed, said = run(tree, place, tests)
        if not passed:
            print(said[-3000:])
            print("The chosen tests do not pass without mistakes: nothing is shown.")
            return 1
        print(f"Without mistakes: {len(tests)} tests pass.\n")
        outcomes = [(mistake, *stopped(mistake, tree, place)) for mistake in MISTAKES]
    print(table(outcomes))
    return 0 if all(is_stopped for _mistake, is_stopped, _how in outcomes) else 1


def copy_tracked(tree: Path) -> None:
    """The files that git knows, and the built face and translations that tests look for."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    built = [
        str(path.relative_to(HOME))
        for path in (HOME / "src").rglob("*")
        if path.suffix == ".mo" or "static/build" in path.as_posix()
    ]
    for name in filter(None, [*names, *built]):
        if (HOME / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOME / name, tree / name)
    # Some tests ask git what is tracked.
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)


def stopped(mistake: Mistake, tree: Path, place: Path) -> tuple[bool, str]:
    """Whether a mistake was stopped, and how that showed."""
    passed, said = planted(mistake.plants, mistake.tests, tree, place)
    if not mistake.wall_down:
        is_stopped = not passed and mistake.because in said
        return is_stopped, f"“{mistake.because}”" if is_stopped else "nothing said so"
    down, _said = planted((*mistake.plants, *mistake.wall_down), mistake.tests, tree, place)
    if passed and not down:
        return True, "nothing shows; with the wall down the same tests fail"
    return False, "it shows" if not passed else "shows not even with the wall down"


def planted(
    plants: tuple[Plant, ...], tests: tuple[str, ...], tree: Path, place: Path
) -> tuple[bool, str]:
    """Run tests with some changes, and take the changes back."""
    originals = {tree / plant.file: (tree / plant.file).read_bytes() for plant in plants}
    try:
        for plant in plants:
            path = tree / plant.file
            text = path.read_text(encoding="utf-8")
            if text.count(plant.before) != 1:
                raise SystemExit(f"{plant.file}: the place to plant in is not there once")
            path.write_text(text.replace(plant.before, plant.after), encoding="utf-8")
        return run(tree, place, tests)
    finally:
        for path, content in originals.items():
            path.write_bytes(content)


def run(tree: Path, place: Path, tests: tuple[str, ...]) -> tuple[bool, str]:
    """Whether the tests pass in the copy; with a database of its own, kept between runs."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(tree / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SAMSYN_DATA": str(place / "data"),
        "SAMSYN_KEEP_TEST_DATABASE": "1",
        "SAMSYN_SECRET_KEY": "only-for-tests",
        "SAMSYN_DEMO": "1",
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider",
         "-n0", *tests],
        cwd=tree, env=environment, capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    said = done.stdout + done.stderr
    # 0: all passed, 1: some failed. All else means that the tests were not run at all.
    if done.returncode not in (0, 1):
        raise SystemExit(f"The tests could not run:\n{said[-3000:]}")
    return done.returncode == 0, said


def table(outcomes: list[tuple[Mistake, bool, str]]) -> str:
    """What happened, a line for each mistake."""
    rows = [("mistake", "what", "stopped by", "shown by")]
    rows += [
        (mistake.kind, mistake.what, mistake.by if is_stopped else "NOTHING", how)
        for mistake, is_stopped, how in outcomes
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())
