"""Counts the instructions that a record takes, which no neighbour on the machine can change.

The table is kept with the code, so that a change which makes a row dearer is seen.
"""

import pathlib
import re
import subprocess
import tempfile

from bench.codecs import records

TABLE = pathlib.Path(__file__).resolve().parents[1] / "instructions.md"
TOLERANCE = 0.03
RECORDS = 1000

HEADER = """# Instructions for each record

Counted by callgrind on the hot set, as the difference of two runs, with `tools/bench/run PART --instructions`;
`--compare` tells which rows take more than 3 % more than here. Other versions of the compiler or of the C library give
other figures: count again before a change, and then after it.
"""


def count(subject, bench, shared, progress):
    """The instructions for each record of every row of ours; for a task, those of the whole."""
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as name:
        folder = pathlib.Path(name)
        subject.write(folder, shared, progress)
        listed = subprocess.run([bench, folder / "hot", "1", "0"], check=True, capture_output=True, text=True)
        counts = {}
        for row in dict.fromkeys(line.split("\t")[0] for line in listed.stdout.splitlines()):
            progress(f"counting {subject.part}, {row}")
            number = 1 if row in subject.tasks else records.count(folder / "hot" / f"{row.split('/')[0]}.records")
            passes = 1 if row in subject.tasks else -(-RECORDS // number)
            once, twice = (callgrind(bench, folder / "hot", row, passes * times) for times in (1, 2))
            counts[row] = round((twice - once) / (passes * number))
    return counts


def callgrind(bench, folder, row, passes):
    ended = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", bench, folder, "--only", row, str(passes)],
        check=True, capture_output=True, text=True)
    return int(re.search(r"Collected : (\d+)", ended.stderr)[1])


def kept():
    """The rows of the table, by the parts that have them."""
    sections = {}
    for line in TABLE.read_text().splitlines():
        if heading := re.match(r"^## `(\w+)`$", line):
            section = sections.setdefault(heading[1], {})
        elif row := re.match(r"^\| (\S+/\S+) \| ([\d,]+) \|$", line):
            section[row[1]] = int(row[2].replace(",", ""))
    return sections


def write(counts):
    """Replaces the rows of the parts that were counted."""
    text = HEADER
    for part, rows in sorted({**kept(), **counts}.items()):
        text += f"\n## `{part}`\n\n| row | instructions |\n| --- | ---: |\n"
        text += "".join(f"| {row} | {count:,} |\n" for row, count in rows.items())
    TABLE.write_text(text)


def differences(counts):
    """What to say of each row that is dearer than in the table, cheaper, or not in it; and whether one is dearer."""
    table = kept()
    lines, is_dearer = [], False
    for part, rows in counts.items():
        known = table.get(part, {})
        for row, number in rows.items():
            if row not in known:
                lines.append(f"{part} {row}: {number:,}, not in the table")
            elif abs(change := number / known[row] - 1) > TOLERANCE:
                lines.append(f"{part} {row}: {number:,} instead of {known[row]:,} ({change:+.1%})")
                is_dearer = is_dearer or change > 0
    return lines, is_dearer
