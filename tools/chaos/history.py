"""What clients asked of which node, and what they were answered."""

import dataclasses
import json
import threading


@dataclasses.dataclass
class Operation:
    """One request. Its outcome is "ok", "refused" (an answer of 4xx) or "unknown" (anything else)."""

    name: str
    node: int
    subject: str
    started: float
    ended: float = 0
    outcome: str = "unknown"
    schema: str | None = None
    version: int | None = None
    id: int | None = None
    detail: str = ""


class History:
    """All operations of a round, from many threads."""

    def __init__(self):
        self.operations = []
        self._lock = threading.Lock()

    def add(self, operation):
        with self._lock:
            self.operations.append(operation)

    def named(self, *names, outcome=None):
        return [operation for operation in self.operations
                if operation.name in names and outcome in (None, operation.outcome)]

    def write(self, path):
        """Writes all operations to a file, one a line, in the order in which they began."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w") as file:
            for operation in sorted(self.operations, key=lambda operation: operation.started):
                print(json.dumps(dataclasses.asdict(operation)), file=file)
