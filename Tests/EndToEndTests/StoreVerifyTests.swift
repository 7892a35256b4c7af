import Foundation
import GRDB
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// `martlet store verify`, and servers on what it complains about.
@Suite struct StoreVerifyTests {
  @Test("a store is verified while a server writes to it, and is found sound")
  func live() async throws {
    let folder = try TemporaryFolder()
    let store = "sqlite:\(folder.path)/registry.db"
    let server = try await ServingProcess.start(store: store)
    try await server.register("s", "\"int\"")
    let verified = try await martlet("store", "verify", "--store", store)
    #expect(verified.hasSucceeded, "\(verified.errors)")
    #expect(verified.output.contains("1 record, 1 version, 1 subject, no fault"), "\(verified.output)")
    #expect(try await server.register("s2", "\"long\"") == "2")
    try await server.stop()
    let report = try await martlet("store", "verify", "--store", store, "-o", "json")
    #expect(try JSONParser.parse(report.output).object?["sound"] == .bool(true))
  }

  @Test("a row that cannot be read is reported, the server serves the rest, and gives out new numbers")
  func damagedRow() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/registry.db"
    let server = try await ServingProcess.start(store: "sqlite:\(path)")
    for (number, type) in ["int", "long", "string"].enumerated() {
      try await server.register("s\(number)", "\"\(type)\"")
    }
    try await server.stop()
    let database = try DatabaseQueue(path: path)
    try await database.write { try $0.execute(sql: "UPDATE log SET value = substr(value, 1, 20) WHERE position = 2") }
    try database.close()

    let verified = try await martlet("store", "verify", "--store", "sqlite:\(path)", "-o", "json")
    #expect(verified.code == .findings)
    let report = try JSONParser.parse(verified.output).object
    let finding = try #require(report?["findings"]?.array?.first?.object)
    #expect(finding["kind"] == "unreadableValue")
    #expect(finding["first"] == .number(JSONNumber(2)))
    #expect(finding["about"] == "version 1 of subject s2")

    let damaged = try await ServingProcess.start(store: "sqlite:\(path)")
    #expect(damaged.errors.contains("position=2"), "\(damaged.errors)")
    #expect(damaged.errors.contains("store verify"), "\(damaged.errors)")
    #expect(try await damaged.run("subject", "list").answer() == "s0\ns1")
    #expect(try await damaged.register("s2", "\"bytes\"") == "4")
    #expect(try await damaged.run("schema", "list", "-o", "json").answer().contains("\"version\": 2"))
    try await damaged.stop()
  }

  @Test("a damaged page does not keep the rest from being verified")
  func damagedPage() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/registry.db"
    let server = try await ServingProcess.start(store: "sqlite:\(path)")
    let docs = (1...16).map { "doc\($0)" + String(repeating: "x", count: 1000) }
    for doc in docs { try await server.register("s", #"{"type":"enum","name":"E","doc":"\#(doc)","symbols":["A"]}"#) }
    try await server.stop()
    var bytes = try #require(FileManager.default.contents(atPath: path))
    let place = try #require(bytes.firstRange(of: Data(docs[7].utf8))).lowerBound
    bytes.replaceSubrange(place - place % 4096..<place - place % 4096 + 4096, with: Data(repeating: 0xA5, count: 4096))
    try bytes.write(to: URL(filePath: path))
    let verified = try await martlet("store", "verify", "--store", "sqlite:\(path)")
    #expect(verified.code == .findings)
    #expect(verified.output.contains("16 records"), "\(verified.output)")
    #expect(verified.output.contains("the file's page is damaged"), "\(verified.output)")
    #expect(verified.output.contains("the file's structure"), "\(verified.output)")
    #expect(verified.output.contains("ID 8"), "\(verified.output)")
  }

  @Test("what is no store is refused, and nothing is made of it")
  func unusable() async throws {
    let folder = try TemporaryFolder()
    let text = try folder.file("text", String(repeating: "no database at all\n", count: 100).utf8)
    for store in ["sqlite:\(folder.path)/missing.db", "sqlite:\(text)", "memory"] {
      let verified = try await martlet("store", "verify", "--store", store)
      #expect(verified.code == .usage, "\(store): \(verified.errors)")
      #expect(verified.errors.hasPrefix("martlet: "), "\(verified.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/missing.db"))
  }
}
