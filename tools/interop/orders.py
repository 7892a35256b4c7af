"""An order in Protobuf: a file that imports another one and a well-known one, and records of several of its messages."""

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf import timestamp_pb2

MONEY = """syntax = "proto3";
package interop.money;

message Money {
  string currency = 1;
  int64 amount = 2;
}
"""

ORDER = """syntax = "proto3";
package interop.shop;

import "google/protobuf/timestamp.proto";
import "interop/money.proto";

message Order {
  string id = 1;
  google.protobuf.Timestamp placed_at = 2;
  repeated Item items = 3;
  map<string, sint64> counts = 4;
  Method method = 5;
  oneof payment {
    bytes token = 6;
    double voucher = 7;
  }
  optional uint32 priority = 8;

  message Item {
    string sku = 1;
    interop.money.Money price = 2;
  }
}
message Refund {
  string order_id = 1;
  repeated fixed32 codes = 2;
}

enum Method {
  METHOD_UNSPECIFIED = 0;
  METHOD_EXPRESS = 1;
}
"""

# What breaks readers: another type for a field, and a member of the oneof that is gone.
INCOMPATIBLE = ORDER.replace("string id = 1;", "uint32 id = 1;", 1).replace("    double voucher = 7;\n", "")


def classes(serialized_files):
    """The classes of all messages in serialized file descriptors, by their full names; each file after its imports."""
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(timestamp_pb2.DESCRIPTOR.serialized_pb)
    names = []

    def collect(prefix, messages):
        for message in messages:
            name = f"{prefix}.{message.name}"
            names.append(name)
            collect(name, message.nested_type)

    for serialized in serialized_files:
        file = descriptor_pb2.FileDescriptorProto.FromString(serialized)
        pool.Add(file)
        collect(file.package, file.message_type)
    return {name: message_factory.GetMessageClass(pool.FindMessageTypeByName(name)) for name in names}


def records(types):
    """One record of each kind of message: the first of the file, the second, and one that is nested."""
    order_type, refund_type = types["interop.shop.Order"], types["interop.shop.Refund"]
    item_type = types["interop.shop.Order.Item"]
    order = order_type(id="o-1 café ☕", method=1, token=b"\x00\xff", priority=0, counts={"a": -(2**63), "": 5})
    order.placed_at.seconds, order.placed_at.nanos = 1_700_000_000, 250_000_000
    for sku, amount in (("cup", 690), ("", -1)):
        item = order.items.add(sku=sku)
        item.price.currency, item.price.amount = "EUR", amount
    item = item_type(sku="kettle")
    item.price.amount = 2**63 - 1
    return [order, order_type(), refund_type(order_id="o-1", codes=[0, 1, 2**32 - 1]), item]
