"""Is every fault of a package found, with its file, its line and what to do?"""

import os
import re
from datetime import date

import pytest

from samsyn.regions import RegionError, available_regions, load_region, region
from samsyn.regions.loader import UnknownRegion
from samsyn.regions.schema import Age, Precision
from tests.regions.conftest import COUNTIES

ONE_FAULT = [
    (
        "unknown key",
        'heading = "Allt"',
        'heading = "Allt"\ncolour = "red"',
        'heading = "Allt"',
        1,
        "Okänd nyckel ”colour”",
    ),
    (
        "misspelt key",
        'short_name = "Huset"',
        'shortname = "Huset"',
        'short_name = "Huset"',
        0,
        "Okänd nyckel ”shortname”",
    ),
    ("missing source", 'source = "avtal"\n', "", "[[parties]]", -1, "Källa saknas"),
    (
        "unknown source",
        'source = "avtal"',
        'source = "annat"',
        "[[parties]]",
        0,
        "inget dokument med koden ”annat”",
    ),
    ("missing date", "valid_from = 2020-01-01\n", "", "[[parties]]", -1, "Datum saknas"),
    (
        "impossible date",
        'valid_from = "2020-01"',
        'valid_from = "2020-13"',
        'valid_from = "2020-01"',
        0,
        "inget datum som finns",
    ),
    (
        "unknown clause",
        'clause = "§1 Huset"\n\n[[op',
        'clause = "§7 Huset"\n\n[[op',
        'clause = "§1 Huset"',
        0,
        "har ingen punkt ”§7 Huset”",
    ),
    (
        "unknown document of a clause",
        'document = "avtal"',
        'document = "avtalet"',
        'document = "avtal"',
        0,
        "inget dokument med koden ”avtalet”",
    ),
    (
        "age as a float",
        'to = "17.5"',
        "to = 17.5",
        'ages = { from = 0, to = "17.5"',
        0,
        "är ingen ålder",
    ),
    (
        "age in words",
        'to = "17.5"',
        'to = "sjutton"',
        'ages = { from = 0, to = "17.5"',
        0,
        "är ingen ålder",
    ),
    (
        "ages backwards",
        'from = 0, to = "17.5"',
        'from = 18, to = "17.5"',
        'ages = { from = 0, to = "17.5"',
        0,
        "slutar innan de börjar",
    ),
    (
        "unknown level",
        'level = "general"',
        'level = "basic"',
        'level = "general"',
        0,
        "inget känt ord för ”level”",
    ),
    (
        "level the operation lacks",
        'level = "general"',
        'level = "specialist"',
        'level = "general"',
        0,
        "finns inte på nivån ”specialist”",
    ),
    (
        "level without duty",
        'levels = ["general"]',
        'levels = ["general", "specialist"]',
        'levels = ["general"]',
        0,
        "Ingen uppgift ligger på nivån ”specialist”",
    ),
    (
        "unknown need",
        'needs = ["social"]',
        'needs = ["sociala"]',
        'needs = ["social"]',
        0,
        "inget känt ord för ”needs”",
    ),
    (
        "needs without basis",
        'needs = ["social"]\nbasis = "stated"',
        'needs = ["social"]',
        "[[operations.duties]]",
        0,
        "”basis” saknas",
    ),
    ("bad municipality code", '"9801"', '"98"', "municipality_code", 0, "kommunkod"),
    ("empty text", 'name = "Huset"', 'name = ""', 'name = "Huset"', 0, "”name” ska vara text"),
    (
        "syntax",
        'name = "Byns kommun"',
        'name = "Byns kommun',
        'name = "Byns kommun"',
        0,
        "går inte att läsa",
    ),
]


def problems(folder):
    with pytest.raises(RegionError) as caught:
        load_region(folder)
    return caught.value.problems


class TestSoundPackage:
    def test_is_read(self, write):
        found = load_region(write())
        assert found.operation("huset").ages.end == Age.parse("17.5")
        assert found.agreements[0].versions[0].precision == Precision.MONTH

    def test_duty_takes_date_source_and_ages_from_its_operation(self, write):
        operation = load_region(write()).operation("huset")
        (duty,) = operation.duties
        assert (duty.valid_from, duty.source, duty.ages) == (
            operation.valid_from,
            operation.source,
            operation.ages,
        )

    def test_holds_only_what_is_valid_on_the_day(self, write):
        found = load_region(write('clause = "§1 Huset"', 'valid_to = 2022-01-01\nclause = "§1"'))
        assert found.on(date(2021, 12, 31)).operations
        assert not found.on(date(2022, 1, 1)).operations
        assert not found.on(date(2019, 12, 31)).operations

    def test_gives_the_same_object_for_the_same_day(self, write):
        found = load_region(write())
        assert found.on(date(2021, 1, 1)) is found.on(date(2021, 1, 1))


