import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

@Suite("Descriptors as text")
struct FileSyntaxDescriptorTests {
  private static let files = Result {
    try DescriptorReader.fileSet(Fixtures.fixtureBytes("protobuf/descriptors/files.bin"))
  }

  private func text(_ name: String) throws -> String {
    let file = try #require(try Self.files.get().first { $0.name == name })
    return CanonicalText.text(of: try FileSyntax(descriptor: file))
  }

  @Test("a proto3 file has its maps as messages, types in full, and `optional` where it was written")
  func proto3() throws {
    let expected = """
      syntax = "proto3";
      package fixture.modern;

      import "google/protobuf/timestamp.proto";
      \("import") public "legacy.proto";

      message Sale {
        optional int32 number = 1 [json_name = "number"];
        int64 amount = 2 [json_name = "amount"];
        .google.protobuf.Timestamp at = 3 [json_name = "at"];
        repeated .fixture.modern.Kind kinds = 4 [json_name = "kinds"];
        repeated uint32 apart = 5 [
          packed = false,
          json_name = "apart"
        ];
        repeated .fixture.modern.Sale.ByNumberEntry by_number = 8 [json_name = "byNumber"];
        .fixture.legacy.Order.Line line = 9 [json_name = "line"];

        oneof target {
          string shop = 6 [json_name = "shop"];
          .fixture.modern.Sale parent = 7 [json_name = "parent"];
        }

        message ByNumberEntry {
          option map_entry = true;
      ..
          int32 key = 1 [json_name = "key"];
          .fixture.modern.Kind value = 2 [json_name = "value"];
        }
      }
      enum Kind {
        KIND_UNKNOWN = 0;
        KIND_CASH = 1;
      }

      """
    #expect(try text("modern.proto") == expected.replacing("\n..\n", with: "\n  \n"))
  }

  @Test("a proto2 file says no syntax, and keeps its ranges, defaults and groups' messages")
  func proto2() throws {
    let text = try text("legacy.proto")
    for line in [
      "package fixture.legacy;\n\nimport",
      "  reserved 10 to 12;\n  reserved 20;\n  reserved \"old\";\n  reserved \"older\";",
      "default = \"\\000\\\"a\\\\\\377\"", "default = -inf", "deprecated = true,\n    default = 1e-05,",
      "default = GREEN",
      "optional .fixture.legacy.Order.Extra extra = 13", ".fixture.legacy.Order.Transfer transfer = 15",
      "  extensions 100 to 199;\n  extensions 500;\n  extensions 1000 to max;", "  message Extra {\n",
      "    reserved -5 to -2;\n    reserved 7;\n    reserved \"BLUE\";\n    option allow_alias = true;",
      "extend .fixture.legacy.Order {\n  repeated bool flags = 101 [\n    packed = true,\n    json_name = \"flags\"\n  ];\n}",
      "rpc Place (.fixture.legacy.Order) returns (stream .fixture.legacy.Order.Line);",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(!text.contains("file_note) ="))
    #expect(try TextSamples.canonical(text) == text)
  }

  @Test("the registry's own option is kept, with the parameters of decimals the other way round")
  func meta() throws {
    func param(_ key: String, _ value: String) -> [UInt8] {
      var writer = WireWriter()
      writer.write(key, as: 1)
      writer.write(value, as: 2)
      return writer.bytes
    }
    var meta = WireWriter()
    meta.write("a \"doc\"", as: 1)
    meta.write(param("unit", "m"), as: 2)
    meta.write(param("scale", "2"), as: 2)
    meta.write("PII", as: 3)
    var options = WireWriter()
    options.write(meta.bytes, as: 1088)
    options.write(true, as: 3)
    var message = MessageDescriptor(name: "M")
    message.options = OptionsDescriptor(bytes: options.bytes)
    var file = FileDescriptor(name: "m.proto", edition: .proto3)
    file.messages = [message]
    let expected = """
      syntax = "proto3";

      message M {
        option deprecated = true;
        option (confluent.message_meta) = {
          doc: "a \\"doc\\"",
          params: [
            {
              key: "unit",
              value: "m"
            },
            {
              value: "2",
              key: "scale"
            }
          ],
          tags: [
            "PII"
          ]
        };
      }

      """
    #expect(CanonicalText.text(of: try FileSyntax(descriptor: file)) == expected)
  }

  @Test("a file of an edition says so, and its features are options")
  func edition() throws {
    var features = WireWriter()
    features.write(Int32(2), as: 1)
    var options = WireWriter()
    options.write(features.bytes, as: 50)
    var file = FileDescriptor(name: "e.proto", edition: .edition2023)
    file.options = OptionsDescriptor(bytes: options.bytes)
    #expect(
      CanonicalText.text(of: try FileSyntax(descriptor: file))
        == "edition = \"2023\";\n\noption features.field_presence = IMPLICIT;\n")
  }

  @Test(
    "a default that is none of its type, or a name that is none, cannot become text", arguments: ["5]; x", "", "x"])
  func hostile(text: String) {
    let features = FieldFeatures(presence: .explicit, isPacked: false, validatesUTF8: false, isClosedEnum: false)
    var field = FieldDescriptor(
      name: "f", number: 1, label: .optional, type: .scalar(.int32), features: features)
    field.defaultValue = text
    var message = MessageDescriptor(name: "M")
    message.fields = [field]
    var file = FileDescriptor(name: "", edition: .proto2)
    file.messages = [message]
    #expect(throws: CodecError.self) { try FileSyntax(descriptor: file) }
    file.messages = [MessageDescriptor(name: "M {} message \(text)")]
    #expect(throws: CodecError.self) { try DescriptorReader.file(DescriptorWriter.bytes(of: file)) }
  }
}
