"""Without the setting there are no local accounts, and outside the demo the door says so."""

import os
import subprocess
import sys

from django.test import Client

PROGRAM = """
import django
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
door = Client().get("/logga-in/")
print(door.status_code, "/logga-in/lokalt/" in door.content.decode(), Client().get("/logga-in/lokalt/").status_code)
"""


def test_off_is_not_there(db):
    for path in ("", "igen/", "konto/x:y/"):
        assert Client().get(f"/logga-in/lokalt/{path}").status_code == 404


def test_on_the_door_outside_the_demo_leads_there(django_db_setup):
    for on, said in (("1", "200 True 200"), ("", "503 False 404")):
        environment = {
            **os.environ, "SAMSYN_DEMO": "", "SAMSYN_LOCAL_ACCOUNTS": on,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True
        )
        assert done.stdout.strip() == said, done.stderr[-2000:]
