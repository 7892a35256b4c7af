"""Small libraries of our own, which a process loads before all others to change what the system tells it."""

import functools
import pathlib
import subprocess
import tempfile


@functools.cache
def folder():
    """Holds the libraries, and what they read while they run, until the end of this program."""
    return tempfile.TemporaryDirectory(prefix="martlet-preload-")


@functools.cache
def library(source):
    """The compiled library."""
    path = pathlib.Path(folder().name) / f"{source.stem}.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O", "-o", path, source], check=True)
    return path


def environment(*changes):
    """What a process must be started with for all of these. Each change has a `source` in C, and the `settings` that
    this reads from the environment."""
    merged = {"LD_PRELOAD": ":".join(str(library(change.source)) for change in changes)}
    for change in changes:
        merged |= change.settings
    return merged
