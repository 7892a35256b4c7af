"""Schemas to compile and to compare."""

import json
import random

PROPERTIES = 1000

TASKS = {
    "schemas/compile": "compile the largest schema of the workloads",
    "schemas/compare": f"compare two versions of a schema of {PROPERTIES:,} properties",
}


def write(folder, largest):
    """Writes FOLDER/schemas: `compiled.json`, `old.json` and `new.json`."""
    target = folder / "schemas"
    target.mkdir(parents=True, exist_ok=True)
    (target / "compiled.json").write_text(largest)
    (target / "old.json").write_text(json.dumps(version(is_new=False)))
    (target / "new.json").write_text(json.dumps(version(is_new=True)))


def version(is_new):
    """The new version has some properties more, and three that cannot be read as before."""
    choice = random.Random(1)
    properties = {f"property{number}": kind(choice, number) for number in range(PROPERTIES)}
    if is_new:
        for number in (10, 500, 900):
            properties[f"property{number}"] = {"type": "boolean"}
        properties |= {f"added{number}": {"type": "string"} for number in range(5)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Compared", "type": "object",
        "properties": properties, "required": [f"property{number}" for number in range(0, PROPERTIES, 3)],
        "additionalProperties": False,
        "$defs": {"part": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}},
    }


def kind(choice, number):
    return choice.choice([
        {"type": "string", "maxLength": 100 + number},
        {"type": "integer", "minimum": 0},
        {"type": ["number", "null"]},
        {"enum": ["A", "B", f"C{number}"]},
        {"type": "array", "items": {"$ref": "#/$defs/part"}, "maxItems": 50},
        {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"value": {"type": "number"}}}]},
    ])
