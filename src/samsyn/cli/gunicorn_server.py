"""The application server: no banner, no access log, an error log that tells of no person."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http.wsgi import Response

from samsyn.foundation.logs import Quiet


class QuietLogger(Logger):
    """Gunicorn's own log in the application's form; its errors quote the whole address."""

    def setup(self, cfg: Any) -> None:
        """As gunicorn, but with our words only."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Quiet())


def _without_banner(headers: Callable[[Any], list[str]]) -> Callable[[Any], list[str]]:
    return lambda answer: [line for line in headers(answer) if not line.startswith("Server:")]


def serve(bind: str, threads: int) -> None:
    """Serve at `bind` until stopped."""
    Response.default_headers = _without_banner(Response.default_headers)

    class Server(BaseApplication):
        def load_config(self) -> None:
            self.cfg.set("bind", bind)
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", threads)
            self.cfg.set("loglevel", "warning")
            self.cfg.set("accesslog", None)
            self.cfg.set("logger_class", QuietLogger)
            if settings.SAMSYN_PROXIES:
                self.cfg.set("forwarded_allow_ips", ",".join(settings.SAMSYN_PROXIES))

        def load(self) -> Any:
            return get_wsgi_application()

    Server().run()
