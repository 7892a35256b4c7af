"""What must hold after a round, whatever went wrong during it."""

import http.client
import json
import time

from chaos.clients import CONFIGURED, STRICT
from harness.registry_connection import RegistryConnection, RegistryRefused


def dump(url):
    """Everything that a node serves."""
    with RegistryConnection(url) as connection:
        schemas = []
        while page := connection.get(f"/schemas?subjectPrefix=:*:&deleted=true&offset={len(schemas)}&limit=1000"):
            schemas += page
        return {"schemas": schemas, "configs": {subject: config(connection, subject) for subject in CONFIGURED}}


def config(connection, subject):
    try:
        return connection.get(f"/config/{subject}")["compatibilityLevel"]
    except RegistryRefused as refusal:
        if refusal.status == 404:
            return None
        raise


def dumps_in_agreement(cluster, seconds):
    """Each node's dump, once all are the same; after the time given, as they are then: None for a node that does not
    answer."""
    end = time.monotonic() + seconds
    while True:
        dumps = [dump_or_none(node) for node in cluster.nodes]
        if None not in dumps and all(other == dumps[0] for other in dumps) or time.monotonic() > end:
            return dumps
        time.sleep(0.1)


def dump_or_none(node):
    node.note_unexpected_end()
    try:
        return dump(node.url)
    except (OSError, http.client.HTTPException, RegistryRefused):
        return None  # Tried again by the caller, for a while.


def problems(history, dumps):
    if None in dumps:
        return [f"node {number} does not answer when all is quiet" for number, of_node in enumerate(dumps)
                if of_node is None]
    found = []
    for number, other in enumerate(dumps):
        if other != dumps[0]:
            found.append(f"node {number} serves something else than node 0 when all is quiet")
    schemas = dumps[0]["schemas"]
    found += lost(history, schemas)
    found += ambiguous_ids(history, schemas)
    found += incompatible_neighbours(schemas)
    found += backward_reads(history)
    found += unseen_writes(history)
    found += [f"node {operation.node}: {operation.detail}"
              for operation in history.named("register", outcome="refused") if "without a version" in operation.detail]
    return found


def lost(history, schemas):
    """Every acknowledged registration is there, unless somebody tried to delete that version for good, or to register
    the same text again: where the version was marked as deleted, the new one takes its place. A number is given again
    when it and all higher ones are gone."""
    kept = {(schema["subject"], schema["version"]): schema for schema in schemas}
    purged = {(operation.subject, operation.version) for operation in history.named("delete for good")
              if operation.outcome != "refused"}
    tried = {}
    for operation in history.named("register"):
        if operation.outcome != "refused":
            tried.setdefault((operation.subject, operation.schema), []).append(operation)
    found = []
    for operation in history.named("register", outcome="ok"):
        if (operation.subject, operation.version) in purged:
            continue
        schema = kept.get((operation.subject, operation.version))
        is_replaced = any(other.version is None or other.version > operation.version
                          for other in tried[operation.subject, operation.schema])
        if schema is None:
            if not is_replaced:
                found.append(f"lost: {operation.subject} version {operation.version}, id {operation.id}")
        elif (schema["schema"], schema["id"]) != (operation.schema, operation.id):
            is_free = is_replaced and any(subject == operation.subject and version > operation.version
                                          for subject, version in purged)
            if not is_free:
                found.append(f"{operation.subject} version {operation.version} was acknowledged as id {operation.id}, "
                             f"and is id {schema['id']} with another text")
    return found


def ambiguous_ids(history, schemas):
    """An id names one content for ever: in every answer that was ever given."""
    texts = {}
    for schema in schemas:
        texts.setdefault(schema["id"], set()).add(schema["schema"])
    for operation in history.named("register", "read latest", "read own", "read by id", outcome="ok"):
        texts.setdefault(operation.id, set()).add(operation.schema)
    return [f"id {number} names {len(of_id)} texts: {sorted(of_id)[:3]}"
            for number, of_id in texts.items() if len(of_id) > 1]


def incompatible_neighbours(schemas):
    """The versions of a strict subject are dense, and each reads what the one before wrote: a field that the one
    before does not have has a default (Avro, Schema Resolution)."""
    found = []
    for subject in STRICT:
        versions = sorted((schema["version"], schema["schema"]) for schema in schemas if schema["subject"] == subject)
        if [number for number, _ in versions] != list(range(1, len(versions) + 1)):
            found.append(f"{subject}: versions are {[number for number, _ in versions]}")
        fields = [{field["name"]: field for field in json.loads(text)["fields"]} for _, text in versions]
        for number, (before, after) in enumerate(zip(fields, fields[1:]), start=2):
            if any("default" not in field for name, field in after.items() if name not in before):
                found.append(f"{subject}: version {number} cannot read version {number - 1}: a race got past the rules")
    return found


def backward_reads(history):
    """On one node, a read that begins after another has ended never returns an older latest version."""
    found = []
    reads = {}
    for operation in history.named("read latest", outcome="ok"):
        reads.setdefault((operation.node, operation.subject), []).append(operation)
    for (node, subject), operations in reads.items():
        by_end = sorted(operations, key=lambda operation: operation.ended)
        newest, index = 0, 0
        for operation in sorted(operations, key=lambda operation: operation.started):
            while by_end[index].ended < operation.started:
                newest = max(newest, by_end[index].version)
                index += 1
            if operation.version < newest:
                found.append(f"node {node}: the latest version of {subject} was {newest}, then {operation.version}")
    return found


def unseen_writes(history):
    return [f"node {operation.node} acknowledged {operation.subject} version {operation.version} and did not have it: "
            f"{operation.detail}" for operation in history.named("read own", outcome="refused")]
