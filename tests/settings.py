"""Settings for tests: stricter than production, on the embedded PostgreSQL or a server."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SAMSYN_DEMO", "1")
os.environ.setdefault("SAMSYN_SECRET_KEY", "only-for-tests")
os.environ.setdefault("SAMSYN_DATABASE_ROLE", "owner")
os.environ.setdefault("SAMSYN_DATA", str(Path(tempfile.gettempdir()) / "samsyn-tests"))
os.environ["SAMSYN_FILES"] = tempfile.mkdtemp(prefix="samsyn-test-files-")
os.environ["SAMSYN_REGION_PATHS"] = str(Path(__file__).parent / "regions" / "counties")

from samsyn.config.settings import *  # noqa: F403
from samsyn.config.settings import DATABASES, TEMPLATES


class Undefined(str):
    """What a template shows for a variable that nobody gave: an error."""

    def __contains__(self, _item: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
PASSWORD_HASHERS = ["tests.hashing.CheapArgon2"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": "test_samsyn"}
