"""What every target reads: records of `martlet consume -o json`, one a line."""

import json
import sys


def envelopes():
    """Each record with its topic, partition, offset, timestamp, headers, key, schema and value."""
    for line in sys.stdin:
        yield json.loads(line)


def records():
    """The topic and the fields of each record that has a value."""
    for envelope in envelopes():
        if envelope["value"] is not None:
            yield envelope["topic"], envelope["value"]
