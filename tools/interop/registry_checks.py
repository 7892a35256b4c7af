"""The client's SchemaRegistryClient against the registry's API."""

import json
import uuid

from confluent_kafka.schema_registry import ConfigCompatibilityLevel, Schema, SchemaReference, ServerConfig
from confluent_kafka.schema_registry.error import SchemaRegistryError

from interop.check_list import CheckList
from interop.payments import INCOMPATIBLE, V1, V2

_list = CheckList()
checks, check = _list.checks, _list.check


def avro(text, references=()):
    return Schema(text, "AVRO", list(references))


def refusal(action):
    """The error that the action must end with."""
    try:
        answer = action()
    except SchemaRegistryError as error:
        return error
    raise AssertionError(f"must be refused, but the answer was {answer!r}")


@check("the types of schemas include AVRO")
def _(surroundings):
    assert "AVRO" in surroundings.registry().get_schema_types()


@check("registering the same schema twice gives one id, and another schema another")
def _(surroundings):
    subject = surroundings.subject("register")
    first = surroundings.registry().register_schema(subject, avro(V1))
    assert surroundings.registry().register_schema(subject, avro(V1)) == first
    assert surroundings.registry().register_schema(subject, avro(V2)) > first
    assert surroundings.registry().register_schema(surroundings.subject("register"), avro(V1)) == first


@check("registering with normalization answers id, version and guid")
def _(surroundings):
    subject = surroundings.subject("normalize")
    answer = surroundings.registry().register_schema_full_response(subject, avro(V1), normalize_schemas=True)
    found = surroundings.registry().lookup_schema(subject, avro(V1), normalize_schemas=True)
    assert (found.schema_id, found.version) == (answer.schema_id, 1), found
    assert uuid.UUID(found.guid) == uuid.UUID(answer.guid)


@check("a schema comes back by id and by guid as it was registered")
def _(surroundings):
    subject = surroundings.subject("by-id")
    registered = surroundings.registry().register_schema_full_response(subject, avro(V1))
    by_id = surroundings.registry().get_schema(registered.schema_id, subject)
    by_guid = surroundings.registry().get_schema_by_guid(registered.guid)
    assert by_id.schema_type == by_guid.schema_type == "AVRO"
    assert json.loads(by_id.schema_str) == json.loads(by_guid.schema_str) == json.loads(V1)


@check("lookup finds the version of a schema, and only of a registered one")
def _(surroundings):
    subject = surroundings.subject("lookup")
    identity = surroundings.registry().register_schema(subject, avro(V1))
    found = surroundings.registry().lookup_schema(subject, avro(V1))
    assert (found.subject, found.version, found.schema_id) == (subject, 1, identity), found
    error = refusal(lambda: surroundings.registry().lookup_schema(subject, avro(V2)))
    assert (error.http_status_code, error.error_code) == (404, 40403), error


@check("versions are listed, fetched by number, and latest is the newest")
def _(surroundings):
    subject = surroundings.subject("versions")
    surroundings.registry().register_schema(subject, avro(V1))
    second = surroundings.registry().register_schema(subject, avro(V2))
    registry = surroundings.registry()
    assert registry.get_versions(subject) == [1, 2]
    assert json.loads(registry.get_version(subject, 1).schema.schema_str) == json.loads(V1)
    latest = registry.get_latest_version(subject)
    assert (latest.subject, latest.version, latest.schema_id) == (subject, 2, second), latest
    assert subject in registry.get_subjects()
    assert subject in registry.get_subjects_by_schema_id(second)
    assert (subject, 2) in [(used.subject, used.version) for used in registry.get_schema_versions(second)]


@check("a schema with a reference registers, resolves and is named by referenced-by")
def _(surroundings):
    registry = surroundings.registry()
    target = surroundings.subject("money")
    registry.register_schema(target, avro('{"type":"record","name":"shop.Money","fields":[]}'))
    order = '{"type":"record","name":"shop.Order","fields":[{"name":"total","type":"shop.Money"}]}'
    subject = surroundings.subject("order")
    identity = registry.register_schema(subject, avro(order, [SchemaReference("shop.Money", target, 1)]))
    references = surroundings.registry().get_schema(identity).references
    assert [(used.name, used.subject, used.version) for used in references] == [("shop.Money", target, 1)]
    assert registry.get_referenced_by(target, 1) == [identity]


