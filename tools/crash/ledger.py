"""What the writers tried, and what the server acknowledged, over all rounds."""

import threading


class Ledger:
    """Tries are noted before they are sent, so that whatever is found later was either tried or made up."""

    def __init__(self):
        self.tried = {}  # subject -> set of schema texts
        self.acknowledged = {}  # (subject, schema text) -> the answer
        self._lock = threading.Lock()

    def note_try(self, subject, schema):
        with self._lock:
            self.tried.setdefault(subject, set()).add(schema)

    def note_acknowledged(self, subject, schema, answer):
        with self._lock:
            self.acknowledged[subject, schema] = answer
