"""The client's encryption of fields: its client for keys, and its ENCRYPT rule with keys that Martlet keeps."""

import base64
import json

from confluent_kafka.schema_registry import Rule, RuleKind, RuleMode, RuleParams, RuleSet, Schema
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.error import SchemaRegistryError
from confluent_kafka.schema_registry.rule_registry import RuleRegistry
from confluent_kafka.schema_registry.rules.encryption.dek_registry.dek_registry_client import DekAlgorithm, DekRegistryClient
from confluent_kafka.schema_registry.rules.encryption.encrypt_executor import Cryptor, FieldEncryptionExecutor
from confluent_kafka.schema_registry.rules.encryption.localkms.local_client import LocalKmsClient
from confluent_kafka.schema_registry.rules.encryption.localkms.local_driver import LocalKmsDriver
from confluent_kafka.serialization import MessageField, SerializationContext

from interop.check_list import CheckList

_list = CheckList()
checks, check = _list.checks, _list.check

SECRET = "known to both sides"
SCHEMA = json.dumps({
    "type": "record", "name": "Customer", "fields": [
        {"name": "id", "type": "int"},
        {"name": "card", "type": "string", "confluent:tags": ["PII"]},
        {"name": "photo", "type": "bytes", "confluent:tags": ["PII"]},
    ]})
RECORD = {"id": 1, "card": "4111 1111 1111 1111", "photo": b"\x00\xff" * 20}


def key_client(surroundings):
    return DekRegistryClient({"url": surroundings.registry_url})


def key_name(surroundings):
    return surroundings.subject("key")


def aead():
    return LocalKmsClient(SECRET).get_aead("local-kms://key")


@check("encryption: the client's keys are stored and read back, version by version")
def _(surroundings):
    client, name, subject = key_client(surroundings), key_name(surroundings), surroundings.subject("encrypted")
    kek = client.register_kek(name, "local-kms", "key", False, {"region": "north"}, "for tests")
    again = key_client(surroundings).get_kek(name)
    assert again == kek and kek.doc == "for tests" and kek.kms_props.properties == {"region": "north"}, again
    for algorithm in DekAlgorithm:
        for version in (1, 2):
            wrapped = base64.b64encode(aead().encrypt(Cryptor(algorithm).generate_key(), b"")).decode()
            dek = client.register_dek(name, subject, wrapped, algorithm, version)
            assert key_client(surroundings).get_dek(name, subject, algorithm, version) == dek
            assert dek.encrypted_key_material == wrapped and dek.key_material is None and dek.ts > 0
        assert key_client(surroundings).get_dek(name, subject, algorithm, -1).version == 2
    for refused, status, code in [
            (lambda: key_client(surroundings).register_kek(name, "local-kms", "other"), 409, 40971),
            (lambda: key_client(surroundings).get_kek("none"), 404, 40470),
            (lambda: key_client(surroundings).get_dek(name, "none"), 404, 40470)]:
        try:
            refused()
        except SchemaRegistryError as error:
            assert (error.http_status_code, error.error_code) == (status, code), error
        else:
            raise AssertionError(f"the request was not refused with {code}")


@check("encryption: what Martlet makes and wraps for a shared key the client unwraps and encrypts with")
def _(surroundings):
    client, name, subject = key_client(surroundings), key_name(surroundings), surroundings.subject("shared")
    kek = client.register_kek(name, "local-kms", "key", True, {"secret": SECRET})
    assert kek.shared and "secret" not in kek.kms_props.properties, kek
    for algorithm in DekAlgorithm:
        dek = client.register_dek(name, subject, None, algorithm)
        material = dek.get_key_material_bytes()
        assert aead().decrypt(dek.get_encrypted_key_material_bytes(), b"") == material
        cryptor = Cryptor(algorithm)
        assert cryptor.decrypt(material, cryptor.encrypt(material, b"text", b""), b"") == b"text"
        assert key_client(surroundings).get_dek(name, subject, algorithm).get_key_material_bytes() == material


def register_rule(surroundings, subject, parameters):
    """Registers the schema with a rule that encrypts what is tagged as personal."""
    rule = Rule("encryptPII", "", RuleKind.TRANSFORM, RuleMode.WRITEREAD, "ENCRYPT", ["PII"], RuleParams(parameters),
                None, None, "ERROR,NONE", False)
    surroundings.registry().register_schema(subject, Schema(SCHEMA, "AVRO", [], None, RuleSet(None, [rule])))


def round_trip(surroundings, parameters):
    """One record through serializer, broker and deserializer; returns the bytes on the way, and what came out."""
    topic = surroundings.topic("encrypted")
    register_rule(surroundings, f"{topic}-value", parameters)
    rules = RuleRegistry()
    rules.register_executor(FieldEncryptionExecutor())
    LocalKmsDriver.register()
    configuration = {"auto.register.schemas": False, "use.latest.version": True}
    serializer = AvroSerializer(surroundings.registry(), None, conf=configuration, rule_conf={"secret": SECRET},
                                rule_registry=rules)
    context = SerializationContext(topic, MessageField.VALUE)
    surroundings.produce(topic, [(None, serializer({**RECORD}, context), None)])
    [message] = surroundings.consume(topic, 1)
    rules = RuleRegistry()
    rules.register_executor(FieldEncryptionExecutor())
    deserializer = AvroDeserializer(surroundings.registry(), rule_conf={"secret": SECRET}, rule_registry=rules)
    return f"{topic}-value", message.value(), deserializer(message.value(), context)


@check("encryption: tagged fields are encrypted on the way, with keys that the client makes")
def _(surroundings):
    name = key_name(surroundings)
    subject, value, record = round_trip(surroundings, {
        "encrypt.kek.name": name, "encrypt.kms.type": "local-kms", "encrypt.kms.key.id": "key"})
    assert record == RECORD, record
    assert RECORD["card"].encode() not in value and RECORD["photo"] not in value
    dek = key_client(surroundings).get_dek(name, subject)
    assert dek.algorithm == "AES256_GCM" and dek.key_material is None, dek


@check("encryption: tagged fields are encrypted with keys that Martlet makes, and rotates by version")
def _(surroundings):
    name = key_name(surroundings)
    key_client(surroundings).register_kek(name, "local-kms", "key", True, {"secret": SECRET})
    subject, value, record = round_trip(surroundings, {
        "encrypt.kek.name": name, "encrypt.kms.type": "local-kms", "encrypt.kms.key.id": "key",
        "encrypt.dek.expiry.days": "1"})
    assert record == RECORD, record
    assert RECORD["card"].encode() not in value
    assert key_client(surroundings).get_dek(name, subject, version=-1).key_material, "the key is not handed out"


@check("encryption: equal values have equal ciphertexts with the deterministic algorithm")
def _(surroundings):
    name = key_name(surroundings)
    parameters = {"encrypt.kek.name": name, "encrypt.kms.type": "local-kms", "encrypt.kms.key.id": "key",
                  "encrypt.dek.algorithm": "AES256_SIV"}
    subject, value, record = round_trip(surroundings, parameters)
    assert record == RECORD, record
    dek = key_client(surroundings).get_dek(name, subject, DekAlgorithm.AES256_SIV)
    cryptor, material = Cryptor(DekAlgorithm.AES256_SIV), aead().decrypt(dek.get_encrypted_key_material_bytes(), b"")
    assert cryptor.encrypt(material, RECORD["photo"], b"") in value
