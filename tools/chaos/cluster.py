"""Several nodes of a registry on one database, each with a way of its own to it."""

import signal
import threading

from harness.postgres_process import PostgresProcess
from harness.registry_process import RegistryProcess, StartFailed
from harness.severable_proxy import SeverableProxy
from harness.shifted_clock import ShiftedClock


class Node:
    """One `martlet serve`, with the proxy through which it reaches the database, and with a clock of its own."""

    def __init__(self, martlet, number, database):
        self.number = number
        self._martlet = martlet
        self.proxy = SeverableProxy(database.port)
        self.clock = ShiftedClock()
        self._process = None
        self.is_expected = False
        self.unexpected_ends = []

    @property
    def url(self):
        """Where it serves; None while it does not."""
        process = self._process
        return process.url if process is not None and self.is_expected else None

    def start(self):
        """Starts it, as often as the database is not to be reached."""
        store = f"postgres://martlet@127.0.0.1:{self.proxy.port}/registry"
        for _ in range(50):
            self._process = RegistryProcess(self._martlet, store, clock=self.clock)
            try:
                self._process.wait_until_serving()
            except StartFailed as failure:
                last = failure
                continue
            self.is_expected = True
            return
        raise StartFailed(f"node {self.number}: {last}")

    def kill(self):
        self.is_expected = False
        self._process.kill()

    def pause(self):
        self._process.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self._process.process.send_signal(signal.SIGCONT)

    def stop(self):
        self.is_expected = False
        if self._process is not None:
            self._process.stop()
        self.proxy.close()

    def note_unexpected_end(self):
        """A node that was not killed must not have ended."""
        if self.is_expected and self._process.process.poll() is not None:
            self.is_expected = False
            self.unexpected_ends.append(f"node {self.number} ended by itself: {self._process.log()}")
            self.start()


class Cluster:
    """A database and its nodes. A context manager."""

    def __init__(self, martlet, count):
        self._martlet = martlet
        self._count = count
        self.nodes = []

    def __enter__(self):
        self.database = PostgresProcess().start()
        self.database.make_database("registry")
        self.nodes = [Node(self._martlet, number, self.database) for number in range(self._count)]
        # Together, because that is how they are started in earnest.
        threads = [threading.Thread(target=node.start) for node in self.nodes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self

    def __exit__(self, *_):
        for node in self.nodes:
            node.stop()
        self.database.__exit__()
