"""The client's ProtobufSerializer and ProtobufDeserializer, with Martlet as their registry, and the martlet command."""

import base64
import json

from confluent_kafka.schema_registry import Schema, SchemaReference, header_schema_id_serializer
from confluent_kafka.schema_registry.error import SchemaRegistryError
from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer, ProtobufSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from google.protobuf import descriptor_pb2, json_format

from interop.check_list import CheckList
from interop.orders import INCOMPATIBLE, MONEY, ORDER, classes, records

_list = CheckList()
checks, check = _list.checks, _list.check


def register(surroundings, subject, money_subject):
    """Registers the order and what it imports; returns the classes made of what the registry has compiled."""
    registry = surroundings.registry()
    registry.register_schema(money_subject, Schema(MONEY, "PROTOBUF"))
    references = [SchemaReference("interop/money.proto", money_subject, 1)]
    registry.register_schema(subject, Schema(ORDER, "PROTOBUF", references))
    serialized = [registry.get_version(name, 1, fmt="serialized").schema.schema_str for name in (money_subject, subject)]
    files = [base64.b64decode(text, validate=True) for text in serialized]
    named = []
    for path, file in zip(("interop/money.proto", "interop/order.proto"), files):
        descriptor = descriptor_pb2.FileDescriptorProto.FromString(file)
        descriptor.name = path
        named.append(descriptor.SerializeToString())
    return classes(named)


def serialize(surroundings, topic, message, configuration=None, headers=None):
    serializer = ProtobufSerializer(type(message), surroundings.registry(), configuration or {})
    return serializer(message, SerializationContext(topic, MessageField.VALUE, headers))


def deserialize(surroundings, message_type, topic, value, headers=None):
    deserializer = ProtobufDeserializer(message_type, {}, surroundings.registry())
    return deserializer(value, SerializationContext(topic, MessageField.VALUE, headers))


def top_level(types):
    """The records that the client can serialize with the latest version: it does not find nested messages then."""
    return [record for record in records(types) if record.DESCRIPTOR.containing_type is None]


def proto_json(message):
    return json_format.MessageToDict(message)


@check("protobuf: what the registry has compiled makes the client's messages, and they come back as they were")
def _(surroundings):
    topic = surroundings.topic("protobuf")
    types = register(surroundings, f"{topic}-value", surroundings.subject("money"))
    latest = {"auto.register.schemas": False, "use.latest.version": True}
    values = [serialize(surroundings, topic, record, latest) for record in top_level(types)]
    assert values[-1][5:8] == b"\x02\x02\x0a", values
    surroundings.produce(topic, [(None, value, None) for value in values])
    messages = surroundings.consume(topic, len(values))
    for record, message in zip(top_level(types), messages):
        assert deserialize(surroundings, type(record), topic, message.value()) == record


@check("protobuf: descriptors that the serializer registers are stored as text, with their imports as references")
def _(surroundings):
    topic = surroundings.topic("protobuf-auto")
    types = register(surroundings, surroundings.subject("order"), surroundings.subject("money"))
    order = records(types)[0]
    value = serialize(surroundings, topic, order)
    registered = surroundings.registry().get_latest_version(f"{topic}-value")
    text = registered.schema.schema_str
    assert text.startswith('syntax = "proto3";\npackage interop.shop;\n\nimport '), text
    assert {reference.name for reference in registered.schema.references} >= {"interop/money.proto"}
    assert deserialize(surroundings, type(order), topic, value) == order
    # What is the same comes under the same ID.
    assert serialize(surroundings, topic, order) == value


@check("protobuf: martlet consume decodes what the client produced, as ProtoJSON")
def _(surroundings):
    topic = surroundings.topic("protobuf-to-martlet")
    types = register(surroundings, f"{topic}-value", surroundings.subject("money"))
    latest = {"auto.register.schemas": False, "use.latest.version": True}
    sent = top_level(types)
    surroundings.produce(topic, [(None, serialize(surroundings, topic, record, latest), None) for record in sent])
    assert surroundings.martlet_consume(topic, len(sent)) == [proto_json(record) for record in sent]


@check("protobuf: the client decodes what martlet produce sent, of each message, in the payload and in headers")
def _(surroundings):
    topic = surroundings.topic("protobuf-from-martlet")
    types = register(surroundings, f"{topic}-value", surroundings.subject("money"))
    sent = records(types)
    for framing in ("prefix", "header"):
        for record in sent:
            surroundings.martlet_produce(
                topic, json.dumps(proto_json(record)) + "\n", "--framing", framing, "--message",
                record.DESCRIPTOR.full_name)
    messages = surroundings.consume(topic, 2 * len(sent))
    for record, message in zip(sent * 2, messages):
        assert deserialize(surroundings, type(record), topic, message.value(), message.headers()) == record


@check("protobuf: martlet consume decodes records whose schema is named by a header")
def _(surroundings):
    topic = surroundings.topic("protobuf-header")
    types = register(surroundings, f"{topic}-value", surroundings.subject("money"))
    configuration = {"auto.register.schemas": False, "use.latest.version": True,
                     "schema.id.serializer": header_schema_id_serializer}
    messages = []
    for record in top_level(types):
        headers = []
        value = serialize(surroundings, topic, record, configuration, headers)
        assert [name for name, _ in headers] == ["__value_schema_id"], headers
        messages.append((None, value, headers))
    surroundings.produce(topic, messages)
    assert surroundings.martlet_consume(topic, len(messages)) == [proto_json(record) for record in top_level(types)]


@check("protobuf: a change that breaks readers is refused, with every reason")
def _(surroundings):
    subject, money = surroundings.subject("protobuf-evolution"), surroundings.subject("money")
    register(surroundings, subject, money)
    references = [SchemaReference("interop/money.proto", money, 1)]
    refused = Schema(INCOMPATIBLE, "PROTOBUF", references)
    assert not surroundings.registry().test_compatibility(subject, refused)
    try:
        surroundings.registry().register_schema(subject, refused)
        raise AssertionError("the change was accepted")
    except SchemaRegistryError as error:
        assert error.http_status_code == 409, error
        assert "ONEOF_FIELD_REMOVED" in str(error) and "FIELD_SCALAR_KIND_CHANGED" in str(error), error
    added = ORDER.replace("  string order_id = 1;", "  string order_id = 1;\n  string reason = 3;")
    assert surroundings.registry().test_compatibility(subject, Schema(added, "PROTOBUF", references))
