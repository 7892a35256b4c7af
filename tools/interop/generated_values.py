"""What Schemathesis is told beyond the description: few subjects, so that requests meet each other's effects, and schema
texts that are nearly right. Loaded through SCHEMATHESIS_HOOKS."""

import random

import schemathesis

SUBJECTS = ["s", "t", "a/b c", "é", ":.c:s", ":.c:", ":*:", "__GLOBAL", "subjects"]
SCHEMAS = [
    ("AVRO", '"int"'),
    ("AVRO", '{"type":"record","name":"R","fields":[{"name":"a","type":"long"}]}'),
    ("AVRO", '{"type":"record","name":"R","fields":[{"name":"a","type":["null","R"],"default":null}]}'),
    ("AVRO", '{"type":"enum","name":"E","symbols":["A","B"],"default":"A"}'),
    ("PROTOBUF", 'syntax = "proto3"; package p; message M { string a = 1; repeated M b = 2; map<string, M> c = 3; }'),
    ("PROTOBUF", 'syntax = "proto2"; import "x.proto"; message M { optional X a = 1; extensions 5 to max; }'),
    ("JSON", '{"type":"object","properties":{"a":{"$ref":"#"}},"additionalProperties":false}'),
    ("JSON", '{"$defs":{"a":{"enum":[1,"2",null]}},"oneOf":[{"$ref":"#/$defs/a"},{"$ref":"x.json"}]}'),
]
LEVELS = ["NONE", "BACKWARD", "FULL_TRANSITIVE", "forward", ""]


def chosen(value):
    """A generator that repeats what it does for one value, so that a seed makes the same requests again."""
    return random.Random(repr(value))


def mutated(text, random):
    """A schema with some characters taken out, doubled or changed, mostly none."""
    for _ in range(random.choice([0, 0, 1, 3])):
        place = random.randrange(len(text) + 1)
        text = text[:place] + random.choice(["", "{", "\"", "9", ",", "é", "\0"]) + text[place + random.randrange(3):]
    return text


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    generator = chosen(path_parameters)
    if path_parameters and "subject" in path_parameters and generator.random() < 0.8:
        path_parameters["subject"] = generator.choice(SUBJECTS)
    if path_parameters and "id" in path_parameters and generator.random() < 0.5:
        path_parameters["id"] = generator.randrange(1, 9)
    return path_parameters


@schemathesis.hook
def map_body(context, body):
    generator = chosen(body)
    if not isinstance(body, dict) or generator.random() < 0.2:
        return body
    if "/config" in context.operation.path and generator.random() < 0.5:
        body["compatibility"] = generator.choice(LEVELS)
    if "subjects" in context.operation.path:
        kind, text = generator.choice(SCHEMAS)
        body["schemaType"] = kind
        body["schema"] = mutated(text, generator)
        for member in ("version", "id"):
            if generator.random() < 0.7:
                body.pop(member, None)
        if generator.random() < 0.6:
            body.pop("references", None)
    return body


@schemathesis.hook
def before_call(context, case, kwargs):
    """Keys are not shared with the server here: it has no key management service, whose failure is answered with the
    reference's 50070, a status of 500 that is no fault of the server's."""
    if "/dek-registry/" in case.operation.path and isinstance(case.body, dict):
        case.body["shared"] = False