class TestBrokenPackage:
    @pytest.mark.parametrize(
        ("old", "new", "at", "below", "message"),
        [row[1:] for row in ONE_FAULT],
        ids=[row[0] for row in ONE_FAULT],
    )
    def test_says_file_line_and_advice(self, write, line_of, old, new, at, below, message):
        found = problems(write(old, new))
        (problem,) = [row for row in found if message in row.message][:1] or [found]
        assert message in problem.message
        assert problem.file == "region.toml"
        assert problem.line == line_of(at) + below
        assert problem.advice

    def test_tells_all_faults_at_once(self, write):
        folder = write('kind = "municipality"', 'kind = "by"', extra='\n[[arenas]]\ncode = "a"\n')
        messages = " ".join(problem.message for problem in problems(folder))
        assert "”by”" in messages
        assert "”mandate” saknas" in messages

    def test_suggests_the_word_that_was_meant(self, write):
        (problem,) = problems(write('short_name = "Huset"', 'short_name = "Huset"\nhuvudmann = 1'))
        assert "Menade du ”huvudman”" in problem.advice

    def test_refuses_unknown_section(self, write):
        (problem,) = problems(write(extra='\n[[partys]]\ncode = "x"\n'))
        assert "Okänd nyckel ”partys”" in problem.message

    def test_refuses_overlapping_validity(self, write):
        again = '\n[[parties]]\ncode = "byn"\nname = "Byn"\nkind = "region"\nclause = "§1"\n'
        (problem,) = problems(write(extra=again))
        assert "”byn” finns redan för samma tid" in problem.message

    def test_takes_the_same_code_for_different_times(self, write):
        again = (
            '\n[[parties]]\ncode = "byn"\nname = "Byn"\nkind = "region"\nclause = "§1"\n'
            "valid_from = 2010-01-01\nvalid_to = 2020-01-01\n"
        )
        assert len(load_region(write(extra=again)).parties) == 2

    def test_refuses_unknown_arena(self, write):
        arena = (
            '\n[[arenas]]\ncode = "a"\nname = "A"\nkind = "political"\nmandate = "decide"\n'
            'parent = "b"\nclause = "§1"\n'
        )
        (problem,) = problems(write(extra=arena))
        assert "inget arena" in problem.message or "arena med koden ”b”" in problem.message

    def test_refuses_a_duty_outside_its_operations_ages(self, write):
        folder = write('level = "general"\nneeds', 'level = "general"\nages = { to = 19 }\nneeds')
        assert any("går utanför verksamhetens" in problem.message for problem in problems(folder))

    def test_refuses_a_broken_encoding(self, write):
        folder = write()
        (folder / "more.toml").write_bytes(b"# \xff\xfe")
        assert [problem.file for problem in problems(folder)] == ["more.toml"]

    def test_refuses_an_empty_and_an_absent_folder(self, tmp_path):
        assert "saknar" in problems(tmp_path)[0].message
        assert "finns inte" in problems(tmp_path / "nowhere")[0].message

    def test_reads_no_key_inside_a_long_text(self, write, line_of):
        folder = write(
            'summary = "Allt som gäller."', 'summary = """\nAllt\ncolour = 1\n"""\nshade = 2'
        )
        (problem,) = problems(folder)
        assert problem.line == line_of("summary =") + 4


class TestFolders:
    def test_finds_packages_in_folders_of_the_environment(self, monkeypatch, write):
        monkeypatch.setenv(
            "SAMSYN_REGION_PATHS", os.pathsep.join(["/nowhere", str(write().parent)])
        )
        assert {"liten", "jamtland-harjedalen"} <= set(available_regions())
        assert region("liten") is region("liten")

    def test_says_which_counties_there_are(self):
        with pytest.raises(UnknownRegion, match="jamtland-harjedalen"):
            region("atlantis")


class TestNonsense:
    """Whatever stands in a value, the answer is a fault with a place and never a crash."""

    @pytest.mark.parametrize("value", ["1", "[]", "true", "{}", '""', "1.5", "[[1]]", "2020-01-01"])
    @pytest.mark.parametrize(
        "file", sorted((COUNTIES / "fjordlanda").glob("*.toml")), ids=lambda file: file.name
    )
    def test_is_told(self, tmp_path, file, value):
        for other in (COUNTIES / "fjordlanda").glob("*.toml"):
            (tmp_path / other.name).write_bytes(other.read_bytes())
        broken = re.sub(r"(?m)^(\w+) = .*$", rf"\1 = {value}", file.read_text(encoding="utf-8"))
        (tmp_path / file.name).write_text(broken, encoding="utf-8")
        found = problems(tmp_path)
        assert all(problem.line >= 1 and problem.advice for problem in found)
