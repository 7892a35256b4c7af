"""A running `martlet serve`, started for one test or measurement and stopped after it."""

import os
import pathlib
import re
import signal
import subprocess
import threading
import time

SERVING = re.compile(r"^martlet: serving (http://\S+) from (.+) \((\d+) schemas?\)$")


class StartFailed(Exception):
    """The process ended, or stayed silent, before it was serving."""


class RegistryProcess:
    """`martlet serve` on a free port of 127.0.0.1. A context manager: leaving it ends the process gracefully."""

    def __init__(self, martlet, store, *, environment=None, options=(), timeout=60):
        self.lines = []
        self._served = threading.Event()
        self._match = None
        started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(martlet), "serve", "--store", store, "--listen", "127.0.0.1:0", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **(environment or {})})
        # The pipe is read to its end on a thread of its own, so that a talkative server never blocks on it.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._timeout = timeout
        self._started = started

    def wait_until_serving(self):
        """Waits for the line that names the address; returns self."""
        if not self._served.wait(self._timeout):
            self.kill()
            raise StartFailed(f"martlet serve said nothing within {self._timeout} s")
        if self._match is None:
            code = self.process.wait()
            raise StartFailed(f"martlet serve ended with code {code} before serving: {self.log()}")
        return self

    @property
    def url(self):
        return self._match[1]

    @property
    def schema_count(self):
        """The number of schemas that the server said it loaded."""
        return int(self._match[3])

    @property
    def seconds_to_serving(self):
        """From exec to the line that says so."""
        return self._served_at - self._started

    @property
    def resident_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)[1]) * 1024

    @property
    def processor_seconds(self):
        """Of both kinds, the process's own and the system's for it."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def log(self):
        return "\n".join(self.lines[-20:]) or "(no output)"

    def kill(self):
        """SIGKILL, as a crash would: no handler runs, nothing is flushed."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._reader.join()

    def stop(self):
        """SIGTERM, and the graceful end that must follow; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise StartFailed("martlet serve did not end within 30 s of SIGTERM") from None
        finally:
            self._reader.join()

    def __enter__(self):
        return self.wait_until_serving()

    def __exit__(self, *_):
        self.stop()

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))
            del self.lines[:-1000]
            if not self._served.is_set() and (match := SERVING.match(self.lines[-1])):
                self._served_at = time.perf_counter()
                self._match = match
                self._served.set()
        # Reached at the end of the output: a server that never served has ended.
        self._served.set()
