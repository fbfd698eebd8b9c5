"""Do the verbs about counties answer in words and in JSON, and fail with a clear code?"""

import argparse
import json

import pytest

from samsyn.cli.regions import add_verbs

WHO = ["who", "--region", "jamtland-harjedalen", "--extent", "moderate", "--on", "2026-11-22"]


def run(*words):
    parser = argparse.ArgumentParser(prog="samsyn")
    add_verbs(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    return args.func(args)


def test_who_answers_in_json(capsys):
    assert run(*WHO, "--age", "16.5", "--need", "psychiatric", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["region"] == "jamtland-harjedalen"
    assert data["levels"]["specialist"][0]["operation"] == "bup"


def test_who_answers_in_words(capsys):
    assert run(*WHO, "--age", "19", "--need", "psychiatric", "--need", "social") == 0
    out = capsys.readouterr().out
    assert "Lucka för psykisk ohälsa" in out
    assert "Fråga i stället: UPM, Vuxenpsykiatrin." in out


def test_who_refuses_a_bad_age(capsys):
    with pytest.raises(SystemExit) as caught:
        run(*WHO, "--age", "sexton", "--need", "social")
    assert caught.value.code == 2
    assert "is not an age" in capsys.readouterr().err


def test_gaps_in_json_have_the_same_shape(capsys):
    assert run("region", "gaps", "jamtland-harjedalen", "--json") == 0
    assert {"region", "levels", "gaps", "overlaps"} <= set(json.loads(capsys.readouterr().out))


def test_gaps_in_words(capsys):
    assert run("region", "gaps", "jamtland-harjedalen", "--on", "2026-11-22") == 0
    assert (
        "Första linjen, 18–20 år: psykisk ohälsa (lite stöd, en hel del stöd)"
        in capsys.readouterr().out
    )


def test_show_and_list(capsys):
    assert run("region", "list") == 0
    assert run("region", "show", "jamtland-harjedalen") == 0
    assert "Vuxenpsykiatri, från 18 år" in capsys.readouterr().out


def test_check_passes_a_sound_package(capsys):
    assert run("region", "check", "jamtland-harjedalen") == 0
    assert "16 verksamheter, 10 parter" in capsys.readouterr().out


def test_check_tells_file_and_line_of_a_broken_folder(tmp_path, capsys):
    (tmp_path / "a.toml").write_text("[region]\ncode = 1\n", encoding="utf-8")
    assert run("region", "check", str(tmp_path)) == 1
    assert "a.toml:2: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("region", "gaps", "atlantis"),
        ("region", "show", "atlantis"),
        ("region", "check", "atlantis"),
        (*WHO[:2], "atlantis", *WHO[3:], "--age", "3", "--need", "social"),
    ],
)
def test_an_unknown_county_is_refused(words, capsys):
    assert run(*words) == 1
    assert "Det finns inget län med koden ”atlantis”" in capsys.readouterr().err
