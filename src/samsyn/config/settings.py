"""Settings, from the environment. Safe by default; the demo opens only what it names."""

import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from samsyn.foundation import embedded, logs
from samsyn.foundation.secrets import earlier_keys, given
from samsyn.limits.rules import PER_ACCOUNT, PER_ADDRESS, Limit

BASE = Path(__file__).resolve().parent.parent
SAMSYN_DEMO = os.environ.get("SAMSYN_DEMO") == "1"
SAMSYN_DEFAULT_REGION = os.environ.get("SAMSYN_DEFAULT_REGION", "jamtland-harjedalen")
SAMSYN_CONTACT_EMAIL = os.environ.get("SAMSYN_CONTACT_EMAIL", "oppnadata@example.org")
SAMSYN_IDLE_MINUTES = int(os.environ.get("SAMSYN_IDLE_MINUTES", "20"))
SAMSYN_LONGEST_HOURS = int(os.environ.get("SAMSYN_LONGEST_HOURS", "8"))
SAMSYN_FRESH_MINUTES = int(os.environ.get("SAMSYN_FRESH_MINUTES", "5"))
SAMSYN_LOA2_PERMISSIONS = os.environ.get("SAMSYN_LOA2_PERMISSIONS", "").replace(" ", "")
SAMSYN_LOCAL_ACCOUNTS = os.environ.get("SAMSYN_LOCAL_ACCOUNTS") == "1"
SAMSYN_ACCOUNT_KEY = given("SAMSYN_ACCOUNT_KEY")
SAMSYN_LOGIN_FILE = os.environ.get("SAMSYN_LOGIN_FILE", "")
SAMSYN_IDENTITY_KEY = given("SAMSYN_IDENTITY_KEY")
SAMSYN_SECURITY_CONTACT = os.environ.get("SAMSYN_SECURITY_CONTACT", "mailto:sakerhet@example.org")
SAMSYN_APP_ROLE = embedded.APP
SAMSYN_OPEN_ROLE = embedded.OPEN

DEBUG = False
SECRET_KEY = given("SAMSYN_SECRET_KEY") or secrets.token_urlsafe(50)
SECRET_KEY_FALLBACKS = earlier_keys()
ALLOWED_HOSTS = os.environ.get("SAMSYN_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_FAILURE_VIEW = "samsyn.access.access.csrf_failed"
ROOT_URLCONF = "samsyn.config.urls"
WSGI_APPLICATION = "samsyn.config.wsgi.application"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "samsyn.foundation",
    "samsyn.limits",
    "samsyn.audit",
    "samsyn.accounts",
    "samsyn.organisations",
    "samsyn.access",
    "samsyn.responsibilities",
    "samsyn.children",
    "samsyn.consents",
    "samsyn.releases",
    "samsyn.cases",
    "samsyn.plans",
    "samsyn.attachments",
    "samsyn.deviations",
    "samsyn.indicators",
    "samsyn.agreements",
    "samsyn.governance",
    "samsyn.participation",
    "samsyn.actionplans",
    "samsyn.patterns",
    "samsyn.followup",
    "samsyn.family",
    "samsyn.logreview",
    "samsyn.administration",
    "samsyn.retention",
    "samsyn.workspace",
    "samsyn.public",
    "samsyn.logins",
    "samsyn.provisioning",
    "samsyn.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "samsyn.foundation.http.Guarded",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "samsyn.foundation.http.NotTooLarge",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samsyn.foundation.http.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samsyn.limits.middleware.Limits",
    "samsyn.access.middleware.ActorMiddleware",
    "samsyn.access.opening.OpenedMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "samsyn.workspace.navigation.face",
            ],
        },
    }
]

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


