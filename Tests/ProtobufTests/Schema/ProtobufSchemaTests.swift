import Protobuf
import SchemaCore
import Testing

@Suite("A Protobuf schema")
struct ProtobufSchemaTests {
  static let order = """
    syntax = "proto3";
    package shop;
    // Comments are not stored.
    message Order { message Line { int32 count = 1; } repeated Line lines = 1; Status status = 2; }
    enum Status { NEW = 0; }
    message Refund { string id = 1; }
    """

  @Test(
    "is called like its first message, or like its first enum",
    arguments: [
      (order, "shop.Order"), ("enum E { X = 0; } message M {}", "M"), ("package p; enum E { X = 0; }", "p.E"),
    ])
  func recordName(text: String, name: String) throws {
    #expect(try ProtobufFormat().parse(text).recordName == name)
  }

  @Test("without types has no name")
  func unnamed() throws {
    let schema = try ProtobufFormat().parse(
      "import \"google/protobuf/descriptor.proto\"; extend google.protobuf.FieldOptions { optional int32 a = 50000; }")
    #expect(schema.recordName == nil)
    #expect(throws: SchemaError.self) { try schema.messageIndexes(of: .root) }
  }

  @Test(
    "tells messages apart by indexes",
    arguments: [
      (RecordType.root, "shop.Order", [0]), (.named("shop.Order.Line"), "shop.Order.Line", [0, 0]),
      (.named("Refund"), "shop.Refund", [1]), (.indexes([0, 0]), "shop.Order.Line", [0, 0]),
    ])
  func indexes(type: RecordType, name: String, indexes: [Int]) throws {
    let schema = try ProtobufFormat().parse(Self.order)
    #expect(schema.carriesMessageIndexes)
    #expect(try schema.messageIndexes(of: type) == indexes)
    #expect(try schema.messageName(of: type) == name)
  }

  @Test(
    "names its messages when asked for one that is not there",
    arguments: [
      RecordType.named("shop.Status"), .named("Nothing"), .indexes([2]), .indexes([]), .indexes([0, -1]),
    ])
  func unknown(type: RecordType) throws {
    let schema = try ProtobufFormat().parse(Self.order)
    let error = #expect(throws: SchemaError.self) { try schema.messageIndexes(of: type) }
    #expect(error?.message.hasSuffix("its messages are shop.Order, shop.Refund") == true)
  }

  @Test("that only imports another publicly has its types")
  func wrapper() throws {
    let reference = ResolvedReference(
      SchemaReference(name: "order.proto", subject: "order", version: 1), text: Self.order)
    let schema = try ProtobufFormat().parse(
      "syntax = \"proto3\"; import public \"order.proto\";", references: [reference])
    #expect(schema.recordName == "shop.Order")
    #expect(try schema.messageIndexes(of: .named("shop.Refund")) == [1])
    let wellKnown = try ProtobufFormat().parse("import public \"google/protobuf/timestamp.proto\";")
    #expect(wellKnown.recordName == "google.protobuf.Timestamp")
  }

  @Test("is stored without comments, and is the same however it is spelled")
  func canonical() throws {
    let schema = try ProtobufFormat().parse(Self.order)
    let again = try ProtobufFormat().parse(schema.canonicalText)
    #expect(!schema.canonicalText.contains("Comments"))
    #expect(again.canonicalText == schema.canonicalText)
    #expect(schema.isEquivalent(to: again))
    #expect(try !schema.isEquivalent(to: ProtobufFormat().parse("message Order {}")))
  }

  @Test("is read from a descriptor, which it can be asked for")
  func serialized() throws {
    let schema = try ProtobufFormat().parse(Self.order)
    let descriptor = try schema.rendered(as: .serialized)
    let same = try ProtobufFormat().parse(descriptor)
    #expect(try same.rendered(as: .serialized) == descriptor)
    #expect(same.incompatibilities(reading: schema).isEmpty)
    #expect(same.recordName == "shop.Order")
  }

  @Test(
    "from a descriptor with names that no text can have is refused", arguments: ["M {} message N", "a\nb", "1", ""])
  func hostileDescriptor(name: String) throws {
    let message: [UInt8] = [0x0A, UInt8(name.utf8.count)] + Array(name.utf8)
    let file: [UInt8] = [0x22, UInt8(message.count)] + message
    #expect(throws: SchemaError.self) { try ProtobufFormat().parse(base64(file)) }
  }

  @Test("is rendered in the styles of the registry")
  func styles() throws {
    let schema = try ProtobufFormat().parse(
      """
      syntax = "proto3"; import "google/protobuf/descriptor.proto";
      extend google.protobuf.FieldOptions { int32 mark = 50000; }
      message M { N b = 2 [(mark) = 1]; int32 a = 1; } message N {}
      """)
    let plain = try schema.rendered(as: .withoutExtensions)
    #expect(!plain.contains("extend"))
    #expect(!plain.contains("mark"))
    #expect(try schema.rendered(as: .normalized).contains(".N b = 2"))
    #expect(try schema.rendered(as: .resolved) == schema.canonicalText)
    let broken = try ProtobufFormat().parse("message M { optional X x = 1; }", rules: .stored)
    #expect(throws: SchemaError(.unknownName, "unknown type \"X\"", at: TextPosition(line: 1, column: 22))) {
      try broken.rendered(as: .normalized)
    }
    #expect(throws: SchemaError.self) { try broken.rendered(as: .serialized) }
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 { text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=") }
    }
    return text
  }
}
