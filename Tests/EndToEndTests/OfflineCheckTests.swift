import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct OfflineCheckTests {
  @Test("without a registry, files are compared with files")
  func files() async throws {
    let folder = try TemporaryFolder()
    let v1 = try folder.file("v1.avsc", PaymentExamples.v1().utf8)
    let v2 = try folder.file("v2.avsc", PaymentExamples.v2().utf8)
    let v3 = try folder.file("v3.avsc", PaymentExamples.incompatible().utf8)
    let compatible = try await martlet("check", v2, "--against", v1)
    #expect(try compatible.answer() == "ok: \(v2) is compatible with \(v1) (BACKWARD)")
    let incompatible = try await martlet("check", v3, "--against", v1, "--against", v2)
    #expect(incompatible.code == .findings)
    #expect(incompatible.output.contains("cannot follow version 2 of \(v2)"))
    #expect(incompatible.output.contains("fix:    "))
    #expect(try await martlet("check", v3, "--against", v2, "--level", "NONE").hasSucceeded)
  }

  @Test("one file that does not fit among several decides")
  func several() async throws {
    let folder = try TemporaryFolder()
    let v1 = try folder.file("v1.avsc", PaymentExamples.v1().utf8)
    let v2 = try folder.file("v2.avsc", PaymentExamples.v2().utf8)
    let v3 = try folder.file("v3.avsc", PaymentExamples.incompatible().utf8)
    let checked = try await martlet("check", v3, v2, "--against", v1, "-o", "json")
    #expect(checked.code == .findings)
    let verdicts = try #require(try JSONParser.parse(checked.output).object?["results"]?.array)
    #expect(verdicts.map { $0.object?["compatible"] } == [false, true])
    #expect(verdicts.map { $0.object?["name"]?.string } == [v3, v2])
    #expect(verdicts[0].object?["findings"]?.array?.count == 3)
  }

  @Test("a folder is a history, and version 10 comes after version 2")
  func folder() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("v2.avsc", "\"string\"".utf8)
    _ = try folder.file("v10.avsc", "\"int\"".utf8)
    let new = "\"long\""
    #expect(try await martlet("check", "-", "--against", folder.path, input: new).hasSucceeded)
    let all = try await martlet("check", "-", "--against", folder.path, "--level", "BACKWARD_TRANSITIVE", input: new)
    #expect(all.code == .findings)
    #expect(all.output.contains("v2.avsc"))
    #expect(try await martlet("check", "-", "--against", folder.path, "--level", "FULL", input: new).code == .findings)
  }

  @Test("what consumers built on libavro cannot read is a finding, with something to compare with and without")
  func portability() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.file("old.avsc", #"{"type":"enum","name":"E","symbols":["A","B"]}"#.utf8)
    let new = try folder.file("new.avsc", #"{"type":"enum","name":"E","symbols":["C","A","B"]}"#.utf8)
    #expect(try await martlet("check", new, "--portable").hasSucceeded)
    #expect(try await martlet("check", new, "--against", old).hasSucceeded)
    let checked = try await martlet("check", new, "--against", old, "--portable")
    #expect(checked.code == .findings)
    #expect(checked.output.contains("SYMBOLS_MOVED"))
    let empty = #"{"type":"enum","name":"E","symbols":[]}"#
    #expect(try await martlet("check", "-", "--portable", input: empty).code == .findings)
  }

  @Test("what cannot be read is named")
  func unreadable() async throws {
    let folder = try TemporaryFolder()
    let broken = try folder.file("broken.avsc", "{\n  \"type\": }".utf8)
    let whole = try folder.file("whole.avsc", "\"int\"".utf8)
    let first = try await martlet("check", broken, "--against", whole)
    #expect(first.code == .findings)
    #expect(first.errors.hasPrefix("martlet: \(broken):2:11: "), "\(first.errors)")
    let second = try await martlet("check", whole, "--against", broken)
    #expect(second.code == .findings)
    #expect(second.errors.hasPrefix("martlet: \(broken):2:11: "), "\(second.errors)")
    #expect(try await martlet("check", whole, "--against", folder.path + "/none").code == .usage)
    #expect(try await martlet("check", folder.path + "/none", "--against", whole).code == .usage)
    #expect(try await martlet("check", whole).code == .usage)
    #expect(try await martlet("check", whole, "--report", "sarif").code == .usage)
  }
}
