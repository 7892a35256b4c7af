"""Each measurement gives rows of the table: what, how much, and how it was taken."""

import json
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


FULL = Settings(rounds=3, seconds=10, schemas=1_000_000, starts=5)
QUICK = Settings(rounds=1, seconds=1, schemas=10_000, starts=2)


EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "schemas/examples/avro/payment/v1.avsc"


def reads(martlet, bare, settings, progress):
    """GETs of one schema by its ID and as the latest version, each beside a bare route with the same body, alternately."""
    rows = []
    with RegistryProcess(martlet, "memory") as registry:
        with RegistryConnection(registry.url) as connection:
            connection.register("payments-value", EXAMPLE.read_text())
            bodies = {path: connection.get_text(path)
                      for path in ("/schemas/ids/1", "/subjects/payments-value/versions/latest")}
        for path, body in bodies.items():
            with BareProcess(bare, body) as bare_url:
                ours, theirs = [], []
                for number in range(settings.rounds):
                    progress(f"{path}, round {number + 1} of {settings.rounds}")
                    theirs.append(load.get(f"{bare_url}/schemas/ids/1", 16, settings.seconds))
                    ours.append(load.get(f"{registry.url}{path}", 16, settings.seconds))
            mine, other = median(ours, "rate"), median(theirs, "rate")
            how = f"wrk -t2 -c16 -d{settings.seconds}s on the same machine, alternately, median of {settings.rounds}"
            rows += [
                Row(f"GET {path}", f"{mine:,.0f}/s, p99 {median(ours, 'percentile99'):.2f} ms", how),
                Row("the same body from a bare Hummingbird route",
                    f"{other:,.0f}/s, p99 {median(theirs, 'percentile99'):.2f} ms", how),
                Row("Martlet as a fraction of the bare route", f"{mine / other:.2f}", "of the medians"),
            ]
    return rows


def checks(martlet, settings, progress):
    """POSTs that change nothing: a schema is looked up, and compared with the latest version."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, RegistryProcess(martlet, "memory") as registry:
        body = pathlib.Path(folder) / "body.json"
        body.write_text(json.dumps({"schema": EXAMPLE.read_text()}))
        with RegistryConnection(registry.url) as connection:
            connection.register("payments-value", EXAMPLE.read_text())
        for path in ("/subjects/payments-value", "/compatibility/subjects/payments-value/versions/latest"):
            runs = []
            for number in range(settings.rounds):
                progress(f"POST {path}, round {number + 1} of {settings.rounds}")
                runs.append(load.post(f"{registry.url}{path}", body, 16, settings.seconds))
            rows.append(Row(f"POST {path}",
                            f"{median(runs, 'rate'):,.0f}/s, p99 {median(runs, 'percentile99'):.2f} ms",
                            f"wrk -t2 -c16 -d{settings.seconds}s, median of {settings.rounds}"))
    return rows


def registrations(martlet, settings, progress):
    """Distinct schemas, each synced to the disk before it is answered."""
    rows = []
    for connections in (1, 16, 64):
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


def call_seconds(command, repeats):
    def call():
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        return time.perf_counter() - started
    return statistics.median(call() for _ in range(repeats))


def median(loads, member):
    return statistics.median(getattr(one, member) for one in loads)
