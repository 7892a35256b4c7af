import Foundation
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct ContainerFileTests {
  private let folder: TemporaryFolder
  private let schema: String
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    schema = try folder.file("point.avsc", #"{"type":"record","name":"P","fields":[{"name":"x","type":"long"}]}"#.utf8)
    file = folder.path + "/points.avro"
  }

  private static func lines(_ numbers: Range<Int>) -> String { numbers.map { "{\"x\":\($0)}\n" }.joined() }

  @Test("what is written is read, in every codec", arguments: ["null", "deflate", "snappy", "zstandard"])
  func roundTrip(codec: String) async throws {
    let input = Self.lines(0..<1000)
    let written = try await martlet(
      "file", "write", file, "--schema", schema, "--codec", codec, "--block-bytes", "300", "--metadata", "by=us",
      input: input)
    #expect(written.hasSucceeded, "\(written.errors)")
    #expect(try await martlet("file", "read", file).output == input)
    #expect(try await martlet("file", "read", file, "--count", "2").output == Self.lines(0..<2))
    let shown = try JSONParser.parse(try await martlet("file", "show", file, "-o", "json").answer()).object
    #expect(shown?["codec"]?.string == codec)
    #expect(shown?["records"] == 1000)
    #expect(shown?["isWhole"]?.bool == true)
    #expect(shown?["metadata"]?.object?["by"]?.string == "us")
    let schemaText = try await martlet("file", "show", file, "--schema").answer()
    #expect(try JSONParser.parse(schemaText) == JSONParser.parse(String(contentsOfFile: schema, encoding: .utf8)))
  }

  @Test("lines that do not fit are told and left out")
  func unfitLines() async throws {
    let written = try await martlet(
      "file", "write", file, "--schema", schema, input: "{\"x\":1}\n{\"x\":\"1\"}\nnot json\n{\"x\":2}\n")
    #expect(written.code == .findings)
    for part in ["line 2: x: ", "line 3: ", "2 written, 2 records could not be"] {
      #expect(written.errors.contains(part), "\(written.errors)")
    }
    #expect(try await martlet("file", "read", file).output == Self.lines(1..<3))
  }

  @Test("plain JSON and CSV become records as with encode")
  func forms() async throws {
    let schema = try folder.file(
      "note.avsc",
      #"{"type":"record","name":"P","fields":[{"name":"x","type":"long"},{"name":"note","type":["null","string"]}]}"#
        .utf8)
    let table = try folder.file("notes.csv", "x,note\n1,a\n2,\n".utf8)
    #expect(try await martlet("file", "write", file, table, "--schema", schema).hasSucceeded)
    let line = "{\"x\":3,\"note\":\"c\"}\n"
    let refused = try await martlet("file", "write", file, "--append", input: line)
    #expect(refused.code == .findings && refused.errors.contains("--json plain"), "\(refused.errors)")
    #expect(try await martlet("file", "write", file, "--append", "--json", "plain", input: line).hasSucceeded)
    let read = try await martlet("file", "read", file, "--json", "plain").output
    #expect(read == "{\"x\":1,\"note\":\"a\"}\n{\"x\":2,\"note\":null}\n" + line)
  }

  @Test("a file is appended to by its own schema only, and replaced only on demand")
  func appending() async throws {
    #expect(try await martlet("file", "write", file, "--schema", schema, input: Self.lines(0..<3)).hasSucceeded)
    #expect(try await martlet("file", "write", file, "--schema", schema, input: Self.lines(0..<3)).code == .usage)
    #expect(try await martlet("file", "write", file, "--append", input: Self.lines(3..<5)).hasSucceeded)
    let other = try folder.file("other.avsc", "\"string\"".utf8)
    #expect(try await martlet("file", "write", file, "--append", "--schema", other, input: "\"a\"\n").code == .usage)
    #expect(try await martlet("file", "read", file).output == Self.lines(0..<5))
    let replaced = try await martlet("file", "write", file, "--replace", "--schema", schema, input: Self.lines(7..<8))
    #expect(replaced.hasSucceeded)
    #expect(try await martlet("file", "read", file).output == Self.lines(7..<8))
  }

  @Test("damage is told, and what is whole before and behind it is read")
  func damage() async throws {
    let arguments = ["file", "write", file, "--schema", schema, "--block-bytes", "1"]
    #expect(try await MartletProcess(arguments, input: Data(Self.lines(0..<3).utf8)).outcome().hasSucceeded)
    // Each block is a count, a size, a byte of data and the marker: the second one gets a wrong count.
    var bytes = Array(try Data(contentsOf: URL(filePath: file)))
    let start = bytes.count - 2 * 19
    bytes[start] = 4
    let damaged = try folder.file("damaged.avro", bytes)
    let read = try await martlet("file", "read", damaged)
    #expect(read.code == .findings && read.output == Self.lines(0..<2))
    #expect(read.errors.contains("block 2 at byte \(start), record 3: "), "\(read.errors)")
    let recovered = try await martlet("file", "read", damaged, "--recover")
    #expect(recovered.code == .findings && recovered.output == Self.lines(0..<3))
    #expect(try await martlet("file", "read", schema).code == .usage)
  }

  @Test("a writer that is killed leaves whole blocks, and the file goes on")
  func killed() async throws {
    let input = Data(Self.lines(0..<300_000).utf8)
    let writer = try MartletProcess(["file", "write", file, "--schema", schema, "--block-bytes", "5000"], input: input)
    try await writer.wait(for: "some blocks", .seconds(60)) {
      let bytes = try? Data(contentsOf: URL(filePath: file))
      return bytes.map { $0.count > 20_000 } ?? false
    }
    writer.signal(SIGKILL)
    _ = try await writer.outcome()
    let appended = try await martlet("file", "write", file, "--append", "--cut-torn-end", input: "{\"x\":-1}\n")
    #expect(appended.hasSucceeded, "\(appended.errors)")
    let lines = try await martlet("file", "read", file).answer().split(separator: "\n")
    #expect(lines.count > 1000 && lines.last == "{\"x\":-1}")
    let whole = Self.lines(0..<lines.count - 1).split(separator: "\n")
    #expect(lines.dropLast() == whole[...])
  }
}
