"""The contracts that the matrix goes through: for each format a plain one, one with references, and one that evolved."""

import dataclasses
import json


@dataclasses.dataclass
class Version:
    """One version of a schema, and records written with it. Records are JSON as the format's specification has it."""

    schema: str
    records: list


@dataclasses.dataclass
class Contract:
    """A schema in its versions, with what it refers to: name and text of each reference."""

    versions: list
    references: dict = dataclasses.field(default_factory=dict)
    # What a reader with the last version makes of all records; without it what was written.
    read_as_last: list = None

    @property
    def written(self):
        return [record for version in self.versions for record in version.records]

    @property
    def read(self):
        return self.written if self.read_as_last is None else self.read_as_last


def avro(name, *fields):
    return json.dumps({"type": "record", "name": name, "namespace": "interop.matrix", "fields": [
        {"name": field, "type": kind, **({"default": default[0]} if default else {})}
        for field, kind, *default in fields]})


def json_schema(title, properties, **other):
    return json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", "title": title, "type": "object",
                       "properties": properties, "additionalProperties": False, **other})


def proto(*lines):
    return "\n".join(['syntax = "proto3";', "package interop.matrix;", *lines, ""])


AVRO_FIELDS = [("id", "long"), ("label", ["null", "string"], None), ("tags", {"type": "array", "items": "string"}),
               ("ratio", "double"), ("counts", {"type": "map", "values": "int"})]
# In Avro's JSON encoding a value of a union names its type; the client takes it alone, see `matrix_clients`.
AVRO_RECORDS = [
    {"id": 2**53 + 1, "label": {"string": "källa ☕"}, "tags": ["a", ""], "ratio": 0.1, "counts": {"x": -1}},
    {"id": -(2**63), "label": None, "tags": [], "ratio": -1e300, "counts": {}}]

PROTO_FIELDS = ["message Reading {", "  int64 id = 1;", "  optional string label = 2;", "  repeated string tags = 3;",
                "  double ratio = 4;", "  map<string, sint32> counts = 5;"]
PROTO_RECORDS = [
    {"id": str(2**53 + 1), "label": "källa ☕", "tags": ["a", ""], "ratio": 0.1, "counts": {"x": -1}},
    {"id": str(-(2**63)), "label": "", "ratio": -1e300}]

JSON_PROPERTIES = {"id": {"type": "integer"}, "label": {"type": ["string", "null"]},
                   "tags": {"type": "array", "items": {"type": "string"}}, "ratio": {"type": "number"}}
JSON_RECORDS = [{"id": 2**53 + 1, "label": "källa ☕", "tags": ["a", ""], "ratio": 0.1}, {"id": -7, "label": None}]

CONTRACTS = {
    ("AVRO", "plain"): Contract([Version(avro("Reading", *AVRO_FIELDS), AVRO_RECORDS)]),
    ("AVRO", "references"): Contract(
        [Version(avro("Visit", ("at", "interop.matrix.Place"), ("again", ["null", "interop.matrix.Place"], None)), [
            {"at": {"city": "Lund"}, "again": {"interop.matrix.Place": {"city": "Ålesund"}}},
            # The client refuses records of less than six bytes, as if they had to hold a frame, whose frame is a header.
            {"at": {"city": "Umeå"}, "again": None}])],
        references={"interop.matrix.Place": avro("Place", ("city", "string"))}),
    ("AVRO", "evolved"): Contract(
        [Version(avro("Reading", *AVRO_FIELDS), AVRO_RECORDS),
         Version(avro("Reading", *AVRO_FIELDS, ("unit", "string", "m")),
                 [{**AVRO_RECORDS[0], "unit": "km"}])],
        read_as_last=[{**record, "unit": "m"} for record in AVRO_RECORDS] + [{**AVRO_RECORDS[0], "unit": "km"}]),
    ("PROTOBUF", "plain"): Contract([Version(proto(*PROTO_FIELDS, "}"), PROTO_RECORDS)]),
    ("PROTOBUF", "references"): Contract(
        [Version(proto('import "interop/matrix_place.proto";', "message Visit {", "  Place at = 1;",
                       "  repeated Place again = 2;", "}"),
                 [{"at": {"city": "Lund"}, "again": [{"city": "Ålesund"}, {}]}, {"at": {}}])],
        references={"interop/matrix_place.proto": proto("message Place {", "  string city = 1;", "}")}),
    ("PROTOBUF", "evolved"): Contract(
        [Version(proto(*PROTO_FIELDS, "}"), PROTO_RECORDS),
         Version(proto(*PROTO_FIELDS, "  string unit = 6;", "}"), [{**PROTO_RECORDS[0], "unit": "km"}])]),
    ("JSON", "plain"): Contract([Version(json_schema("Reading", JSON_PROPERTIES), JSON_RECORDS)]),
    ("JSON", "references"): Contract(
        [Version(json_schema("Visit", {"at": {"$ref": "place.json"}, "again": {"$ref": "place.json#/properties/city"}}),
                 [{"at": {"city": "Lund"}, "again": "Ålesund"}, {"at": {"city": ""}}])],
        references={"place.json": json_schema("Place", {"city": {"type": "string"}}, required=["city"])}),
    ("JSON", "evolved"): Contract(
        [Version(json_schema("Reading", JSON_PROPERTIES), JSON_RECORDS),
         Version(json_schema("Reading", {**JSON_PROPERTIES, "unit": {"type": "string"}}),
                 [{**JSON_RECORDS[0], "unit": "km"}])]),
}
