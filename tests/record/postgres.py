"""A real PostgreSQL for the tests: a cluster of their own, on a socket in a folder of their own.

Servers refuse to run as root, so root starts it as another user.
"""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
_USERS = ("postgres", "nobody")
_NEEDED = 15


def server_programs() -> Path | None:
    """Return the folder of the newest server that is installed; None where none is."""
    found = [path for place in _PLACES for path in Path("/").glob(place[1:])]
    usable = [path for path in found if (path / "initdb").exists() and _major(path) >= _NEEDED]
    return max(usable, key=_major, default=None)


def _major(folder: Path) -> int:
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", told.stdout)
    return int(found[1]) if found else 0


class Server:
    """A cluster that can be started, stopped hard, and asked for new places.

    The tests crash the server, never the machine, so it need not wait for the disk.
    """

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._user = _unprivileged()
        self._folder = Path(tempfile.mkdtemp(prefix="kept-pg-"))
        if self._user is not None:
            os.chown(self._folder, self._user, -1)
        self._data = self._folder / "data"
        self._count = 0
        self._run("initdb", "-D", self._data, "-U", "kept", "--auth=trust", "-E", "UTF8",
                  "--locale=C", "--no-sync")  # fmt: skip

    def start(self) -> None:
        """Start it on a Unix socket alone: no port that anybody else could have."""
        options = f"-c fsync=off -c listen_addresses='' -c unix_socket_directories='{self._folder}'"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self._folder / "log",
                  "-o", options)  # fmt: skip

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` is as a crash."""
        self._run("pg_ctl", "stop", "-w", "-D", self._data, "-m", how)

    def remove(self) -> None:
        """Stop it and remove all of it."""
        self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def place(self) -> str:
        """Return the URL of a new, empty schema: quicker to make than a database."""
        self._count += 1
        name = f"ledger{self._count}"
        self._run("psql", "-q", "-h", self._folder, "-U", "kept", "-d", "postgres",
                  "-c", f"CREATE SCHEMA {name}")  # fmt: skip
        path = f"options=-csearch_path%3D{name}"
        return f"postgresql://kept@/postgres?host={self._folder}&{path}"

    def _run(self, program: str, *arguments: object) -> None:
        command: Sequence[str] = [str(self._programs / program), *map(str, arguments)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": "/"}
        done = subprocess.run(command, user=self._user, check=False, **quiet)  # type: ignore[call-overload]
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))


def _unprivileged() -> int | None:
    """Return the user to start it as; None for the one who runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in _USERS:
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise RuntimeError("root cannot start PostgreSQL, and there is no user postgres or nobody")
