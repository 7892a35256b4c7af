import Foundation
import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// The frames in `fixtures/wire/official.json`, which the official Python client has written.
@Suite struct OfficialFramesTests {
  struct Contract: CustomTestStringConvertible {
    struct Record {
      var json: String
      var prefix: [UInt8]
      var header: String
      var payload: [UInt8]
    }

    var testDescription: String
    var format: String
    var references: [JSONObject]
    var subject: String
    var schema: String
    var records: [Record]
  }

  static let contracts: [Contract] = {
    let rows = (try? JSONParser.parse(Fixtures.fixture("wire/official.json")))?.array ?? []
    return rows.compactMap(\.object).map { row in
      let records = (row["records"]?.array ?? []).compactMap(\.object).map { record in
        func bytes(_ name: String) -> [UInt8] { Hexadecimal.bytes(record[name]?.string ?? "?") ?? [] }
        return Contract.Record(
          json: record["json"]?.string ?? "", prefix: bytes("prefix"), header: record["header"]?.string ?? "",
          payload: bytes("payload"))
      }
      return Contract(
        testDescription: row["name"]?.string ?? "", format: row["format"]?.string ?? "",
        references: (row["references"]?.array ?? []).compactMap(\.object), subject: row["subject"]?.string ?? "",
        schema: row["schema"]?.string ?? "", records: records)
    }
  }()

  @Test("the fixture is there")
  func fixture() {
    #expect(Self.contracts.count == 6)
    #expect(Self.contracts.allSatisfy { $0.records.count == 2 })
  }

  @Test("frames of the official client are decoded, and ours are the same", arguments: contracts)
  func frames(_ contract: Contract) async throws {
    let server = try await ServingProcess.start()
    let id = try await Self.register(contract, server)
    let frames = contract.records.map { Self.framed($0, id: id) }
    let lines = frames.map { Hexadecimal.text($0) + "\n" }.joined()
    let decoded = try await server.run("decode", "--as", "hex", input: lines).answer()
    let json = contract.records.map(\.json)
    #expect(try Self.values(decoded.split(separator: "\n").map(String.init)) == Self.values(json))
    let encoded = try await server.run(
      "encode", "--subject", contract.subject, "--as", "hex", input: json.joined(separator: "\n")
    ).answer()
    #expect(encoded.split(separator: "\n").map(String.init) == frames.map { Hexadecimal.text($0) })
    try await server.stop()
  }

  @Test(
    "the GUID in a header of the official client's is that of the same content here",
    arguments: contracts.filter { $0.format != "PROTOBUF" })
  func headers(_ contract: Contract) async throws {
    let server = try await ServingProcess.start()
    _ = try await Self.register(contract, server)
    for record in contract.records {
      let told = try await server.run(
        ["inspect", "--header", record.header, "-o", "json"], input: Data(record.payload)
      ).answer()
      let facts = try #require(try JSONParser.parse(told).object)
      #expect(try Self.values([facts["record"]?.string ?? ""]) == Self.values([record.json]), "\(told)")
    }
    try await server.stop()
  }

  @Test("libavro reads the records in our frames, and writes the same bytes")
  func libavro() async throws {
    let contract = try #require(Self.contracts.first { $0.testDescription == "AVRO, plain" })
    let codec = try LibavroCodec(schema: contract.schema)
    for payload in try await Self.payloads(of: contract, headBytes: 5) {
      #expect(try codec.reencoded(payload) == payload)
      #expect(try codec.json(payload).contains("\"id\""))
    }
  }

  @Test("libprotobuf-c reads the records in our frames, and writes the same bytes")
  func libprotobuf() async throws {
    let contract = try #require(Self.contracts.first { $0.testDescription == "PROTOBUF, references" })
    // Visit, and the Place of its fields.
    let codec = LibprotobufCodec(
      LibprotobufSchema(messages: [
        .init(fields: [
          .init(number: 1, kind: .message(1), presence: .explicit),
          .init(number: 2, kind: .message(1), presence: .repeated(packed: false)),
        ]),
        .init(fields: [.init(number: 1, kind: .string, presence: .implicit)]),
      ]))
    let payloads = try await Self.payloads(of: contract, headBytes: 6)
    for payload in payloads { #expect(try codec.reencoded(payload) == payload) }
    let place = ReferenceMessage(fields: [.init(1, [.bytes(Array("Lund".utf8))])])
    #expect(try codec.decoded(payloads[0]).fields.first == .init(1, [.message(place)]))
  }

  /// The records of a contract as `martlet encode` frames them, without the frames.
  private static func payloads(of contract: Contract, headBytes: Int) async throws -> [[UInt8]] {
    let server = try await ServingProcess.start()
    _ = try await register(contract, server)
    let encoded = try await server.run(
      "encode", "--subject", contract.subject, "--as", "hex",
      input: contract.records.map(\.json).joined(separator: "\n")
    ).answer()
    try await server.stop()
    return try encoded.split(separator: "\n").map { Array(try #require(Hexadecimal.bytes($0)).dropFirst(headBytes)) }
  }

  private static func register(_ contract: Contract, _ server: ServingProcess) async throws -> Int32 {
    var options = ["--type", contract.format]
    for reference in contract.references {
      let (name, subject) = (try #require(reference["name"]?.string), try #require(reference["subject"]?.string))
      _ = try await server.run(
        "schema", "register", subject, "-", "--type", contract.format, input: reference["schema"]?.string ?? ""
      ).answer()
      options += ["--reference", "\(name)=\(subject):1"]
    }
    let registered = try await server.run(
      ["schema", "register", contract.subject, "-"] + options, input: Data(contract.schema.utf8)
    ).answer()
    return try #require(Int32(registered))
  }

  /// The frame with the ID of another registry, which gives out its own.
  private static func framed(_ record: Contract.Record, id: Int32) -> [UInt8] {
    record.prefix.prefix(1) + withUnsafeBytes(of: id.bigEndian) { Array($0) } + record.prefix.dropFirst(5)
      + record.payload
  }

  private static func values(_ lines: [String]) throws -> [JSONValue] {
    try lines.map { try comparable(JSONParser.parse($0)) }
  }

  /// Numbers by their value: one number has many spellings.
  private static func comparable(_ value: JSONValue) -> JSONValue {
    switch value {
    case .number(let number): number.isInteger ? value : .string("\(number.double)")
    case .array(let elements): .array(elements.map(comparable))
    case .object(let object):
      .object(JSONObject(object.members.map { JSONObject.Member(key: $0.key, value: comparable($0.value)) }))
    case .null, .bool, .string: value
    }
  }
}
