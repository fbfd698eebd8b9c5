"""Does each check say both yes and no, and what to do?"""

import datetime as dt
import json
from importlib.metadata import version
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from samsyn.cli import doctor
from samsyn.cli.doctor import database, machine
from samsyn.cli.doctor import settings as of_settings
from samsyn.cli.doctor.owner import migrations_on_disk
from samsyn.cli.doctor.verdict import Line, State, exit_code, fault, fine, unsure
from samsyn.cli.main import main
from samsyn.foundation import clock, wall, wall_note
from samsyn.limits.rules import Limit

STRONG = "kX3v9QmZt7Lr2WpBn8YcJd4Hs6Fg1TuAeRoPiUyQwEzMxNcVbKl"
QUIET = "samsyn.foundation.logs.Quiet"
SAFE = {
    "SAMSYN_DEMO": False, "DEBUG": False, "SECRET_KEY": STRONG, "SECRET_KEY_FALLBACKS": [],
    "SAMSYN_ACCOUNT_KEY": "", "SAMSYN_IDENTITY_KEY": STRONG[::-1],
    "SECURE_TLS": True, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 31_536_000, "SESSION_COOKIE_NAME": "__Host-sessionid",
    "ALLOWED_HOSTS": ["samsyn.kommun.example"], "SAMSYN_PROXIES": ("10.0.0.2",),
    "SAMSYN_LIMITS": [Limit(n, ("*",), 1, 1) for n in
                      ("login", "account", "search", "papers", "report")],
    "MIDDLEWARE": ["samsyn.limits.middleware.Limits"],
    "CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"script-src": ["'self'"]}},
    "SAMSYN_LOGIN_FILE": "/etc/samsyn/login.toml", "SAMSYN_LOCAL_ACCOUNTS": False,
    "SAMSYN_SECURITY_CONTACT": "mailto:sakerhet@kommun.example",
    "LOGGING": {"formatters": {"quiet": {"()": QUIET}}, "handlers": {"c": {"formatter": "quiet"}}},
}  # fmt: skip
UNSAFE = [
    ("demo", {"SAMSYN_DEMO": True}, State.FAULT),
    ("debug", {"DEBUG": True}, State.FAULT),
    ("key", {"SECRET_KEY": "short"}, State.FAULT),
    ("account_key", {"SAMSYN_ACCOUNT_KEY": "short"}, State.FAULT),
    ("identity_key", {"SAMSYN_IDENTITY_KEY": "ab" * 40}, State.FAULT),
    ("identity_key", {"SAMSYN_IDENTITY_KEY": ""}, State.UNSURE),  # the login file is not there
    ("earlier_keys", {"SECRET_KEY_FALLBACKS": ["short"]}, State.FAULT),
    ("earlier_keys", {"SECRET_KEY_FALLBACKS": [STRONG[::-1]]}, State.UNSURE),
    ("tls", {"SECURE_TLS": False}, State.FAULT),
    ("tls", {"SECURE_HSTS_SECONDS": 60}, State.FAULT),
    ("tls", {"SESSION_COOKIE_NAME": "sessionid"}, State.FAULT),
    ("hosts", {"ALLOWED_HOSTS": ["*"]}, State.FAULT),
    ("hosts", {"ALLOWED_HOSTS": ["localhost"]}, State.UNSURE),
    ("proxies", {"SAMSYN_PROXIES": ("*",)}, State.FAULT),
    ("proxies", {"SAMSYN_PROXIES": ()}, State.UNSURE),
    ("limits", {"SAMSYN_LIMITS": ()}, State.FAULT),
    ("limits", {"MIDDLEWARE": []}, State.FAULT),
    (
        "policy",
        {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"script-src": ["'unsafe-inline'"]}}},
        State.FAULT,
    ),
    ("login", {"SAMSYN_LOGIN_FILE": ""}, State.FAULT),
    ("local_accounts", {"SAMSYN_LOCAL_ACCOUNTS": True}, State.FAULT),
    ("contact", {"SAMSYN_SECURITY_CONTACT": "mailto:sakerhet@example.org"}, State.UNSURE),
    ("log_form", {"LOGGING": {"formatters": {}, "handlers": {}}}, State.FAULT),
    (
        "log_form",
        {"LOGGING": {"formatters": {"quiet": {"()": QUIET}}, "handlers": {"mail": {}}}},
        State.FAULT,
    ),
]


