#!/usr/bin/env python3
"""An SQLite database with a table for each topic: sqlite_tables.py DATABASE.

A column appears with the first record that has its field, so that a schema may grow while this runs. A record that comes
again, as after a crash it may, replaces itself.
"""

import json
import sqlite3
import sys

from envelopes import envelopes

database = sqlite3.connect(sys.argv[1], isolation_level=None)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def cell(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


for record in envelopes():
    if record["value"] is None:
        continue
    table = quoted(record["topic"])
    database.execute(f"CREATE TABLE IF NOT EXISTS {table} (_partition, _offset, PRIMARY KEY (_partition, _offset))")
    columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
    for name in record["value"]:
        if name not in columns:
            database.execute(f"ALTER TABLE {table} ADD COLUMN {quoted(name)}")
    row = {"_partition": record["partition"], "_offset": record["offset"], **record["value"]}
    names, marks = ", ".join(map(quoted, row)), ", ".join("?" * len(row))
    database.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", [cell(value) for value in row.values()])
