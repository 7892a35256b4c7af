#!/usr/bin/env python3
"""A log that shows whether somebody changed it: audit_log.py FILE, or audit_log.py --verify FILE.

Each line holds a record and a hash over the record and the hash of the line before: who changes a line must change all
that follow.
"""

import hashlib
import json
import sys

from envelopes import envelopes

START = "0" * 64


def entry_hash(previous, record):
    return hashlib.sha256((previous + json.dumps(record, sort_keys=True)).encode()).hexdigest()


def verify(path):
    previous = START
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            entry = json.loads(line)
            if entry["previous"] != previous or entry["hash"] != entry_hash(previous, entry["record"]):
                sys.exit(f"line {number} was changed")
            previous = entry["hash"]
    print(f"{number} entries, unbroken; the last hash is {previous[:16]}")


def write(path):
    previous = START
    with open(path, "w", encoding="utf-8") as file:
        for record in envelopes():
            hash = entry_hash(previous, record)
            print(json.dumps({"previous": previous, "record": record, "hash": hash}), file=file, flush=True)
            previous = hash


if sys.argv[1] == "--verify":
    verify(sys.argv[2])
else:
    write(sys.argv[1])
