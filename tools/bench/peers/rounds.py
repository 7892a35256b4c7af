"""What the peers in Python have in common: the records of a file, and the rounds of measuring."""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

from bench.codecs import records  # noqa: E402


def records_of(path):
    return list(records.split(path.read_bytes()))


def measure(row, items, rounds, milliseconds, work):
    """Prints one line a round: the row and its ns of CPU time for each item, after one pass that does not count."""
    for item in items:
        work(item)
    for _ in range(rounds):
        started, passes = time.thread_time_ns(), 0
        while True:
            for item in items:
                work(item)
            passes += 1
            spent = time.thread_time_ns() - started
            if spent >= milliseconds * 1e6:
                break
        print(f"{row}\t{spent / passes / len(items)}")
