"""Is the machine around the service as it should be?"""

import datetime as dt
import re
import socket
import stat
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from samsyn.cli.doctor.verdict import Line, fault, fine, unsure

BACKUP_WITHIN = dt.timedelta(hours=26)
PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s\\]+)")
CLAMD_PORT, CLAMD_SECONDS = 3310, 5


def secret_files(environment: Mapping[str, str]) -> Line:
    """Who can read the files that secrets lie in."""
    files = [Path(value) for name, value in environment.items()
             if name.endswith("_FILE") and name.startswith(("SAMSYN_", "DATABASE_"))
             and ("KEY" in name or "DATABASE" in name)]  # fmt: skip
    if not files:
        return unsure("secret_files", "Hemligheter ligger i miljön, där andra program kan se dem.",
                      "Lägg dem i filer och sätt SAMSYN_SECRET_KEY_FILE och DATABASE_URL_FILE.",
                      )  # fmt: skip
    bad = [file.name for file in files if not file.is_file() or _others_read(file)]
    if bad:
        return fault("secret_files", f"Andra kan läsa {', '.join(bad)}, eller så saknas den.",
                     "Kör chmod 600 och låt tjänsten äga filen.")  # fmt: skip
    return fine("secret_files", f"{len(files)} filer med hemligheter, bara för tjänsten.")


def files_folder(folder: Path, served: Path) -> Line:
    """The folder of attached files."""
    if served == folder or served in folder.parents:
        return fault("files_folder", "Bilagorna ligger där webben delar ut filer.",
                     "Flytta dem och sätt SAMSYN_FILES.")  # fmt: skip
    if folder.exists() and _others_reach(folder):
        return fault("files_folder", "Andra användare på maskinen når bilagorna.",
                     f"Kör chmod 700 på {folder.name}.")  # fmt: skip
    return fine("files_folder", "Bilagorna nås bara av tjänsten.")


def backups(folder: str, now: dt.datetime) -> Line:
    """The age of the latest backup."""
    if not folder:
        return unsure("backups", "Ingen mapp för säkerhetskopior är angiven.",
                      "Sätt SAMSYN_BACKUPS så att åldern kan prövas.")  # fmt: skip
    path = Path(folder)
    made = (
        [file.stat().st_mtime for file in path.iterdir() if file.is_file()] if path.is_dir() else []
    )
    if not made:
        return fault("backups", "Det finns ingen säkerhetskopia.",
                     "Se efter varför kopieringen inte har gått.")  # fmt: skip
    latest = dt.datetime.fromtimestamp(max(made), dt.UTC)
    if now - latest > BACKUP_WITHIN:
        return fault("backups", f"Den senaste säkerhetskopian är från {latest:%Y-%m-%d}.",
                     "Se efter varför kopieringen har stannat.")  # fmt: skip
    return fine("backups", "Det finns en säkerhetskopia från det senaste dygnet.")


def clamd(address: str, ask: Callable[[str], bytes]) -> Line:
    """The virus scanner, when one is named."""
    if not address:
        return unsure("clamd", "Bilagor söks inte igenom efter skadlig kod.",
                      "Installera clamd och sätt SAMSYN_CLAMD.")  # fmt: skip
    try:
        answer = ask(address)
    except OSError:
        answer = b""
    if not answer.startswith(b"PONG"):
        return fault("clamd", "Sökningen efter skadlig kod svarar inte.", "Starta clamd.")
    return fine("clamd", "Sökningen efter skadlig kod svarar.")


def ask_clamd(address: str) -> bytes:
    """PING to `host:port` or a socket's path."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CLAMD_SECONDS)
        connection.connect(address)
    else:
        host, _colon, port = address.partition(":")
        connection = socket.create_connection((host, int(port or CLAMD_PORT)), CLAMD_SECONDS)
    with connection:
        connection.sendall(b"zPING\0")
        return connection.recv(16)


def lock(pinned: Mapping[str, str]) -> Line:
    """Whether what is installed is what the lock names."""
    if not pinned:
        return unsure("lock", "Låset för beroenden följer inte med installationen.",
                      "Installera med pip --require-hashes -r requirements/base.txt.")  # fmt: skip
    other = [name for name, wanted in pinned.items() if _installed(name) not in (wanted, None)]
    missing = [name for name in pinned if _installed(name) is None]
    if other or missing:
        return fault("lock", f"Andra versioner än låsets: {', '.join([*other, *missing][:5])}.",
                     "Installera med pip --require-hashes -r requirements/base.txt.")  # fmt: skip
    return fine("lock", f"{len(pinned)} beroenden är låsets.")


def pins(text: str) -> dict[str, str]:
    """Names and versions of a lock, but what only some machines need."""
    found = (PIN.match(line) for line in text.splitlines() if ";" not in line)
    return {match[1]: match[2] for match in found if match}


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _others_read(file: Path) -> bool:
    return bool(file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP | stat.S_IWOTH))


def _others_reach(folder: Path) -> bool:
    return bool(folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
