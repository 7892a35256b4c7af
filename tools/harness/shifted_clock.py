"""Clocks that are wrong, for one process each."""

import functools
import pathlib
import struct
import subprocess
import tempfile

SOURCE = pathlib.Path(__file__).with_name("shifted_clock.c")


@functools.cache
def folder():
    """Holds the library and the clocks until the end of this program."""
    return tempfile.TemporaryDirectory(prefix="martlet-clocks-")


@functools.cache
def library():
    # libfaketime would do, were it not that Swift's programs find no arguments beside it.
    path = pathlib.Path(folder().name) / "shifted_clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O", "-o", path, SOURCE], check=True)
    return path


class ShiftedClock:
    """The time of day of one process, ahead of the machine's or behind it, and changed at will while it runs."""

    def __init__(self):
        with tempfile.NamedTemporaryFile(dir=folder().name, delete=False) as file:
            self._path = pathlib.Path(file.name)
        self._write(0)

    @property
    def environment(self):
        """What a process must be started with to go by this clock."""
        return {"LD_PRELOAD": str(library()), "MARTLET_TEST_CLOCK": str(self._path)}

    def shift(self, seconds):
        """Lets the clock be so many seconds ahead; behind if there are fewer than none."""
        self._write(seconds)

    def _write(self, seconds):
        # In place: the process has the file mapped.
        with open(self._path, "r+b") as file:
            file.write(struct.pack("=q", seconds))
