"""Compares a restarted registry with the ledger."""

import dataclasses
import urllib.parse

from crash.cells import ANYTHING
from crash.changes import found
from harness.registry_connection import RegistryConnection

PAGE = 1000


@dataclasses.dataclass
class Outcome:
    """What one comparison found."""

    problems: list
    lost: int
    unacknowledged: int
    versions: int
    ids: int
    cells: int


def verify(url, ledger, cells, number, is_last):
    """Reads the whole registry and returns an Outcome. What changes otherwise is read if it belongs to this round, and
    after the last round as a whole, with every schema by its id."""
    with RegistryConnection(url) as connection:
        listed = all_schemas(connection)
        registered = {(schema["subject"], schema["schema"]): schema for schema in listed}
        lost = [f"lost: {subject} id {answer['id']}: {schema}"
                for (subject, schema), answer in ledger.acknowledged.items() if (subject, schema) not in registered]
        problems = lost + changed_ids(registered, ledger) + made_up(listed, ledger) + numbering(listed)
        problems += disagreeing_lists(connection, listed)
        looked_at, differing = differing_cells(connection, cells, None if is_last else number)
        problems += differing
        if is_last:
            problems += unreadable_ids(connection, listed)
        if listed and connection.get("/config")["compatibilityLevel"] != "NONE":
            problems.append("the acknowledged change of the configuration is gone")
    return Outcome(
        problems, len(lost), len(registered.keys() - ledger.acknowledged.keys()), len(listed),
        len({schema["id"] for schema in listed}), looked_at)


def all_schemas(connection):
    """Every version of every subject of the default context, page by page."""
    listed = []
    while page := connection.get(f"/schemas?subjectPrefix=:*:&offset={len(listed)}&limit={PAGE}"):
        listed += page
    return [schema for schema in listed if not schema["subject"].startswith(":.")]


def differing_cells(connection, cells, number):
    """How many values were looked at, and those that nobody asked for or that were not kept."""
    count, problems = 0, []
    for kind, name, possible in cells.possible():
        if number is not None and f"round-{number}-" not in name:
            continue
        count += 1
        value = found(connection, kind, name)
        if value not in possible and not (ANYTHING in possible and value is not None):
            problems.append(f"{kind} {name}: found {value}, acknowledged or asked for: {possible}")
        cells.settle(kind, name, value)
    return count, problems


def changed_ids(registered, ledger):
    problems = []
    for (subject, schema), answer in ledger.acknowledged.items():
        kept = registered.get((subject, schema))
        if kept is None:
            continue
        for member in ("id", "version"):
            if member in answer and answer[member] != kept[member]:
                problems.append(f"{subject}: acknowledged {member} {answer[member]}, now {kept[member]}")
    return problems


def made_up(listed, ledger):
    """A half-applied registration would show as a text or a subject that nobody sent."""
    return [f"{schema['subject']} version {schema['version']}: nobody sent this text: {schema['schema']}"
            for schema in listed if schema["schema"] not in ledger.tried.get(schema["subject"], ())]


def numbering(listed):
    """Ids are 1 to the highest without a gap and name one text each; so are the versions of each subject."""
    problems = []
    texts, versions = {}, {}
    for schema in listed:
        texts.setdefault(schema["id"], set()).add(schema["schema"])
        versions.setdefault(schema["subject"], []).append(schema["version"])
    if sorted(texts) != list(range(1, len(texts) + 1)):
        missing = sorted(set(range(1, max(texts) + 1)) - texts.keys())
        problems.append(f"ids have gaps: the highest is {max(texts)}, missing {missing[:10]}")
    problems += [f"id {number} names {len(of_id)} different texts" for number, of_id in texts.items() if len(of_id) > 1]
    if len(set().union(*texts.values())) != len(texts):
        problems.append("one text has several ids")
    for subject, numbers in versions.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            problems.append(f"{subject}: versions are {sorted(numbers)}")
    return problems


def disagreeing_lists(connection, listed):
    """The list of subjects must name the same subjects as the list of schemas."""
    subjects = {subject for subject in connection.get("/subjects") if not subject.startswith(":.")}
    differing = subjects ^ {schema["subject"] for schema in listed}
    return [f"{subject}: in one of /subjects and /schemas only" for subject in sorted(differing)]


def unreadable_ids(connection, listed):
    problems = []
    for schema in listed:
        if (text := connection.get(f"/schemas/ids/{schema['id']}")["schema"]) != schema["schema"]:
            problems.append(f"id {schema['id']} gives another text than its version: {text}")
    highest = {}
    for schema in listed:
        highest[schema["subject"]] = max(schema["version"], highest.get(schema["subject"], 0))
    for subject, version in highest.items():
        latest = connection.get(f"/subjects/{urllib.parse.quote(subject, safe='')}/versions/latest")
        if latest["version"] != version:
            problems.append(f"{subject}: latest is {latest['version']}, the highest listed is {version}")
    return problems
