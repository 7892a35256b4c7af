"""Protobuf schemas in each syntax, with every kind of field, and the classes that Python makes of them."""

import dataclasses

from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, duration_pb2, field_mask_pb2
from google.protobuf import message_factory, struct_pb2, timestamp_pb2, wrappers_pb2

LEGACY = """syntax = "proto2";
package interop.legacy;

message Root {
  required int64 id = 1;
  optional string name = 2 [default = "nobody"];
  repeated sint32 steps = 3 [packed = true];
  repeated fixed64 sums = 4;
  optional Color color = 5 [default = BLUE];
  repeated Color colors = 6;
  map<string, Root> children = 7;
  map<bool, double> weights = 8;
  optional group Place = 9 {
    optional double latitude = 1;
    repeated group Stop = 2 { optional bytes code = 1; }
  }
  oneof choice {
    bytes raw = 10;
    Root root = 11;
    float number = 12;
  }
  optional sfixed32 far = 536870911;
  extensions 100 to 199;
}
enum Color { RED = 3; BLUE = 5; NONE = -1; }
extend Root {
  repeated uint32 extra = 100;
  optional Root deep = 101;
}
"""

MODERN = """syntax = "proto3";
package interop.modern;

import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";

message Root {
  double a_double = 1; float a_float = 2; int64 an_int64 = 3; uint64 a_uint64 = 4; int32 an_int32 = 5;
  fixed64 a_fixed64 = 6; fixed32 a_fixed32 = 7; bool a_bool = 8; string a_string = 9; bytes some_bytes = 10;
  uint32 a_uint32 = 11; sfixed32 an_sfixed32 = 12; sfixed64 an_sfixed64 = 13; sint32 an_sint32 = 14;
  sint64 an_sint64 = 15; State state = 16; Root root = 17; optional int32 maybe = 18;
  repeated string texts = 19; repeated State states = 20; repeated double doubles = 21; repeated float floats = 22;
  map<bool, bytes> by_bool = 23; map<int32, Root> by_int32 = 24; map<uint64, State> by_uint64 = 25;
  map<string, google.protobuf.Timestamp> by_string = 26;
  oneof choice { string word = 27; State other_state = 28; Root other_root = 29; google.protobuf.NullValue none = 30; }
  google.protobuf.Any any = 31; google.protobuf.Timestamp at = 32; google.protobuf.Duration took = 33;
  google.protobuf.FieldMask mask = 34; google.protobuf.Struct object = 35; google.protobuf.Value value = 36;
  google.protobuf.ListValue list = 37; google.protobuf.Int64Value wrapped_int64 = 38;
  google.protobuf.FloatValue wrapped_float = 39; google.protobuf.BytesValue wrapped_bytes = 40;
  repeated google.protobuf.Duration durations = 41 [json_name = "how long"];
}
enum State { UNKNOWN = 0; NEW = 1; SENT = 2; LOST = -1; }
"""

EDITION = """edition = "2023";
package interop.edition;

option features.field_presence = IMPLICIT;

message Root {
  int32 plain = 1;
  int32 present = 2 [features.field_presence = EXPLICIT];
  Root delimited = 3 [features.message_encoding = DELIMITED];
  repeated Root items = 4 [features.message_encoding = DELIMITED];
  repeated bool unpacked = 5 [features.repeated_field_encoding = EXPANDED];
  repeated sint64 packed = 6;
  Closed closed = 7 [features.field_presence = EXPLICIT];
  repeated Closed many_closed = 8;
  string text = 9;
  map<sint32, Root> by_number = 10;
  oneof choice { float number = 11; Root root = 12; }
}
enum Closed { option features.enum_type = CLOSED; ONE = 1; TWO = 2; }
"""

SCHEMAS = {"proto2": LEGACY, "proto3": MODERN, "edition 2023": EDITION}


@dataclasses.dataclass
class Schema:
    """What Python made of the serialized descriptor of a file with a message `Root`."""

    pool: descriptor_pool.DescriptorPool
    root: type

    def __init__(self, serialized):
        file = descriptor_pb2.FileDescriptorProto.FromString(serialized)
        file.name = file.name or "schema.proto"
        self.pool = descriptor_pool.DescriptorPool()
        for known in (any_pb2, duration_pb2, field_mask_pb2, struct_pb2, timestamp_pb2, wrappers_pb2):
            self.pool.AddSerializedFile(known.DESCRIPTOR.serialized_pb)
        self.pool.AddSerializedFile(file.SerializeToString())
        self.root = message_factory.GetMessageClass(self.pool.FindMessageTypeByName(f"{file.package}.Root"))
