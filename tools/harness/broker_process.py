"""A throw-away Kafka broker that keeps its topics in memory, started for one test run."""

import os
import pathlib
import shlex
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def broker_environment():
    """What `tools/broker install` prints: as it is in the environment, where that was done."""
    if {"MARTLET_BROKER", "MARTLET_KAFKA_LIBRARIES"} <= os.environ.keys():
        return os.environ
    printed = subprocess.run([ROOT / "tools/broker", "install", ROOT / ".build-tools"], check=True,
                             stdout=subprocess.PIPE, text=True).stdout
    return dict(assignment.split("=", 1) for assignment in shlex.split(printed))


def free_port():
    """A port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class BrokerProcess:
    """The broker that `tools/broker install` provides. A context manager: leaving it ends the process."""

    def __init__(self, executable, timeout=20, environment=None):
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        self._log = tempfile.TemporaryFile("w+")
        # The listener's default is every interface: both addresses are always given.
        self.process = subprocess.Popen(
            [executable, "broker", "--listener-url", f"tcp://{self.address}",
             "--advertised-listener-url", f"tcp://{self.address}", "--storage-engine", "memory://martlet/"],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})})
        self._timeout = timeout

    def __enter__(self):
        deadline = time.monotonic() + self._timeout
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the broker ended with code {self.process.returncode}: {self._output()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.02)
        self.__exit__()
        raise RuntimeError(f"the broker did not accept a connection within {self._timeout} s: {self._output()}")

    def pause(self):
        """Lets it answer nobody: the system still accepts connections for it."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def __exit__(self, *_):
        self.process.terminate()
        # One that is paused learns of its end only when it goes on.
        self.resume()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _output(self):
        self._log.seek(0)
        return self._log.read()[-2000:] or "(no output)"
