import ArgumentParser
import FoundationEssentials
import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

/// Folders as people have them: line ends and marks of other systems, deep folders, blanks and other scripts in names, links.
@Suite struct FolderLayoutTests {
  private let folder: TemporaryFolder
  private static let folders = [
    "a b", "ü", "日本/🎉", (0..<20).map { "d\($0)" }.joined(separator: "/"), "{x}", "[y]*?", "-z", "#1%20",
  ]
  private static let count = 240

  init() throws {
    folder = try TemporaryFolder()
    for place in ["new", "old"] {
      for (index, name) in Self.folders.enumerated() {
        let path = "\(folder.path)/\(place)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for number in stride(from: index, to: Self.count, by: Self.folders.count) {
          let file = Self.file(number)
          let bytes = place == "old" ? Array(file.text.utf8) : file.bytes
          try Data(bytes).write(to: URL(filePath: "\(path)/\(file.name)"))
        }
      }
      let manager = FileManager.default
      let root = "\(folder.path)/\(place)"
      try manager.createSymbolicLink(atPath: root + "/link to a b", withDestinationPath: "a b")
      try manager.createSymbolicLink(atPath: root + "/ü/loop", withDestinationPath: "..")
      try manager.createSymbolicLink(atPath: root + "/nowhere.avsc", withDestinationPath: "gone")
    }
  }

  private struct File {
    var name: String
    var text: String
    var bytes: [UInt8]
  }

  /// Files of all formats; some with the line ends of Windows, and some with the mark that its editors write.
  private static func file(_ number: Int) -> File {
    let (name, text) =
      switch number % 3 {
      case 0:
        (
          "é \(number).avsc",
          """
          {
            "type": "record", "name": "R\(number)", "namespace": "n", "doc": "d",
            "fields": [
              { "name": "id", "type": "long", "doc": "d" }
            ]
          }

          """
        )
      case 1:
        (
          "\(number).proto",
          """
          syntax = "proto3";

          package n\(number).v1;

          import "google/protobuf/timestamp.proto";

          // A message.
          message M\(number) {
            google.protobuf.Timestamp at = 1;
          }

          """
        )
      default:
        (
          "\(number).schema.json",
          """
          {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "T",
            "description": "d",
            "type": "object",
            "properties": { "id": { "type": "integer", "description": "d" } },
            "additionalProperties": false
          }

          """
        )
      }
    var bytes = Array(text.utf8)
    if number % 4 == 0 { bytes = Array(text.replacing("\n", with: "\r\n").utf8) }
    if number % 5 == 0 { bytes = [0xEF, 0xBB, 0xBF] + bytes }
    return File(name: name, text: text, bytes: bytes)
  }

  @Test("other line ends, marks, names and links make no difference")
  func same() async throws {
    let linked = Self.count / Self.folders.count
    #expect(
      try await summary(Check.self, folder.path + "/new", "--against", folder.path + "/old")
        == "\(Self.count + linked) schemas compared with \(folder.path)/old/: \(Self.count + linked) unchanged")
  }

  @Test("a change is found at its line, wherever the file is and however its lines end")
  func change() async throws {
    let file = try #require((0..<Self.count).first { $0 % 60 == 0 && $0 > 0 })
    let path = "\(folder.path)/new/\(Self.folders[file % Self.folders.count])/\(Self.file(file).name)"
    let text = String(decoding: Self.file(file).bytes, as: UTF8.self)
      .replacing(#""long", "doc": "d" }"#, with: #""long" },\#r\#n    { "name": "x", "type": "int" }"#)
    try Data(text.utf8).write(to: URL(filePath: path))
    let report = folder.path + "/report"
    let failure = await #expect(throws: CommandFailure.self) {
      try await Check.parse([folder.path + "/new", "--against", folder.path + "/old", "--report", "github=\(report)"])
        .run()
    }
    #expect(failure?.code == .findings)
    let lines = try String(contentsOf: URL(filePath: report), encoding: .utf8).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("::error") }.count == 1)
    #expect(lines.first?.contains(",line=5,col=5,title=READER_FIELD_MISSING_DEFAULT_VALUE") == true)
  }

  @Test("lint finds nothing wrong with any of these")
  func lint() async throws {
    let linked = Self.count / Self.folders.count
    #expect(
      try await summary(Lint.self, folder.path + "/new") == "\(Self.count + linked) schemas: nothing to find fault with"
    )
  }

  /// What a command's report for programs has as its summary.
  private func summary<Command: AsyncParsableCommand>(
    _ command: Command.Type, _ arguments: String...
  ) async throws -> String? {
    let file = folder.path + "/report.json"
    var command = try Command.parse(arguments + ["--report", "json=\(file)"])
    do {
      try await command.run()
    } catch let failure as CommandFailure where failure.code == .findings {}
    return try JSONParser.parse(String(contentsOf: URL(filePath: file), encoding: .utf8)).object?["summary"]?.string
  }
}
