"""What goes wrong while clients work: one thing at a time, for a while, then the next. Clocks stay as wrong as they were
made last."""

import time


class Faults:
    """Breaks and mends a cluster. Every fault is mended before the next, so that each is seen by itself."""

    def __init__(self, cluster, chance):
        self._cluster = cluster
        self._chance = chance
        self.counts = {}

    def run(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(self._chance.uniform(0.1, 0.5))
            fault = self._chance.choice(
                [self._kill, self._pause, self._cut, self._block, self._cut_all, self._crash_database,
                 self._shift_clock])
            name = fault.__name__.strip("_").replace("_", " ")
            self.counts[name] = self.counts.get(name, 0) + 1
            fault(self._chance.choice(self._cluster.nodes))
            for node in self._cluster.nodes:
                node.note_unexpected_end()

    def _last(self):
        time.sleep(self._chance.uniform(0.1, 1.5))

    def _kill(self, node):
        node.kill()
        self._last()
        node.start()

    def _pause(self, node):
        node.pause()
        self._last()
        node.resume()

    def _cut(self, node):
        node.proxy.cut()
        self._last()
        node.proxy.heal()

    def _block(self, node):
        node.proxy.block()
        self._last()
        node.proxy.heal()

    def _shift_clock(self, node):
        node.clock.shift(self._chance.choice([-1, 1]) * round(10 ** self._chance.uniform(0, 5)))
        self._last()

    def _cut_all(self, _):
        for node in self._cluster.nodes:
            node.proxy.cut()
        self._last()
        for node in self._cluster.nodes:
            node.proxy.heal()

    def _crash_database(self, _):
        self._cluster.database.crash()
        self._last()
        self._cluster.database.start()
