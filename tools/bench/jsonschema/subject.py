"""The comparison of JSON Schema: validating, reading and writing JSON text."""

from bench.codecs.comparison import Column, Subject
from bench.jsonschema import programs, schemas, workloads

JSON_SCHEMA = Subject(
    "jsonschema", "JSON records", workloads.write, programs.build,
    [Column(programs.JSONSCHEMA_RS), Column(programs.ORJSON), Column(programs.SIMDJSON)],
    notes=["Verdict: from the bytes to whether they are as the schema wants them, with whatever reading that takes; "
           "`value given` leaves the reading out. Parse and write: JSON text, from what a decode makes."],
    tasks=schemas.TASKS)