class TestSettings:
    @pytest.mark.parametrize("check", of_settings.CHECKS, ids=lambda c: c.__name__)
    def test_a_safe_service_is_fine(self, check):
        line = check(SimpleNamespace(**SAFE))
        assert (line.key, line.state, line.do) == (check.__name__, State.FINE, "")

    @pytest.mark.parametrize(
        ("name", "change", "state"), UNSAFE, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(UNSAFE)]
    )
    def test_an_unsafe_one_is_told_with_what_to_do(self, name, change, state):
        line = getattr(of_settings, name)(SimpleNamespace(**{**SAFE, **change}))
        assert (line.key, line.state) == (name, state)
        assert line.what.endswith((".", "…")) and len(line.do) > 10

    @pytest.mark.parametrize(
        ("kinds", "state"),
        [
            ('[oidc.claims]\npersonal_number = "number"', State.FAULT),
            ('[oidc.claims]\nhsa_id = "hsa"', State.FINE),
            ('[[saml]]\ncode = "s"\n[saml.identities]\n"urn:x" = "personal_number"', State.FAULT),
        ],
    )
    def test_whether_an_identity_key_is_needed(self, tmp_path, kinds, state):
        file = tmp_path / "login.toml"
        file.write_text(
            'address = "https://samsyn.example"\n[[oidc]]\ncode = "lan"\nname = "L"\n'
            'issuer = "https://idp.example"\nclient_id = "x"\nkey_file = "k"\n'
            f'[oidc.levels]\n"loa3" = 3\n{kinds}\n',
            encoding="utf-8",
        )
        changed = {"SAMSYN_IDENTITY_KEY": "", "SAMSYN_LOGIN_FILE": str(file)}
        line = of_settings.identity_key(SimpleNamespace(**{**SAFE, **changed}))
        assert line.state is state, line
        changed = {**SAFE, "SAMSYN_IDENTITY_KEY": "", "SAMSYN_LOGIN_FILE": ""}
        assert of_settings.identity_key(SimpleNamespace(**changed)).state is State.FINE

    def test_every_check_has_a_no(self):
        assert {name for name, _, _ in UNSAFE} == {c.__name__ for c in of_settings.CHECKS}

    def test_what_the_code_itself_sets_is_fine(self, settings):
        for check in (of_settings.debug, of_settings.limits, of_settings.policy,
                      of_settings.log_form):  # fmt: skip
            assert check(settings).state is State.FINE


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def state(check, *given) -> State:
    with connection.cursor() as cursor:
        line: Line = check(cursor, *given)
    assert line.state is State.FINE or line.do
    return line.state


def walled() -> list[str]:
    return sorted(model._meta.db_table for model in wall.models_about_children())


class TestAsTheApplication:
    def test_its_role_its_walls_and_the_open_site_are_fine(self, db):
        assert state(database.role) is State.FINE
        assert state(database.membership, "samsyn_open") is State.FINE
        assert state(database.forced, walled()) is State.FINE
        assert state(database.open_site, "samsyn_open", walled()) is State.FINE

    def test_another_role_to_put_on_is_told(self, db):
        assert state(database.membership, "another") is State.FAULT

    def test_a_table_without_a_wall_is_told(self, db):
        assert state(database.forced, [*walled(), "limits_count"]) is State.FAULT

    def test_an_open_site_that_reaches_a_closed_table_is_told(self, db):
        assert state(database.open_site, "samsyn_app", walled()) is State.FAULT

    @pytest.mark.parametrize(
        ("seconds", "expected"), [(0, State.FINE), (9, State.UNSURE), (90, State.FAULT)]
    )
    def test_clocks(self, db, seconds, expected):
        ahead = dt.timedelta(seconds=seconds)
        assert state(database.clock, lambda: clock.now() + ahead) is expected


class Undone(Exception):
    """Takes back what a test did as the owner."""


class TestAsTheOwner:
    def test_an_owner_must_not_serve(self, as_owner):
        assert state(database.role) is State.FAULT

    def test_the_wall_is_the_codes_until_somebody_changes_it(self, as_owner):
        said = wall_note.said(wall.statements())
        with pytest.raises(Undone), transaction.atomic():
            wall.raise_wall()
            assert state(database.policies, said) is State.FINE
            assert state(database.policies, "another version") is State.FAULT
            for change in (
                "DROP POLICY see ON cases_need",
                "CREATE POLICY more ON cases_need FOR SELECT TO samsyn_app USING (true)",
                "ALTER TABLE cases_need NO FORCE ROW LEVEL SECURITY",
                "GRANT SELECT ON cases_need TO samsyn_open",
                "GRANT SELECT (worry) ON cases_need TO samsyn_open",
                "ALTER TABLE audit_event DISABLE TRIGGER never_changes",
                "CREATE OR REPLACE FUNCTION app_unit() RETURNS uuid LANGUAGE sql STABLE AS"
                " $$ SELECT NULL::uuid $$",
            ):
                with pytest.raises(Undone), transaction.atomic():
                    run(change)
                    assert state(database.policies, said) is State.FAULT, change
                    raise Undone
            run("COMMENT ON FUNCTION app_unit() IS NULL")
            assert state(database.policies, said) is State.FAULT
            raise Undone

    def test_migrations(self, as_owner):
        assert state(database.migrations, migrations_on_disk()) is State.FINE
        more = {*migrations_on_disk(), ("cases", "9999_later")}
        assert state(database.migrations, more) is State.FAULT

    def test_seals(self, as_owner):
        now = clock.now()
        with pytest.raises(Undone), transaction.atomic():
            assert state(database.seals, now) is State.FAULT
            run("INSERT INTO audit_seal SELECT (jsonb_populate_record(NULL::audit_seal, jsonb_build_"
                "object('id', 1, 'sealed_at', now(), 'first_event', 1, 'last_event', 1, 'count', 1,"
                " 'previous_hash', '', 'batch_hash', '', 'form', 2, 'leaves', ''))).*")  # fmt: skip
            assert state(database.seals, now) is State.FINE
            assert state(database.seals, now + dt.timedelta(hours=30)) is State.FAULT
            raise Undone


