"""A registry of many schemas: starting on it, its memory, and whether reads feel its size and its writers."""

import concurrent.futures
import os
import pathlib
import random
import statistics
import tempfile
import time

from bench import large_store, load
from bench.measurements import Row, fresh_store, median
from harness.registry_process import RegistryProcess

# Of a subject, on average.
VERSIONS = 10
# Of the writers beside which schemas are read: registrations a second.
WRITES = 500


def scale(martlet, settings, progress):
    """Everything over one store of `settings.schemas` versions."""
    with fresh_store() as empty, fresh_store() as full:
        progress("starts on an empty database")
        before = starts(martlet, empty, settings.starts)
        progress(f"writing {settings.schemas:,} schemas")
        with RegistryProcess(martlet, full):
            pass
        file = pathlib.Path(full.removeprefix("sqlite:"))
        text_bytes = large_store.fill(file, settings.schemas, settings.schemas // VERSIONS)
        progress("starts on the full database")
        after = starts(martlet, full, settings.starts)
        rows = start_rows(before, after, settings, text_bytes, file.stat().st_size)
        return rows + reads(martlet, empty, full, settings, progress)


def start_rows(before, after, settings, text_bytes, file_bytes):
    how = f"from exec to the line that names the address, median of {settings.starts}; load of the machine "
    memory = (after.resident - before.resident) / settings.schemas
    return [
        Row("time to serving, empty database", f"{before.seconds * 1000:.0f} ms", how + f"{before.load:.1f}"),
        Row(f"time to serving, {settings.schemas:,} schemas of {settings.schemas // VERSIONS:,} subjects",
            f"{after.seconds:,.2f} s, {after.processor:,.2f} s of processor", how + f"{after.load:.1f}"),
        Row("resident memory, empty", f"{before.resident / 1e6:.0f} MB", "after starting"),
        Row(f"resident memory, {settings.schemas:,} schemas", f"{after.resident / 1e6:,.0f} MB", "after starting"),
        Row("memory for each schema", f"{memory:,.0f} bytes, {memory - text_bytes:,.0f} beyond its text",
            f"difference of the two; texts of {text_bytes:,.0f} bytes"),
        Row("database for each schema", f"{file_bytes / settings.schemas:,.0f} bytes", "size of the file"),
    ]


def reads(martlet, small, full, settings, progress):
    """Reads of any schema of the full registry, alone and beside writers, and of the only one of a small registry."""
    rows = []
    names = {"id": "schemas by ID", "latest": "latest versions"}
    how = f"wrk -t2 -c16 -d{settings.seconds}s, any of the registry's, median of {settings.rounds}"
    with tempfile.TemporaryDirectory() as folder, RegistryProcess(martlet, full, timeout=600) as registry:
        folder = pathlib.Path(folder)
        for what, path in (("id", an_id), ("latest", a_latest_version)):
            paths = folder / what
            source = random.Random(1)
            paths.write_text("".join(path(source, settings.schemas) + "\n" for _ in range(100_000)))
            runs, beside, writes = [], [], []
            for number in range(settings.rounds):
                progress(f"reads of {names[what]}, round {number + 1} of {settings.rounds}")
                runs.append(load.get_any(registry.url, paths, 16, settings.seconds))
                read, written = read_beside_writers(registry.url, paths, settings.seconds, f"{what}{number}t")
                beside.append(read)
                writes.append(written)
            rows += [
                Row(f"reads of {names[what]}, {settings.schemas:,} schemas", text(runs), how),
                Row(f"the same beside {median(writes, 'rate'):,.0f} registrations/s", text(beside), how),
            ]
    return rows


def read_beside_writers(url, paths, seconds, prefix):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        writing = pool.submit(load.register_slowly, url, WRITES, seconds + 2, prefix)
        time.sleep(1)
        return load.get_any(url, paths, 16, seconds), writing.result()


def text(runs):
    return (f"{median(runs, 'rate'):,.0f}/s, p50 {median(runs, 'median'):.2f} ms, "
            f"p99 {median(runs, 'percentile99'):.2f} ms")


def an_id(source, schemas):
    # Every content has an ID, and nearly every version a content of its own.
    return f"/schemas/ids/{source.randrange(1, schemas * 9 // 10)}"


def a_latest_version(source, schemas):
    return f"/subjects/{large_store.any_value_subject(source, schemas // VERSIONS)}/versions/latest"


class Starts:
    """Medians of several starts."""

    def __init__(self, seconds, processor, resident, loads):
        self.seconds, self.processor = statistics.median(seconds), statistics.median(processor)
        self.resident, self.load = statistics.median(resident), statistics.median(loads)


def starts(martlet, store, count):
    seconds, processor, resident, loads = [], [], [], []
    for _ in range(count):
        loads.append(os.getloadavg()[0])
        with RegistryProcess(martlet, store, timeout=600) as registry:
            seconds.append(registry.seconds_to_serving)
            processor.append(registry.processor_seconds)
            resident.append(registry.resident_bytes)
    return Starts(seconds, processor, resident, loads)
