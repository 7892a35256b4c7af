import Protobuf
import SchemaCore
import Testing

@Suite struct DifferencePathTests {
  private static let text = """
    syntax = "proto3";
    package shop;
    message Order {
      string id = 1;
      message Line { uint32 count = 2; }
      oneof payment {
        string card = 7;
      }
      enum State { NEW = 0; }
    }
    enum Color { RED = 0; }
    """

  @Test(
    "the path of a difference is found in the text",
    arguments: [
      ("#/", "2:9"), ("#/Order", "3:9"), ("#/Order/1", "4:10"), ("#/Order/Line/2", "5:25"), ("#/Order/Line", "5:11"),
      ("#/Order/payment", "6:9"), ("#/Order/payment/7", "7:12"), ("#/Order/7", "7:12"), ("#/Order/State/0", "9:16"),
      ("#/Color/0", "11:14"), ("#/Color", "11:6"),
    ])
  func found(_ path: String, _ place: String) throws {
    #expect(try Self.schema().position(of: path, in: Self.text)?.description == place)
  }

  @Test("what is gone has the place of what encloses it", arguments: [("#/Order/9", "3:9"), ("#/Order/Gone/1", "3:9")])
  func gone(_ path: String, _ place: String) throws {
    #expect(try Self.schema().position(of: path, in: Self.text)?.description == place)
  }

  @Test("a text that is no file, or another one, has no such place")
  func otherText() throws {
    #expect(try Self.schema().position(of: "#/Gone/1", in: Self.text) == nil)
    #expect(try Self.schema().position(of: "#/Order/1", in: "CgA=") == nil)
  }

  private static func schema() throws -> ProtobufSchema {
    try ProtobufFormat().parse(text, references: [], rules: .new)
  }
}
