import RegistryTesting
import Testing

@testable import MartletCLI

@Suite struct SchemaFileTests {
  @Test("files that are not in their layout are named, and the exit code says so")
  func check() async throws {
    let folder = try TemporaryFolder()
    let good = try folder.file("good.avsc", "\"int\"\n".utf8)
    let bad = try folder.file("bad.avsc", "{\"type\": \"int\"}\n".utf8)
    let checked = try await martlet("format", "--check", good, bad)
    #expect(checked.code == .findings)
    #expect(checked.output == "\(bad) is not formatted\n")
    #expect(checked.errors.isEmpty)
    #expect(try await martlet("format", bad).output == "\"int\"\n")
    #expect(try await martlet("format", "--write", good, bad).hasSucceeded)
    #expect(try await martlet("format", "--check", good, bad).hasSucceeded)
  }

  @Test("IDL becomes JSON, and errors have their place")
  func idl() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("money.avdl", "namespace n; fixed Money(8);".utf8)
    let file = try folder.file("order.avdl", "namespace n; import idl \"money.avdl\"; record Order { Money? m; }".utf8)
    let converted = try await martlet("format", "--to", "avsc", "--style", "compact", file)
    #expect(
      try converted.answer() == #"{"type":"record","name":"Order","namespace":"n","fields":["#
        + #"{"name":"m","type":["null",{"type":"fixed","name":"Money","size":8}]}]}"#)
    let broken = try folder.file("broken.avdl", "record Order {\n  Money m; }".utf8)
    let refused = try await martlet("format", "--to", "avsc", broken)
    #expect(refused.code == .findings)
    #expect(refused.errors.hasPrefix("martlet: \(broken):2:3: Type Money is not defined"))
    #expect(refused.output.isEmpty)
  }

  @Test("a schema in IDL is checked like any other")
  func compatibility() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.file("v1.avsc", #"{"type":"record","name":"R","fields":[]}"#.utf8)
    let new = try folder.file("v2.avdl", "record R { int count = 0; }".utf8)
    #expect(try await martlet("check", new, "--against", old).answer().hasPrefix("ok: \(new) is compatible"))
    let strict = try folder.file("v3.avdl", "record R { int count; }".utf8)
    #expect(try await martlet("check", strict, "--against", old).code == .findings)
  }
}
