"""Each measurement gives rows of the table: what, how much, and how it was taken."""

import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import typing

from bench import load
from harness.registry_connection import RegistryConnection
from harness.registry_process import RegistryProcess


class Row(typing.NamedTuple):
    """One line of the table."""

    what: str
    value: str
    how: str


class Settings(typing.NamedTuple):
    """How long and how much; --quick makes all of it small."""

    rounds: int
    seconds: int
    schemas: int
    starts: int


FULL = Settings(rounds=3, seconds=10, schemas=100_000, starts=5)
QUICK = Settings(rounds=1, seconds=1, schemas=1_000, starts=2)


def reads(martlet, bare, settings, progress):
    """GET of one schema by its id, beside a bare route with the same body, alternately."""
    text = (pathlib.Path(__file__).resolve().parents[2] / "schemas/examples/avro/payment/v1.avsc").read_text()
    with RegistryProcess(martlet, "memory") as registry:
        with RegistryConnection(registry.url) as connection:
            connection.register("payments-value", text)
            body = connection.get_text("/schemas/ids/1")
        with BareProcess(bare, body) as bare_url:
            ours, theirs = [], []
            for number in range(settings.rounds):
                progress(f"reads, round {number + 1} of {settings.rounds}")
                theirs.append(load.get(f"{bare_url}/schemas/ids/1", 16, settings.seconds))
                ours.append(load.get(f"{registry.url}/schemas/ids/1", 16, settings.seconds))
    mine, other = median(ours, "rate"), median(theirs, "rate")
    how = f"wrk -t2 -c16 -d{settings.seconds}s on the same machine, alternately, median of {settings.rounds}"
    return [
        Row("GET /schemas/ids/1", f"{mine:,.0f}/s, p99 {median(ours, 'percentile99'):.2f} ms", how),
        Row("the same body from a bare Hummingbird route",
            f"{other:,.0f}/s, p99 {median(theirs, 'percentile99'):.2f} ms", how),
        Row("Martlet as a fraction of the bare route", f"{mine / other:.2f}", "of the medians"),
    ]


def registrations(martlet, settings, progress):
    """Distinct schemas, each synced to the disk before it is answered."""
    rows = []
    for connections in (1, 16):
        runs = []
        for number in range(settings.rounds):
            progress(f"registrations by {connections}, round {number + 1} of {settings.rounds}")
            with fresh_store() as store, RegistryProcess(martlet, store) as registry:
                runs.append(load.register(registry.url, connections, settings.seconds, f"c{connections}r{number}t"))
        rows.append(Row(
            f"registrations of distinct schemas, {connections} client{'s' if connections > 1 else ''}",
            f"{median(runs, 'rate'):,.0f}/s, p50 {median(runs, 'median'):.2f} ms, "
            f"p99 {median(runs, 'percentile99'):.2f} ms",
            f"SQLite, synced before each answer; new database, {settings.seconds} s, median of {settings.rounds}"))
    return rows


def start_and_memory(martlet, settings, progress):
    """Starting on an empty and on a full database, and what a schema takes of memory."""
    with fresh_store() as store:
        progress("starts on an empty database")
        empty_seconds, empty_bytes = starts(martlet, store, settings.starts)
        progress(f"registering {settings.schemas:,} schemas")
        with RegistryProcess(martlet, store) as registry:
            loading = load.register_count(registry.url, 64, settings.schemas, "load")
        progress("starts on the full database")
        with RegistryProcess(martlet, store, timeout=600) as registry:
            count = registry.schema_count
            with RegistryConnection(registry.url) as connection:
                text_bytes = len(connection.get("/schemas/ids/1")["schema"].encode())
        full_seconds, full_bytes = starts(martlet, store, settings.starts)
        file_bytes = pathlib.Path(store.removeprefix("sqlite:")).stat().st_size
    how = f"from exec to the line that names the address, median of {settings.starts}"
    return [
        Row("time to serving, empty database", f"{empty_seconds * 1000:.0f} ms", how),
        Row(f"time to serving, {count:,} schemas", f"{full_seconds * 1000:,.0f} ms", how),
        Row(f"loading {count:,} schemas", f"{loading.rate:,.0f}/s", "over HTTP, 64 clients, in one go"),
        Row("resident memory, empty", f"{empty_bytes / 1e6:.0f} MB", "after starting"),
        Row(f"resident memory, {count:,} schemas", f"{full_bytes / 1e6:.0f} MB", "after starting"),
        Row("memory for each schema", f"{(full_bytes - empty_bytes) / count:,.0f} bytes",
            f"difference of the two, texts of {text_bytes} bytes, each with its own subject"),
        Row("database for each schema", f"{file_bytes / count:,.0f} bytes", "size of the file"),
    ]


def command_line(martlet, settings, progress):
    """What a call of the command costs, and how large the program is."""
    progress("start-up of the command")
    repeats = settings.starts * 10
    with tempfile.TemporaryDirectory() as folder:
        stripped = pathlib.Path(folder) / "martlet"
        subprocess.run(["strip", "-o", stripped, martlet], check=True)
        stripped_bytes = stripped.stat().st_size
    return [
        Row("martlet --version", f"{call_seconds([martlet, '--version'], repeats) * 1000:.1f} ms",
            f"median of {repeats}; /bin/true takes {call_seconds(['/bin/true'], repeats) * 1000:.1f} ms the same way"),
        Row("size of the binary", f"{martlet.stat().st_size / 1e6:.1f} MB, stripped {stripped_bytes / 1e6:.1f} MB",
            "with Swift's libraries linked in, in a release build"),
    ]


class BareProcess:
    """The bare server on a free port; gives its URL."""

    def __init__(self, executable, body):
        self._process = subprocess.Popen([executable, body], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def __enter__(self):
        line = self._process.stdout.readline()
        if not (match := re.match(r"bare: serving (\S+)$", line)):
            self.__exit__()
            raise load.LoadFailed(f"the bare server did not start: {line!r}")
        return match[1]

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(30)


class fresh_store:
    """The location of a new SQLite store in a folder of its own, removed at the end."""

    def __enter__(self):
        self._folder = tempfile.mkdtemp(prefix="martlet-bench-")
        return f"sqlite:{self._folder}/registry.db"

    def __exit__(self, *_):
        shutil.rmtree(self._folder)


def starts(martlet, store, count):
    """Median seconds to serving, and median resident bytes then."""
    seconds, resident = [], []
    for _ in range(count):
        with RegistryProcess(martlet, store, timeout=600) as registry:
            seconds.append(registry.seconds_to_serving)
            resident.append(registry.resident_bytes)
    return statistics.median(seconds), statistics.median(resident)


def call_seconds(command, repeats):
    def call():
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        return time.perf_counter() - started
    return statistics.median(call() for _ in range(repeats))


def median(loads, member):
    return statistics.median(getattr(one, member) for one in loads)
