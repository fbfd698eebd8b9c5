"""The login file is read strictly, and what is wrong is said with its line."""

from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from samsyn.logins.configuration import configuration, is_safe, read
from samsyn.logins.oidc.keys import algorithm, own_key, public_keys
from samsyn.logins.tables import ConfigurationError
from tests.logins.conftest import LOGIN_FILE
from tests.logins.stub import LOA3

TEXT = LOGIN_FILE.format(
    address="https://samsyn.example", issuer="https://idp.example", client="samsyn", loa3=LOA3
)
EXAMPLE = Path(__file__).parents[2] / "docs" / "utveckling" / "identity-example.toml"


def test_the_example_in_the_documentation_can_be_read():
    found = read(EXAMPLE.read_text(encoding="utf-8"))
    assert {way.audience for way in found.oidc} == {"staff", "family"}
    assert found.roles and all(way.levels for way in found.oidc)


def test_what_is_not_said_is_careful():
    [way] = read(TEXT).oidc
    assert way.signed_userinfo and way.always_ask
    assert (way.max_age_minutes, way.token_minutes) == (60, 5)
    assert dict(way.levels) == {LOA3: 3}
    assert read(TEXT).of_issuer("https://idp.example") is read(TEXT).oidc[0] or way


WRONG = {
    "a key that is not known": ('code = "lan"', 'code = "lan"\ncolour = "red"', "rad 6", "colour"),
    "an unknown key in a table": ("[oidc.claims]", '[oidc.claims]\nmail = "x"', "rad 17", "mail"),
    "no client": ('client_id = "samsyn"', "", "rad 4", "client_id saknas"),
    "no levels": ("[oidc.levels]", "[oidc.level]", "rad 4", "levels saknas"),
    "a level beyond four": (f'"{LOA3}" = 3', f'"{LOA3}" = 5', "rad 14", "heltal från 1 till 4"),
    "an issuer without TLS": (
        '"https://idp.example"', '"http://idp.example"', "rad 8", "https://",
    ),
    "a secret in the issuer": (
        '"https://idp.example"', '"https://a:b@idp.example"', "rad 8", "https://",
    ),
    "two keys": ('key_file = "key.json"', 'key_file = "a"\nkey_env = "B"', "rad 10", "en av dem"),
    "no openid": ('["openid", ', "[", "rad 11", "openid"),
    "scopes that are no list": (
        'scopes = ["openid", "https://id.oidc.se/scope/naturalPersonInfo"]',
        'scopes = "openid"', "rad 11", "lista",
    ),
    "a role that is not ours": ('role = "physician"', 'role = "king"', "rad 31", "role ska vara"),
    "a code with blanks": ('code = "lan"', 'code = "l ä n"', "rad 5", "små bokstäver"),
    "a code that is an address": ('code = "lan"', 'code = "igen"', "rad 5", "små bokstäver"),
    "a table that is not known": ("[[role]]", "[[roles]]", "rad 28", "roles"),
    "a whole file's key": ("address", "adress", "rad 1", "address saknas"),
    "not TOML": ("[[oidc]]", "[[oidc]", "inte giltig TOML", ""),
    "an audience that is not there": (
        'code = "lan"', 'code = "lan"\nfor = "all"', "rad 6", "staff, family",
    ),
    "commissions without their names": ("[oidc.commission]\n", "[x]\n", "rad 19", "kräver tabellen"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "word"), WRONG.values(), ids=WRONG.keys())
def test_refuses(old: str, new: str, line: str, word: str):
    assert old in TEXT
    with pytest.raises(ConfigurationError) as error:
        read(TEXT.replace(old, new), "inloggning.toml")
    assert "inloggning.toml" in str(error.value)
    assert line in str(error.value) and word in str(error.value), str(error.value)


def test_refuses_two_ways_with_the_same_name_or_issuer():
    row = TEXT[TEXT.index("[[oidc]]") : TEXT.index("[[role]]")]
    for changed in (row, row.replace('"lan"', '"two"')):
        with pytest.raises(ConfigurationError, match="två vägar in"):
            read(TEXT + changed)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="går inte att läsa"):
        configuration(str(tmp_path / "none.toml"))
    assert configuration("").oidc == ()


