"""Does the demo's door open in the demo and nowhere else?"""

import os
import subprocess
import sys

from django.test import Client

PROGRAM = """
import django
django.setup()
from django.test import Client, override_settings
from django.test.utils import setup_test_environment
setup_test_environment()
with override_settings(SAMSYN_LIMITS=()):  # this process's database holds no tables to count in
    response = Client().post("/logga-in/", {"person": "anybody"})
print(response.status_code, "sessionid" in response.cookies)
"""


def test_the_door_does_not_exist_outside_the_demo(django_db_setup):
    environment = {**os.environ, "SAMSYN_DEMO": "", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "503 False", done.stderr[-2000:]


def test_an_unknown_person_does_not_log_in(db):
    client = Client()
    assert client.post("/logga-in/", {"person": "nobody-at-all"}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_choosing_a_person_gives_a_new_session(county):
    client = Client()
    client.get("/logga-in/")
    before = client.session.session_key
    actor = next(iter(county.actors.values()))
    handle = f"{county.code}-{actor.operation}"
    response = client.post("/logga-in/", {"person": handle, "next": "https://evil.example/"})
    assert response.headers["Location"] == "/min-tur/"
    assert client.session.session_key != before
