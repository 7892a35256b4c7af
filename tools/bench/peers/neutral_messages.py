"""Writes messages of a workload by Python's Protobuf library, once in the binary encoding and once as ProtoJSON.

    neutral_messages.py DESCRIPTORS MESSAGE TARGET

Data come as lines of JSON: TARGET.records and TARGET.json.records are written, each record behind its count in four
bytes.
"""

import json
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory


def message_type(path, name):
    pool = descriptor_pool.DescriptorPool()
    with open(path, "rb") as descriptors:
        for file in descriptor_pb2.FileDescriptorSet.FromString(descriptors.read()).file:
            pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(name))


def main():
    descriptors, name, target = sys.argv[1:]
    message = message_type(descriptors, name)
    with open(f"{target}.records", "wb") as encoded, open(f"{target}.json.records", "wb") as texts:
        for line in sys.stdin.buffer:
            value = json_format.ParseDict(json.loads(line), message())
            write(value.SerializeToString(deterministic=True), encoded)
            text = json.dumps(json_format.MessageToDict(value), ensure_ascii=False, separators=(",", ":"))
            write(text.encode(), texts)


def write(record, output):
    output.write(len(record).to_bytes(4, "little") + record)


if __name__ == "__main__":
    main()
