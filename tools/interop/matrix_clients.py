"""The official client's serializers and deserializers behind one face, for records given as JSON."""

import pathlib
import tempfile

from confluent_kafka.schema_registry import Schema, SchemaReference, header_schema_id_serializer
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer, ProtobufSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from grpc_tools import protoc

SETTINGS = {"prefix": {}, "header": {"schema.id.serializer": header_schema_id_serializer}}


def client_for(format_name):
    return {"AVRO": AvroClient, "PROTOBUF": ProtobufClient, "JSON": JSONClient}[format_name]


class Client:
    """One schema of one topic, seen by the official client."""

    def __init__(self, surroundings, topic, format_name, schema, references):
        self.registry = surroundings.registry()
        self.topic = topic
        self.schema = Schema(schema, format_name, [SchemaReference(*reference) for reference in references])

    def serialize(self, records, framing):
        """Value and headers of each record; the schema is registered on the way."""
        serializer = self.serializer(SETTINGS[framing])
        messages = []
        for record in records:
            headers = []
            context = SerializationContext(self.topic, MessageField.VALUE, headers)
            messages.append((None, serializer(self.native(record), context), headers))
        return messages

    def deserialize(self, messages):
        deserializer = self.deserializer()
        return [self.json(deserializer(
            message.value(), SerializationContext(self.topic, MessageField.VALUE, message.headers())))
            for message in messages]

    def native(self, record):
        return record

    def json(self, value):
        return value


class AvroClient(Client):
    """Takes values of unions alone, where Avro's JSON encoding names their types."""

    def serializer(self, settings):
        return AvroSerializer(self.registry, self.schema, conf=settings)

    def deserializer(self):
        return AvroDeserializer(self.registry, self.schema)

    def native(self, record):
        return {name: self._branch(value) for name, value in record.items()}

    def json(self, value):
        named = {"label": "string", "again": "interop.matrix.Place"}
        return {name: {named[name]: member} if name in named and member is not None else member
                for name, member in value.items()}

    @staticmethod
    def _branch(value):
        return next(iter(value.values())) if isinstance(value, dict) and set(value) & {
            "string", "interop.matrix.Place"} else value


class JSONClient(Client):
    def serializer(self, settings):
        return JSONSerializer(self.schema, self.registry, conf=settings)

    def deserializer(self):
        return JSONDeserializer(self.schema, schema_registry_client=self.registry)


class ProtobufClient(Client):
    """Messages of classes that protoc has made of the same texts."""

    def __init__(self, surroundings, topic, format_name, schema, references):
        super().__init__(surroundings, topic, format_name, schema, references)
        registry = surroundings.registry()
        texts = {name: registry.get_version(subject, version).schema.schema_str
                 for name, subject, version in references}
        self._class = message_class(schema, texts)

    def serializer(self, settings):
        return ProtobufSerializer(self._class, self.registry, settings)

    def deserializer(self):
        return ProtobufDeserializer(self._class, {}, self.registry)

    def native(self, record):
        return json_format.ParseDict(record, self._class())

    def json(self, value):
        return json_format.MessageToDict(value)


def message_class(text, imports):
    """The class of the first message of a file."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, content in {**imports, "interop/matrix.proto": text}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content)
        output = root / "set"
        code = protoc.main(["protoc", f"-I{root}", "--include_imports", f"--descriptor_set_out={output}",
                            "interop/matrix.proto"])
        assert code == 0, f"protoc ended with {code}"
        files = descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes()).file
    pool = descriptor_pool.DescriptorPool()
    for file in files:
        pool.Add(file)
    last = files[-1]
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{last.package}.{last.message_type[0].name}"))
