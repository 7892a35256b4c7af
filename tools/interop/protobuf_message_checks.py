"""Random messages between Python's Protobuf and the martlet command: in bytes and in ProtoJSON, in both directions."""

import base64
import json
import random

from confluent_kafka.schema_registry import Schema as RegisteredSchema
from google.protobuf import json_format

from interop.check_list import CheckList
from interop.protobuf_schemas import SCHEMAS, Schema
from interop.random_messages import RandomMessages

COUNT = 300
# The frame of the first message of a file: a zero byte, the schema's ID in four, and a zero for the message's index.
FRAME_LENGTH = 6

_list = CheckList()
checks, check = _list.checks, _list.check


class Sample:
    """A registered schema, what Python makes of the descriptor that the registry serves, and random messages."""

    def __init__(self, surroundings, syntax):
        self.subject = surroundings.subject("random-messages")
        registry = surroundings.registry()
        identifier = registry.register_schema(self.subject, RegisteredSchema(SCHEMAS[syntax], "PROTOBUF"))
        self.frame = b"\0" + identifier.to_bytes(4, "big") + b"\0"
        served = registry.get_version(self.subject, 1, fmt="serialized").schema.schema_str
        self.schema = Schema(base64.b64decode(served, validate=True))
        messages = RandomMessages(self.schema, random.Random(syntax))
        self.messages = [messages.root() for _ in range(COUNT)]

    def as_json(self, message):
        return json_format.MessageToDict(message, descriptor_pool=self.schema.pool)


def decoded(surroundings, sample):
    """The lines that martlet decode prints. Texts hold characters at which Python would divide lines, too."""
    text = "".join((sample.frame + message.SerializeToString()).hex() + "\n" for message in sample.messages)
    lines = surroundings.martlet("decode", "--as", "hex", text=text).removesuffix("\n").split("\n")
    assert len(lines) == len(sample.messages)
    return lines


def comparable(value):
    """JSON as text, so that zero and minus zero differ, and the order of members does not count."""
    return json.dumps(value, sort_keys=True)


def for_each_syntax(name):
    """A check for each of the schemas."""
    def note(function):
        for syntax in SCHEMAS:
            check(f"protobuf: {name} ({syntax})")(
                lambda surroundings, syntax=syntax: function(surroundings, Sample(surroundings, syntax)))
        return function
    return note


@for_each_syntax("martlet decode reads what Python writes, and its ProtoJSON is Python's")
def _(surroundings, sample):
    for message, line in zip(sample.messages, decoded(surroundings, sample)):
        assert comparable(json.loads(line)) == comparable(sample.as_json(message)), f"{message}\n{line}"


@for_each_syntax("Python reads what martlet encode writes of Python's ProtoJSON, in Python's bytes")
def _(surroundings, sample):
    lines = "".join(json.dumps(sample.as_json(message)) + "\n" for message in sample.messages)
    encoded = surroundings.martlet("encode", "--subject", sample.subject, "--as", "hex", text=lines).split()
    assert len(encoded) == len(sample.messages)
    for message, line in zip(sample.messages, encoded):
        framed = bytes.fromhex(line)
        assert framed.startswith(sample.frame), line
        read = sample.schema.root.FromString(framed[FRAME_LENGTH:])
        # With maps in one order, equal bytes are equal messages, NaN and the sign of zero included.
        assert read.SerializeToString(deterministic=True) == message.SerializeToString(deterministic=True), message


@for_each_syntax("Python reads the ProtoJSON of martlet decode as the same message")
def _(surroundings, sample):
    for message, line in zip(sample.messages, decoded(surroundings, sample)):
        read = json_format.Parse(line, sample.schema.root(), descriptor_pool=sample.schema.pool)
        assert read.SerializeToString(deterministic=True) == message.SerializeToString(deterministic=True), message
