"""Records exchanged between the Python client and the martlet command, in both directions."""

import json

from confluent_kafka.schema_registry import header_schema_id_serializer
from confluent_kafka.serialization import MessageField

from interop.check_list import CheckList
from interop.payments import INCOMPATIBLE, JSON_RECORDS, RECORDS, V1, V2
from interop.serializer_checks import deserialize, serialize
from interop.surroundings import json_lines

_list = CheckList()
checks, check = _list.checks, _list.check


@check("martlet consume decodes what the Python client produced")
def _(surroundings):
    topic = surroundings.topic("to-martlet")
    values = serialize(surroundings, topic, RECORDS, V1)
    surroundings.produce(topic, [(None, value, None) for value in values])
    assert surroundings.martlet_consume(topic, len(values)) == JSON_RECORDS


@check("the Python client decodes what martlet produce sent")
def _(surroundings):
    topic = surroundings.topic("from-martlet")
    surroundings.register_by_martlet(f"{topic}-value", V1)
    surroundings.martlet_produce(topic, json_lines(JSON_RECORDS))
    assert deserialize(surroundings, surroundings.consume(topic, len(RECORDS))) == RECORDS


@check("martlet consume decodes records whose schema is named by a header")
def _(surroundings):
    topic = surroundings.topic("header")
    messages = []
    for record in RECORDS:
        headers = []
        [value] = serialize(surroundings, topic, [record], V1,
                            {"schema.id.serializer": header_schema_id_serializer}, headers)
        assert [name for name, _ in headers] == ["__value_schema_id"], headers
        messages.append((None, value, headers))
    surroundings.produce(topic, messages)
    assert surroundings.martlet_consume(topic, len(messages)) == JSON_RECORDS
    assert deserialize(surroundings, surroundings.consume(topic, len(messages))) == RECORDS


@check("the Python client decodes what martlet produce sent with a header")
def _(surroundings):
    topic = surroundings.topic("header-from-martlet")
    surroundings.register_by_martlet(f"{topic}-value", V1)
    surroundings.martlet_produce(topic, json_lines(JSON_RECORDS), "--framing", "header")
    messages = surroundings.consume(topic, len(RECORDS))
    assert all(dict(message.headers())["__value_schema_id"][0] == 1 for message in messages)
    assert deserialize(surroundings, messages) == RECORDS


@check("martlet consume decodes each record with the version that wrote it")
def _(surroundings):
    topic = surroundings.topic("two-versions")
    newer = [{**record, "currency": "SEK"} for record in RECORDS]
    values = serialize(surroundings, topic, RECORDS, V1) + serialize(surroundings, topic, newer, V2)
    surroundings.produce(topic, [(None, value, None) for value in values])
    expected = JSON_RECORDS + [{**record, "currency": "SEK"} for record in JSON_RECORDS]
    assert surroundings.martlet_consume(topic, len(values)) == expected


@check("the Python client reads martlet's records after the schema evolved")
def _(surroundings):
    topic = surroundings.topic("evolved-by-martlet")
    surroundings.register_by_martlet(f"{topic}-value", V1)
    surroundings.martlet_produce(topic, json_lines(JSON_RECORDS))
    surroundings.register_by_martlet(f"{topic}-value", V2)
    newer = [{**record, "currency": "SEK"} for record in RECORDS]
    surroundings.martlet_produce(topic, json_lines({**record, "currency": "SEK"} for record in JSON_RECORDS))
    messages = surroundings.consume(topic, 2 * len(RECORDS))
    assert deserialize(surroundings, messages, V2) == [{**record, "currency": "EUR"} for record in RECORDS] + newer


@check("martlet consume prints a tombstone as null")
def _(surroundings):
    topic = surroundings.topic("tombstone")
    [value] = serialize(surroundings, topic, RECORDS[:1], V1)
    surroundings.produce(topic, [(b"p-1", value, None), (b"p-1", None, None)])
    assert surroundings.martlet_consume(topic, 2) == [JSON_RECORDS[0], None]


@check("martlet consume in a group goes on where it stopped")
def _(surroundings):
    topic = surroundings.topic("group")
    values = serialize(surroundings, topic, RECORDS, V1)
    surroundings.produce(topic, [(None, value, None) for value in values])
    # This broker makes a new member wait for half of its session's time.
    membership = ["--group", surroundings.subject("group"), "--property", "session.timeout.ms=6000"]
    assert surroundings.martlet_consume(topic, 1, *membership) == JSON_RECORDS[:1]
    assert surroundings.martlet_consume(topic, 1, *membership) == JSON_RECORDS[1:]


@check("the Python client sees the keys that martlet produce was given")
def _(surroundings):
    topic = surroundings.topic("keys")
    surroundings.register_by_martlet(f"{topic}-value", '"string"')
    surroundings.martlet_produce(topic, 'a|"first"\nb|"second"\n', "--key-separator", "|")
    messages = surroundings.consume(topic, 2)
    assert [message.key() for message in messages] == [b"a", b"b"]
    assert deserialize(surroundings, messages) == ["first", "second"]


@check("martlet decode takes the bytes of the Python serializer, and encode writes the same ones")
def _(surroundings):
    topic = surroundings.subject("bytes")
    values = serialize(surroundings, topic, RECORDS, V1, field=MessageField.VALUE)
    options = ["--subject", f"{topic}-value", "--as", "hex"]
    encoded = surroundings.martlet("encode", *options, text=json_lines(JSON_RECORDS))
    assert encoded.split() == [value.hex() for value in values]
    lines = "".join(value.hex() + "\n" for value in values)
    decoded = surroundings.martlet("decode", "--as", "hex", text=lines)
    assert [json.loads(line) for line in decoded.splitlines()] == JSON_RECORDS


@check("martlet check agrees with the registry about an incompatible change")
def _(surroundings):
    subject = surroundings.subject("check")
    surroundings.register_by_martlet(subject, V1)
    surroundings.check_by_martlet(subject, V2, expected=0)
    assert "currency" in surroundings.check_by_martlet(subject, INCOMPATIBLE, expected=1)
