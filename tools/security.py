"""Scanners against the code and the running demo, on this machine only; `make security`.

bandit and semgrep read the code. wapiti, sqlmap and schemathesis meet a demo that is started for
them on a port and in a data folder of its own. Reports land in .cache/security/reports, which git
does not know. Prints one table; the exit code is 1 when something was found, 2 when a scanner could
not run. A scanner that could not run is never called clean.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[1]
CACHE = HOME / ".cache/security"
TOOLS = CACHE / "venv/bin"
REPORTS = CACHE / "reports"
PORT = int(os.environ.get("SAMSYN_SECURITY_PORT", "8208"))
ADDRESS = f"http://127.0.0.1:{PORT}"
WAPITI_SECONDS = int(os.environ.get("SAMSYN_WAPITI_SECONDS", "240"))
SQLMAP_SECONDS = int(os.environ.get("SAMSYN_SQLMAP_SECONDS", "900"))
#: Modules that need nothing outside this machine.
WAPITI = "cookieflags,crlf,csp,csrf,exec,file,http_headers,permanentxss,redirect,sql,timesql,xss"
#: What wapiti says of a demo that is not behind TLS, and that test_headers shows behind it.
WITHOUT_TLS = ("secure flag", "strict-transport-security", "https")


@dataclass(frozen=True)
class Outcome:
    """What one scanner found. `found` is None when it could not run."""

    name: str
    looked_at: str
    found: int | None
    said: str = ""


def main() -> int:
    """Run all, print the table."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = [bandit(), semgrep_rules(), semgrep()]
    with demo() as log_in:
        outcomes += [schemathesis(), wapiti("nobody", ""), wapiti("an employee", log_in())]
        # An attack may have ended the log-in before: each gets its own.
        outcomes += [sqlmap(*target, log_in()) for target in targets()]
    for outcome in outcomes:
        found = "COULD NOT RUN" if outcome.found is None else str(outcome.found)
        print(f"{outcome.name:14} {outcome.looked_at:42} {found:14} {outcome.said}")
    print(
        f"\nReports: {REPORTS.relative_to(HOME)}. Known weaknesses of dependencies: not looked for."
    )
    if any(outcome.found is None for outcome in outcomes):
        return 2
    return 1 if any(outcome.found for outcome in outcomes) else 0


