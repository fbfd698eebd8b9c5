"""Run a command against a throw-away cluster of Debian's PostgreSQL 15.

`python tools/on_postgresql15.py COMMAND …` sets DATABASE_URL and DATABASE_OWNER_URL for it. Says so
and runs nothing when PostgreSQL 15 is not installed.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


def main(command: list[str]) -> int:
    """Start, run, stop; the exit code is the command's."""
    if not (PROGRAMS / "initdb").exists():
        print("PostgreSQL 15 is not installed here: nothing was run against it.")
        return 0
    import psycopg

    from samsyn.foundation import embedded

    folder = Path(tempfile.mkdtemp(prefix="samsyn-pg15-"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    shutil.chown(folder, user)
    prefix = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*prefix, str(PROGRAMS / program), *arguments],
            check=True, stdout=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip

    data = str(folder / "data")
    run(
        "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    )
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -h ''", "start")
    try:
        with psycopg.connect(
            host=str(folder), user="postgres", dbname="postgres", autocommit=True
        ) as db:
            embedded.prepare(db, "samsyn")
            print(db.execute("SHOW server_version").fetchone())
        environment = {
            **os.environ,
            "DATABASE_URL": f"postgresql://{embedded.APP}@/samsyn?host={folder}",
            "DATABASE_OWNER_URL": f"postgresql://{embedded.OWNER}@/samsyn?host={folder}",
        }
        return subprocess.call(command, env=environment)
    finally:
        run("pg_ctl", "-D", data, "-w", "-m", "fast", "stop")
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
