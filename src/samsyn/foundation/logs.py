"""How does a log line look that tells of no person? Words of the code, never words of the data."""

import datetime as dt
import logging
import re
import traceback
from types import TracebackType

from samsyn.foundation import correlation

LEFT_OUT = "…"
QUERY = re.compile(r"\?\S+")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\{[^}]*\}|=\S+")
DIGITS = re.compile(r"[\d+-]*\d[\d+-]*")
PLACEHOLDER = re.compile(r"%(\(\w+\))?[-#0 +]*[\d.]*[a-zA-Z]")
NUMBERS_KEPT = re.compile(r"[1-5]\d\d")


class Quiet(logging.Formatter):
    """Time, level, source, request id and the code's own words.

    What was put into the words (arguments, quoted values, query strings, numbers but an HTTP
    status) is left out. Of a request stand method and route, of an error its kind and the lines
    of code that it passed, never its text: the database quotes rows in it.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        request = getattr(record, "request", None)
        number = getattr(request, "correlation", correlation.current())
        line = (
            f"{at} {record.levelname} {record.name} [{number}]"
            f" {own_words(str(record.msg))}{_of_request(record)}"
        )
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + "\n".join(_of_error(record.exc_info[1]))
        return line


def own_words(text: str) -> str:
    """What the code itself said in `text`."""
    first = text.splitlines()[0] if text else ""
    for shape in (PLACEHOLDER, QUERY, QUOTED):
        first = shape.sub(LEFT_OUT, first)
    return DIGITS.sub(lambda m: m[0] if NUMBERS_KEPT.fullmatch(m[0]) else LEFT_OUT, first)


def _of_request(record: logging.LogRecord) -> str:
    """Method, route as it stands in the code, and status."""
    request = getattr(record, "request", None)
    if request is None:
        return ""
    match = getattr(request, "resolver_match", None)
    route = f"/{match.route}" if match else "(no such address)"
    method = request.method if str(request.method).isalpha() else LEFT_OUT
    return f" {method} {route} {getattr(record, 'status_code', '')}".rstrip()


def _of_error(error: BaseException) -> list[str]:
    """Kinds and places of an error and of those that led to it, the outermost first."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(lines) < 200:
        kind = type(seen)
        lines.append(f"  {kind.__module__}.{kind.__qualname__}")
        lines += _places(seen.__traceback__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


def _places(trace: TracebackType | None) -> list[str]:
    return [f"    {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]


def settings() -> dict[str, object]:
    """Everything at WARNING and above to standard error, through `Quiet`; no e-mail, no SQL."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"quiet": {"()": "samsyn.foundation.logs.Quiet"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.db.backends": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
