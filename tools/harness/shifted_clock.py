"""Clocks that are wrong, for one process each."""

import pathlib
import struct
import tempfile

from harness import preload


class ShiftedClock:
    """The time of day of one process, ahead of the machine's or behind it, and changed at will while it runs."""

    # libfaketime would do, were it not that Swift's programs find no arguments beside it.
    source = pathlib.Path(__file__).with_name("shifted_clock.c")

    def __init__(self):
        with tempfile.NamedTemporaryFile(dir=preload.folder().name, delete=False) as file:
            self._path = pathlib.Path(file.name)
        self.settings = {"MARTLET_TEST_CLOCK": str(self._path)}
        self.shift(0)

    def shift(self, seconds):
        """Lets the clock be so many seconds ahead; behind if there are fewer than none."""
        # In place: the process has the file mapped.
        with open(self._path, "r+b") as file:
            file.write(struct.pack("=q", seconds))
