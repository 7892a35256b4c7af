"""A throw-away PostgreSQL server on a free port of 127.0.0.1, started for one run and removed after it."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from harness.broker_process import free_port


def programs_folder():
    """Where the server's programs are, newest version first; None if it is not installed."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return folders[-1] if folders else None


class PostgresProcess:
    """A context manager: leaving it ends the server and removes its data."""

    def __init__(self):
        self._programs = programs_folder()
        if self._programs is None:
            raise RuntimeError("PostgreSQL's server is not installed; tools/setup installs it")
        self.port = free_port()
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="martlet-postgres-"))
        # The server refuses to run as root, and its own user must reach the folder.
        self._folder.chmod(0o777)
        self._process = None
        self._run("initdb", "--pgdata", self._folder / "data", "--username", "martlet", "--auth", "trust", "--no-sync")

    def start(self, timeout=120):
        """Starts the server, after a crash too; returns when it answers."""
        self._log = open(self._folder / "log", "a")
        self._process = subprocess.Popen(
            self._as_server_user("postgres", "-D", self._folder / "data", "-h", "127.0.0.1", "-p", str(self.port),
                                 "-k", "", "-c", "max_connections=200"),
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            ready = subprocess.run([self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)])
            if ready.returncode == 0:
                return self
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not answer within {timeout} s: {(self._folder / 'log').read_text()[-1000:]}")

    def crash(self):
        """Ends all of the server's processes at once; it repairs its data at the next start."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)
        self._log.close()

    @property
    def processor_seconds(self):
        """Of the server and all processes that it has made, those that have ended included."""
        ticks, parents = 0, {self._process.pid}
        for stat in sorted(pathlib.Path("/proc").glob("[0-9]*/stat"), key=lambda path: int(path.parent.name)):
            try:
                pid, fields = int(stat.parent.name), stat.read_text().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if pid == self._process.pid:
                # With what its children took that have ended.
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) in parents:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def make_database(self, name):
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "martlet", name)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.crash()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program, *arguments):
        subprocess.run(self._as_server_user(program, *arguments), check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, cwd="/")

    def _as_server_user(self, program, *arguments):
        # setpriv becomes the program, so that signals reach it.
        user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.geteuid() == 0 else []
        return [*user, str(self._programs / program), *map(str, arguments)]
