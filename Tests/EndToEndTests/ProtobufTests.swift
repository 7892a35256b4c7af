import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite("Protobuf, by the command line")
struct ProtobufTests {
  private static func example(_ name: String) throws -> String {
    try Fixtures.schema("examples/protobuf/order/\(name)")
  }

  /// A folder with the examples, as a user has them.
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["money.proto", "v1.proto", "v2.proto", "v3-incompatible.proto", "orders.jsonl", "refunds.jsonl"] {
      _ = try folder.file(name, try example(name).utf8)
    }
    return folder
  }

  /// A server with what orders import, and the first version of orders.
  private static func server(_ folder: TemporaryFolder) async throws -> ServingProcess {
    let server = try await ServingProcess.start()
    #expect(try await server.run("schema", "register", "money", "\(folder.path)/money.proto").answer() == "1")
    let order = try await server.run(
      "schema", "register", "orders-value", "\(folder.path)/v1.proto", "--reference", "money.proto=money:1")
    #expect(try order.answer() == "2")
    return server
  }

  @Test("files are compared with files, and imports are found beside them")
  func files() async throws {
    let folder = try Self.folder()
    let (v1, v2) = ("\(folder.path)/v1.proto", "\(folder.path)/v2.proto")
    let compatible = try await martlet("check", v2, "--against", v1)
    #expect(try compatible.answer() == "ok: \(v2) is compatible with \(v1) (BACKWARD)")
    let refused = try await martlet("check", "\(folder.path)/v3-incompatible.proto", "--against", v1)
    #expect(refused.code == .findings)
    for part in [
      "FIELD_SCALAR_KIND_CHANGED at #/Order/Item/2", "ONEOF_FIELD_REMOVED at #/Order/payment/7", "breaks: ", "fix:    ",
    ] { #expect(refused.output.contains(part), "\(refused.output)") }
  }

  @Test("changes that the levels do not look at are told by rules, which can be left out")
  func evolution() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.file("old.proto", "syntax = \"proto3\"; message M { string a = 1; string b = 2; }".utf8)
    let new = try folder.file("new.proto", "syntax = \"proto3\"; message M { string renamed = 1; }".utf8)
    let checked = try await martlet("check", new, "--against", old, "-o", "json")
    #expect(checked.code == .findings)
    let results = try JSONParser.parse(checked.output).object?["results"]?.array ?? []
    #expect(results.first?.object?["compatible"] == true)
    let rules = results.last?.object?["findings"]?.array?.compactMap { $0.object?["rule"]?.string } ?? []
    #expect(Set(rules).isSuperset(of: ["FIELD_RENAMED", "JSON_NAME_CHANGED", "FIELD_REMOVED", "NUMBER_NOT_RESERVED"]))
    let left = try await martlet(
      "check", new, "--against", old, "--without", "source", "--without", "JSON_NAME_CHANGED")
    #expect(left.code == .findings)
    #expect(left.output.contains("NUMBER_NOT_RESERVED") && !left.output.contains("FIELD_RENAMED"), "\(left.output)")
    #expect(try await martlet("check", new, "--against", old, "--without", "all").hasSucceeded)
    #expect(try await martlet("check", new, "--against", old, "--without", "NO_SUCH_RULE").code == .usage)
  }

  @Test("everything that is wrong with a file is told at once, with its place")
  func problems() async throws {
    let folder = try TemporaryFolder()
    let good = try folder.file("good.proto", "syntax = \"proto3\"; message M {}".utf8)
    let bad = try folder.file(
      "bad.proto", "syntax = \"proto3\";\nmessage M {\n  Missing a = 1;\n  int32 b = 0;\n  int32 c = 19000;\n}\n".utf8)
    let checked = try await martlet("check", bad, "--against", good)
    #expect(checked.code == .findings)
    for place in ["3:3", "4:13", "5:13"] { #expect(checked.errors.contains(place), "\(checked.errors)") }
    let broken = try folder.file("broken.proto", "syntax = \"proto3\";\nmessage M {\n  int32 a 1;\n}\n".utf8)
    let refused = try await martlet("check", broken, "--against", good)
    #expect(refused.code == .findings)
    #expect(refused.errors.hasPrefix("martlet: \(broken):3:11: "), "\(refused.errors)")
  }

  @Test("schemas are registered with what they import, and refused with the reasons")
  func registering() async throws {
    let folder = try Self.folder()
    let server = try await Self.server(folder)
    let reference = ["--reference", "money.proto=money:1"]
    let refused = try await server.run(
      ["schema", "register", "orders-value", "\(folder.path)/v3-incompatible.proto"] + reference, input: Data())
    #expect(refused.code == .findings)
    #expect(refused.errors.contains("ONEOF_FIELD_REMOVED"), "\(refused.errors)")
    let alone = try await server.run("schema", "register", "others-value", "\(folder.path)/v1.proto")
    #expect(alone.code == .findings)
    #expect(alone.errors.contains("money.proto"), "\(alone.errors)")
    let newer = try await server.run(
      ["schema", "register", "orders-value", "\(folder.path)/v2.proto"] + reference, input: Data())
    #expect(try newer.answer() == "3")
    let text = try await server.run("schema", "get", "orders-value", "--version", "1").answer()
    #expect(
      text.hasPrefix("syntax = \"proto3\";\npackage example.shop;\n\nimport \"google/protobuf/timestamp.proto\";"))
    let compiled = try await server.run("schema", "get", "orders-value", "--format", "serialized").answer()
    let bytes = try #require(Data(base64Encoded: compiled))
    #expect(bytes.range(of: Data("DELIVERY_EXPRESS".utf8)) != nil)
    // What is compiled is taken, too, and is the same schema.
    let again = try await server.run(
      ["schema", "lookup", "orders-value", "-", "--type", "protobuf"] + reference, input: Data(text.utf8))
    #expect(try again.answer() == "version 1, ID 2")
    try await server.stop()
  }

  @Test("records of any message of a file go through and come back")
  func records() async throws {
    let folder = try Self.folder()
    let server = try await Self.server(folder)
    let orders = try Self.example("orders.jsonl")
    let encoded = try await server.run("encode", "--subject", "orders-value", "\(folder.path)/orders.jsonl")
    #expect(encoded.hasSucceeded, "\(encoded.errors)")
    let decoded = try await server.run("decode", input: encoded.output)
    #expect(decoded.output == orders, "\(decoded.errors)")

    let refunds = try await server.run(
      "encode", "--subject", "orders-value", "--message", "example.shop.Refund", "--as", "hex",
      "\(folder.path)/refunds.jsonl")
    #expect(try refunds.answer().hasPrefix("000000000202020a06"))
    let back = try await server.run("decode", "--as", "hex", input: refunds.output)
    #expect(back.output == (try Self.example("refunds.jsonl")), "\(back.errors)")
    let inspected = try await server.run("inspect", "--as", "hex", input: refunds.output)
    #expect(try inspected.answer().contains("example.shop.Refund"))

    let wrong = try await server.run("encode", "--subject", "orders-value", input: #"{"id": 5, "custmer": "x"}"#)
    #expect(wrong.code == .findings)
    let missing = try await server.run(
      "encode", "--subject", "orders-value", "--message", "example.shop.Missing", input: "{}")
    #expect(missing.code == .findings)
    #expect(missing.errors.contains("example.shop.Order"), "\(missing.errors)")
    try await server.stop()
  }

  @Test("bytes that are no message are an error with the field and the place")
  func damaged() async throws {
    let folder = try Self.folder()
    let server = try await Self.server(folder)
    for hex in ["00000000020a", "0000000002000aff01", "000000000202140a", "00000000020009"] {
      let decoded = try await server.run("decode", "--as", "hex", input: hex)
      #expect(decoded.code == .findings, "\(hex): \(decoded.output)")
      #expect(!decoded.errors.isEmpty)
    }
    try await server.stop()
  }
}
