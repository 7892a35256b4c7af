"""Files that need no format to be read: records behind one another, each behind its count of bytes."""

import json
import subprocess
import sys


def write(path, records):
    """Writes each record behind its count in four bytes, the lowest first."""
    with open(path, "wb") as output:
        for record in records:
            output.write(len(record).to_bytes(4, "little") + record)


def split(content):
    """The records of a file's content."""
    place = 0
    while place < len(content):
        size = int.from_bytes(content[place:place + 4], "little")
        yield content[place + 4:place + 4 + size]
        place += 4 + size


def count(path):
    return sum(1 for _ in split(path.read_bytes()))


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def generated(shared, folder, name, data, count):
    """As many data of a workload as its generator is asked for."""
    subprocess.run([sys.executable, shared / "gen.py", "--out", folder / "generated", "--count", str(count), name],
                   check=True, stdout=subprocess.DEVNULL)
    return read_lines(folder / "generated" / f"{data}.jsonl")