def test_a_file_is_read_anew_when_it_has_changed(tmp_path: Path):
    import os

    path = tmp_path / "login.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert configuration(str(path)).way("lan") is configuration(str(path)).way("lan")
    path.write_text(TEXT.replace('"lan"', '"ny"'), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert configuration(str(path)).way("ny")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://idp.example", True),
        ("http://127.0.0.1:9000", True),
        ("http://localhost/x", True),
        ("http://idp.example", False),
        ("http://127.0.0.1.evil.example", False),
        ("https://127.0.0.1@evil.example", False),
        ("ftp://127.0.0.1", False),
        ("https://", False),
    ],
)
def test_which_addresses_may_be_asked(url: str, safe: bool):
    assert is_safe(url) is safe


class TestOurKey:
    def way(self, **changed: str):
        text = TEXT
        for old, new in changed.items():
            text = text.replace(f'{old} = "key.json"', new)
        return read(text).oidc[0]

    @pytest.mark.parametrize("form", ["pem", "jwk"])
    @pytest.mark.parametrize(
        ("key", "name"),
        [(RSAKey.generate_key(2048), "RS256"), (ECKey.generate_key("P-384"), "ES384")],
        ids=["RSA", "EC"],
    )
    def test_of_either_kind_and_form(self, tmp_path: Path, key, name, form):
        import json

        text = (
            key.as_pem(private=True).decode()
            if form == "pem"
            else json.dumps(key.as_dict(private=True))
        )
        (tmp_path / "key.json").write_text(text)
        found = own_key(self.way(), tmp_path)
        assert algorithm(found) == name and found.kid
        assert not {"d", "p", "q"} & set(public_keys(found)["keys"][0])

    def test_from_the_environment(self, tmp_path: Path, monkeypatch):
        key = ECKey.generate_key("P-256")
        monkeypatch.setenv("LOGIN_KEY", key.as_pem(private=True).decode())
        way = self.way(key_file='key_env = "LOGIN_KEY"')
        assert own_key(way, tmp_path).thumbprint() == key.thumbprint()

    def test_from_a_file_that_the_environment_names(self, tmp_path: Path, monkeypatch):
        key = ECKey.generate_key("P-256")
        file = tmp_path / "key.pem"
        file.write_bytes(key.as_pem(private=True))
        monkeypatch.setenv("LOGIN_KEY_FILE", str(file))
        way = self.way(key_file='key_env = "LOGIN_KEY"')
        assert own_key(way, tmp_path).thumbprint() == key.thumbprint()
        monkeypatch.setenv("LOGIN_KEY", "another")
        with pytest.raises(ConfigurationError, match="Både LOGIN_KEY och LOGIN_KEY_FILE"):
            own_key(way, tmp_path)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            (RSAKey.generate_key(2048).as_pem(private=False).decode(), "varken JWK eller PEM"),
            ("nothing", "varken JWK eller PEM"),
            (str(OctKey.generate_key(256).as_dict(private=True)).replace("'", '"'), "privat"),
            (str(ECKey.generate_key("P-256").as_dict(private=False)).replace("'", '"'), "privat"),
        ],
        ids=["public PEM", "neither", "shared secret", "public JWK"],
    )
    def test_refuses(self, tmp_path: Path, text: str, why: str):
        (tmp_path / "key.json").write_text(text)
        with pytest.raises(ConfigurationError, match=why):
            own_key(self.way(), tmp_path)

    @pytest.mark.filterwarnings("ignore:Key size")
    def test_refuses_a_short_one(self, tmp_path: Path):
        from cryptography.hazmat.primitives.asymmetric import rsa
        from cryptography.hazmat.primitives.serialization import (
            Encoding,
            NoEncryption,
            PrivateFormat,
        )

        short = rsa.generate_private_key(65537, 1024)
        pem = short.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (tmp_path / "key.json").write_bytes(pem)
        with pytest.raises(ConfigurationError, match="för kort"):
            own_key(self.way(), tmp_path)
