"""How fast records go to a topic and come from it, as values and as bytes, through a broker process."""

import os
import pathlib
import statistics
import subprocess
import tempfile

from bench.avro import workloads
from bench.measurements import Row
from harness.broker_process import BrokerProcess, broker_environment

ROOT = pathlib.Path(__file__).resolve().parents[2]
COUNT, QUICK_COUNT = 200_000, 2_000


def rates(serde_bench, shared, is_quick, rounds, progress):
    """Bytes and values alternately, so that what the machine does meanwhile meets both."""
    count = QUICK_COUNT if is_quick else COUNT
    surroundings = broker_environment()
    environment = {**os.environ, "LD_LIBRARY_PATH": surroundings["MARTLET_KAFKA_LIBRARIES"]}
    figures = {}
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as name:
        folder = pathlib.Path(name)
        workloads.write(folder, shared, progress)
        for number in range(rounds):
            progress(f"{count:,} records to a topic and back, round {number + 1} of {rounds}")
            # A new one each time: it keeps all that it was given.
            with BrokerProcess(surroundings["MARTLET_BROKER"]) as broker:
                ended = subprocess.run(
                    [serde_bench, folder / "hot", "--topics", broker.address, str(count), str(number)],
                    check=True, capture_output=True, text=True, env=environment)
            for line in ended.stdout.splitlines():
                workload, direction, way, rate = line.split("\t")
                figures.setdefault((workload, direction), {}).setdefault(way, []).append(float(rate))
    return [row for key, ways in figures.items() for row in rows(*key, ways, count, rounds)]


def rows(workload, direction, ways, count, rounds):
    as_bytes, as_values = (statistics.median(ways[way]) for way in ("bytes", "values"))
    how = f"{count:,} records, one partition, broker on the same machine, alternately, median of {rounds}"
    return [
        Row(f"{workload}, {direction}, as bytes", f"{as_bytes:,.0f}/s", how),
        Row(f"{workload}, {direction}, as values", f"{as_values:,.0f}/s", how),
        Row(f"{workload}, {direction}: values as a fraction of bytes", f"{as_values / as_bytes:.2f}", "of the medians"),
    ]
