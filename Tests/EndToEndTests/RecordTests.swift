import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct RecordTests {
  @Test("records come back from every form that they are written in", arguments: ["base64", "hex", "length-prefixed"])
  func roundTrip(form: String) async throws {
    let server = try await ServingProcess.start()
    try await server.register("payments-value", PaymentExamples.v1())
    let records = try PaymentExamples.records()
    let encoded = try await server.run("encode", "--subject", "payments-value", "--as", form, input: records)
    #expect(encoded.hasSucceeded, "\(encoded.errors)")
    let decoded = try await server.run(["decode", "--as", form], input: encoded.data)
    #expect(try decoded.answer() + "\n" == records)
    try await server.stop()
  }

  @Test("a raw record is one frame: a zero byte, the schema's ID, the data")
  func raw() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", "\"string\"")
    let encoded = try await server.run("encode", "--id", "1", "--as", "raw", input: "\"abc\"\n")
    #expect(Array(encoded.data) == [0, 0, 0, 0, 1, 6] + Array("abc".utf8))
    #expect(try await server.run(["decode", "--as", "raw"], input: encoded.data).answer() == "\"abc\"")
    let second = try await server.run("encode", "--id", "1", "--as", "raw", input: "\"a\"\n\"b\"\n")
    #expect(second.code == .usage)
    try await server.stop()
  }

  @Test("encode registers a schema first when it is given one")
  func registering() async throws {
    let server = try await ServingProcess.start()
    let folder = try TemporaryFolder()
    let file = try folder.file("v1.avsc", "\"long\"".utf8)
    let encoded = try await server.run("encode", "--subject", "s", "--schema", file, "--as", "hex", input: "1\n")
    #expect(try encoded.answer() == "000000000102")
    #expect(try await server.run("schema", "get", "s").answer() == "\"long\"")
    try await server.stop()
  }

  @Test("lines that do not fit are told with their numbers, the others are encoded")
  func unfitLines() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", #"{"type":"record","name":"R","fields":[{"name":"n","type":"int"}]}"#)
    let input = "{\"n\":1}\nnot json\n\n{\"n\":\"1\"}\n{\"n\":2}\n{}\n"
    let encoded = try await server.run("encode", "--subject", "s", "--as", "hex", input: input)
    #expect(encoded.code == .findings)
    #expect(encoded.output == "000000000102\n000000000104\n")
    for part in ["line 2: ", "line 4: ", "line 6: ", "n: ", "2 encoded, 3 records could not be"] {
      #expect(encoded.errors.contains(part), "\(encoded.errors)")
    }
    try await server.stop()
  }

  @Test("records that cannot be decoded are told with their reasons, the others are decoded")
  func unreadableRecords() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", "\"string\"")
    let lines = [
      "00000000010261": nil, "": nil, "0000000001": "the bytes end", "000000000106616263ff": "byte",
      "000000": "5 bytes",
      "00000000630261": "99", "0261": "not framed", "zz": "not hex", "0000000000": "schema ID 0",
    ].sorted { $0.key < $1.key }
    let decoded = try await server.run(
      "decode", "--as", "hex", input: lines.map { $0.key + "\n" }.joined() + "00000000010262")
    #expect(decoded.code == .findings)
    #expect(decoded.output == "\"a\"\n\"b\"\n")
    let errors = decoded.errors.split(separator: "\n")
    for (number, line) in lines.enumerated() {
      let told = errors.filter { $0.hasPrefix("martlet: line \(number + 1): ") }
      #expect(told.count == (line.value == nil ? 0 : 1), "\(line): \(told)")
      if let reason = line.value { #expect(told.first?.contains(reason) == true, "\(line): \(told)") }
    }
    try await server.stop()
  }

  @Test("strict commands end at the first record that cannot be coded")
  func strict() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", "\"string\"")
    let encoded = try await server.run(
      "encode", "--subject", "s", "--as", "hex", "--strict", input: "\"a\"\n1\n\"b\"\n")
    #expect(encoded.code == .findings)
    #expect(encoded.output == "00000000010261\n")
    let decoded = try await server.run(
      "decode", "--as", "hex", "--strict", input: "00000000010261\nzz\n00000000010262\n")
    #expect(decoded.code == .findings)
    #expect(decoded.output == "\"a\"\n")
    #expect(decoded.errors.contains("1 decoded, 1 record could not be"))
    try await server.stop()
  }

  @Test("a schema file is looked up instead of registered where that is asked for")
  func lookup() async throws {
    let server = try await ServingProcess.start()
    let folder = try TemporaryFolder()
    let file = try folder.file("v1.avsc", "\"long\"".utf8)
    let encode = ["encode", "--subject", "s", "--schema", file, "--as", "hex", "--lookup"]
    let refused = try await server.run(encode, input: Data("1\n".utf8))
    #expect(refused.code == .findings)
    #expect(refused.errors.contains(file))
    try await server.register("s", "\"long\"")
    #expect(try await server.run(encode, input: Data("1\n".utf8)).answer() == "000000000102")
    try await server.stop()
  }

  @Test("what came before a broken length is decoded all the same")
  func brokenLength() async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", "\"string\"")
    let input = Data([0, 0, 0, 7, 0, 0, 0, 0, 1, 2, 0x61, 0, 0, 0, 7, 0])
    let decoded = try await server.run(["decode", "--as", "length-prefixed"], input: input)
    #expect(decoded.code == .usage)
    #expect(decoded.output == "\"a\"\n")
    #expect(decoded.errors.contains("record 2: the input ends after 1 of 7 bytes"))
    try await server.stop()
  }

  @Test(
    "garbage is refused, never a crash",
    arguments: ["base64", "hex", "raw", "length-prefixed"])
  func garbage(form: String) async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", PaymentExamples.v1())
    var random = SystemRandomNumberGenerator()
    for start in [[], [0, 0, 0, 0, 1]] as [[UInt8]] {
      let bytes = start + (0..<2000).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let decoded = try await server.run(["decode", "--as", form], input: Data(bytes))
      // By chance a record could be one; what counts is that the command ends on its own.
      #expect(decoded.code != nil || decoded.hasSucceeded, "\(bytes)")
      if decoded.code != nil { #expect(decoded.errors.hasPrefix("martlet: "), "\(bytes)") }
    }
    try await server.stop()
  }

  @Test(
    "inspect tells what a blob is",
    arguments: [
      ("00000000010261", "framed with a schema ID", "record: \"a\""),
      ("0000000001ff", "framed with a schema ID", "cannot be decoded"),
      ("00000000630261", "framed with a schema ID", "registry: "), ("0000", "which is damaged", "frame: "),
      ("01aabb", "which is damaged", "frame: "), ("0300112233", "which is damaged", ""),
      ("c3010011223344556677", "single object", ""), ("4f626a01", "object container file", "next: martlet file show"),
      ("7b7d", "JSON", ""), ("ff7a", "not a frame", "ff"), ("0a0161", "Protobuf", "1 text"),
    ])
  func inspect(hex: String, what: String, detail: String) async throws {
    let server = try await ServingProcess.start()
    try await server.register("s", "\"string\"")
    let told = try await server.run("inspect", "--as", "hex", input: hex).answer()
    #expect(told.contains(what))
    #expect(told.contains(detail) || detail.isEmpty, "\(told)")
    let json = try await server.run("inspect", "--as", "hex", "-o", "json", input: hex).answer()
    #expect(try JSONParser.parse(json).object?["bytes"] == .number(JSONNumber(hex.count / 2)))
    try await server.stop()
  }
}