class TestMachine:
    def test_files_with_secrets(self, tmp_path):
        file = tmp_path / "key"
        file.write_text("x", encoding="utf-8")
        file.chmod(0o600)
        environment = {"SAMSYN_SECRET_KEY_FILE": str(file)}
        assert machine.secret_files(environment).state is State.FINE
        file.chmod(0o644)
        assert machine.secret_files(environment).state is State.FAULT
        file.unlink()
        assert machine.secret_files(environment).state is State.FAULT
        assert machine.secret_files({}).state is State.UNSURE

    def test_attached_files(self, tmp_path):
        folder, served = tmp_path / "files", tmp_path / "static"
        folder.mkdir(mode=0o700)
        assert machine.files_folder(folder, served).state is State.FINE
        folder.chmod(0o755)
        assert machine.files_folder(folder, served).state is State.FAULT
        assert machine.files_folder(served / "files", served).state is State.FAULT

    def test_backups(self, tmp_path):
        now = dt.datetime.now(dt.UTC)
        assert machine.backups("", now).state is State.UNSURE
        assert machine.backups(str(tmp_path), now).state is State.FAULT
        (tmp_path / "dump").write_bytes(b"x")
        assert machine.backups(str(tmp_path), now).state is State.FINE
        assert machine.backups(str(tmp_path), now + dt.timedelta(days=3)).state is State.FAULT

    def test_the_scanner(self):
        def silent(_address: str) -> bytes:
            raise ConnectionRefusedError

        assert machine.clamd("", silent).state is State.UNSURE
        assert machine.clamd("localhost", silent).state is State.FAULT
        assert machine.clamd("localhost", lambda _a: b"ERROR").state is State.FAULT
        assert machine.clamd("localhost", lambda _a: b"PONG\0").state is State.FINE

    def test_the_scanner_is_asked_over_the_network(self):
        import socket
        import threading

        with socket.create_server(("127.0.0.1", 0)) as server:

            def answer() -> None:
                connection, _address = server.accept()
                with connection:
                    assert connection.recv(16) == b"zPING\0"
                    connection.sendall(b"PONG\0")

            thread = threading.Thread(target=answer)
            thread.start()
            address = f"127.0.0.1:{server.getsockname()[1]}"
            assert machine.clamd(address, machine.ask_clamd).state is State.FINE
            thread.join()

    def test_the_lock(self):
        text = (
            f"django=={version('django')} \\\n    --hash=sha256:0\nother==1 ; sys_platform == 'x'\n"
        )
        pinned = machine.pins(text)
        assert pinned == {"django": version("django")}
        assert machine.lock(pinned).state is State.FINE
        assert machine.lock({"django": "0.1"}).state is State.FAULT
        assert machine.lock({"no-such-package": "1"}).state is State.FAULT
        assert machine.lock({}).state is State.UNSURE


class TestAnswer:
    def test_the_worst_decides_the_exit_code(self):
        well, perhaps, bad = fine("a", "x"), unsure("b", "x", "y"), fault("c", "x", "y")
        assert exit_code([well]) == 0
        assert exit_code([well, perhaps]) == 1
        assert exit_code([perhaps, bad, well]) == 2

    def test_of_the_demo_it_says_what_is_unsafe(self, db, capsys):
        assert main(["doctor"]) == 2
        said = capsys.readouterr().out
        assert "FEL      Demons dörr är öppen" in said and "OK       Muren står kring" in said
        assert "only-for-tests" not in said

    def test_for_a_program_it_is_json(self, db, capsys):
        code = main(["doctor", "--json"])
        told = json.loads(capsys.readouterr().out)
        assert told["exit_code"] == code == 2
        keys = [line["key"] for line in told["lines"]]
        assert len(keys) == len(set(keys)) >= 25
        assert {line["state"] for line in told["lines"]} <= {"OK", "OSÄKERT", "FEL"}

    def test_without_the_owners_address_it_says_so(self, db, monkeypatch, capsys):
        monkeypatch.setenv("DATABASE_URL", "postgresql://samsyn_app@db.example/samsyn")
        lines = {line.key: line for line in doctor.database_lines()}
        assert lines["seals"].state is lines["migrations"].state is State.UNSURE
