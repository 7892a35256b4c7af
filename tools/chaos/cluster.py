"""Several nodes of a registry on one store, each with a way of its own to it."""

import concurrent.futures
import signal

from harness import preload
from harness.redirected_connections import RedirectedConnections
from harness.registry_process import RegistryProcess, StartFailed
from harness.severable_proxy import SeverableProxy
from harness.shifted_clock import ShiftedClock


class Node:
    """One `martlet serve`, with the proxy through which it reaches the store, and with a clock of its own."""

    def __init__(self, martlet, number, store):
        self.number = number
        self._martlet = martlet
        self._store = store
        self.proxy = SeverableProxy(store.port)
        self.clock = ShiftedClock()
        route = RedirectedConnections(store.port, self.proxy.port)
        self._environment = preload.environment(self.clock, route) | store.environment
        self._process = None
        self.is_expected = False
        self.unexpected_ends = []

    @property
    def url(self):
        """Where it serves; None while it does not."""
        process = self._process
        return process.url if process is not None and self.is_expected else None

    def start(self):
        """Starts it, as often as the store is not to be reached."""
        for _ in range(50):
            self._process = RegistryProcess(self._martlet, self._store.url, environment=self._environment)
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
    """The nodes on a store. A context manager."""

    def __init__(self, martlet, count, store):
        self.store = store
        self.nodes = [Node(martlet, number, store) for number in range(count)]

    def __enter__(self):
        try:
            # Together, because that is how they are started in earnest.
            with concurrent.futures.ThreadPoolExecutor(len(self.nodes)) as pool:
                list(pool.map(Node.start, self.nodes))
        except StartFailed:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for node in self.nodes:
            node.stop()
