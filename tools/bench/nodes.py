"""Several nodes on one PostgreSQL server: what they read and write together, and the model of tools/deploy/sizing.md."""

import concurrent.futures
import statistics
import time
import typing

from bench import load
from bench.measurements import EXAMPLE, Row
from harness.postgres_process import PostgresProcess
from harness.registry_connection import RegistryConnection, RegistryRefused
from harness.registry_process import RegistryProcess

NODES = (1, 2, 4)
CONNECTIONS = 64


class Run(typing.NamedTuple):
    """What all nodes did together. Processor time is in seconds for each request."""

    rate: float
    percentile99: float
    nodes: float
    database: float


def nodes(martlet, settings, progress):
    """Reads and writes by 64 clients on 1, 2 and 4 nodes, and the model fitted to them."""
    reads, writes = {}, {}
    for count in NODES:
        read, written = [], []
        for number in range(settings.rounds):
            progress(f"{count} nodes, round {number + 1} of {settings.rounds}")
            one = measure(martlet, count, settings.seconds)
            read.append(one[0])
            written.append(one[1])
        reads[count], writes[count] = middle(read), middle(written)
    how = f"PostgreSQL, {CONNECTIONS} clients on all nodes, {settings.seconds} s, median of {settings.rounds}"
    rows = [row(f"GET /schemas/ids/1, {counted(count)}", run, how) for count, run in reads.items()]
    rows += [row(f"registrations of distinct schemas, {counted(count)}", run, how) for count, run in writes.items()]
    return rows + model(reads, writes)


def measure(martlet, count, seconds):
    """One database's life: reads, then writes."""
    with PostgresProcess() as database:
        database.make_database("registry")
        store = f"postgres://martlet@127.0.0.1:{database.port}/registry"
        servers = [RegistryProcess(martlet, store) for _ in range(count)]
        try:
            for server in servers:
                server.wait_until_serving()
            with RegistryConnection(servers[0].url) as connection:
                connection.register("payments-value", EXAMPLE.read_text())
            for server in servers:
                wait_for_schema(server)
            share = CONNECTIONS // count
            read = together(servers, database, lambda place, server: load.get(
                f"{server.url}/schemas/ids/1", share, seconds))
            written = together(servers, database, lambda place, server: load.register(
                server.url, share, seconds, f"n{place}t"))
        finally:
            for server in servers:
                server.stop()
    return read, written


def wait_for_schema(server):
    """Until the node has heard of it."""
    deadline = time.monotonic() + 30
    with RegistryConnection(server.url) as connection:
        while True:
            try:
                return connection.get("/schemas/ids/1")
            except RegistryRefused:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def together(servers, database, work):
    """Puts load on all nodes at once."""
    before = sum(server.processor_seconds for server in servers), database.processor_seconds
    with concurrent.futures.ThreadPoolExecutor(len(servers)) as pool:
        loads = list(pool.map(lambda pair: work(*pair), enumerate(servers)))
    after = sum(server.processor_seconds for server in servers), database.processor_seconds
    requests = sum(one.requests for one in loads)
    return Run(sum(one.rate for one in loads), max(one.percentile99 for one in loads),
               (after[0] - before[0]) / requests, (after[1] - before[1]) / requests)


def model(reads, writes):
    """The symbols of sizing.md. Each figure has one equation for each number of nodes, so that three are fitted exactly
    or by least squares."""
    read = statistics.mean(run.nodes for run in reads.values())
    # What all nodes spend on a write: deciding it on one, following on the others.
    decide, follow = line([(count - 1, run.nodes) for count, run in writes.items()])
    single, sigma, kappa = scalability({count: run.rate for count, run in writes.items()})
    return [
        Row("r, processor time of a read", micro(read), "mean over 1, 2 and 4 nodes"),
        Row("w, processor time of a write where it is decided", micro(decide), "least squares over 1, 2 and 4 nodes"),
        Row("f, processor time of a write on each other node", micro(follow), "the same"),
        Row("d, processor time of a write on the database server",
            micro(statistics.mean(run.database for run in writes.values())), "mean over 1, 2 and 4 nodes"),
        Row("λ, writes of one node", f"{single:,.0f}/s", "measured"),
        Row("σ, what only one node can do at a time", f"{sigma:.3f}", "fitted to 2 and 4 nodes"),
        Row("κ, what nodes cost each other", f"{kappa:.4f}", "fitted to 2 and 4 nodes"),
    ]


def line(points):
    """The intercept and the slope of the line through points, by least squares."""
    slope, intercept = statistics.linear_regression(*zip(*points))
    return intercept, slope


def scalability(rates):
    """λ, σ and κ of the universal law of scalability: λ n / V(n) - 1 = σ (n - 1) + κ n (n - 1)."""
    single = rates[1]
    # Divided by n - 1 it is a line over n.
    points = [(count, (single * count / rate - 1) / (count - 1)) for count, rate in rates.items() if count > 1]
    sigma, kappa = line(points)
    return single, sigma, kappa


def middle(runs):
    """The run with the median rate."""
    return sorted(runs, key=lambda run: run.rate)[len(runs) // 2]


def row(what, run, how):
    return Row(what, f"{run.rate:,.0f}/s, p99 {run.percentile99:.2f} ms, {micro(run.nodes)} of processor on nodes, "
                     f"{micro(run.database)} on the database", how)


def counted(count):
    return f"{count} node{'s' if count > 1 else ''}"


def micro(seconds):
    return f"{seconds * 1e6:,.1f} µs"
