"""Every format, framing, direction and kind of contract: one check for each cell of the table."""

import json
import subprocess

from confluent_kafka.schema_registry import Schema

from interop.check_list import CheckList
from interop.matrix_clients import client_for
from interop.matrix_contracts import CONTRACTS
from interop.surroundings import json_lines

FRAMINGS = ["prefix", "header"]
ENDINGS = {"AVRO": "avsc", "PROTOBUF": "proto", "JSON": "json"}
# Cells that the client cannot do, each with the reason.
LEFT_OUT = {}

_list = CheckList()
checks, check = _list.checks, _list.check


class Cell:
    """One format, kind of contract and framing, with a topic and subjects of its own."""

    def __init__(self, surroundings, format_name, kind, framing):
        self.surroundings, self.format_name, self.framing = surroundings, format_name, framing
        self.contract = CONTRACTS[format_name, kind]
        self.topic = surroundings.topic(f"matrix-{format_name.lower()}-{kind}-{framing}")
        # The client registers what a Protobuf file imports under the name that it is imported by.
        self.references = []
        for name, text in self.contract.references.items():
            subject = name if format_name == "PROTOBUF" else surroundings.subject(name)
            surroundings.registry().register_schema(subject, Schema(text, format_name))
            self.references.append((name, subject, 1))

    def client(self, version):
        return client_for(self.format_name)(
            self.surroundings, self.topic, self.format_name, version.schema, self.references)

    def python_to_martlet(self):
        for version in self.contract.versions:
            messages = self.client(version).serialize(version.records, self.framing)
            self.surroundings.produce(self.topic, messages)
        count = len(self.contract.written)
        assert self.surroundings.martlet_consume(self.topic, count) == self.contract.written
        if self.contract.read_as_last:
            schema = self.surroundings.file(f"v.{ENDINGS[self.format_name]}", self.contract.versions[-1].schema)
            read = self.surroundings.martlet_consume(self.topic, count, "--reader-schema", schema)
            assert read == self.contract.read, read

    def martlet_to_python(self):
        options = [word for name, subject, number in self.references
                   for word in ("--reference", f"{name}={subject}:{number}")]
        for version in self.contract.versions:
            schema = self.surroundings.file(f"v.{ENDINGS[self.format_name]}", version.schema)
            self.surroundings.martlet_produce(
                self.topic, json_lines(version.records), "--schema", schema, "--framing", self.framing, *options)
        messages = self.surroundings.consume(self.topic, len(self.contract.written))
        for message in messages:
            headers = dict(message.headers() or [])
            assert ("__value_schema_id" in headers) == (self.framing == "header"), headers
        assert self.client(self.contract.versions[-1]).deserialize(messages) == self.contract.read


def add(direction, name, format_name, kind, framing):
    def run(surroundings):
        getattr(Cell(surroundings, format_name, kind, framing), direction)()
    check(f"matrix: {format_name}, {kind}, {framing}, {name}")(run)


for key in CONTRACTS:
    for framing in FRAMINGS:
        for direction, name in [("python_to_martlet", "Python to martlet"), ("martlet_to_python", "martlet to Python")]:
            if (*key, framing, direction) not in LEFT_OUT:
                add(direction, name, *key, framing)


def kcat(surroundings, *arguments, data=b""):
    ended = subprocess.run(["kcat", "-b", surroundings.brokers, *arguments], input=data, capture_output=True,
                           timeout=30, env=surroundings.environment)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@check("matrix: kcat sees the frames that martlet encode writes, and martlet consumes the frames that kcat sends")
def _(surroundings):
    for (format_name, kind), contract in CONTRACTS.items():
        if kind != "plain":
            continue
        topic = surroundings.topic(f"kcat-{format_name.lower()}")
        version = contract.versions[0]
        schema = surroundings.file(f"v.{ENDINGS[format_name]}", version.schema)
        lines = "".join("k!" + json.dumps(record) + "\n" for record in version.records)
        surroundings.martlet_produce(topic, lines, "--schema", schema, "--key-separator", "!")
        encoded = surroundings.martlet(
            "encode", "--subject", f"{topic}-value", "--as", "hex", text=json_lines(version.records)).split()
        shown = kcat(surroundings, "-C", "-t", topic, "-e", "-q", "-f", "%S %k %s\n----\n").split(b"\n----\n")[:-1]
        assert shown == [f"{len(frame) // 2} k ".encode() + bytes.fromhex(frame) for frame in encoded], shown
        other = surroundings.topic(f"to-kcat-{format_name.lower()}")
        for frame in encoded:
            path = surroundings.file("frame")
            with open(path, "wb") as file:
                file.write(bytes.fromhex(frame))
            kcat(surroundings, "-P", "-t", other, "-p", "0", path)
        assert surroundings.martlet_consume(other, len(encoded)) == version.records


@check("matrix: martlet consumes from a point in time, and prints whole records that it takes back")
def _(surroundings):
    topic, other = surroundings.topic("times"), surroundings.topic("copied")
    surroundings.registry().register_schema(f"{topic}-value", Schema('"long"', "AVRO"))
    surroundings.martlet_produce(topic, "".join(
        json.dumps({"key": f"k{number}", "timestamp": 1_000_000_000_000 + number, "value": number}) + "\n"
        for number in range(5)), "--from", "envelope", "--header", "source=test")
    read = surroundings.martlet_consume(topic, 2, "--from", "timestamp:2001-09-09T01:46:40.003Z", "-o", "json")
    assert [(record["key"], record["value"]) for record in read] == [("k3", 3), ("k4", 4)], read
    surroundings.martlet_produce(other, json_lines(read), "--from", "envelope", "--subject", f"{topic}-value")
    copied = surroundings.martlet_consume(other, 2, "-o", "json")
    for member in ["key", "timestamp", "headers", "schema", "value"]:
        assert [record[member] for record in copied] == [record[member] for record in read], member
