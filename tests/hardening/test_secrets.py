"""Do secrets come from the environment or a file, and are weak ones refused?"""

import os
import subprocess
import sys

import pytest
from django.core import signing

from samsyn.foundation.secrets import SHORTEST, earlier_keys, given, weakness
from samsyn.foundation.starting import refusals

STRONG = "kX3v9QmZt7Lr2WpBn8YcJd4Hs6Fg1TuAeRoPiUyQwEzMxNcVbKl"
OTHER = "Zq1Wx2Ec3Rv4Tb5Yn6Um7Ik8Ol9Pa0Sd1Fg2Hj3Kl4Qw5Er6Ty7"


class TestWhereFrom:
    def test_the_environment_or_a_file_but_not_both(self, tmp_path):
        file = tmp_path / "key"
        file.write_text(f"{STRONG}\n", encoding="utf-8")
        assert given("KEY", {"KEY": STRONG}) == given("KEY", {"KEY_FILE": str(file)}) == STRONG
        assert given("KEY", {}) == ""
        with pytest.raises(SystemExit, match="Både KEY och KEY_FILE"):
            given("KEY", {"KEY": STRONG, "KEY_FILE": str(file)})

    def test_a_file_that_cannot_be_read_is_told_without_its_path(self, tmp_path):
        with pytest.raises(SystemExit) as stopped:
            given("KEY", {"KEY_FILE": str(tmp_path / "none")})
        assert "går att läsa" in str(stopped.value) and str(tmp_path) not in str(stopped.value)

    def test_earlier_keys_stand_on_lines_or_between_commas(self):
        environment = {"SAMSYN_SECRET_KEY_FALLBACKS": f"{STRONG},\n{OTHER}\n"}
        assert earlier_keys(environment) == [STRONG, OTHER]
        assert earlier_keys({}) == []

    def test_a_new_key_still_opens_what_the_earlier_signed(self, settings):
        settings.SECRET_KEY = STRONG
        signed = signing.dumps("x")
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OTHER, [STRONG]
        assert signing.loads(signed) == "x"
        settings.SECRET_KEY_FALLBACKS = []
        with pytest.raises(signing.BadSignature):
            signing.loads(signed)


class TestWeak:
    @pytest.mark.parametrize(
        ("key", "why"),
        [
            ("", "saknas"),
            (STRONG[: SHORTEST - 1], "för kort"),
            ("ab" * 40, "gissa"),
            ("changeme" + STRONG, "gissa"),
            ("django-insecure-" + STRONG, "gissa"),
        ],
    )
    def test_is_refused_with_what_to_do(self, key, why):
        assert why in str(weakness(key))

    def test_a_long_random_one_is_not(self):
        assert weakness(STRONG) is None

    def test_earlier_keys_must_be_as_strong(self):
        environment = {"SAMSYN_SECRET_KEY": STRONG, "SAMSYN_SECRET_KEY_FALLBACKS": "short"}
        assert len(refusals(environment)) == 1
        assert refusals({"SAMSYN_SECRET_KEY": STRONG}) == []

    @pytest.mark.parametrize("name", ["SAMSYN_IDENTITY_KEY", "SAMSYN_ACCOUNT_KEY"])
    def test_the_other_keys_too_when_they_are_there(self, name, tmp_path):
        environment = {"SAMSYN_SECRET_KEY": STRONG}
        assert refusals({**environment, name: OTHER}) == []
        [why] = refusals({**environment, name: "short"})
        assert why.startswith(f"{name} är för kort")
        (tmp_path / "key").write_text("ab" * 40, encoding="utf-8")
        [why] = refusals({**environment, f"{name}_FILE": str(tmp_path / "key")})
        assert why.startswith(f"{name} går att gissa")

    def test_the_demo_may_have_any(self):
        assert refusals({"SAMSYN_DEMO": "1", "SAMSYN_SECRET_KEY": "x"}) == []


@pytest.mark.parametrize(
    "command", [["-m", "samsyn.cli", "serve"], ["-c", "import samsyn.config.wsgi"]]
)
def test_nothing_serves_with_a_weak_key(command):
    environment = {**os.environ, "SAMSYN_DEMO": "", "SAMSYN_SECRET_KEY": "short"}
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "SAMSYN_SECRET_KEY är för kort" in done.stderr