def _database() -> dict[str, Any]:
    """The application role's connection; `SAMSYN_DATABASE_ROLE=owner` only for migrations."""
    owner = os.environ.get("SAMSYN_DATABASE_ROLE") == "owner"
    url = given("DATABASE_OWNER_URL" if owner else "DATABASE_URL")
    if url:
        address = embedded.Address.parse(url)
    elif given("DATABASE_URL"):
        raise SystemExit("DATABASE_OWNER_URL is needed: migrations run as the tables' owner.")
    else:
        address = embedded.start(embedded.data_folder() / "postgres")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.name,
        "HOST": address.host,
        "PORT": address.port,
        "USER": address.user or (embedded.OWNER if owner else embedded.APP),
        "PASSWORD": address.password,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c jit=off"},
    }


DATABASES = {"default": _database()}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("SAMSYN_STATIC", embedded.data_folder() / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_TLS = os.environ.get("SAMSYN_TLS") == "1"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "script-src-attr": [NONE],
        "style-src": [SELF],
        "style-src-attr": [NONE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "worker-src": [NONE],
        "child-src": [NONE],
        "frame-src": [NONE],
        "media-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": SECURE_TLS,
    }
}

# Browsers take a cookie named __Host- only over TLS, for this host alone and every path of it.
SAMSYN_COOKIE_PREFIX = "__Host-" if SECURE_TLS else ""
SESSION_COOKIE_NAME = f"{SAMSYN_COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{SAMSYN_COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{SAMSYN_COOKIE_PREFIX}django_language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * SAMSYN_LONGEST_HOURS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_TLS
SECURE_SSL_REDIRECT = SECURE_TLS
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_HANDLERS = ["samsyn.foundation.uploads.Bounded"]
#: Attached files, outside everything that the web serves, and where clamd answers if it does.
SAMSYN_FILES = Path(os.environ.get("SAMSYN_FILES") or embedded.data_folder() / "files")
SAMSYN_CLAMD = os.environ.get("SAMSYN_CLAMD", "")

# The largest request of all, the largest form without files, and what a form may hold.
SAMSYN_MOST_BYTES = 30 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# Who may say on whose behalf they ask (X-Forwarded-For, X-Forwarded-Proto): addresses of proxies.
SAMSYN_PROXIES = tuple(
    filter(None, (name.strip() for name in os.environ.get("SAMSYN_PROXIES", "").split(",")))
)
# A whole municipality may ask from one address, so addresses get more than accounts and people:
# a thousand on their way to a provider and as many back in five minutes, some of them to sign.
# A SAML log-in comes back in two steps, which are counted apart.
SAMSYN_LIMITS = (
    Limit("login", ("log_in*", "local_*"), 200, 300, PER_ADDRESS, ("POST",)),
    Limit("account", ("log_in*", "local_*"), 20, 300, PER_ACCOUNT, ("POST",)),
    Limit("leaving", ("oidc_start", "oidc_again", "saml_start", "saml_again"), 1000, 300,
          PER_ADDRESS),
    Limit("arriving", ("oidc_answer", "saml_continue"), 1000, 300, PER_ADDRESS),
    Limit("answering", ("saml_answer",), 1000, 300, PER_ADDRESS, ("POST",)),
    Limit("ended", ("oidc_ended",), 1200, 60, PER_ADDRESS, ("POST",)),
    Limit("search", ("workspace:children",), 120, 60, methods=("POST",)),
    Limit("numbers", ("cases:new_child",), 30, 600, methods=("POST",)),
    Limit("report", ("deviations:report",), 20, 600, methods=("POST",)),
    Limit("papers", ("*pdf", "*_csv", "*:csv", "*_json", "*_docx", "*:docx", "*_md", "*paper",
                     "*:excerpt", "*:download", "attachments:fetch"), 60, 300),
    Limit("open", ("public:open_*_feed", "public:open_catalogue", "public:open_schema",
                   "public:open_dataset"), 600, 300, PER_ADDRESS),
    Limit("provisioning", ("scim:*",), 1200, 60, PER_ADDRESS),
)  # fmt: skip

LOGGING = logs.settings()
