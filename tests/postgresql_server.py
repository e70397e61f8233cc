"""A PostgreSQL server of the tests' own: in a folder of theirs, on a loopback port, stopped by its process id."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

OWNER = "postgres"  # the server does not run as root
PASSWORD = "a secret of the tests"  # noqa: S105


def binaries() -> Path | None:
    """The folder of the newest server's programs, 15 or newer; None where there is none."""
    on_path = shutil.which("initdb")
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    newest = sorted(folders, key=lambda path: int(path.parent.name), reverse=True)
    found = newest[0] if newest else Path(on_path).resolve().parent if on_path else None
    if found is None or (os.geteuid() == 0 and not _there(OWNER)):
        return None
    return found


def _there(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


class Server:
    """A server with one database, `news`, of the role `whimbrel`. It may be stopped, killed and started again."""

    def __init__(self, programs: Path, *, durable: bool = False) -> None:
        self._programs = programs
        self._folder = Path(mkdtemp(prefix="whimbrel-postgresql-"))
        self._data = self._folder / "data"
        self._log = self._folder / "log"
        self._durable = durable
        self._run: dict[str, Any] = {}
        secret = self._folder / "password"
        secret.write_text(PASSWORD + "\n")
        if os.geteuid() == 0:
            self._run = {"user": OWNER, "group": OWNER, "extra_groups": []}
            for path in (self._folder, secret):
                shutil.chown(path, OWNER, OWNER)
        self._do(
            "initdb", "-D", self._data, "-U", "whimbrel", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8",
            "--locale=C.UTF-8", *([] if durable else ["--no-sync"]),
        )  # fmt: skip
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.start()
        self.query("create database news", database="postgres")

    def address(self, schema: str = "", database: str = "news") -> str:
        secret = PASSWORD.replace(" ", "%20")
        asked = f"?schema={schema}" if schema else ""
        return f"postgresql://whimbrel:{secret}@127.0.0.1:{self.port}/{database}{asked}"

    def query(self, command: str, database: str = "news") -> list[tuple[Any, ...]]:
        """The rows that a command gives, in a transaction of its own."""
        import psycopg  # noqa: PLC0415 - an extra

        with psycopg.connect(self.address(database=database), autocommit=True) as connection:
            cursor = connection.execute(command)
            return cursor.fetchall() if cursor.description else []

    def empty(self, schema: str) -> None:
        """Takes every row out of a chronicle's tables, and every number back."""
        found = self.query(
            f"select quote_ident(relname) from pg_class where relkind = 'r' and relname <> 'alembic_version' "
            f"and relnamespace = to_regnamespace('{schema}')"
        )
        if found:
            names = ", ".join(f"{schema}.{name}" for (name,) in found)
            self.query(f"set session_replication_role = replica; truncate {names} restart identity cascade")

    def start(self) -> None:
        off = [] if self._durable else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    self._programs / "postgres", "-D", self._data, "-p", str(self.port),
                    "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                    "-c", "shared_buffers=64MB", "-c", "max_connections=60", *off,
                ],
                stdout=log, stderr=log, cwd=self._data.parent, **self._run,
            )  # fmt: skip
        for _ in range(300):
            ready = [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
            if subprocess.run(ready, check=False).returncode == 0:
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"the server did not start: {self._log.read_text()[-2000:]}")

    @property
    def runs(self) -> bool:
        return self._process is not None

    def stop(self) -> None:
        """Ends it as an administrator does who does not wait for anybody."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Ends it as a crash does: the next start has to recover."""
        self._end(signal.SIGQUIT)

    def close(self) -> None:
        """Ends it for good."""
        self.stop()
        shutil.rmtree(self._folder)

    def drop_connections(self) -> int:
        """Ends every connection of the role but this one; gives how many."""
        others = "from pg_stat_activity where pid <> pg_backend_pid() and datname = 'news'"
        return int(self.query(f"select count(pg_terminate_backend(pid)) {others}")[0][0])

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(60)
        self._process = None

    def _do(self, program: str, *arguments: Any) -> None:
        done = subprocess.run(
            [self._programs / program, *map(str, arguments)], capture_output=True, text=True, check=False,
            cwd=self._data.parent, **self._run,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
