"""One record in two versions, with every kind of field whose coding two implementations could disagree about."""

import json

V1_FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "amount", "type": "long"},
    {"name": "rate", "type": "double"},
    {"name": "method", "type": {"type": "enum", "name": "Method", "symbols": ["CARD", "CASH", "TRANSFER"]}},
    {"name": "note", "type": ["null", "string"], "default": None},
    {"name": "lines", "type": {"type": "array", "items": {
        "type": "record", "name": "Line", "fields": [
            {"name": "item", "type": "string"}, {"name": "count", "type": "int"}]}}},
    {"name": "labels", "type": {"type": "map", "values": "string"}},
    {"name": "token", "type": "bytes"},
    {"name": "checksum", "type": {"type": "fixed", "name": "Checksum", "size": 2}},
    {"name": "settled", "type": "boolean"},
]


def schema(fields):
    return json.dumps({"type": "record", "name": "Payment", "namespace": "shop", "fields": fields})


V1 = schema(V1_FIELDS)
V2 = schema([*V1_FIELDS, {"name": "currency", "type": "string", "default": "EUR"}])
INCOMPATIBLE = schema([*V1_FIELDS, {"name": "currency", "type": "string"}])

# The same records as the Python client takes them, and as Avro's JSON encoding writes them.
RECORDS = [
    {"id": "p-1", "amount": 9_007_199_254_740_993, "rate": 0.1, "method": "CASH", "note": "café ☕",
     "lines": [{"item": "cup", "count": -2}, {"item": "", "count": 2**31 - 1}], "labels": {"källa": "web"},
     "token": b"\x00\xff\x7f", "checksum": b"\xab\xcd", "settled": True},
    {"id": "p-2", "amount": -(2**63), "rate": -1e300, "method": "TRANSFER", "note": None, "lines": [], "labels": {},
     "token": b"", "checksum": b"\x00\x00", "settled": False},
]


def as_avro_json(record):
    """Avro 1.12 specification, JSON Encoding: unions name their branch, bytes are code points up to U+00FF."""
    return {**record,
            "note": None if record["note"] is None else {"string": record["note"]},
            "token": record["token"].decode("latin-1"), "checksum": record["checksum"].decode("latin-1")}


JSON_RECORDS = [as_avro_json(record) for record in RECORDS]
