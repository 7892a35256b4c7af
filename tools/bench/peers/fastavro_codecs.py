"""fastavro: records become Python objects. Far slower than the others, so it is measured on the hot set alone.

fastavro_codecs.py FOLDER ROUNDS MILLISECONDS
"""

import io
import json
import pathlib
import sys

import fastavro

sys.dont_write_bytecode = True

from rounds import measure, records_of  # noqa: E402


def main(folder, rounds, milliseconds):
    for workload in ("w1", "w2", "w3", "w4", "payment"):
        path = folder / f"{workload}.records"
        if not path.exists():
            continue
        records = records_of(path)
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


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
