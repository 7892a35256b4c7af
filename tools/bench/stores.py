"""The same registry on each kind of store: reads, registrations, and starting on a log that is not empty."""

import contextlib
import os
import pathlib
import statistics
import subprocess

from bench import large_store, load
from bench.measurements import EXAMPLE, Row, fresh_store, median
from bench.scale import VERSIONS
from harness.broker_process import BrokerProcess, broker_environment
from harness.postgres_process import PostgresProcess
from harness.registry_connection import RegistryConnection
from harness.registry_process import RegistryProcess

READERS = 16
WRITERS = 64


def stores(martlet, settings, progress):
    """Reads and registrations on each store in turn, again and again, and starts on PostgreSQL."""
    # With the same library whatever the store is.
    environment = {"LD_LIBRARY_PATH": broker_environment()["MARTLET_KAFKA_LIBRARIES"]}
    reads, writes = {kind: [] for kind in KINDS}, {kind: [] for kind in KINDS}
    for number in range(settings.rounds):
        for kind, store in KINDS.items():
            progress(f"{kind}, round {number + 1} of {settings.rounds}")
            with store() as url, RegistryProcess(martlet, url, environment=environment) as registry:
                with RegistryConnection(registry.url) as connection:
                    connection.register("payments-value", EXAMPLE.read_text())
                reads[kind].append(load.get(f"{registry.url}/schemas/ids/1", READERS, settings.seconds))
                writes[kind].append(load.register(registry.url, WRITERS, settings.seconds, "t"))
    how = f"{{}} clients, one node, {settings.seconds} s, the stores in turn, median of {settings.rounds}"
    rows = [Row(f"GET /schemas/ids/1, log in {kind}", text(runs), how.format(READERS)) for kind, runs in reads.items()]
    rows += [Row(f"registrations of distinct schemas, log in {kind}", text(runs), how.format(WRITERS))
             for kind, runs in writes.items()]
    return rows + starts(martlet, environment, settings, progress)


def starts(martlet, environment, settings, progress):
    """Starting on a large log, copied from the file in which it was made."""
    rows = []
    with fresh_store() as source:
        with RegistryProcess(martlet, source, environment=environment):
            pass
        large_store.fill(pathlib.Path(source.removeprefix("sqlite:")), settings.schemas, settings.schemas // VERSIONS)
        for kind in ("PostgreSQL", "a topic"):
            with KINDS[kind]() as url:
                progress(f"copying {settings.schemas:,} schemas to {kind}")
                copy(martlet, environment, source, url)
                seconds = []
                for _ in range(settings.starts):
                    progress(f"starts on {kind}")
                    with RegistryProcess(martlet, url, environment=environment, timeout=600) as registry:
                        seconds.append(registry.seconds_to_serving)
            rows.append(Row(f"time to serving, {settings.schemas:,} schemas, log in {kind}",
                            f"{statistics.median(seconds):,.2f} s",
                            f"from exec to the line that names the address, median of {settings.starts}"))
    return rows


def copy(martlet, environment, source, target):
    subprocess.run([martlet, "store", "copy", "--from", source, "--to", target], check=True,
                   env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def database():
    with PostgresProcess() as server:
        server.make_database("registry")
        yield f"postgres://martlet@127.0.0.1:{server.port}/registry"


@contextlib.contextmanager
def topic():
    with BrokerProcess(broker_environment()["MARTLET_BROKER"]) as broker:
        yield f"kafka://{broker.address}/registry"


KINDS = {"SQLite": fresh_store, "PostgreSQL": database, "a topic": topic}


def text(runs):
    return f"{median(runs, 'rate'):,.0f}/s, p99 {median(runs, 'percentile99'):.2f} ms"