@check("an incompatible schema fails the test of compatibility and is refused")
def _(surroundings):
    subject = surroundings.subject("compatibility")
    registry = surroundings.registry()
    registry.register_schema(subject, avro(V1))
    assert registry.test_compatibility(subject, avro(V2)) is True
    assert registry.test_compatibility(subject, avro(INCOMPATIBLE)) is False
    assert registry.test_compatibility(subject, avro(INCOMPATIBLE), version=1, verbose=True) is False
    assert registry.test_compatibility_all_versions(subject, avro(V2)) is True
    error = refusal(lambda: registry.register_schema(subject, avro(INCOMPATIBLE)))
    assert error.http_status_code == 409, error
    assert "currency" in error.error_message, error


@check("the level of a subject decides, and its absence falls back to the global one")
def _(surroundings):
    subject = surroundings.subject("config")
    registry = surroundings.registry()
    registry.register_schema(subject, avro(V1))
    assert registry.get_config().compatibility_level == ConfigCompatibilityLevel.BACKWARD
    registry.set_config(subject, ServerConfig(compatibility=ConfigCompatibilityLevel.NONE))
    assert registry.get_config(subject).compatibility_level == ConfigCompatibilityLevel.NONE
    registry.register_schema(subject, avro(INCOMPATIBLE))
    registry.delete_config(subject)
    assert refusal(lambda: registry.get_config(subject)).error_code == 40408
    assert refusal(lambda: registry.set_compatibility(subject, "SIDEWAYS")).error_code == 42203


@check("a read-only subject refuses registrations until its mode is removed")
def _(surroundings):
    subject = surroundings.subject("mode")
    registry = surroundings.registry()
    assert registry.get_global_mode() == "READWRITE"
    registry.update_mode(subject, "READONLY")
    assert registry.get_mode(subject) == "READONLY"
    assert refusal(lambda: registry.register_schema(subject, avro(V1))).error_code == 42205
    registry.delete_mode(subject)
    registry.register_schema(subject, avro(V1))


@check("a version is deleted softly, then permanently")
def _(surroundings):
    subject = surroundings.subject("delete-version")
    registry = surroundings.registry()
    first = registry.register_schema(subject, avro(V1))
    registry.register_schema(subject, avro(V2))
    assert registry.delete_version(subject, 1) == 1
    assert surroundings.registry().get_versions(subject) == [2]
    assert json.loads(surroundings.registry().get_schema(first).schema_str) == json.loads(V1)
    assert refusal(lambda: surroundings.registry().get_version(subject, 1)).error_code == 40402
    assert refusal(lambda: surroundings.registry().delete_version(subject, 1)).error_code == 40406
    assert refusal(lambda: surroundings.registry().delete_version(subject, 2, permanent=True)).error_code == 40407
    assert registry.delete_version(subject, 1, permanent=True) == 1
    assert surroundings.registry().get_versions(subject) == [2]


@check("a subject is deleted softly, then permanently")
def _(surroundings):
    subject = surroundings.subject("delete-subject")
    registry = surroundings.registry()
    registry.register_schema(subject, avro(V1))
    registry.register_schema(subject, avro(V2))
    assert refusal(lambda: registry.delete_subject(subject, permanent=True)).error_code == 40405
    assert registry.delete_subject(subject) == [1, 2]
    assert subject not in surroundings.registry().get_subjects()
    assert refusal(lambda: surroundings.registry().get_versions(subject)).error_code == 40401
    assert refusal(lambda: registry.delete_subject(subject)).error_code == 40404
    assert registry.delete_subject(subject, permanent=True) == [1, 2]
    surroundings.registry().register_schema(subject, avro(V2))
    assert surroundings.registry().get_versions(subject) == [1]


@check("an unknown id, subject and version each have their own error")
def _(surroundings):
    registry = surroundings.registry()
    subject = surroundings.subject("errors")
    assert refusal(lambda: registry.get_schema(2**31 - 1)).error_code == 40403
    assert refusal(lambda: registry.get_latest_version(subject)).error_code == 40401
    registry.register_schema(subject, avro(V1))
    assert refusal(lambda: registry.get_version(subject, 9)).error_code == 40402
    assert refusal(lambda: registry.register_schema(subject, avro('{"type":"recrod"}'))).error_code == 42201


@check("subjects with spaces, slashes and letters beyond ASCII keep their names")
def _(surroundings):
    for name in ["a b", "a/b", "betalning-ö", "a+b%20c"]:
        subject = surroundings.subject(name)
        surroundings.registry().register_schema(subject, avro(V1))
        assert surroundings.registry().get_latest_version(subject).subject == subject
        assert subject in surroundings.registry().get_subjects()
