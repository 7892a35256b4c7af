import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// `martlet store backup` and `restore`, and the servers on both ends.
@Suite struct BackupTests {
  @Test("a backup that is made beside a running server makes a store that serves the same, and goes on from there")
  func backupAndRestore() async throws {
    let folder = try TemporaryFolder()
    let (store, file) = ("sqlite:\(folder.path)/registry.db", "\(folder.path)/registry.backup")
    let server = try await ServingProcess.start(store: store)
    #expect(try await server.register("s1", "\"int\"") == "1")
    #expect(try await server.register(":.c:s2", "\"long\"") == "1")
    let backup = try await martlet("store", "backup", file, "--store", store, "-o", "json")
    #expect(backup.hasSucceeded, "\(backup.errors)")
    // The second schema's context is a record of its own.
    #expect(try JSONParser.parse(backup.output).object?["records"] == .number(JSONNumber(3)))
    #expect(try await server.register("s3", "\"string\"") == "2")
    let refused = try await martlet("store", "restore", file, "--store", store, "--replace")
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("is serving from this file already"), "\(refused.errors)")
    try await server.stop()

    let verified = try await martlet("store", "verify", "--store", "backup:\(file)")
    #expect(verified.output.contains("3 records, 2 versions, 2 subjects, no fault"), "\(verified.output)")
    let restored = "sqlite:\(folder.path)/restored.db"
    let outcome = try await martlet("store", "restore", file, "--store", restored)
    #expect(outcome.hasSucceeded, "\(outcome.errors)")
    let copy = try await ServingProcess.start(store: restored)
    #expect(try await copy.run("schema", "list").answer().contains("s1"))
    #expect(try await copy.register("s1", "\"int\"") == "1")
    #expect(try await copy.register("s4", "\"bytes\"") == "2")
    try await copy.stop()
  }

  @Test("what holds a registry is replaced only if that is asked for, and then wholly")
  func replacing() async throws {
    let folder = try TemporaryFolder()
    let (store, file) = ("sqlite:\(folder.path)/registry.db", "\(folder.path)/registry.backup")
    let server = try await ServingProcess.start(store: store)
    try await server.register("s1", "\"int\"")
    try await server.stop()
    #expect(try await martlet("store", "backup", file, "--store", store).hasSucceeded)
    let again = try await martlet("store", "backup", file, "--store", store)
    #expect(again.code == .usage)
    #expect(again.errors.contains("--overwrite"), "\(again.errors)")
    let second = try await ServingProcess.start(store: store)
    try await second.register("s2", "\"long\"")
    try await second.stop()
    let refused = try await martlet("store", "restore", file, "--store", store)
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("--replace"), "\(refused.errors)")
    #expect(try await martlet("store", "restore", file, "--store", store, "--replace").hasSucceeded)
    let third = try await ServingProcess.start(store: store)
    #expect(try await third.run("subject", "list").answer() == "s1")
    try await third.stop()
  }

  @Test("a damaged backup is located and not restored, unless that is asked for")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    let (store, file) = ("sqlite:\(folder.path)/registry.db", "\(folder.path)/registry.backup")
    let server = try await ServingProcess.start(store: store)
    for type in ["int", "long"] { try await server.register(type, "\"\(type)\"") }
    try await server.stop()
    #expect(try await martlet("store", "backup", file, "--store", store).hasSucceeded)
    var bytes = try Data(contentsOf: URL(filePath: file))
    bytes[bytes.count / 2] ^= 0xFF
    try bytes.write(to: URL(filePath: file))
    let verified = try await martlet("store", "verify", "--store", "backup:\(file)")
    #expect(verified.code == .findings)
    #expect(verified.output.contains("block"), "\(verified.output)")
    let target = "sqlite:\(folder.path)/restored.db"
    let refused = try await martlet("store", "restore", file, "--store", target)
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("--accept-damage"), "\(refused.errors)")
    let accepted = try await martlet("store", "restore", file, "--store", target, "--accept-damage")
    #expect(accepted.hasSucceeded, "\(accepted.errors)")
  }

  @Test("going back to an earlier time leaves out what came later")
  func earlierTime() async throws {
    let folder = try TemporaryFolder()
    let (store, file) = ("sqlite:\(folder.path)/registry.db", "\(folder.path)/registry.backup")
    let server = try await ServingProcess.start(store: store)
    try await server.register("s1", "\"int\"")
    try await Task.sleep(for: .milliseconds(20))
    let moment = Int64(Date().timeIntervalSince1970 * 1000)
    try await Task.sleep(for: .milliseconds(20))
    _ = try await server.run("subject", "delete", "s1").answer()
    try await server.stop()
    #expect(try await martlet("store", "backup", file, "--store", store).hasSucceeded)
    let target = "sqlite:\(folder.path)/restored.db"
    let outcome = try await martlet("store", "restore", file, "--store", target, "--until", "\(moment)")
    #expect(outcome.output.contains("1 record restored"), "\(outcome.output)\(outcome.errors)")
    let copy = try await ServingProcess.start(store: target)
    #expect(try await copy.run("subject", "list").answer() == "s1")
    try await copy.stop()
  }
}
