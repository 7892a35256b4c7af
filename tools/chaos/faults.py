"""What goes wrong while clients work: one thing at a time, for a while, then the next. Clocks stay as wrong as they were
made last."""

import functools
import time


class Faults:
    """Breaks and mends a cluster. Every fault is mended before the next, so that each is seen by itself."""

    def __init__(self, cluster, chance, longest):
        self._cluster = cluster
        self._chance = chance
        self._longest = longest
        self._kinds = {"kill": self._kill, "pause": self._pause, "cut": self._cut, "block": self._block,
                       "cut all": self._cut_all}
        for name, (begin, end) in cluster.store.faults.items():
            self._kinds[name] = functools.partial(self._break_store, begin, end)
        self._kinds["shift clock"] = self._shift_clock
        self.counts = {}

    def run(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(self._chance.uniform(0.1, 0.5))
            name = self._chance.choice(list(self._kinds))
            self.counts[name] = self.counts.get(name, 0) + 1
            self._kinds[name](self._chance.choice(self._cluster.nodes))
            for node in self._cluster.nodes:
                node.note_unexpected_end()

    def _last(self):
        time.sleep(self._chance.uniform(0.1, self._longest))

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

    def _cut_all(self, _):
        for node in self._cluster.nodes:
            node.proxy.cut()
        self._last()
        for node in self._cluster.nodes:
            node.proxy.heal()

    def _break_store(self, begin, end, _):
        begin()
        self._last()
        end()

    def _shift_clock(self, node):
        node.clock.shift(self._chance.choice([-1, 1]) * round(10 ** self._chance.uniform(0, 5)))
        self._last()
