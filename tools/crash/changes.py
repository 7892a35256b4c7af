"""Everything but plain registrations that is recorded: how to change it, and how to read it back."""

import urllib.parse

from crash.cells import ABSENT, ANYTHING
from harness.registry_connection import RegistryRefused

LEVELS = ["NONE", "BACKWARD", "FORWARD", "FULL", "FULL_TRANSITIVE"]
MODES = ["READONLY", "READWRITE", "IMPORT"]
MEDIUM = {"kmsType": "local-kms", "kmsKeyId": "crash", "kmsProps": {"secret": "crash"}, "shared": True}


def quoted(name):
    return urllib.parse.quote(name, safe="")


class Changes:
    """The changes of one writer. Each has names of its own, so that nobody else changes the same."""

    def __init__(self, connection, cells, writer, chance):
        self._connection = connection
        self._cells = cells
        self._writer = writer
        self._chance = chance
        self._number = 0
        self._all = [self._config, self._mode, self._contract, self._context, self._deletion, self._subject_deletion,
                     self._encryption_key]

    def make_one(self):
        self._number += 1
        self._chance.choice(self._all)()

    def _set(self, kind, name, value, change):
        self._cells.note_try(kind, name, value)
        answer = change()
        self._cells.note_acknowledged(kind, name, value if value is not ANYTHING else answer)

    def _config(self):
        subject = f"{self._writer}-config"
        path = f"/config/{subject}"
        if self._chance.random() < 0.2:
            self._cells.note_try("config", subject, ABSENT)
            try:
                self._connection.delete(path)
            except RegistryRefused as refusal:
                if refusal.status != 404:
                    raise
            self._cells.note_acknowledged("config", subject, ABSENT)
            return
        value = {"compatibilityLevel": self._chance.choice(LEVELS), "compatibilityGroup": f"g{self._number}"}
        body = {"compatibility": value["compatibilityLevel"], "compatibilityGroup": value["compatibilityGroup"]}
        self._set("config", subject, value, lambda: self._connection.put(path, body))

    def _mode(self):
        subject = f"{self._writer}-mode"
        mode = self._chance.choice(MODES)
        self._set("mode", subject, mode, lambda: self._connection.put(f"/mode/{subject}?force=true", {"mode": mode}))

    def _contract(self):
        """A version with metadata and rules: all of it is there, or nothing."""
        subject = f":.contracts:{self._writer}-{self._number}"
        body = self._schema()
        body["metadata"] = {"properties": {"owner": f"team {self._number}"}, "tags": {"**.a": ["PII"]}}
        body["ruleSet"] = {"domainRules": [
            {"name": f"rule{self._number}", "kind": "CONDITION", "mode": "WRITE", "type": "CEL", "expr": "true"}]}
        value = [body["schema"], body["metadata"]["properties"], f"rule{self._number}"]
        self._set("contract", subject, value, lambda: self._register(subject, body))

    def _context(self):
        context = f".{self._writer}-{self._number}"
        self._set("context", context, True, lambda: self._register(f":{context}:s", self._schema()))

    def _deletion(self):
        """The life of a version: registered, marked as deleted, deleted for good."""
        subject = f":.deletions:{self._writer}-{self._number}"
        path = f"/subjects/{quoted(subject)}/versions"
        self._set("version", subject, "live", lambda: self._register(subject, self._schema()))
        self._set("version", subject, "deleted", lambda: self._connection.delete(f"{path}/1"))
        if self._chance.random() < 0.5:
            self._set("version", subject, ABSENT, lambda: self._connection.delete(f"{path}/1?permanent=true"))

    def _subject_deletion(self):
        subject = f":.deletions:{self._writer}-{self._number}-subject"
        path = f"/subjects/{quoted(subject)}"
        self._set("version", subject, "live", lambda: self._register(subject, self._schema()))
        self._set("version", subject, "deleted", lambda: self._connection.delete(path))
        if self._chance.random() < 0.5:
            self._set("version", subject, ABSENT, lambda: self._connection.delete(f"{path}?permanent=true"))

    def _encryption_key(self):
        name, subject = f"{self._writer}-{self._number}", f"{self._writer}-{self._number}"
        keys = "/dek-registry/v1/keks"
        self._set("key", name, "live", lambda: self._connection.post(keys, {"name": name, **MEDIUM}))
        self._set("data key", f"{name}/{subject}", ANYTHING, lambda: self._connection.post(
            f"{keys}/{name}/deks", {"subject": subject, "version": 1, "algorithm": "AES256_GCM"})["encryptedKeyMaterial"])
        if self._chance.random() < 0.3:
            self._set("data key", f"{name}/{subject}", ABSENT,
                      lambda: self._connection.delete_quietly(f"{keys}/{name}/deks/{subject}"))
            self._set("key", name, "deleted", lambda: self._connection.delete_quietly(f"{keys}/{name}"))

    def _register(self, subject, body):
        return self._connection.post(f"/subjects/{quoted(subject)}/versions", body)

    def _schema(self):
        return {"schema": f'{{"type":"fixed","name":"{self._writer.replace("-", "_")}_{self._number}","size":1}}'}


def found(connection, kind, name):
    """The value that the registry has now."""
    return READERS[kind](connection, name)


def or_absent(connection, path):
    try:
        return connection.get(path)
    except RegistryRefused as refusal:
        if refusal.status != 404:
            raise
        return ABSENT


def found_config(connection, subject):
    config = or_absent(connection, f"/config/{subject}")
    return config and {member: config.get(member) for member in ("compatibilityLevel", "compatibilityGroup")}


def found_mode(connection, subject):
    mode = or_absent(connection, f"/mode/{subject}")
    return mode and mode["mode"]


def found_contract(connection, subject):
    version = or_absent(connection, f"/subjects/{quoted(subject)}/versions/1")
    return version and [
        version["schema"], version["metadata"]["properties"], version["ruleSet"]["domainRules"][0]["name"]]


def found_version(connection, subject):
    path = f"/subjects/{quoted(subject)}/versions/1"
    if or_absent(connection, path) is not ABSENT:
        return "live"
    return "deleted" if or_absent(connection, f"{path}?deleted=true") is not ABSENT else ABSENT


def found_context(connection, context):
    return True if context in connection.get("/contexts") else ABSENT


def found_key(connection, name):
    path = f"/dek-registry/v1/keks/{name}"
    if or_absent(connection, path) is not ABSENT:
        return "live"
    return "deleted" if or_absent(connection, f"{path}?deleted=true") is not ABSENT else ABSENT


def found_data_key(connection, name):
    key, subject = name.split("/")
    data_key = or_absent(connection, f"/dek-registry/v1/keks/{key}/deks/{subject}")
    return data_key and data_key["encryptedKeyMaterial"]


READERS = {
    "config": found_config, "mode": found_mode, "contract": found_contract, "version": found_version,
    "context": found_context, "key": found_key, "data key": found_data_key,
}
