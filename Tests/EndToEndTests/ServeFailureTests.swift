import Foundation
import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct ServeFailureTests {
  @Test("a port in use is said to be")
  func portInUse() async throws {
    let other = try CannedServer(answer: "")
    let ended = try await serve("memory", listen: "127.0.0.1:\(other.port)")
    #expect(ended.code == .unreachable)
    #expect(ended.errors.contains("127.0.0.1:\(other.port) is in use"), "\(ended.errors)")
    withExtendedLifetime(other) {}
  }

  @Test(
    "an address of another machine, or of none, cannot be listened on", arguments: ["203.0.113.1:0", "no.invalid:0"])
  func address(listen: String) async throws {
    let ended = try await serve("memory", listen: listen)
    #expect(ended.code == .unreachable)
    #expect(ended.errors.contains(listen.dropLast(2)), "\(ended.errors)")
    #expect(ended.errors.hasPrefix("martlet: "), "\(ended.errors)")
  }

  @Test("two servers cannot have one file, and the first one goes on")
  func twoServers() async throws {
    let folder = try TemporaryFolder()
    let store = "sqlite:\(folder.path)/registry.db"
    let first = try await ServingProcess.start(store: store)
    let second = try await serve(store)
    #expect(second.code == .unreachable)
    #expect(second.errors.contains("serving from this file already"), "\(second.errors)")
    #expect(try await first.register("s", "\"int\"") == "1")
    try await first.stop()
    // The lock goes with its holder.
    let third = try await ServingProcess.start(store: store)
    #expect(try await third.run("subject", "list").answer() == "s")
    try await third.stop()
  }

  @Test("a place that takes no files is named, whoever asks")
  func unwritable() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file", "x".utf8)
    for path in [file + "/registry.db", folder.path + "/missing/registry.db", folder.path, "/proc/registry.db"] {
      let ended = try await serve("sqlite:\(path)")
      #expect(ended.code == .unreachable)
      #expect(ended.errors.hasPrefix("martlet: \(path): "), "\(ended.errors)")
    }
    #expect(FileManager.default.contents(atPath: file) == Data("x".utf8))
  }

  @Test("what is no database is left as it is")
  func garbage() async throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = try folder.file("registry.db", bytes)
    let ended = try await serve("sqlite:\(file)")
    #expect(ended.code == .unreachable)
    #expect(ended.errors.contains("this is not an intact SQLite file"), "\(ended.errors)")
    #expect(FileManager.default.contents(atPath: file) == Data(bytes))
  }

  @Test("of a damaged database the rest is served; without the end of the log nothing is written", arguments: [8, 16])
  func damaged(schema: Int) async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/registry.db"
    let server = try await ServingProcess.start(store: "sqlite:\(file)")
    let docs = (1...16).map { "doc\($0)" + String(repeating: "x", count: 1000) }
    let texts = docs.map { #"{"type":"enum","name":"E","doc":"\#($0)","symbols":["A"]}"# }
    for text in texts { try await server.register("s", text) }
    try await server.stop()

    var bytes = try #require(FileManager.default.contents(atPath: file))
    let place = try #require(bytes.firstRange(of: Data(docs[schema - 1].utf8))).lowerBound
    let start = place - place % 4096
    bytes.replaceSubrange(start..<start + 4096, with: Data(repeating: 0xA5, count: 4096))
    try bytes.write(to: URL(filePath: file))

    let damaged = try await ServingProcess.start(store: "sqlite:\(file)")
    var lost: [Int] = []
    for (index, text) in texts.enumerated() {
      let answer = try await damaged.run("schema", "get", "--id", "\(index + 1)")
      if answer.hasSucceeded { #expect(try answer.answer() == text) } else { lost.append(index + 1) }
    }
    #expect(lost.contains(schema))
    #expect(lost.count <= 5)
    let next = try await damaged.run("schema", "register", "s", "-", input: texts[0].replacing("doc1x", with: "new"))
    if schema == 16 {
      #expect(next.code == .unreachable)
      #expect(next.errors.contains("restore"), "\(next.errors)")
    } else {
      #expect(try next.answer() == "17")
    }
    try await damaged.stop()
  }

  /// Runs a server that is expected to end on its own.
  private func serve(_ store: String, listen: String = "127.0.0.1:0") async throws -> MartletProcess.Outcome {
    try await martlet("serve", "--store", store, "--listen", listen)
  }
}
