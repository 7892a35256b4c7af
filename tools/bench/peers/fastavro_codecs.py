"""fastavro: records become Python objects. Far slower than the others, so it is measured on the hot set alone.

fastavro_codecs.py FOLDER ROUNDS MILLISECONDS
"""

import io
import json
import pathlib
import sys
import time

import fastavro


def main(folder, rounds, milliseconds):
    for workload in ("w1", "w2", "w3", "w4", "payment"):
        path = folder / f"{workload}.records"
        if not path.exists():
            continue
        records = list(read_records(path.read_bytes()))
        schema = parsed(folder / f"{workload}.avsc")
        values = [fastavro.schemaless_reader(io.BytesIO(record), schema) for record in records]
        measure(f"{workload}/decode", records, rounds, milliseconds,
                lambda record: fastavro.schemaless_reader(io.BytesIO(record), schema))
        measure(f"{workload}/encode", values, rounds, milliseconds,
                lambda value: fastavro.schemaless_writer(io.BytesIO(), schema, value))
        for kind in ("basic", "full"):
            path = folder / f"{workload}.{kind}.avsc"
            if path.exists():
                reader = parsed(path)
                measure(f"{workload}/decode-{kind}", records, rounds, milliseconds,
                        lambda record: fastavro.schemaless_reader(io.BytesIO(record), schema, reader))


def parsed(path):
    """The schema without its logical types, which would become more objects than those of the other programs."""
    return fastavro.parse_schema(plain(json.loads(path.read_text())))


def plain(schema):
    if isinstance(schema, list):
        return [plain(branch) for branch in schema]
    if isinstance(schema, dict):
        return {key: plain(value) for key, value in schema.items() if key not in ("logicalType", "precision", "scale")}
    return schema


def measure(row, items, rounds, milliseconds, work):
    for item in items:
        work(item)
    for _ in range(rounds):
        started, passes = time.thread_time_ns(), 0
        while True:
            for item in items:
                work(item)
            passes += 1
            spent = time.thread_time_ns() - started
            if spent >= milliseconds * 1e6:
                break
        print(f"{row}\t{spent / passes / len(items)}")


def read_records(content):
    place = 0
    while place < len(content):
        count = int.from_bytes(content[place:place + 4], "little")
        yield content[place + 4:place + 4 + count]
        place += 4 + count


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