def run(command: list[str], name: str, seconds: int, **more: Any) -> tuple[int, str]:
    """Run with a time limit; what it says goes to a report. -1 when time was out."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"HOME": str(CACHE), "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(
            command, cwd=HOME, env=environment, capture_output=True, text=True, timeout=seconds,
            check=False, **more,
        )  # fmt: skip
        code, said = done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired as stopped:
        code, said = -1, _text(stopped.stdout) + _text(stopped.stderr)
    (REPORTS / f"{name}.txt").write_text(said, encoding="utf-8")
    return code, said


def _text(output: bytes | str | None) -> str:
    return output.decode(errors="replace") if isinstance(output, bytes) else output or ""


def bandit() -> Outcome:
    """Known weak patterns in the code."""
    report = REPORTS / "bandit.json"
    report.unlink(missing_ok=True)
    run([sys.executable, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r", "src", "-f", "json",
         "-o", str(report)], "bandit", 300)  # fmt: skip
    return _counted("bandit", "src", report, lambda read: read["results"])


def semgrep_rules() -> Outcome:
    """Whether our own rules find the planted examples."""
    code, said = run([str(TOOLS / "semgrep"), "--metrics", "off", "--disable-version-check",
                      "--test", "--config", "tools/semgrep", "tools/semgrep"],
                     "semgrep-rules", 300)  # fmt: skip
    passed = re.search(r"(\d+)/(\d+): .*All tests passed", said)
    if passed is None and code not in (0, 1):
        return Outcome("semgrep rules", "planted examples", None, said[-80:])
    return Outcome("semgrep rules", "planted examples", 0 if passed and code == 0 else 1,
                   f"{passed[1]} rules" if passed else "a rule missed its example")  # fmt: skip


def semgrep() -> Outcome:
    """Our own rules over the code."""
    report = REPORTS / "semgrep.json"
    report.unlink(missing_ok=True)
    run([str(TOOLS / "semgrep"), "scan", "--metrics", "off", "--disable-version-check", "-q",
         "--config", "tools/semgrep/rules.yml", "--json", "-o", str(report), "src"],
        "semgrep", 300)  # fmt: skip
    return _counted("semgrep", "src", report, lambda read: read["results"])


def schemathesis() -> Outcome:
    """The open data against its description."""
    code, said = run([str(TOOLS / "schemathesis"), "run", "--experimental", "openapi-3.1",
                      "docs/utveckling/openapi-open-data.json", "--base-url", ADDRESS,
                      "--checks", "all", "--hypothesis-max-examples", "15",
                      "--request-timeout", "20000"], "schemathesis", 400)  # fmt: skip
    failures = re.search(r"(\d+) failed", said)
    passed = re.search(r"(\d+) passed", said)
    if code not in (0, 1) or not (failures or passed):
        return Outcome("schemathesis", "open data", None, said.strip()[-80:])
    count = int(failures[1]) if failures else 0
    return Outcome("schemathesis", "open data", max(count, code),
                   f"{passed[1] if passed else 0} checks or addresses passed")  # fmt: skip


def wapiti(who: str, cookie: str) -> Outcome:
    """Crawl and try the usual attacks, as somebody."""
    name = f"wapiti-{'in' if cookie else 'out'}"
    report = REPORTS / f"{name}.json"
    report.unlink(missing_ok=True)
    run([str(TOOLS / "wapiti"), "-u", f"{ADDRESS}/", "--scope", "domain", "-m", WAPITI,
         "-f", "json", "-o", str(report), "--flush-session", "--no-bugreport", "-d", "4",
         "--max-links-per-page", "25", "--max-files-per-dir", "12", "--max-scan-time",
         str(WAPITI_SECONDS), "--max-attack-time", "40", "-x", f"{ADDRESS}/logga-.*", "-x",
         f"{ADDRESS}/mina-inloggningar/.*", "-x", f"{ADDRESS}/uppdrag/.*", "-x",
         f"{ADDRESS}/static/.*", "--store-session", str(CACHE / "wapiti"),
         *(["-H", f"Cookie: {cookie}"] if cookie else [])],
        name, WAPITI_SECONDS + 180)  # fmt: skip
    return _counted("wapiti", f"the demo as {who}", report, _of_wapiti)


def _of_wapiti(read: dict[str, Any]) -> list[str]:
    found = [
        f"{kind}: {one['info']}" for kind, those in read["vulnerabilities"].items() for one in those
    ]
    return [one for one in found if not any(word in one.lower() for word in WITHOUT_TLS)]


def targets() -> Iterator[tuple[str, list[str]]]:
    """What sqlmap tries."""
    yield "search of children", ["-u", f"{ADDRESS}/barn/", "--data", "q=lo&csrfmiddlewaretoken=x",
                                 "--csrf-token", "csrfmiddlewaretoken",
                                 "--csrf-url", f"{ADDRESS}/barn/"]  # fmt: skip
    yield "county of an open page", ["-u", f"{ADDRESS}/arenor/?lan=jamtland-harjedalen"]
    yield "a data set's address", ["-u", f"{ADDRESS}/data/jamtland-harjedalen*/arenor.json"]
    yield "who does what", ["-u", f"{ADDRESS}/vem-gor-vad/?q=logoped"]


def sqlmap(what: str, target: list[str], cookie: str) -> Outcome:
    """Try one place for SQL injection."""
    name = f"sqlmap-{what.replace(' ', '-')}".replace("'", "")
    code, said = run([str(TOOLS / "sqlmap"), *target, "--batch", "--cookie", cookie, "--dbms",
                      "postgresql", "--level", "2", "--risk", "1", "--technique", "BEUS",
                      "--timeout", "15", "--retries", "1", "--flush-session", "--skip",
                      "Cookie,User-Agent,Referer", "--ignore-code", "404,422",
                      "--disable-coloring", "--output-dir", str(CACHE / "sqlmap")],
                     name, SQLMAP_SECONDS)  # fmt: skip
    if "is vulnerable" in said or "sqlmap identified the following injection" in said:
        return Outcome("sqlmap", what, 1, "injection found")
    if "do not appear to be injectable" in said or "does not seem to be injectable" in said:
        return Outcome("sqlmap", what, 0)
    if code == -1:
        return Outcome("sqlmap", what, None, f"not done after {SQLMAP_SECONDS} s")
    return Outcome("sqlmap", what, None, said.strip().splitlines()[-1][-80:] if said else "")


def _counted(
    name: str, what: str, report: Path, count: Callable[[dict[str, Any]], list[Any]]
) -> Outcome:
    try:
        found = count(json.loads(report.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError) as error:
        return Outcome(name, what, None, type(error).__name__)
    kinds = sorted({str(one)[:60] for one in found}) if name == "wapiti" else []
    return Outcome(name, what, len(found), "; ".join(kinds[:3]))


@contextmanager
def demo() -> Iterator[Callable[[], str]]:
    """A demo of six children on its own port and data; gives what logs an employee in."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{HOME / 'src'}:{HOME / 'tools'}",
        "SAMSYN_DATA": str(CACHE / "data"),
        "DJANGO_SETTINGS_MODULE": "scan_settings",
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SAMSYN_DATABASE_ROLE"):
        environment.pop(name, None)
    with (REPORTS / "demo.txt").open("w", encoding="utf-8") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "samsyn.cli", "demo", "--children", "6", "--port", str(PORT)],
            cwd=HOME, env=environment, stdout=out, stderr=out,
        )  # fmt: skip
        try:
            wait_for(server)
            yield cookie_of_an_employee
        finally:
            server.terminate()
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_for(server: "subprocess.Popen[bytes]") -> None:
    """Return when the demo answers; a quarter of an hour at most."""
    import requests

    for _second in range(900):
        if server.poll() is not None:
            raise SystemExit("The demo did not start; see .cache/security/reports/demo.txt")
        try:
            requests.get(f"{ADDRESS}/logga-in/", timeout=60)
            return
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(1)
    raise SystemExit("The demo did not answer in time.")


def cookie_of_an_employee() -> str:
    """Log in through the demo's door as the first person who meets children."""
    import requests

    session = requests.Session()
    page = session.get(f"{ADDRESS}/logga-in/", timeout=60).text
    for person in re.findall(r'name="person" value="([^"]+)"', page):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        sent = {"person": person, "csrfmiddlewaretoken": token[1] if token else ""}
        session.post(f"{ADDRESS}/logga-in/", data=sent, timeout=120)
        came = session.get(f"{ADDRESS}/barn/", timeout=120)
        if came.status_code == 200 and came.url == f"{ADDRESS}/barn/":
            return "; ".join(f"{cookie.name}={cookie.value}" for cookie in session.cookies)
        page = session.get(f"{ADDRESS}/logga-in/", timeout=120).text
    raise SystemExit("Nobody in the demo meets children.")


if __name__ == "__main__":
    sys.exit(main())
