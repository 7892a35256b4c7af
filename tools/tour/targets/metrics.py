#!/usr/bin/env python3
"""Counters in the text form of Prometheus: metrics.py FILE. The file is always whole."""

import collections
import os
import sys

from envelopes import envelopes

path = sys.argv[1]
records, schemas = collections.Counter(), collections.defaultdict(set)
for envelope in envelopes():
    records[envelope["topic"]] += 1
    if envelope["schema"]:
        schemas[envelope["topic"]].add(envelope["schema"]["id"])
    with open(f"{path}.part", "w", encoding="utf-8") as file:
        for topic in sorted(records):
            print(f'records_total{{topic="{topic}"}} {records[topic]}', file=file)
            print(f'schemas_seen{{topic="{topic}"}} {len(schemas[topic])}', file=file)
    os.replace(f"{path}.part", path)
