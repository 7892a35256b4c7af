"""A throw-away Kafka broker that keeps its topics in memory, started for one test run."""

import socket
import subprocess
import tempfile
import time


def free_port():
    """A port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class BrokerProcess:
    """The broker that `tools/broker install` provides. A context manager: leaving it ends the process."""

    def __init__(self, executable, timeout=20):
        self.address = f"127.0.0.1:{free_port()}"
        self._log = tempfile.TemporaryFile("w+")
        # The listener's default is every interface: both addresses are always given.
        self.process = subprocess.Popen(
            [executable, "broker", "--listener-url", f"tcp://{self.address}",
             "--advertised-listener-url", f"tcp://{self.address}", "--storage-engine", "memory://martlet/"],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT)
        self._timeout = timeout

    def __enter__(self):
        deadline = time.monotonic() + self._timeout
        host, port = self.address.split(":")
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the broker ended with code {self.process.returncode}: {self._output()}")
            try:
                socket.create_connection((host, int(port)), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.02)
        self.__exit__()
        raise RuntimeError(f"the broker did not accept a connection within {self._timeout} s: {self._output()}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _output(self):
        self._log.seek(0)
        return self._log.read()[-2000:] or "(no output)"
