"""Writes the log of a large registry straight into a store that is not being served.

Made by rules from a number, so that two runs write the same rows: the subjects of many teams, some with one version and
some with dozens, each version a field more than the one before; keys that many topics share; types that others refer to.
"""

import json
import random
import sqlite3

FIELDS = [
    '{"name":"createdAt","type":{"type":"long","logicalType":"timestamp-millis"}}',
    '{"name":"currency","type":"string","default":"EUR"}',
    '{"name":"amount","type":"long","doc":"In the currency\'s smallest unit."}',
    '{"name":"note","type":["null","string"],"default":null,"doc":"What the customer wrote."}',
    '{"name":"status","type":{"type":"enum","name":"Status","symbols":["OPEN","PAID","LOST"]}}',
    '{"name":"labels","type":{"type":"map","values":"string"}}',
    '{"name":"weight","type":"double"}',
    '{"name":"isGift","type":"boolean","default":false}',
]
DOMAINS = ["payments", "orders", "shipping", "billing", "inventory", "identity", "search", "pricing"]
ENTITIES = ["Order", "Payment", "Parcel", "Invoice", "StockLevel", "Account", "Query", "Offer", "Refund", "Visit"]
KEYS = ['{"type":"string"}', '{"type":"long"}', '{"type":"record","name":"Key","fields":[{"name":"id","type":"string"}]}']
# Of so many subjects one is for keys, and of so many values one uses a shared type.
KEY_EVERY, REFERENCE_EVERY, TYPES = 10, 20, 100


def fill(path, versions, subjects):
    """Appends rows for so many versions over so many subjects to an empty log that Martlet has made.

    Returns how long a schema's text is, on average."""
    texts = 0

    def numbered():
        nonlocal texts
        for place, (key, value, text_bytes) in enumerate(rows(versions, subjects)):
            texts += text_bytes
            yield place, place, key, value

    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = OFF")
    with database:
        database.executemany("INSERT INTO log VALUES (?, 1700000000000 + ?, 1, ?, ?)", numbered())
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return texts / versions


def rows(versions, subjects):
    """Keys, values and lengths of texts, in the order in which a registry of this size grows: everybody's first versions, then the rest."""
    ids = {}
    for number in range(TYPES):
        yield row(f"types.money-{number}", 1, ids, money(number), "")
    histories = lengths(versions - TYPES, subjects - TYPES)
    for version in range(1, max(histories) + 1):
        for number, length in enumerate(histories):
            if length < version:
                continue
            if number % KEY_EVERY == 0:
                yield row(f"{topic(number + 1)}-key", version, ids, KEYS[number // KEY_EVERY % len(KEYS)], "")
            else:
                uses_type = number % REFERENCE_EVERY == 1
                yield row(f"{topic(number)}-value", version, ids, value(number, version, uses_type),
                          reference(number) if uses_type else "")


def lengths(versions, subjects):
    """How many versions each subject has: one for keys, else 1 to 30, the shorter histories the more frequent."""
    source = random.Random(7)
    histories = [1 if number % KEY_EVERY == 0 else 1 + int(29 * source.random() ** 2) for number in range(subjects)]
    missing = versions - sum(histories)
    step = 1 if missing > 0 else -1
    values = [number for number in range(subjects) if number % KEY_EVERY]
    while missing:
        number = source.choice(values)
        if histories[number] + step >= 1:
            histories[number] += step
            missing -= step
    return histories


def any_value_subject(source, subjects):
    number = source.randrange(subjects - TYPES)
    return f"{topic(number + (number % KEY_EVERY == 0))}-value"


def topic(number):
    return f"{DOMAINS[number % len(DOMAINS)]}.eu.{ENTITIES[number % len(ENTITIES)].lower()}-{number:06}"


def value(number, version, uses_type):
    fields = ['{"name":"id","type":"string","doc":"The number in the ' + DOMAINS[number % len(DOMAINS)] + ' system."}']
    if uses_type:
        fields.append('{"name":"price","type":"types.Money%d"}' % (number % TYPES))
    fields += [FIELDS[(number + place) % len(FIELDS)] for place in range(number % 3 + 1)]
    fields += ['{"name":"added%d","type":"long","default":0}' % added for added in range(2, min(version, 5) + 1)]
    if version > 5:
        fields.append('{"name":"revision%d","type":"int","default":%d}' % (version, version))
    return ('{"type":"record","name":"' + ENTITIES[number % len(ENTITIES)] + '","namespace":"shop.team%d.' % (number % 997)
            + topic(number).replace("-", "_") + '","fields":[' + ",".join(fields) + "]}")


def money(number):
    return ('{"type":"record","name":"Money%d","namespace":"types","fields":[{"name":"units","type":"long"},'
            '{"name":"currency","type":"string"}]}' % number)


def reference(number):
    kind = number % TYPES
    return '"references":[{"name":"types.Money%d","subject":"types.money-%d","version":1}],' % (kind, kind)


def row(subject, version, ids, text, references):
    """A record as the registry stores it; a content that was there before keeps its ID."""
    identifier = ids.setdefault(hash((text, references)), len(ids) + 1)
    return (f'{{"keytype":"SCHEMA","subject":"{subject}","version":{version},"magic":1}}',
            f'{{"subject":"{subject}","version":{version},"id":{identifier},"schemaType":"AVRO",{references}'
            f'"schema":{json.dumps(text, ensure_ascii=False)},"deleted":false}}', len(text.encode()))
