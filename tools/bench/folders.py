"""What `martlet check` costs over a folder of schemas in git."""

import json
import os
import pathlib
import subprocess
import tempfile
import time

from bench.measurements import Row

COUNT, QUICK_COUNT = 2_000, 200
CHANGED = 20
FIELDS = 12


def check(martlet, is_quick, repeats, progress):
    """A whole set against a commit, with a few changes, and one small file."""
    count = QUICK_COUNT if is_quick else COUNT
    progress(f"checking {count} schemas")
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as name:
        folder = pathlib.Path(name)
        write(folder, count)
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "all")
        same = timed([martlet, "check", folder, "--against", "git:HEAD"], repeats)
        for number in range(CHANGED):
            (folder / f"schemas/team{number % 20}/subject-{number}.avsc").write_text(schema(number, FIELDS + 1))
        changed = timed([martlet, "check", folder, "--against", "git:HEAD"], repeats)
        every = timed([martlet, "check", folder], repeats)
        (folder / "old.avsc").write_text(schema(0, 3))
        (folder / "new.avsc").write_text(schema(0, 4))
        one = timed([martlet, "check", folder / "new.avsc", "--against", folder / "old.avsc"], repeats * 5)
    how = f"median of {repeats}, from exec to exit"
    return [
        Row(f"check of {count} schemas, none changed", told(same), f"against a commit; {how}"),
        Row(f"check of {count} schemas, {CHANGED} changed", told(changed), f"against a commit; {how}"),
        Row(f"check of {count} schemas by themselves", told(every), f"every one parsed; {how}"),
        Row("check of one small schema", told(one), "against another file"),
    ]


def write(folder, count):
    (folder / "martlet.yaml").write_text("level: BACKWARD\nschemas:\n  - path: schemas/{team}/{subject}.avsc\n")
    for number in range(count):
        path = folder / f"schemas/team{number % 20}/subject-{number}.avsc"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema(number, FIELDS))


def schema(number, fields):
    rows = [{"name": f"field{field}", "type": ["null", "string"], "default": None, "doc": "What stands in it."}
            for field in range(fields)]
    return json.dumps({"type": "record", "name": f"Record{number}", "namespace": "bench", "fields": rows}, indent=2)


def git(folder, *arguments):
    subprocess.run(["git", "-C", folder, "-c", "user.name=bench", "-c", "user.email=bench@localhost", *arguments],
                   check=True, stdout=subprocess.DEVNULL)


def timed(command, repeats):
    """Seconds, the median, and the peak of memory in bytes."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
    return sorted(seconds)[len(seconds) // 2], usage.ru_maxrss * 1024


def told(measured):
    seconds, memory = measured
    return f"{seconds * 1000:.0f} ms, {memory / 1e6:.0f} MB"
