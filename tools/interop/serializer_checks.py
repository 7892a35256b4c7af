"""The client's AvroSerializer and AvroDeserializer, with Martlet as their registry and a real broker between them."""

from confluent_kafka.schema_registry import Schema
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

from interop.check_list import CheckList
from interop.payments import RECORDS, V1, V2

_list = CheckList()
checks, check = _list.checks, _list.check


def serialize(surroundings, topic, records, schema, configuration=None, headers=None, field=MessageField.VALUE):
    serializer = AvroSerializer(surroundings.registry(), schema, conf=configuration or {})
    return [serializer(record, SerializationContext(topic, field, headers)) for record in records]


def deserialize(surroundings, messages, schema=None):
    deserializer = AvroDeserializer(surroundings.registry(), schema)
    return [deserializer(message.value(),
                         SerializationContext(message.topic(), MessageField.VALUE, message.headers()))
            for message in messages]


@check("records go from serializer to deserializer through the broker")
def _(surroundings):
    topic = surroundings.topic("python")
    values = serialize(surroundings, topic, RECORDS, V1)
    surroundings.produce(topic, [(None, value, None) for value in values])
    messages = surroundings.consume(topic, len(RECORDS))
    assert deserialize(surroundings, messages) == RECORDS
    identity = surroundings.registry().get_latest_version(f"{topic}-value").schema_id
    assert all(message.value()[:5] == b"\0" + identity.to_bytes(4, "big") for message in messages)


@check("the serializer uses the latest version without registering")
def _(surroundings):
    topic = surroundings.topic("latest")
    surroundings.registry().register_schema(f"{topic}-value", Schema(V1, "AVRO"))
    configuration = {"auto.register.schemas": False, "use.latest.version": True}
    values = serialize(surroundings, topic, RECORDS, None, configuration)
    surroundings.produce(topic, [(None, value, None) for value in values])
    assert deserialize(surroundings, surroundings.consume(topic, len(RECORDS))) == RECORDS
    assert surroundings.registry().get_versions(f"{topic}-value") == [1]


@check("the serializer registers normalized schemas")
def _(surroundings):
    topic = surroundings.topic("normalized")
    serialize(surroundings, topic, RECORDS, V1, {"normalize.schemas": True})
    assert surroundings.registry().get_versions(f"{topic}-value") == [1]


@check("a reader with the evolved schema gets its default, and an old reader drops the new field")
def _(surroundings):
    topic = surroundings.topic("evolved")
    newer = [{**record, "currency": "SEK"} for record in RECORDS]
    values = serialize(surroundings, topic, RECORDS, V1) + serialize(surroundings, topic, newer, V2)
    surroundings.produce(topic, [(None, value, None) for value in values])
    messages = surroundings.consume(topic, len(values))
    assert deserialize(surroundings, messages, V2) == [{**record, "currency": "EUR"} for record in RECORDS] + newer
    assert deserialize(surroundings, messages, V1) == RECORDS * 2
