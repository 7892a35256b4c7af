"""What one client alone changes, one request at a time: its value after a crash is the last one that was acknowledged,
or the one that was asked for when the server went away."""

import threading

ANYTHING = object()  # the server makes the value
ABSENT = None


class Cells:
    """Values by kind and name, over all rounds."""

    def __init__(self):
        self.acknowledged_count = 0
        self._values = {}  # (kind, name) -> the values that may be found
        self._lock = threading.Lock()

    def note_try(self, kind, name, value):
        with self._lock:
            self._values.setdefault((kind, name), [ABSENT])
            self._values[kind, name] = self._values[kind, name][:1] + [value]

    def note_acknowledged(self, kind, name, value):
        with self._lock:
            self._values[kind, name] = [value]
            self.acknowledged_count += 1

    def settle(self, kind, name, value):
        """What was found after a crash holds from then on."""
        with self._lock:
            self._values[kind, name] = [value]

    def possible(self):
        """Kind, name and the values that may be found, of all."""
        with self._lock:
            return [(kind, name, list(values)) for (kind, name), values in self._values.items()]
