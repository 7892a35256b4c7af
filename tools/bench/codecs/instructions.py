"""Counts the instructions that a record takes, which no neighbour on the machine can change.

The table is kept with the code, so that a change which makes a row dearer is seen.
"""

import pathlib
import re
import subprocess
import tempfile

from bench.codecs import workloads

TABLE = pathlib.Path(__file__).resolve().parents[1] / "instructions.md"
TOLERANCE = 0.03
RECORDS = 1000

HEADER = """# Instructions for each record

Counted by callgrind on the hot set, as the difference of two runs, with `tools/bench/run codecs --instructions`;
`--compare` tells which rows take more than 3 % more than here. Other versions of the compiler or of the C library give
other figures: count again before a change, and then after it.

| row | instructions |
| --- | ---: |
"""


def count(codec_bench, shared, progress):
    """The instructions for each record of every row of ours."""
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as name:
        folder = pathlib.Path(name)
        workloads.write(folder, shared, progress)
        listed = subprocess.run([codec_bench, folder / "hot", "1", "0"], check=True, capture_output=True, text=True)
        counts = {}
        for row in dict.fromkeys(line.split("\t")[0] for line in listed.stdout.splitlines()):
            progress(f"counting {row}")
            records = workloads.record_count(folder / "hot" / f"{row.split('/')[0]}.records")
            passes = -(-RECORDS // records)
            once, twice = (callgrind(codec_bench, folder / "hot", row, passes * times) for times in (1, 2))
            counts[row] = round((twice - once) / (passes * records))
    return counts


def callgrind(codec_bench, records, row, passes):
    ended = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", codec_bench, records, "--only", row,
         str(passes)], check=True, capture_output=True, text=True)
    return int(re.search(r"Collected : (\d+)", ended.stderr)[1])


def write(counts):
    TABLE.write_text(HEADER + "".join(f"| {row} | {count:,} |\n" for row, count in counts.items()))


def differences(counts):
    """What to say of each row that is dearer than in the table, cheaper, or not in it; and whether one is dearer."""
    kept = {match[1]: int(match[2].replace(",", ""))
            for match in re.finditer(r"^\| (\S+/\S+) \| ([\d,]+) \|$", TABLE.read_text(), re.MULTILINE)}
    lines, is_dearer = [], False
    for row, number in counts.items():
        if row not in kept:
            lines.append(f"{row}: {number:,}, not in the table")
        elif abs(change := number / kept[row] - 1) > TOLERANCE:
            lines.append(f"{row}: {number:,} instead of {kept[row]:,} ({change:+.1%})")
            is_dearer = is_dearer or change > 0
    return lines, is_dearer
