"""The official Python client: records become Python objects, with schemas from a registry within the process.

confluent_serializers.py FOLDER ROUNDS MILLISECONDS
"""

import io
import json
import pathlib
import sys

import fastavro
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

sys.dont_write_bytecode = True

from rounds import measure, records_of  # noqa: E402


def main(folder, rounds, milliseconds):
    for workload in ("w1", "w2"):
        path = folder / f"{workload}.records"
        if not path.exists():
            continue
        text = (folder / f"{workload}.avsc").read_text()
        schema = fastavro.parse_schema(json.loads(text))
        values = [fastavro.schemaless_reader(io.BytesIO(record), schema) for record in records_of(path)]
        registry = SchemaRegistryClient.new_client({"url": "mock://bench"})
        context = SerializationContext(workload, MessageField.VALUE)
        serializer, deserializer = AvroSerializer(registry, text), AvroDeserializer(registry)
        records = [serializer(value, context) for value in values]
        measure(f"{workload}/decode", records, rounds, milliseconds, lambda it: deserializer(it, context))
        measure(f"{workload}/encode", values, rounds, milliseconds, lambda it: serializer(it, context))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
