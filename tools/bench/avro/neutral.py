"""Writes a datum of the workloads, which are kept in JSON that belongs to no format, in Avro's binary encoding.

Decimals are text, bytes are base64, a nullable is the value or null, and another union is an object with one member
that names the branch.
"""

import base64
import decimal
import json
import struct

PRIMITIVES = {"null", "boolean", "int", "long", "float", "double", "bytes", "string"}


class Writer:
    """Writes data of one schema."""

    def __init__(self, schema_text):
        self._named = {}
        self._schema = json.loads(schema_text)

    def encoded(self, datum):
        output = bytearray()
        self._write(datum, self._schema, output)
        return bytes(output)

    def _write(self, datum, schema, output):
        if isinstance(schema, list):
            return self._write_union(datum, schema, output)
        if isinstance(schema, str) and schema not in PRIMITIVES:
            schema = self._named[schema]
        kind = schema if isinstance(schema, str) else schema["type"]
        if isinstance(schema, dict) and "name" in schema:
            self._named[schema["name"]] = schema
        if kind == "record":
            for field in schema["fields"]:
                self._write(datum[field["name"]], field["type"], output)
        elif kind in ("int", "long"):
            output += varint(datum)
        elif kind == "string":
            write_counted(datum.encode(), output)
        elif kind == "bytes":
            write_counted(unscaled(datum, schema["scale"]) if is_decimal(schema) else base64.b64decode(datum), output)
        elif kind == "fixed":
            output += base64.b64decode(datum)
        elif kind == "enum":
            output += varint(schema["symbols"].index(datum))
        elif kind == "boolean":
            output.append(1 if datum else 0)
        elif kind == "double":
            output += struct.pack("<d", datum)
        elif kind == "float":
            output += struct.pack("<f", datum)
        elif kind == "array":
            self._write_items(datum, lambda item: self._write(item, schema["items"], output), output)
        elif kind == "map":
            self._write_items(datum.items(), lambda item: self._write_entry(item, schema["values"], output), output)

    def _write_items(self, items, write_item, output):
        if items:
            output += varint(len(items))
            for item in items:
                write_item(item)
        output.append(0)

    def _write_entry(self, entry, values, output):
        key, value = entry
        write_counted(key.encode(), output)
        self._write(value, values, output)

    def _write_union(self, datum, branches, output):
        if "null" in branches and len(branches) == 2:
            index = branches.index("null") if datum is None else 1 - branches.index("null")
        else:
            name, datum = next((name, value) for name, value in datum.items() if value is not None)
            index = next(place for place, branch in enumerate(branches) if is_named(branch, name))
        output += varint(index)
        if branches[index] != "null":
            self._write(datum, branches[index], output)


def is_named(branch, name):
    """Whether the member `card` means the branch Card, or `longValue` the branch long."""
    branch = branch if isinstance(branch, str) else branch.get("name", branch["type"])
    return name in (branch[:1].lower() + branch[1:], branch + "Value")


def is_decimal(schema):
    return isinstance(schema, dict) and schema.get("logicalType") == "decimal"


def unscaled(text, scale):
    value = int(decimal.Decimal(text).scaleb(scale))
    return value.to_bytes((value.bit_length() + 8) // 8, "big", signed=True)


def write_counted(content, output):
    output += varint(len(content))
    output += content


def varint(value):
    rest = (value << 1) ^ (value >> 63)
    output = bytearray()
    while rest > 0x7F:
        output.append(rest & 0x7F | 0x80)
        rest >>= 7
    output.append(rest)
    return output
