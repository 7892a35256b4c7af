"""The official Python client: records become Python objects, with schemas from a registry within the process.

confluent_serializers.py FOLDER ROUNDS MILLISECONDS
"""

import io
import json
import pathlib
import sys
import time

import fastavro
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext


def main(folder, rounds, milliseconds):
    for workload in ("w1", "w2"):
        path = folder / f"{workload}.records"
        if not path.exists():
            continue
        text = (folder / f"{workload}.avsc").read_text()
        schema = fastavro.parse_schema(json.loads(text))
        values = [fastavro.schemaless_reader(io.BytesIO(record), schema) for record in read_records(path.read_bytes())]
        registry = SchemaRegistryClient.new_client({"url": "mock://bench"})
        context = SerializationContext(workload, MessageField.VALUE)
        serializer, deserializer = AvroSerializer(registry, text), AvroDeserializer(registry)
        records = [serializer(value, context) for value in values]
        measure(f"{workload}/decode", records, rounds, milliseconds, lambda it: deserializer(it, context))
        measure(f"{workload}/encode", values, rounds, milliseconds, lambda it: serializer(it, context))


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
